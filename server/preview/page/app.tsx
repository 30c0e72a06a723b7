import { useEffect, useRef, useState } from 'preact/hooks';
import { beginReply } from './api.ts';
import { Arrivals } from './arrivals.tsx';
import { useAtMostEvery } from './at-most-every.ts';
import { type Conversation, conversationsOf } from './conversations.ts';
import { EditDraft } from './edit-draft.tsx';
import { Folders } from './folders.tsx';
import { Header } from './header.tsx';
import { Intro } from './intro.tsx';
import { useShortcuts } from './keys.ts';
import { MailList } from './mail-list.tsx';
import { useMailbox } from './mailbox.ts';
import { PanelSlot } from './panel-slot.tsx';
import { hashOf } from './place.ts';
import { usePreferences } from './preferences.ts';
import { Reading } from './thread.tsx';
import { go, usePlace } from './use-place.ts';
import { wordsOf } from './words/words.ts';
import { WriteToSchool } from './write-to-school.tsx';

/** The add-on's first page costs the server more than a list does. */
const HOME_MS = 3_000;

type Composing = { kind: 'mail' } | { kind: 'draft'; draftId: string } | null;

export function App() {
  const [preferences, prefer] = usePreferences();
  const { language, role } = preferences;
  const words = wordsOf(language);
  const place = usePlace();
  const mailbox = useMailbox({ role, language });
  const [composing, compose] = useState<Composing>(null);
  const [selectedId, select] = useState<string | null>(null);
  const [notice, setNotice] = useState('');
  const main = useRef<HTMLElement>(null);

  const looks = useAtMostEvery(mailbox.looks, HOME_MS);

  const { session, rows, records } = mailbox;
  const conversations = rows === null ? null : conversationsOf(rows, place.box);
  const open = findOpen(rows, place.threadId);
  const openId = place.threadId === null ? null : (selectedId ?? open?.incomingId ?? null);
  useEffect(() => select(null), [place.threadId]);
  useEffect(() => {
    document.title = open ? `${open.row.subject || words.noSubject} · MAIL GPS` : 'MAIL GPS';
  }, [open?.row.subject, words]);

  const show = (threadId: string | null): void => go({ ...place, threadId, panel: false });
  const openLine = (line: Conversation): void => {
    if (line.row.draftId === null) show(line.threadId);
    else compose({ kind: 'draft', draftId: line.row.draftId });
  };
  const skip = (event: MouseEvent): void => {
    event.preventDefault();
    main.current?.focus();
  };
  const composed = (said: string, threadId?: string): void => {
    compose(null);
    setNotice(said);
    mailbox.refresh();
    if (threadId) go({ box: 'inbox', threadId, panel: false });
  };
  useShortcuts({
    compose: () => compose({ kind: 'mail' }),
    back: () => show(null),
  });

  const step = place.panel ? 'panel' : place.threadId === null ? 'list' : 'mail';
  // The first sample mail: others about dates come later.
  const timetable = rows?.findLast(
    (row) => records.get(row.id)?.category.id === 'timetable' && records.get(row.id)?.state === 'suggested',
  );

  return (
    <>
      <a class="skip" href={hashOf(place)} onClick={skip}>
        {words.skip}
      </a>
      <Header words={words} preferences={preferences} prefer={prefer} onWrite={() => compose({ kind: 'mail' })} />
      {!mailbox.online && (
        <p class="offline" role="alert">
          {words.offline}
        </p>
      )}
      <div class="panes" data-step={step}>
        <div class="pane list-pane">
          <Folders words={words} place={place} rows={rows ?? []} onPanel={() => go({ ...place, panel: true })} />
          {!preferences.introduced && place.box === 'inbox' && (
            <Intro
              words={words}
              threadId={timetable?.threadId ?? null}
              onOpen={(threadId) => go({ box: 'inbox', threadId, panel: false })}
              onClose={() => prefer({ introduced: true })}
            />
          )}
          <MailList
            words={words}
            language={language}
            timeZone={session?.timeZone ?? 'UTC'}
            box={place.box}
            conversations={conversations}
            more={mailbox.more}
            records={records}
            openThread={place.threadId}
            onOpen={openLine}
          />
        </div>
        <main class="pane mail-pane" id="mail" tabIndex={-1} ref={main}>
          <Reading
            words={words}
            language={language}
            timeZone={session?.timeZone ?? 'UTC'}
            threadId={place.threadId}
            rows={rows}
            records={records}
            selectedId={openId}
            onSelect={select}
            onBack={() => show(null)}
            onPanel={() => go({ ...place, panel: true })}
            onReply={(messageId) =>
              void beginReply(messageId).then(
                ({ draftId }) => compose({ kind: 'draft', draftId }),
                () => setNotice(words.failed),
              )
            }
          />
        </main>
        <aside class="pane panel-pane" aria-label={words.panel}>
          {session && (
            <PanelSlot
              words={words}
              session={session}
              role={role}
              language={language}
              message={openId !== null && place.threadId !== null ? { id: openId, threadId: place.threadId } : null}
              changes={openId === null ? looks : (mailbox.changes.get(openId) ?? 0)}
              onBack={() => go({ ...place, panel: false })}
              onDraft={(draftId) => compose({ kind: 'draft', draftId })}
              onChanged={mailbox.refresh}
            />
          )}
        </aside>
      </div>
      {composing?.kind === 'mail' && (
        <WriteToSchool words={words} language={language} onDone={composed} onClose={() => compose(null)} />
      )}
      {composing?.kind === 'draft' && (
        <EditDraft
          key={composing.draftId}
          words={words}
          draftId={composing.draftId}
          onDone={composed}
          onClose={() => compose(null)}
        />
      )}
      <Arrivals words={words} rows={rows} notice={notice} onRead={() => setNotice('')} />
    </>
  );
}

/** The conversation of the address, whatever box it is shown in. */
function findOpen(rows: ReturnType<typeof useMailbox>['rows'], threadId: string | null): Conversation | null {
  if (rows === null || threadId === null) return null;
  const boxes = ['inbox', 'sent'] as const;
  const found = boxes.map((box) => conversationsOf(rows, box).find((line) => line.threadId === threadId));
  return found.find((line) => line !== undefined) ?? null;
}

import { useState } from 'preact/hooks';
import type { MailView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Editor } from './editor.tsx';
import { hasGaps } from './shown.ts';
import type { OneMail } from './use-mail.ts';
import { mailsWords } from './words.ts';

interface ActionsProps {
  mail: MailView;
  one: OneMail;
  adapted: boolean;
}

const PLAIN = ['cancel', 'take', 'retry', 'done', 'reopen'] as const;
/** What a mail in that state is most likely opened for. */
const FIRST = ['cancel', 'take', 'retry'] as const;
type Plain = (typeof PLAIN)[number];

/** What the server lets one ask for now; the first is what one most likely wants. */
export function Actions({ mail, one, adapted }: ActionsProps) {
  const { language, say } = useConsole();
  const words = mailsWords(language).one;
  const [open, setOpen] = useState<'editor' | 'wrong' | null>(null);
  const { actions, suggestion, state } = mail;
  const mayReply = actions.includes('reply');
  const sendable = mayReply && suggestion !== null && suggestion.missing.length === 0 && !hasGaps(suggestion.text);

  const send = async (): Promise<void> => {
    const after = await one.act('reply', { adapted });
    if (after) say(after.state === 'replied' ? words.did.sent : words.did.onItsWay);
  };
  const plainly = async (what: Plain): Promise<void> => {
    const after = await one.act(what);
    if (!after) return;
    // What was closed is open again by one click; all else is a step of its own.
    if (what === 'done' && after.actions.includes('reopen')) say(words.did.done, () => void one.act('reopen'));
    else say(words.did[what === 'retry' && after.state === 'failed' ? 'failedAgain' : what]);
  };
  const first = sendable ? null : (FIRST.find((what) => actions.includes(what)) ?? null);
  const wrongConfirmed = async (): Promise<void> => {
    setOpen(null);
    if (await one.act('wrong')) say(words.did.wrong);
  };
  return (
    <div class="buttons answer-buttons">
      {sendable && (
        <button type="button" class="button primary" disabled={one.busy || one.newer !== null} onClick={() => void send()}>
          {words.send}
        </button>
      )}
      {mayReply && (
        <button type="button" class={sendable || first ? 'button' : 'button primary'} onClick={() => setOpen('editor')}>
          {suggestion ? words.edit : words.write}
        </button>
      )}
      {PLAIN.filter((what) => actions.includes(what)).map((what) => (
        <button
          key={what}
          type="button"
          class={what === first ? 'button primary' : 'button'}
          disabled={one.busy}
          onClick={() => void plainly(what)}
        >
          {what === 'reopen' && state === 'replied' ? words.reopenReplied : words[what]}
        </button>
      ))}
      {actions.includes('wrong') && (
        <button type="button" class="button danger" disabled={one.busy} onClick={() => setOpen('wrong')}>
          {words.wrong}
        </button>
      )}
      {open === 'editor' && <Editor mail={mail} one={one} adapted={adapted} onClose={() => setOpen(null)} />}
      {open === 'wrong' && (
        <Confirm title={words.wrongTitle} action={words.wrongDo} danger onConfirm={wrongConfirmed} onClose={() => setOpen(null)}>
          <p>{words.wrongTells}</p>
        </Confirm>
      )}
    </div>
  );
}

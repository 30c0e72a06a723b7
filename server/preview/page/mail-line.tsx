import type { MailSummary } from '../../../shared/api.ts';
import type { Language } from '../../../shared/policy.ts';
import { type Box, type Conversation, nameOf } from './conversations.ts';
import { hashOf } from './place.ts';
import { StateChips } from './state-chips.tsx';
import { isoTime, shortTime } from './times.ts';
import type { Words } from './words/words.ts';

interface MailLineProps {
  words: Words;
  language: Language;
  timeZone: string;
  box: Box;
  line: Conversation;
  record: MailSummary | undefined;
  current: boolean;
  tabbable: boolean;
  onOpen: (line: Conversation) => void;
}

export function MailLine({ words, language, timeZone, box, line, record, current, tabbable, onOpen }: MailLineProps) {
  const { row, unread, count, parties } = line;
  const names = parties.map(nameOf).join(', ');
  const opened = (event: MouseEvent): void => {
    // The browser's own ways to open a link elsewhere stay.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(line);
  };
  return (
    <li>
      <a
        class="mail-line"
        data-unread={unread}
        href={hashOf({ box, threadId: line.threadId, panel: false })}
        aria-current={current ? 'true' : undefined}
        tabIndex={tabbable ? 0 : -1}
        onClick={opened}
      >
        <span class="who" dir="auto">
          {unread && <span class="unseen">{words.unread}. </span>}
          {box === 'inbox' ? names : words.to(names)}
        </span>
        <time class="when" dateTime={isoTime(row.time)}>
          {shortTime(row.time, Date.now(), language, timeZone)}
        </time>
        <span class="about">
          <span class="subject" dir="auto">
            {row.subject || words.noSubject}
          </span>
          {count > 1 && (
            <span class="count">
              {count}
              <span class="unseen"> {words.messages}</span>
            </span>
          )}
        </span>
        <span class="snippet" dir="auto">
          {row.snippet}
        </span>
        {box === 'inbox' && <StateChips words={words} record={record} />}
      </a>
    </li>
  );
}

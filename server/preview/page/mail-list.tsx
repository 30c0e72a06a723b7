import { useEffect } from 'preact/hooks';
import type { MailSummary } from '../../../shared/api.ts';
import type { Language } from '../../../shared/policy.ts';
import type { Box, Conversation } from './conversations.ts';
import { moveInList } from './keys.ts';
import { MailLine } from './mail-line.tsx';
import type { Words } from './words/words.ts';

interface MailListProps {
  words: Words;
  language: Language;
  timeZone: string;
  box: Box;
  conversations: Conversation[] | null;
  more: boolean;
  records: ReadonlyMap<string, MailSummary>;
  openThread: string | null;
  onOpen: (line: Conversation) => void;
}

const MOVES: Readonly<Record<string, Parameters<typeof moveInList>[0]>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: 'first',
  End: 'last',
};

export function MailList({ words, box, conversations, more, records, openThread, onOpen, ...local }: MailListProps) {
  useEffect(() => {
    document.querySelector('.mail-line[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [openThread]);
  if (conversations === null) return <p class="quiet pad">{words.loading}</p>;
  if (conversations.length === 0) return <Empty words={words} box={box} />;
  const openIndex = conversations.findIndex((line) => line.threadId === openThread);
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = MOVES[event.key];
    if (move === undefined) return;
    event.preventDefault();
    moveInList(move);
  };
  return (
    <section class="scroll" aria-label={words.boxes[box]}>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes a list without bullets for none */}
      <ul class="mail-list" role="list" onKeyDown={onKeyDown}>
        {conversations.map((line, index) => (
          <MailLine
            key={box === 'drafts' ? line.row.id : line.threadId}
            words={words}
            {...local}
            box={box}
            line={line}
            record={line.incomingId === null ? undefined : records.get(line.incomingId)}
            current={line.threadId === openThread && box !== 'drafts'}
            // One stop of the Tab key for the whole list; arrows lead on from there.
            tabbable={index === Math.max(0, openIndex)}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {more && <p class="quiet pad">{words.older}</p>}
    </section>
  );
}

function Empty({ words: { empty }, box }: { words: Words; box: Box }) {
  return (
    <div class="empty">
      <p class="empty-title">{empty[box]}</p>
      <p>{empty[`${box}More`]}</p>
    </div>
  );
}

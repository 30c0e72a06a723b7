import { useEffect, useRef, useState } from 'preact/hooks';
import type { MailSummary } from '../../../shared/api.ts';
import type { Language } from '../../../shared/policy.ts';
import { Back, Mark, Reply } from '../../page-kit/icons.tsx';
import type { MailRow, ThreadView } from '../page-api.ts';
import { CallError, markRead, readThread } from './api.ts';
import { isOutgoing } from './conversations.ts';
import { Message } from './message.tsx';
import { StateChips } from './state-chips.tsx';
import type { Words } from './words/words.ts';

interface ReadingProps {
  words: Words;
  language: Language;
  timeZone: string;
  threadId: string | null;
  rows: readonly MailRow[] | null;
  records: ReadonlyMap<string, MailSummary>;
  /** The message that the add-on is opened on. */
  selectedId: string | null;
  onSelect: (messageId: string) => void;
  onBack: () => void;
  onPanel: () => void;
  onReply: (messageId: string) => void;
}

/** The open conversation, or what to do where there is none. */
export function Reading(props: ReadingProps) {
  const { words, threadId, rows } = props;
  const thread = useThread(threadId, rows);
  if (threadId === null) {
    return (
      <div class="empty">
        <Mark />
        <p class="empty-title">{words.choose}</p>
        <p>{words.chooseMore}</p>
      </div>
    );
  }
  if (thread === 'gone') {
    return (
      <div class="empty">
        <p class="empty-title">{words.gone}</p>
        <button type="button" class="button" onClick={props.onBack}>
          {words.back}
        </button>
      </div>
    );
  }
  if (thread?.id !== threadId) return <p class="quiet pad">{words.loading}</p>;
  return <Thread {...props} thread={thread} />;
}

function Thread({
  words,
  records,
  selectedId,
  thread,
  onSelect,
  onBack,
  onPanel,
  onReply,
  ...local
}: ReadingProps & { thread: ThreadView }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef<HTMLLIElement>(null);
  const count = useRef(thread.messages.length);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [thread.id]);
  useEffect(() => {
    // What has just been sent or received comes into view.
    if (thread.messages.length > count.current) {
      const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
      last.current?.scrollIntoView({ block: 'nearest', behavior });
    }
    count.current = thread.messages.length;
  }, [thread.messages.length]);
  const incoming = thread.messages.filter((message) => !isOutgoing(message));
  const answered = incoming.find(({ id }) => id === selectedId) ?? incoming.at(-1);
  return (
    <div class="scroll thread" key={thread.id}>
      <div class="thread-top">
        <button type="button" class="button icon-button back" onClick={onBack}>
          <Back /> <span>{words.back}</span>
        </button>
        <button type="button" class="button to-panel" onClick={onPanel}>
          {words.showPanel}
        </button>
      </div>
      <h2 class="thread-subject" dir="auto" tabIndex={-1} ref={heading}>
        {thread.subject || words.noSubject}
      </h2>
      <p class="thread-state">
        <StateChips words={words} record={selectedId === null ? undefined : records.get(selectedId)} whole />
      </p>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes a list without bullets for none */}
      <ol class="messages" role="list">
        {thread.messages.map((message, index) => (
          <li key={message.id} ref={index === thread.messages.length - 1 ? last : null}>
            <Message
              words={words}
              {...local}
              message={message}
              // Where several mails came in, one says which the add-on looks at.
              selectable={incoming.length > 1 && !isOutgoing(message)}
              selected={message.id === selectedId}
              onSelect={() => onSelect(message.id)}
            />
          </li>
        ))}
      </ol>
      {answered && (
        <p class="by-hand">
          <button type="button" class="button" onClick={() => onReply(answered.id)}>
            <Reply /> <span>{words.reply}</span>
          </button>
          <span class="quiet">{words.replyWhy}</span>
        </p>
      )}
    </div>
  );
}

/** Read again whenever one of its messages comes, goes, or is read. */
function useThread(threadId: string | null, rows: readonly MailRow[] | null): ThreadView | 'gone' | null {
  const [thread, setThread] = useState<ThreadView | 'gone' | null>(null);
  const mine = (rows ?? []).filter((row) => row.threadId === threadId);
  const known = mine.map((row) => row.id).join(' ');
  const unread = mine.some((row) => row.unread);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (threadId === null) return setThread(null);
    let wanted = true;
    readThread(threadId).then(
      (read) => {
        if (!wanted) return;
        setThread(read);
        setFailed(false);
      },
      (error: unknown) => {
        if (!wanted) return;
        if (error instanceof CallError && error.status === 404) setThread('gone');
        else setFailed(true);
      },
    );
    return () => {
      wanted = false;
    };
    // What could not be read is asked for again with the next look at the mailbox.
  }, [threadId, known, failed ? rows : null]);
  useEffect(() => {
    // The next look tells whether it was kept.
    if (threadId !== null && unread) void markRead(threadId).catch(() => null);
  }, [threadId, unread]);
  return thread;
}

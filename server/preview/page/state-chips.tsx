import { useEffect, useState } from 'preact/hooks';
import type { MailSummary } from '../../../shared/api.ts';
import type { Words } from './words/words.ts';

/**
 * Category and state, as MAIL GPS keeps them; how sure it is stands in the sidebar, which knows whether a person chose the
 * category since. Colour only repeats what the words say.
 */
export function StateChips({ words, record, whole = false }: { words: Words; record: MailSummary | undefined; whole?: boolean }) {
  if (!record) return null;
  const { state, stateText, category, dueAt, delivery } = record;
  const held = state === 'held' && dueAt !== null;
  return (
    <span class="chips">
      <span class="chip state" data-state={state}>
        <span class={held && !whole ? 'unseen' : undefined}>{stateText}</span>
        {held && whole && <span aria-hidden="true">·</span>}
        {held && <Countdown words={words} until={dueAt} />}
      </span>
      {state !== 'received' && state !== 'ignored' && <span class="chip">{category.name}</span>}
      {whole && delivery && <span class="chip plain">{delivery.text}</span>}
    </span>
  );
}

function Countdown({ words, until }: { words: Words; until: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((until - now) / 1_000);
  // Read once with the line, not every second.
  return <span aria-hidden="true">{seconds > 0 ? words.leavesIn(inWords(seconds)) : words.leaving}</span>;
}

function inWords(seconds: number): string {
  if (seconds < 100) return `${seconds} s`;
  return seconds < 6_000 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3_600)} h`;
}

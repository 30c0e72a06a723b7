import type { MailRecord } from './record.ts';
import type { Became } from './replay.ts';

/** So much of the words in common, and the text was edited; less, and it is another one. */
const EDITED = 0.5;

/** What became of a mail: told from what is stored of it, and `before` for what an erasure took away. */
export function becameOf(record: MailRecord, before: Became | null): Became {
  const { reply, forward, state, timeline, automaticAt } = record;
  if (reply?.by.kind === 'automatic' || (automaticAt !== undefined && reply === null)) return 'automatic';
  if (reply?.by.kind === 'outside') return 'outside';
  if (reply?.by.kind === 'staff') return byStaff(record, before);
  if (forward?.by.kind === 'staff') return 'forwarded';
  if (state === 'failed') return 'failed';
  if (state !== 'ignored') return 'open';
  return timeline.some(({ what }) => what === 'done') ? 'done' : 'ignored';
}

function byStaff({ reply, suggestion, marks }: MailRecord, before: Became | null): Became {
  if (reply?.template) return reply.adaptedBy === undefined ? 'as-was' : 'adapted';
  // Erased: how it was marked before is what is left of it.
  if (reply?.text === '') return before === 'edited' || marks?.includes('edited') ? 'edited' : 'replaced';
  return likeness(suggestion?.text ?? '', reply?.text ?? '') >= EDITED ? 'edited' : 'replaced';
}

/** How many of their words two texts share, wherever they stand (Sørensen and Dice): 0 to 1. */
export function likeness(a: string, b: string): number {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (first.length + second.length === 0) return 1;
  const left = new Map<string, number>();
  for (const word of first) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of second) {
    const n = left.get(word) ?? 0;
    if (n === 0) continue;
    left.set(word, n - 1);
    shared += 1;
  }
  return (2 * shared) / (first.length + second.length);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

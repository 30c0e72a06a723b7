import { wilson } from './interval.ts';
import type { ReplayRow } from './replay.ts';

/**
 * What staff did with a mail that would have been answered by itself, had its category not been in rehearsal; the better for
 * the answer first.
 */
export const OUTCOMES = [
  'asWas',
  'adapted',
  'edited',
  'replaced',
  'recategorised',
  'forwarded',
  'done',
  'outside',
  'open',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How many mails were rehearsed, and of how many each is so. */
export type Evidence = Record<'rehearsed' | Outcome, number>;

/** null: the mail was not rehearsed. Another category comes first: whatever was sent then, it was another answer. */
export function outcomeOf({ decided, corrected, became }: ReplayRow): Outcome | null {
  if (decided?.rehearsed === undefined) return null;
  if (corrected) return 'recategorised';
  switch (became) {
    case 'as-was':
      return 'asWas';
    case 'adapted':
    case 'edited':
    case 'replaced':
    case 'forwarded':
    case 'outside':
    case 'done':
      return became;
    case 'ignored':
      return 'done';
    case 'automatic':
    case 'failed':
    case 'open':
      return 'open';
  }
}

export function noEvidence(): Evidence {
  return Object.fromEntries(['rehearsed', ...OUTCOMES].map((name) => [name, 0])) as Evidence;
}

/**
 * What the evidence says. Judged is what staff have seen and decided on: who answered in Gmail said what is not known here,
 * and what is open may still come out either way; neither counts for the answer nor against it. Right is what was sent as it
 * was, or in other words with the same facts. A forward that was rehearsed is right where staff passed the mail on.
 */
export function judge(
  evidence: Evidence,
  forwards: number,
): { judged: number; right: number; share: number | null; low: number; high: number } {
  const judged = evidence.rehearsed - evidence.outside - evidence.open;
  const right = Math.min(judged, evidence.asWas + evidence.adapted + forwards);
  return { judged, right, share: judged > 0 ? right / judged : null, ...wilson(right, judged) };
}

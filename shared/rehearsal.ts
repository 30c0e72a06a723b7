import { wilson } from './interval.ts';
import type { ReplayRow } from './replay.ts';

/** What staff did with mails that would have been answered by themselves, had their category not been in rehearsal. */
export interface Evidence {
  rehearsed: number;
  asWas: number;
  adapted: number;
  edited: number;
  replaced: number;
  recategorised: number;
  forwarded: number;
  done: number;
  outside: number;
  open: number;
}

export type Verdict = Exclude<keyof Evidence, 'rehearsed'>;

/** null: the mail was not rehearsed. Another category comes first: whatever was sent then, it was another answer. */
export function verdictOn({ decided, corrected, became }: ReplayRow): Verdict | null {
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
  return {
    rehearsed: 0,
    asWas: 0,
    adapted: 0,
    edited: 0,
    replaced: 0,
    recategorised: 0,
    forwarded: 0,
    done: 0,
    outside: 0,
    open: 0,
  };
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

import { counters } from './collections.ts';
import type { Store } from './store.ts';

/** What a process counted of a model's tokens; kept in memory by whoever asks the model. */
export interface UsageMeter {
  /** Not in the store yet. Names today even where nothing was used here: others may have used some. */
  pending(): { day: string; tokens: number }[];
  settle(day: string, tokens: number, total: number): void;
}

const KEPT_MS = 40 * 86_400_000;

/**
 * Adds what this process used to the day's count and learns what all processes used. A failure after the commit counts
 * twice the next time: the budget errs towards asking less.
 */
export async function syncModelUsage(store: Store, meter: UsageMeter, now: number): Promise<void> {
  for (const { day, tokens } of meter.pending()) {
    const id = `model:${day}`;
    const total = await store.transaction(async (tx) => {
      const n = ((await counters.get(tx, id))?.data.n ?? 0) + tokens;
      if (tokens > 0) counters.set(tx, id, { n, expiresAt: now + KEPT_MS });
      return n;
    });
    meter.settle(day, tokens, total);
  }
}

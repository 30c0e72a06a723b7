import { DAY_MS } from '../../shared/durations.ts';
import { collection, counters, type Reader } from './collections.ts';
import type { Store } from './store.ts';

/** What a process counted of a model's tokens; kept in memory by whoever asks the model. */
export interface UsageMeter {
  /** Not in the store yet. Names today even where nothing was used here: others may have used some. */
  pending(): { day: string; tokens: number }[];
  settle(day: string, tokens: number, total: number): void;
}

const KEPT_MS = 40 * DAY_MS;

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

/** What calls of a model came to: how many, how long they took, what they cost by the price list. */
export interface ModelSums {
  calls: number;
  ms: number;
  tokens: number;
  /** Millionths of a US dollar: whole numbers add up without loss. */
  microUsd: number;
  /** Calls whose price is not known: they are not in the cost. */
  unpriced: number;
}

const SUMS = ['calls', 'ms', 'tokens', 'microUsd', 'unpriced'] as const;
/** By month, so that half a year is a few documents. Kept for good: they are numbers. */
const months = collection<{ schema: 1; days: Readonly<Record<string, ModelSums>> }>('model-months');

export interface ModelCounts {
  add(call: { inputTokens: number; outputTokens: number; ms: number; cost: number | null }): void;
  /** What was counted since the last time, and no more from then on. */
  take(): Map<string, ModelSums>;
  /** What could not be kept after all. */
  putBack(day: string, sums: ModelSums): void;
}

/** Counts of this process, by the day that `today` says. */
export function createModelCounts(today: () => string): ModelCounts {
  let pending = new Map<string, ModelSums>();
  const putBack = (day: string, sums: ModelSums): void => void pending.set(day, added(pending.get(day) ?? NONE, sums));
  return {
    add({ inputTokens, outputTokens, ms, cost }) {
      putBack(today(), {
        calls: 1,
        ms: Math.round(ms),
        tokens: inputTokens + outputTokens,
        microUsd: Math.round((cost ?? 0) * 1e6),
        unpriced: cost === null ? 1 : 0,
      });
    },
    take() {
      const taken = pending;
      pending = new Map();
      return taken;
    },
    putBack,
  };
}

const NONE: ModelSums = { calls: 0, ms: 0, tokens: 0, microUsd: 0, unpriced: 0 };

function added(a: ModelSums, b: ModelSums): ModelSums {
  const sums = { ...a };
  for (const sum of SUMS) sums[sum] += b[sum];
  return sums;
}

/** Adds what this process counted to the days' sums. After a failure it is tried again the next time. */
export async function keepModelSums(store: Store, counts: ModelCounts): Promise<void> {
  for (const [day, sums] of counts.take()) {
    try {
      await store.transaction(async (tx) => {
        const days = (await months.get(tx, monthOf(day)))?.data.days ?? {};
        months.set(tx, monthOf(day), { schema: 1, days: { ...days, [day]: added(days[day] ?? NONE, sums) } });
      });
    } catch (error) {
      counts.putBack(day, sums);
      throw error;
    }
  }
}

/** Of the days from one to another, both included (YYYY-MM-DD), together and each; null where no model was asked. */
export async function modelSums(
  from: Reader,
  first: string,
  last: string,
): Promise<{ all: ModelSums; days: ReadonlyMap<string, ModelSums> } | null> {
  let all = NONE;
  const found = new Map<string, ModelSums>();
  for (let month = monthOf(first); month <= monthOf(last); month = nextMonth(month)) {
    const days = (await months.get(from, month))?.data.days ?? {};
    for (const [day, sums] of Object.entries(days)) {
      if (day < first || day > last) continue;
      found.set(day, sums);
      all = added(all, sums);
    }
  }
  return all.calls === 0 ? null : { all, days: found };
}

const monthOf = (day: string): string => day.slice(0, 7);

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

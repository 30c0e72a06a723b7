import { dayIn } from '../../shared/local-time.ts';

/**
 * Tokens a day, over all processes: each counts its own and learns the sum from time to time (server/store/model-usage.ts).
 * So it is soft: past it by what all processes use between two such moments, and by the calls under way.
 */
export interface ModelBudget {
  allows(): boolean;
  /** Tokens sent and received. */
  add(tokens: number): void;
  /** Counted here since the last `settle`, of this day and of days before. */
  pending(): { day: string; tokens: number }[];
  /** `tokens` of this day's pending ones stand in the store now, where `total` is what all processes used. */
  settle(day: string, tokens: number, total: number): void;
}

/** A day ends at midnight of `timezone`. */
export function createModelBudget(options: { tokensPerDay: number; timezone: string; now: () => number }): ModelBudget {
  const pending = new Map<string, number>();
  let known = { day: '', total: 0 };
  const today = (): string => dayIn(options.timezone, options.now());
  return {
    allows() {
      const day = today();
      return (known.day === day ? known.total : 0) + (pending.get(day) ?? 0) < options.tokensPerDay;
    },
    add(tokens) {
      if (!(tokens > 0)) return;
      const day = today();
      pending.set(day, (pending.get(day) ?? 0) + tokens);
    },
    pending: () => {
      const day = today();
      const list = [...pending].map(([on, tokens]) => ({ day: on, tokens }));
      // Today is asked for even where nothing was used here: others may have.
      return pending.has(day) ? list : [...list, { day, tokens: 0 }];
    },
    settle(day, tokens, total) {
      const left = (pending.get(day) ?? 0) - tokens;
      if (left > 0) pending.set(day, left);
      else pending.delete(day);
      if (day === today()) known = { day, total };
    },
  };
}

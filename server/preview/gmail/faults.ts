import type { GmailMethod } from '../../../shared/gmail-units.ts';

/** Something that goes wrong on demand, `times` times (once unless given, 0: until cleared). */
export type Fault = { method: GmailMethod | '*'; times?: number } & (
  | {
      kind: 'status';
      status: number;
      reason?: string;
      message?: string;
      /** Seconds or an HTTP date. */
      retryAfter?: string;
      /** The call has had its effect, only the answer is wrong. */
      after?: boolean;
    }
  /** The connection is cut: before the effect, or after it. */
  | { kind: 'drop'; after?: boolean }
  | { kind: 'slow'; ms: number }
);

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** Those that apply to this call, counted as used: at most one that ends it, besides slowness. */
  take(method: GmailMethod): { slowMs: number; failure: Exclude<Fault, { kind: 'slow' }> | null };
}

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times === 0 ? Number.POSITIVE_INFINITY : (fault.times ?? 1) });
    },
    clear: () => {
      waiting = [];
    },
    take(method) {
      let slowMs = 0;
      let failure: Exclude<Fault, { kind: 'slow' }> | null = null;
      for (const entry of waiting) {
        const { fault } = entry;
        if (fault.method !== '*' && fault.method !== method) continue;
        if (fault.kind === 'slow') slowMs += fault.ms;
        else if (failure === null) failure = fault;
        else continue;
        entry.left--;
      }
      waiting = waiting.filter(({ left }) => left > 0);
      return { slowMs, failure };
    },
  };
}

/** A repeatable stream of numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

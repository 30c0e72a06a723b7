import pTimeout from 'p-timeout';
import { AppError } from '../../shared/errors.ts';
import type { Wake, WakeCall } from './wake.ts';

/**
 * What every adapter does within a process: at most `concurrency` calls in hand; the same call waits once, however often it
 * is made, and never runs twice at the same time: made while it runs, it runs once more afterwards.
 */
export interface WorkQueue extends Pick<Wake, 'start' | 'stop'> {
  /** Has the call worked some time; forgotten without a word when there is no room or the queue was stopped. */
  put(call: WakeCall): void;
  /**
   * Resolves when a run that begins after this has ended, and rejects with what that run rejects with; with `unavailable`
   * when nothing works yet or any more, or too much waits.
   */
  run(call: WakeCall): Promise<void>;
}

/** What waits beyond this, of each kind, is refused: it stands in the store all the same. */
export const MAX_WAITING = 10_000;
/** Places that records never take, so that slow readings do not keep replies and the mailbox waiting. */
const KEPT_FREE = 2;

/** What is due to leave goes first; then what is new is recorded; then it is read. */
const ORDER = ['effect', 'mailbox', 'record'] as const;

interface Waiting {
  call: WakeCall;
  /** Those who want to know how it ended. */
  told: { resolve: () => void; reject: (error: unknown) => void }[];
}

export function createWorkQueue(concurrency: number): WorkQueue {
  const forRecords = Math.max(1, concurrency - KEPT_FREE);
  const waiting: Record<WakeCall['kind'], Map<string, Waiting>> = { effect: new Map(), mailbox: new Map(), record: new Map() };
  const inHand = new Map<string, Promise<void>>();
  let records = 0;
  let stopped = false;
  let scheduled = false;
  let worker: ((waiting: Waiting) => Promise<void>) | null = null;

  function add({ kind, id }: WakeCall): Waiting | null {
    const found = waiting[kind].get(id);
    if (found) return found;
    if (stopped || waiting[kind].size >= MAX_WAITING) return null;
    const added: Waiting = { call: { kind, id }, told: [] };
    waiting[kind].set(id, added);
    schedule();
    return added;
  }

  function next(): Waiting | undefined {
    for (const kind of ORDER) {
      if (kind === 'record' && records >= forRecords) continue;
      for (const [id, found] of waiting[kind]) {
        if (inHand.has(keyOf(found.call))) continue;
        waiting[kind].delete(id);
        return found;
      }
    }
    return undefined;
  }

  async function work(item: Waiting, by: (item: Waiting) => Promise<void>): Promise<void> {
    try {
      await by(item);
    } finally {
      inHand.delete(keyOf(item.call));
      if (item.call.kind === 'record') records -= 1;
      schedule();
    }
  }

  function fill(): void {
    scheduled = false;
    while (worker && inHand.size < concurrency) {
      const item = next();
      if (!item) return;
      if (item.call.kind === 'record') records += 1;
      inHand.set(keyOf(item.call), work(item, worker));
    }
  }

  /** In a later turn of the event loop: the caller answers its request first. */
  function schedule(): void {
    if (scheduled || stopped) return;
    scheduled = true;
    setImmediate(fill);
  }

  return {
    put: (call) => void add(call),
    run(call) {
      const item = worker ? add(call) : null;
      if (!item) return Promise.reject(noMore());
      return new Promise((resolve, reject) => item.told.push({ resolve, reject }));
    },
    start(run, onError) {
      worker = async ({ call, told }) => {
        try {
          await run(call);
          for (const { resolve } of told) resolve();
        } catch (error) {
          for (const { reject } of told) reject(error);
          onError(call, error);
        }
      };
      schedule();
    },
    async stop(graceMs) {
      stopped = true;
      for (const kind of ORDER) {
        for (const { told } of waiting[kind].values()) for (const { reject } of told) reject(noMore());
        waiting[kind].clear();
      }
      await pTimeout(Promise.allSettled(inHand.values()), { milliseconds: Math.max(1, graceMs), message: false });
    },
  };
}

export function noMore(): AppError {
  return new AppError('unavailable', 'This process takes no more work.');
}

export function keyOf(call: WakeCall): string {
  return `${call.kind}:${call.id}`;
}

import { AppError } from '../../shared/errors.ts';
import type { Wake, WakeCall } from './wake.ts';

/** What waits beyond this is dropped: the resume job finds it in the store. */
const MAX_WAITING = 10_000;
/** Places that records never take, so that slow readings do not keep replies and the mailbox waiting. */
const KEPT_FREE = 2;

/** What is due to leave goes first; then what is new is recorded; then it is read. */
const ORDER = ['effect', 'mailbox', 'record'] as const;

/**
 * Wakes workers in this process, at most `concurrency` at a time. The same call waits once, however often it is made,
 * and never runs twice at the same time: made while it runs, it runs once more afterwards.
 */
export function createInProcessWake({ concurrency }: { concurrency: number }): Wake {
  const forRecords = Math.max(1, concurrency - KEPT_FREE);
  const waiting: Record<WakeCall['kind'], Map<string, WakeCall>> = { effect: new Map(), mailbox: new Map(), record: new Map() };
  const inHand = new Map<string, Promise<void>>();
  let records = 0;
  let stopped = false;
  let scheduled = false;
  let worker: ((call: WakeCall) => Promise<void>) | null = null;
  let deliver: ((call: WakeCall) => Promise<void>) | null = null;

  function next(): WakeCall | undefined {
    for (const kind of ORDER) {
      if (kind === 'record' && records >= forRecords) continue;
      for (const [id, call] of waiting[kind]) {
        if (inHand.has(keyOf(call))) continue;
        waiting[kind].delete(id);
        return call;
      }
    }
    return undefined;
  }

  async function run(call: WakeCall, work: (call: WakeCall) => Promise<void>): Promise<void> {
    try {
      await work(call);
    } finally {
      inHand.delete(keyOf(call));
      if (call.kind === 'record') records -= 1;
      schedule();
    }
  }

  function fill(): void {
    scheduled = false;
    while (deliver && inHand.size < concurrency) {
      const call = next();
      if (!call) return;
      if (call.kind === 'record') records += 1;
      inHand.set(keyOf(call), run(call, deliver));
    }
  }

  /** In a later turn of the event loop: the caller answers its request first. */
  function schedule(): void {
    if (scheduled || stopped) return;
    scheduled = true;
    setImmediate(fill);
  }

  return {
    async wake(call) {
      const { size } = waiting[call.kind];
      if (stopped || size >= MAX_WAITING) return;
      if (!waiting[call.kind].has(call.id)) waiting[call.kind].set(call.id, { kind: call.kind, id: call.id });
      schedule();
    },
    start(work, onError) {
      worker = work;
      deliver = async (call) => {
        try {
          await work(call);
        } catch (error) {
          onError(call, error);
        }
      };
      schedule();
    },
    async deliver(call) {
      if (stopped || !worker) throw new AppError('unavailable', 'This process takes no more work.');
      await worker(call);
    },
    async stop(graceMs) {
      stopped = true;
      for (const kind of ORDER) waiting[kind].clear();
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.allSettled(inHand.values()), patience]);
      clearTimeout(timer);
    },
  };
}

function keyOf(call: WakeCall): string {
  return `${call.kind}:${call.id}`;
}

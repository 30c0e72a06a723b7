import type { Wake } from './wake.ts';
import { createWorkQueue } from './work-queue.ts';

/** Wakes workers in this process, at most `concurrency` at a time. What is forgotten the resume job finds in the store. */
export function createInProcessWake({ concurrency }: { concurrency: number }): Wake {
  const queue = createWorkQueue(concurrency);
  return {
    wake: async (call) => queue.put(call),
    start: queue.start,
    deliver: queue.run,
    settled: async () => undefined,
    stop: queue.stop,
  };
}

import type { Jobs } from './jobs/jobs.ts';
import type { Context, Log } from './mail/context.ts';
import type { Wake, WakeCall } from './wake/wake.ts';

/** Far wake-ups are left to the tick: a process need not remember them. */
const FAR_MS = 10 * 60_000;

export function scheduled(wake: Wake, now: () => number, log: Log): Context['wake'] {
  const send = (call: WakeCall): void => {
    wake.wake(call).catch((error: unknown) => log.warn({ step: `wake ${call.kind}`, error }, 'a wake-up was lost'));
  };
  return (call, at) => {
    const wait = at === undefined ? 0 : at - now();
    if (wait <= 0) send(call);
    else if (wait < FAR_MS) setTimeout(() => send(call), wait).unref();
  };
}

/** What starts with the server is let through first. */
const FIRST_MS = 300;

/**
 * One tick at a time: a slow one is not overtaken by the next. The first comes soon after the start: what a killed server left
 * behind does not wait for the minute to end. Gives what ends it.
 */
export function ticking(jobs: Jobs, everyMs: number, log: Log): () => void {
  let busy = false;
  const tick = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      await jobs.tick();
    } catch (error) {
      log.error({ step: 'tick', error }, 'a tick failed');
    } finally {
      busy = false;
    }
  };
  const timers = [setTimeout(() => void tick(), FIRST_MS).unref(), setInterval(() => void tick(), everyMs).unref()];
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}

import type { Jobs } from '../server/jobs/jobs.ts';
import type { Log } from '../server/mail/context.ts';
import { ticking } from '../server/ticking.ts';

const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function counting(tick: () => Promise<void> = async () => undefined): Jobs & { ticks: number } {
  const jobs = { names: [], ticks: 0, run: async () => undefined, tick: async () => undefined };
  return Object.assign(jobs, {
    tick: () => {
      jobs.ticks += 1;
      return tick();
    },
  });
}

test('begins soon after the start, and not only when a minute is over', async () => {
  const jobs = counting();
  const stop = ticking(jobs, 60_000, log);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(jobs.ticks).toBe(1);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(jobs.ticks).toBe(2);
  stop();
  await jest.advanceTimersByTimeAsync(300_000);
  expect(jobs.ticks).toBe(2);
});

test('a slow tick is not overtaken by the next, and one that fails does not end them', async () => {
  let end: (error?: Error) => void = () => undefined;
  const jobs = counting(() => new Promise((resolve, reject) => (end = (error) => (error ? reject(error) : resolve()))));
  const stop = ticking(jobs, 1_000, log);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(jobs.ticks).toBe(1);
  end(new Error('no'));
  await jest.advanceTimersByTimeAsync(1_000);
  expect(jobs.ticks).toBe(2);
  end();
  stop();
});

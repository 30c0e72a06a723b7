import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { type AppError, isAppError } from '../../../shared/errors.ts';
import type { Connection } from './connection.ts';
import { codeOf } from './errors.ts';

/** How long another process may hold the write lock before we give up, ms. */
const LOCK_WAIT = 10_000;
/** A batch ends after so many pieces of work, or ms, so that its first caller does not wait for all who come later. */
const BATCH_SIZE = 256;
const BATCH_TIME = 25;

export interface Writer {
  /** Runs `work` alone, under the write lock, and resolves once it is on disk. What `work` throws is passed on. */
  run<R>(work: () => Promise<R>): Promise<R>;
  /** Resolves when all that was accepted has ended. */
  drained(): Promise<void>;
}

interface Job {
  work: () => Promise<unknown>;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

/**
 * One piece of work after the other, and one commit for all that wait at the time: a commit waits for the disk, and
 * this way a hundred callers wait for it once. They all succeed or fail with the commit; nobody is told before it.
 * `begun` runs at the start of each batch. Work that changes the database and then throws fails its whole batch, so
 * it must check before it writes.
 */
export function createWriter(connection: Connection, begun: () => Promise<void>): Writer {
  const queue: Job[] = [];
  let running: Promise<void> | null = null;

  async function batch(): Promise<void> {
    const done: { job: Job; settle: () => void }[] = [];
    try {
      await beginImmediate(connection);
      await begun();
      const end = performance.now() + BATCH_TIME;
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        done.push({ job, settle: await attempt(job) });
        if (done.length >= BATCH_SIZE || performance.now() > end) break;
      }
      await connection.exec('COMMIT');
    } catch (error) {
      await rollback(connection);
      const job = done.length === 0 ? queue.shift() : undefined;
      job?.reject(error);
      for (const { job } of done) job.reject(error);
      return;
    }
    for (const { settle } of done) settle();
  }

  async function drain(): Promise<void> {
    // Whoever asks in this turn of the event loop shares the first commit.
    await setImmediate();
    while (queue.length > 0) await batch();
    running = null;
  }

  return {
    run(work) {
      return new Promise((resolve, reject) => {
        queue.push({ work, resolve, reject });
        running ??= drain();
      });
    },
    async drained() {
      while (running !== null) await running;
    },
  };
}

/** Takes the write lock; waits for another process without holding up this one. Rejects with `unavailable`. */
export async function beginImmediate(connection: Connection): Promise<void> {
  const end = performance.now() + LOCK_WAIT;
  for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
    try {
      return await connection.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (!isAppError(error, 'unavailable') || !isBusy(error) || performance.now() > end) throw error;
      await wait(pause * (0.5 + Math.random()));
    }
  }
}

export async function rollback(connection: Connection): Promise<void> {
  try {
    await connection.exec('ROLLBACK');
  } catch (error) {
    // After a full disk SQLite has rolled back by itself and says that there is nothing to roll back.
    if (!isAppError(error)) throw error;
  }
}

async function attempt(job: Job): Promise<() => void> {
  try {
    const value = await job.work();
    return () => job.resolve(value as never);
  } catch (error) {
    return () => job.reject(error);
  }
}

function isBusy(error: AppError): boolean {
  return codeOf(error.cause).startsWith('SQLITE_BUSY');
}

import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { type AppError, isAppError } from '../../../shared/errors.ts';
import type { Connection } from './connection.ts';
import { codeOf } from './errors.ts';

/** How long another process may hold the write lock before we give up, ms. */
const LOCK_WAIT = 10_000;
/** A batch takes no more work after so many ms: nothing else runs meanwhile, and its first caller waits for its last. */
const BATCH_TIME = 4;

/** What a piece of work came to: its value, and the writes that go with it. */
export interface Outcome<R> {
  value: R;
  /** Fails as the disk fails, never by what it was asked to write: it fails the whole batch. */
  apply: () => Promise<void>;
}

export interface Writer {
  /** Runs `work` alone, under the write lock, and resolves once its writes are on disk. What `work` throws is passed on. */
  run<R>(work: () => Promise<Outcome<R>>): Promise<R>;
  /** Resolves when all that was accepted has ended. */
  drained(): Promise<void>;
}

interface Job {
  /** Gives what tells the caller how it ended. */
  attempt: () => Promise<() => void>;
  reject: (error: unknown) => void;
}

/**
 * One piece of work after the other, and one commit for all that wait at the time: a commit waits for the disk, and
 * this way a hundred callers wait for it once. They stand or fall with the commit, and nobody is told before it.
 * `begun` runs at the start of each batch.
 */
export function createWriter(connection: Connection, begun: () => Promise<void>): Writer {
  const queue: Job[] = [];
  let running: Promise<void> | null = null;

  async function batch(): Promise<void> {
    const taken: Job[] = [];
    const settle: (() => void)[] = [];
    try {
      await beginImmediate(connection);
      await begun();
      const end = performance.now() + BATCH_TIME;
      for (let job = queue.shift(); job !== undefined; job = performance.now() < end ? queue.shift() : undefined) {
        taken.push(job);
        settle.push(await job.attempt());
      }
      await connection.exec('COMMIT');
    } catch (error) {
      await rollback(connection);
      // Without the lock nobody's turn would come any sooner.
      for (const job of taken.length > 0 ? taken : queue.splice(0)) job.reject(error);
      return;
    }
    for (const tell of settle) tell();
  }

  async function drain(): Promise<void> {
    // Whoever asks in this turn of the event loop shares the first commit.
    await setImmediate();
    while (queue.length > 0) await batch();
    running = null;
  }

  return {
    run<R>(work: () => Promise<Outcome<R>>) {
      return new Promise<R>((resolve, reject) => {
        queue.push({ attempt: () => attempt(work, resolve, reject), reject });
        running ??= drain();
      });
    },
    async drained() {
      while (running !== null) await running;
    },
  };
}

async function attempt<R>(
  work: () => Promise<Outcome<R>>,
  resolve: (value: R) => void,
  reject: (error: unknown) => void,
): Promise<() => void> {
  let outcome: Outcome<R>;
  try {
    outcome = await work();
  } catch (error) {
    return () => reject(error);
  }
  await outcome.apply();
  return () => resolve(outcome.value);
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

function isBusy(error: AppError): boolean {
  return codeOf(error.cause).startsWith('SQLITE_BUSY');
}

import { AppError } from '../../shared/errors.ts';

/** How long a transaction's body may take, ms: it reads a few documents, and others wait for it or make it run again. */
const BODY_MS = 10_000;

/** Rejects with `timeout` when the body of a transaction has not ended by then. */
export async function withinBodyTime<R>(body: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('timeout', `A transaction took more than ${BODY_MS} ms`)), BODY_MS);
  });
  try {
    return await Promise.race([body, late]);
  } finally {
    clearTimeout(timer);
  }
}

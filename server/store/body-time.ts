import pTimeout from 'p-timeout';
import { AppError } from '../../shared/errors.ts';

/** How long a transaction's body may take, ms: it reads a few documents, and others wait for it or make it run again. */
const BODY_MS = 10_000;

/** Rejects with `timeout` when the body of a transaction has not ended by then. */
export function withinBodyTime<R>(body: Promise<R>): Promise<R> {
  const late = () => Promise.reject(new AppError('timeout', `A transaction took more than ${BODY_MS} ms`));
  return pTimeout(body, { milliseconds: BODY_MS, fallback: late });
}

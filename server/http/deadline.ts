import type { Request } from 'express';
import pTimeout from 'p-timeout';
import { AppError } from '../../shared/errors.ts';

/** Longer waits than any caller of ours states; what is beyond is left to the platform. */
const LONGEST = 60;

/**
 * The answer, or the problem `timeout` once the caller waits no longer: `Prefer: wait=20`, in seconds (RFC 7240, 4.3). The
 * sidebar states it, because Apps Script can neither give up a call nor answer late. The work itself goes on: what it does
 * stands in the record, which is what is read next.
 */
export function within<T>(req: Request, work: Promise<T>): Promise<T> {
  const seconds = waitOf(req);
  if (seconds === null) return work;
  const late = () => Promise.reject(new AppError('timeout', 'The answer took longer than the caller waits.'));
  return pTimeout(work, { milliseconds: seconds * 1000, fallback: late });
}

function waitOf(req: Request): number | null {
  const [, stated] = /(?:^|[,;\s])wait=(\d{1,3})(?=$|[,;\s])/.exec(req.get('prefer') ?? '') ?? [];
  const seconds = Number(stated);
  return seconds >= 1 && seconds <= LONGEST ? seconds : null;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, isAppError } from '../../shared/errors.ts';
import { retryAfterMs } from '../../shared/retry-after.ts';

const TIMEOUT_MS = 10_000;
const PAUSE_MS = 1_000;
/** A longer wait is the next tick's. */
const MOST_PAUSE_MS = 5_000;

/**
 * One call, and once more after 429, 5xx or silence. Rejects with `unavailable`, `timeout`, `config` (any other answer).
 * The address is a secret of its own: no message holds it. Redirects are not followed: they would carry it elsewhere.
 */
export async function callTwice(what: string, url: string, request: RequestInit, pauseMs = PAUSE_MS): Promise<void> {
  try {
    await callOnce(what, url, request);
  } catch (error) {
    if (!isAppError(error) || !error.retryable) throw error;
    await sleep(Math.min(error.retryAfterMs ?? pauseMs, MOST_PAUSE_MS));
    await callOnce(what, url, request);
  }
}

async function callOnce(what: string, url: string, request: RequestInit): Promise<void> {
  const { status, headers } = await answerTo(what, url, request);
  if (status < 300) return;
  if (status === 429 || status >= 500) {
    const asked = retryAfterMs(headers.get('retry-after'), Date.now());
    const wait = asked === undefined ? {} : { retryAfterMs: asked };
    throw new AppError(status === 429 ? 'rate-limited' : 'unavailable', `${what} answered ${status}.`, wait);
  }
  throw new AppError('config', `${what} answered ${status}: is the address right?`);
}

/** Status and headers; the body is left unread. */
export async function answerTo(what: string, url: string, request: RequestInit): Promise<{ status: number; headers: Headers }> {
  try {
    const response = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body?.cancel();
    return { status: response.status, headers: response.headers };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') {
      throw new AppError('timeout', `${what} did not answer in time.`, { cause: error });
    }
    throw new AppError('unavailable', `${what} cannot be reached.`, { cause: error });
  }
}

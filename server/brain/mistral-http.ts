import { type Fetcher, HTTPClient } from '@mistralai/mistralai/lib/http.js';
import { AppError } from '../../shared/errors.ts';
import { retryAfterMs } from '../../shared/retry-after.ts';
import { ofStatus, timedOut } from './mistral-errors.ts';

/** Who asks for a longer wait is not asked again: the caller does something else meanwhile. */
export const LONGEST_WAIT_MS = 4_000;

export function givenUp(): AppError {
  return new AppError('timeout', 'The call to Mistral was given up.');
}

export interface Deadline {
  signal: AbortSignal;
  /** Rejects when it passes or the caller gives up. */
  passed: Promise<never>;
  /** What ended it, if anything did: the SDK tells it in several ways. */
  why(): AppError | null;
  clear(): void;
}

export function deadlineOf(caller: AbortSignal | undefined, ms: number): Deadline {
  const controller = new AbortController();
  let why: AppError | null = null;
  const end = (error: AppError): void => {
    why ??= error;
    controller.abort();
  };
  const timer = setTimeout(() => end(timedOut()), ms);
  const cancelled = (): void => end(givenUp());
  caller?.addEventListener('abort', cancelled, { once: true });
  const passed = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(why), { once: true });
  });
  passed.catch(() => undefined); // it may pass when nobody waits for it any more
  const clear = (): void => {
    clearTimeout(timer);
    caller?.removeEventListener('abort', cancelled);
  };
  return { signal: controller.signal, passed, why: () => why, clear };
}

const RETIRES = 'x-model-deprecation-timestamp';
const BUSY = new Set([429, 500, 502, 503, 504]);

/** An HTTP client that sees every answer before the SDK does. */
export function watchedClient(model: string, now: () => number, onRetiring: (when: string) => void): HTTPClient {
  const fetcher: Fetcher = async (input, init) => {
    const response = await fetch(input, init);
    // The SDK would cut a longer wait short and ask again too early.
    if (BUSY.has(response.status) && (retryAfterMs(response.headers.get('retry-after'), now()) ?? 0) > LONGEST_WAIT_MS) {
      await response.body?.cancel();
      throw ofStatus(response.status, response.headers, () => '', model, now());
    }
    const retires = response.headers.get(RETIRES);
    if (retires === null) return response;
    onRetiring(retires.slice(0, 40));
    // The SDK would write a warning on the terminal.
    const headers = new Headers(response.headers);
    headers.delete(RETIRES);
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  };
  return new HTTPClient({ fetcher });
}

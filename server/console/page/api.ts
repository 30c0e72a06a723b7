import type { Problem } from '../../../shared/api.ts';
import { CSRF_HEADER } from '../../../shared/headers.ts';

/** What a call answered instead of what was asked for. `status` 0: there was no answer. */
export class CallError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super(`${status} ${problem.code ?? ''}`);
  }
}

/** Said with every change beside the cookie: a page elsewhere cannot know it (server/http/session-cookie.ts). */
let csrf = '';

export function setCsrfToken(token: string): void {
  csrf = token;
}

/**
 * Calls the API with the session's cookie. `lang` goes with every call, so that words come in the reader's language. A Blob
 * is sent as it is, with its own type. Throws CallError; that the session has ended is told to `session` besides.
 */
export async function call<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  try {
    return await once<T>(method, path, body);
  } catch (error) {
    // Signed in anew in another window: the cookie is another then, and what goes beside it too.
    const stale = method !== 'GET' && error instanceof CallError && error.status === 403;
    const before = csrf;
    if (!stale || !(await session.renew()) || csrf === before) throw error;
    return once<T>(method, path, body);
  }
}

async function once<T>(method: string, path: string, body: unknown): Promise<T> {
  const url = new URL(path, location.origin);
  url.searchParams.set('lang', document.documentElement.lang);
  const headers = new Headers(method === 'GET' ? {} : { [CSRF_HEADER]: csrf });
  const init: RequestInit = { method, credentials: 'same-origin', headers };
  if (body instanceof Blob) init.body = body;
  else if (body !== undefined) {
    headers.set('content-type', 'application/json');
    init.body = JSON.stringify(body);
  }
  const response = await fetch(url, init).catch(() => {
    throw new CallError(0, {});
  });
  if (response.status === 204) return Object.create(null);
  if (response.ok) return response.json();
  const problem: Partial<Problem> = await response.json().catch(() => ({}));
  if (response.status === 401) session.ended();
  throw new CallError(response.status, problem);
}

export const get = <T>(path: string) => call<T>('GET', path);

/** Set by the shell, which shows the way back in and keeps what was typed. */
export const session = {
  /** It is over. */
  ended: (): void => undefined,
  /** Looks who is signed in now; false: nobody. */
  renew: async (): Promise<boolean> => false,
};

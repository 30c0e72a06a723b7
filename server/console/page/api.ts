import type { Problem } from '../../../shared/api.ts';

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
 * is sent as it is, with its own type. Throws CallError; that the session has ended is told to `signedOut` besides.
 */
export async function call<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const url = new URL(path, location.origin);
  url.searchParams.set('lang', document.documentElement.lang);
  const headers = new Headers(method === 'GET' ? {} : { 'x-mailgps-csrf': csrf });
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
  if (response.status === 401) signedOut.tell();
  throw new CallError(response.status, problem);
}

export const get = <T>(path: string) => call<T>('GET', path);

/** Who wants to know that the session has ended: the shell, which shows the way back in and keeps what was typed. */
export const signedOut = {
  tell: (): void => undefined,
};

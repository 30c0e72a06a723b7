import { timingSafeEqual } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError, isAppError } from '../../../shared/errors.ts';
import { page } from './page.ts';

export interface Redirect<T> {
  /** 0: a free one. */
  port: number;
  state: string;
  waitMs: number;
  /** Called once it listens: sends the person to Google. */
  begin(redirectUri: string): Promise<void>;
  /** What the code is worth; what it rejects with is shown in the browser and passed on. */
  finish(code: string, redirectUri: string): Promise<T>;
}

const HOST = '127.0.0.1';

/**
 * Listens on this machine alone until the browser comes back from Google, once. Whatever does not hold our state is
 * answered and forgotten: any page could send a browser here. Rejects with `timeout`, `port-in-use`, `forbidden`.
 */
export async function awaitRedirect<T>(redirect: Redirect<T>): Promise<T> {
  let settle: { resolve: (value: T) => void; reject: (error: unknown) => void } | null = null;
  const result = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  let taken = false;
  let redirectUri = '';

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${HOST}`);
    if (request.method !== 'GET' || url.pathname !== '/' || !same(url.searchParams.get('state') ?? '', redirect.state) || taken) {
      show(response, 400, 'foreign');
      return;
    }
    taken = true;
    answer(url.searchParams).then(
      (value) => show(response, 200, 'done', '', () => settle?.resolve(value)),
      (error: unknown) => show(response, 400, 'failed', told(error), () => settle?.reject(error)),
    );
  });

  async function answer(query: URLSearchParams): Promise<T> {
    const code = query.get('code');
    if (code) return redirect.finish(code, redirectUri);
    throw new AppError('forbidden', 'No consent was given, and nothing is stored.');
  }

  await listening(server, redirect.port);
  redirectUri = `http://${HOST}:${(server.address() as AddressInfo).port}/`;
  const timer = setTimeout(() => {
    settle?.reject(new AppError('timeout', 'Nobody came back from Google’s page in time. Nothing is stored; run login again.'));
  }, redirect.waitMs);
  try {
    await redirect.begin(redirectUri);
    return await result;
  } finally {
    clearTimeout(timer);
    server.close();
    server.closeAllConnections();
  }
}

function listening(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(taken ? new AppError('port-in-use', `Port ${port} is in use: choose another with --port.`, { cause }) : cause);
    });
    server.listen(port, HOST, resolve);
  });
}

function show(
  response: ServerResponse,
  status: number,
  what: 'done' | 'failed' | 'foreign',
  detail = '',
  then?: () => void,
): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  };
  response.writeHead(status, headers).end(page(what, detail));
  if (!then) return;
  // The browser may have gone before the page was there: then nothing more is told of it.
  if (response.destroyed) then();
  else response.once('close', then);
}

function told(error: unknown): string {
  return isAppError(error) ? error.message : 'Unexpected failure: the terminal says more.';
}

function same(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

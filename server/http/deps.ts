import type { RequestHandler } from 'express';
import type { Registry } from 'prom-client';
import type { MailRecord } from '../../shared/record.ts';
import type { Context } from '../mail/context.ts';
import type { Wake } from '../wake/wake.ts';
import type { Auth } from './auth.ts';

/** What the routes work with; put together in wiring.ts. */
export interface HttpDeps {
  ctx: Context;
  auth: Auth;
  wake: Pick<Wake, 'wake' | 'deliver' | 'settled'>;
  jobs: { names: readonly string[]; tick(): Promise<void>; run(name: string): Promise<unknown> };
  events: { on(listener: (record: MailRecord, step: string) => void): () => void };
  registry: Registry;
  /** Shown by /healthz and in /openapi.json. */
  version: string;
  /** Express's `trust proxy`: how many proxies stand in front, so that rate limits see the caller's own address. */
  trustProxy?: number;
  /** Signing in to the console by a cookie; absent: only tokens are taken. */
  console?: ConsoleSignIn;
  /** The console's own pages, below /console; what is no file of theirs goes on to the routes. */
  consolePages?: RequestHandler;
  /** Asked before every route: the preview of an emulated installation. */
  extra?: RequestHandler;
  limits?: Partial<HttpLimits>;
}

export interface ConsoleSignIn {
  /** Google's client id of the console; null: any audience that people's tokens may have. */
  clientId: string | null;
  /** Of an emulated installation: an identity token of one of its people, for who comes by a one-time link. */
  mint: ((role: 'staff' | 'admin') => Promise<string>) | null;
}

export interface HttpLimits {
  /** Calls a minute and person. */
  perPerson: number;
  /** Calls a minute and network address before anybody is known: a school behind one address has many people. */
  perAddress: number;
  /** Bytes of a body. */
  bodyBytes: number;
  /** People who listen to events at once. */
  listeners: number;
  heartbeatMs: number;
}

export const DEFAULT_HTTP_LIMITS: HttpLimits = {
  perPerson: 300,
  perAddress: 1_500,
  bodyBytes: 256 * 1024,
  listeners: 200,
  heartbeatMs: 25_000,
};

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createContext, type Script, Script as VmScript } from 'node:vm';
import { createAppsScript } from '../../../server/preview/apps-script/apps-script.ts';
import type { AddonEvent, Answer } from '../../../server/preview/apps-script/card-json.ts';
import type { Host, HostMessage, HostRequest } from '../../../server/preview/apps-script/host.ts';
import { type Call, runFunction } from '../../../server/preview/apps-script/run.ts';
import type { Problem } from '../../../shared/api.ts';

import { NOW } from './mails.ts';

/** What is pushed to Apps Script, built once per test file. */
export interface Built {
  code: string;
  manifest: string;
  names: string[];
}

export function buildOnce(env: Record<string, string> = {}): Built {
  const build = join(__dirname, '../../../addon/build.mjs');
  const printed = execFileSync(process.execPath, [build, '--json'], {
    encoding: 'utf8',
    stdio: 'pipe',
    env: { ...process.env, ...env },
  });
  return JSON.parse(printed);
}

let built: Built | undefined;
let compiled: Script | undefined;

export function bundle(): Built {
  built ??= buildOnce({ MAILGPS_ADDON_SERVER_URL: '', MAILGPS_CONSOLE_URL: '' });
  return built;
}

export const SERVER = 'https://mailgps.ecole.example';
export const SHARED_MAILBOX = 'contact@ecole.example';

export type Reply = { status?: number; json?: unknown; html?: string; throws?: string };
export type Server = (request: HostRequest) => Reply;

export interface SidebarOptions {
  /** What the server answers; the requests are kept in `requests`. */
  server: Server;
  user?: string;
  locale?: string;
  properties?: Record<string, string>;
  token?: string | null;
  /** The open mail in the reader's mailbox; null: it cannot be read. */
  message?: Partial<HostMessage> | null;
  messageId?: string;
  /** Milliseconds since the epoch, as the script sees it. */
  now?: () => number;
}

export interface Sidebar {
  requests: HostRequest[];
  drafts: { messageId: string; text: string }[];
  /** Calls a global of the bundle as Gmail does, with a mail open. */
  run(name: string, given?: { parameters?: Record<string, string>; inputs?: Record<string, string>; call?: Call }): Answer;
  /** As `run`, with no mail open. */
  runAtHome(name: string, given?: { parameters?: Record<string, string>; inputs?: Record<string, string>; call?: Call }): Answer;
}

export function sidebar(options: SidebarOptions): Sidebar {
  const { user = 'lea@ecole.example', locale = 'en', message = {}, messageId = 'copy-1' } = options;
  const requests: HostRequest[] = [];
  const drafts: { messageId: string; text: string }[] = [];
  const { code, manifest } = bundle();
  const settings = JSON.parse(manifest);
  const host: Host = {
    scriptProperties: options.properties ?? { MAILGPS_URL: `${SERVER}/` },
    user: { email: user, locale, timeZone: 'Europe/Paris' },
    identityToken: () => (options.token === undefined ? 'a-token' : options.token),
    fetch(request) {
      requests.push(request);
      return httpOf(options.server(request));
    },
    message: (id) =>
      message && {
        id,
        threadId: 't1',
        subject: 'Hello',
        from: 'Jo Parent <Jo@parents.example>',
        headers: { 'message-id': '<m1@b.example>' },
        ...message,
      },
    createDraftReply(id, { text }) {
      drafts.push({ messageId: id, text });
      return `draft-${drafts.length}`;
    },
    log: () => undefined,
    manifest: {
      urlFetchWhitelist: settings.urlFetchWhitelist,
      openLinkUrlPrefixes: settings.addOns.common.openLinkUrlPrefixes,
      timeZone: settings.timeZone,
    },
  };
  const script = createAppsScript(host);
  // Bare: nothing but the language and Apps Script's own globals.
  const scope = createContext({ ...script.globals });
  compiled ??= new VmScript(code, { filename: 'Code.js' });
  const clock: { now: () => number } = new VmScript('Date').runInContext(scope);
  clock.now = options.now ?? (() => NOW);
  compiled.runInContext(scope);
  const event = (
    gmail: boolean,
    { parameters = {}, inputs = {} }: { parameters?: Record<string, string>; inputs?: Record<string, string> },
  ): AddonEvent => ({
    commonEventObject: {
      hostApp: 'GMAIL',
      platform: 'WEB',
      userLocale: locale,
      timeZone: { id: 'Europe/Paris', offset: 3_600_000 },
      parameters,
      formInputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, { stringInputs: { value: [value] } }])),
    },
    ...(gmail ? { gmail: { messageId, threadId: 't1', accessToken: 'open-mail' } } : {}),
  });
  return {
    requests,
    drafts,
    run: (name, given = {}) => runFunction(script, scope, name, event(true, given), given.call),
    runAtHome: (name, given = {}) => runFunction(script, scope, name, event(false, given), given.call),
  };
}

function httpOf(reply: Reply): { status: number; headers: Record<string, string>; body: string } {
  const { status = 200, json, html, throws } = reply;
  // As Google's own: without a type.
  if (throws !== undefined) throw new Error(throws);
  const type = html !== undefined ? 'text/html' : status < 400 ? 'application/json' : 'application/problem+json';
  return { status, headers: { 'Content-Type': `${type}; charset=utf-8` }, body: html ?? JSON.stringify(json) };
}

export function problem(code: string, status: number, more: Partial<Problem> = {}): Reply {
  return {
    status,
    json: { type: 'about:blank', title: `Title of ${code}`, status, code, detail: '', retryable: false, ...more },
  };
}

/** Answers by method and path; anything else fails the test. */
export function routes(table: Record<string, Reply | ((body: unknown) => Reply)>): Server {
  return ({ method, url, body }) => {
    const { pathname } = new URL(url);
    const found = table[`${method.toUpperCase()} ${pathname}`];
    if (found === undefined) throw new Error(`the test's server does not know ${method} ${pathname}`);
    return typeof found === 'function' ? found(body === null ? null : JSON.parse(body)) : found;
  };
}

export function bodyOf(request: HostRequest | undefined): unknown {
  return request?.body ? JSON.parse(request.body) : null;
}

import type { HomeView, MailList, MailView, Me, Problem, SettingsAnswer, SettingsBody } from '../shared/api.ts';
import { Failure } from './failure.ts';
import type { Visit } from './visit.ts';

/**
 * The server, by UrlFetchApp. An action of an add-on must answer within 30 s, and UrlFetchApp waits for 60 s and has no
 * option for that. So each call tells the server how long it may take (`Prefer: wait`, RFC 7240 §4.3): it answers with the
 * problem `timeout` by then. All calls of one click share `TIME_TO_ANSWER`, and no call is begun that could not end within it.
 */
const TIME_TO_ANSWER = 20_000;
/** A call that has less than this would only fail. */
const SHORTEST_CALL = 2_000;

/** The name that follows /api/mails/:id/ of what staff ask for with nothing but the revision. */
export type Plain = 'cancel' | 'done' | 'reopen' | 'retry' | 'wrong';

/** One mail with the choices the sidebar offers: one call. `messageId` finds it where the reader has another mailbox. */
export function openMail(visit: Visit, id: string, messageId = ''): MailView {
  return call<MailView>(visit, 'get', mailPath(id), { messageId: sendable(messageId), choices: 'true' });
}

/** As `openMail`; null where the server does not know the mail. */
export function findMail(visit: Visit, id: string, messageId: string): MailView | null {
  const answer = ask(visit, 'get', mailPath(id), { messageId: sendable(messageId), choices: 'true' });
  return answer.failure?.code === 'not-found' ? null : checked<MailView>(answer);
}

export function takeMail(visit: Visit, id: string, messageId: string): MailView {
  const query = { messageId: sendable(messageId), choices: 'true' };
  return complete(visit, call<MailView>(visit, 'post', mailPath(id, 'take'), query, {}));
}

/** Asks for something by POST /api/mails/:id/…; the answer is the mail as it is then. */
export function act(
  visit: Visit,
  id: string,
  what: Plain | 'reply' | 'assign' | 'route',
  body: { revision: number; text?: string; adapted?: boolean; files?: boolean; personId?: string | null },
): MailView {
  return complete(visit, call<MailView>(visit, 'post', mailPath(id, what), { choices: 'true' }, body));
}

export function saveDraft(visit: Visit, id: string, body: { revision: number; text?: string; adapted?: boolean }): MailView {
  return complete(visit, call<{ mail: MailView }>(visit, 'post', mailPath(id, 'draft'), { choices: 'true' }, body).mail);
}

export function correctCategory(visit: Visit, id: string, body: { revision: number; categoryId: string }): MailView {
  return complete(visit, call<MailView>(visit, 'patch', mailPath(id), { choices: 'true' }, body));
}

/** Other mails of its sender that wait for a person, the newest first. By the mail: an address has no place in a URL. */
export function openMailsBeside(visit: Visit, id: string): MailList {
  return call<MailList>(visit, 'get', '/api/mails', { waiting: 'true', sameSender: sendable(id), limit: '25' });
}

export function readHome(visit: Visit): HomeView {
  return call<HomeView>(visit, 'get', '/api/home', {});
}

export function readMe(visit: Visit): Me {
  return call<Me>(visit, 'get', '/api/me', {});
}

export function changeSettings(visit: Visit, body: Pick<SettingsBody, 'revision' | 'autoMode' | 'modes'>): SettingsAnswer {
  return call<SettingsAnswer>(visit, 'patch', '/api/settings', {}, body);
}

/** A mail as it came with an answer or a problem, with its choices: those that come without are read again. */
export function complete(visit: Visit, mail: MailView): MailView {
  return mail.choices ? mail : openMail(visit, mail.id);
}

function mailPath(id: string, what = ''): string {
  return `/api/mails/${encodeURIComponent(sendable(id))}${what === '' ? '' : `/${what}`}`;
}

interface Answered {
  json: object;
  failure: Failure | null;
}

function call<T>(...asked: Parameters<typeof ask>): T {
  return checked<T>(ask(...asked));
}

/** The server's answers have the forms of shared/api.ts, which it checks itself; they are not checked again here. */
function checked<T>({ json, failure }: Answered): T {
  if (failure) throw failure;
  return json as T;
}

function ask(
  visit: Visit,
  method: 'get' | 'post' | 'patch',
  path: string,
  query: Readonly<Record<string, string>>,
  body?: object,
): Answered {
  const { settings, language } = visit;
  const left = TIME_TO_ANSWER - (Date.now() - visit.began);
  if (left < SHORTEST_CALL) throw new Failure('timeout');
  const token = ScriptApp.getIdentityToken();
  if (!token) throw new Failure('no-token');
  const named: Record<string, string> = { ...query, lang: language };
  const parts = Object.entries(named).filter(([, value]) => value !== '');
  const url = `${settings.url}${path}?${parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
  // Until the answer is read, whatever is thrown is the connection's: UrlFetchApp has no error types.
  visit.calling = true;
  const response = UrlFetchApp.fetch(url, {
    method,
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', Prefer: `wait=${Math.floor(left / 1000)}` },
    muteHttpExceptions: true,
    // A redirect would carry the token to another place.
    followRedirects: false,
    ...(body ? { contentType: 'application/json', payload: JSON.stringify(body) } : {}),
  });
  const status = response.getResponseCode();
  const json: unknown = isJson(response) ? JSON.parse(response.getContentText('UTF-8')) : null;
  visit.calling = false;
  if (typeof json !== 'object' || json === null) throw new Failure(status >= 500 ? 'unavailable' : 'not-the-server', { status });
  return { json, failure: status >= 200 && status <= 299 ? null : failureOf(json, status) };
}

function isJson(response: GoogleAppsScript.URL_Fetch.HTTPResponse): boolean {
  const types = Object.entries(response.getHeaders()).filter(([name]) => name.toLowerCase() === 'content-type');
  return types.some(([, value]) => /^application\/(problem\+)?json\b/i.test(String(value)));
}

/** RFC 9457. A problem without our `code` comes from something in between. */
function failureOf(problem: Partial<Problem>, status: number): Failure {
  if (typeof problem.code !== 'string') return new Failure(status >= 500 ? 'unavailable' : 'not-the-server', { status });
  const { code, title = '', mail, settings } = problem;
  return new Failure(code, { status, title, mail, settings });
}

/** UrlFetchApp takes URLs of 2 KB, and half a character has no place in one; the server takes a Message-ID of 1,000. */
function sendable(value: string): string {
  const whole = value.replace(/\p{Cs}/gu, '').trim();
  return encodeURIComponent(whole).length > 1_000 ? '' : whole;
}

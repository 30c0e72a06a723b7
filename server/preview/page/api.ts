import type { MailList, MailSummary, Problem } from '../../../shared/api.ts';
import type { DraftView, MailRows, NewMail, Session, ThreadView } from '../page-api.ts';

/** What a call answered instead of what was asked for. `status` 0: there was no answer. */
export class CallError extends Error {
  constructor(
    readonly status: number,
    /** In the reader's language where the server said it; '' otherwise. */
    readonly title: string,
  ) {
    super(`${status} ${title}`);
  }
}

async function call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const init: RequestInit = {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
  };
  if (body !== undefined) init.body = JSON.stringify(body);
  const response = await fetch(path, init).catch(() => {
    throw new CallError(0, '');
  });
  if (response.ok) return response.json();
  const problem: Partial<Problem> = await response.json().catch(() => ({}));
  throw new CallError(response.status, problem.title ?? '');
}

const at = (path: string, id: string, what = ''): string => `/preview/${path}/${encodeURIComponent(id)}${what}`;

export const readSession = () => call<Session>('GET', '/preview/session');
export const readRows = () => call<MailRows>('GET', '/preview/mails');
export const readThread = (id: string) => call<ThreadView>('GET', at('threads', id));
export const markRead = (threadId: string) => call<object>('POST', at('threads', threadId, '/read'), {});
export const deliver = (mail: NewMail) => call<{ id: string; threadId: string }>('POST', '/preview/deliver', mail);
export const beginReply = (messageId: string) => call<{ draftId: string }>('POST', '/preview/draft', { messageId, text: '' });
export const readDraft = (id: string) => call<DraftView>('GET', at('drafts', id));
export const editDraft = (id: string, text: string) => call<{ draftId: string }>('PUT', at('drafts', id), { text });
export const sendDraft = (id: string, text?: string) =>
  call<object>('POST', at('drafts', id, '/send'), text === undefined ? {} : { text });
export const discardDraft = (id: string) => call<object>('POST', at('drafts', id, '/discard'), {});

/** As many pages of 100 as the mailbox shows. */
const PAGES = 3;

/** What MAIL GPS knows of the newest mails, by message id. */
export async function readRecords(token: string, language: string): Promise<Map<string, MailSummary>> {
  const records = new Map<string, MailSummary>();
  let cursor: string | null = '';
  for (let page = 0; page < PAGES && cursor !== null; page++) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/api/mails?limit=100&lang=${language}${after}`;
    const list: MailList = await call<MailList>('GET', path, undefined, { authorization: `Bearer ${token}` });
    for (const record of list.items) records.set(record.id, record);
    cursor = list.cursor;
  }
  return records;
}

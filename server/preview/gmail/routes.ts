import type { GmailFormat, GmailMethod } from '../../../shared/gmail-units.ts';

export interface GmailCall {
  method: GmailMethod;
  verb: string;
  /** Path and query as they came, without the upload prefix. */
  path: string;
  /** The path's own id, '' where it has none. */
  id: string;
  query: URLSearchParams;
  format: GmailFormat;
  body: Readonly<Record<string, unknown>>;
}

const ROUTES: readonly [verb: string, path: RegExp, method: GmailMethod][] = [
  ['GET', /^profile$/, 'users.getProfile'],
  ['POST', /^watch$/, 'users.watch'],
  ['POST', /^stop$/, 'users.stop'],
  ['GET', /^history$/, 'history.list'],
  ['GET', /^messages$/, 'messages.list'],
  ['POST', /^messages$/, 'messages.insert'],
  ['POST', /^messages\/import$/, 'messages.import'],
  ['POST', /^messages\/send$/, 'messages.send'],
  ['POST', /^messages\/batchModify$/, 'messages.batchModify'],
  ['POST', /^messages\/batchDelete$/, 'messages.batchDelete'],
  ['GET', /^messages\/([^/]+)$/, 'messages.get'],
  ['DELETE', /^messages\/([^/]+)$/, 'messages.delete'],
  ['POST', /^messages\/([^/]+)\/modify$/, 'messages.modify'],
  ['POST', /^messages\/([^/]+)\/trash$/, 'messages.trash'],
  ['POST', /^messages\/([^/]+)\/untrash$/, 'messages.untrash'],
  ['GET', /^messages\/([^/]+)\/attachments\/[^/]+$/, 'messages.attachments.get'],
  ['GET', /^threads$/, 'threads.list'],
  ['GET', /^threads\/([^/]+)$/, 'threads.get'],
  ['DELETE', /^threads\/([^/]+)$/, 'threads.delete'],
  ['POST', /^threads\/([^/]+)\/modify$/, 'threads.modify'],
  ['POST', /^threads\/([^/]+)\/trash$/, 'threads.trash'],
  ['POST', /^threads\/([^/]+)\/untrash$/, 'threads.untrash'],
  ['GET', /^drafts$/, 'drafts.list'],
  ['POST', /^drafts$/, 'drafts.create'],
  ['POST', /^drafts\/send$/, 'drafts.send'],
  ['GET', /^drafts\/([^/]+)$/, 'drafts.get'],
  ['PUT', /^drafts\/([^/]+)$/, 'drafts.update'],
  ['DELETE', /^drafts\/([^/]+)$/, 'drafts.delete'],
  ['GET', /^labels$/, 'labels.list'],
  ['POST', /^labels$/, 'labels.create'],
  ['GET', /^labels\/([^/]+)$/, 'labels.get'],
  ['PUT', /^labels\/([^/]+)$/, 'labels.update'],
  ['PATCH', /^labels\/([^/]+)$/, 'labels.update'],
  ['DELETE', /^labels\/([^/]+)$/, 'labels.delete'],
];

const FORMATS: ReadonlySet<string> = new Set(['minimal', 'metadata', 'raw', 'full']);

/** `user` is the path's mailbox. null: no such method here (Gmail has a few more). */
export function routeOf(verb: string, url: URL): { user: string; call: Omit<GmailCall, 'body'> } | null {
  const found = /^(?:\/upload)?(\/gmail\/v1\/users\/([^/]+)\/(.+))$/.exec(url.pathname);
  const [, path = '', user = '', rest = ''] = found ?? [];
  for (const [routeVerb, pattern, method] of ROUTES) {
    const match = verb === routeVerb ? pattern.exec(rest) : null;
    if (!match) continue;
    const stated = url.searchParams.get('format') ?? '';
    // A draft that was not asked for in a format is given whole, as is a message.
    const format = FORMATS.has(stated) ? (stated as GmailFormat) : 'full';
    const call = {
      method,
      verb,
      path: path + url.search,
      id: decodeURIComponent(match[1] ?? ''),
      query: url.searchParams,
      format,
    };
    return { user: decodeURIComponent(user), call };
  }
  return null;
}

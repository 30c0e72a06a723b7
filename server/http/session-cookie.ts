import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { AppError } from '../../shared/errors.ts';
import { CSRF_HEADER } from '../../shared/headers.ts';
import { isLoopback } from '../../shared/loopback.ts';

/**
 * The cookie of a browser that is signed in. `__Host-` (RFC 6265bis, 4.1.3.2): Secure, of this very host, for the whole of it,
 * so that no other host of the domain can set one. Without https, which is on this machine alone, there is no such prefix.
 */
export const SECURE_NAME = '__Host-mailgps';
const LOCAL_NAME = 'mailgps';

/** The session's id as the browser sent it; '' when it sent none. */
export function sessionIdOf(req: Request): string {
  const name = nameFor(req);
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [key = '', value = ''] = part.trim().split('=', 2);
    if (key === name) return value;
  }
  return '';
}

export function setSessionCookie(req: Request, res: Response, id: string, maxAgeMs: number): void {
  res.cookie(nameFor(req), id, { ...attributes(req), maxAge: maxAgeMs });
}

export function clearSessionCookie(req: Request, res: Response): void {
  res.clearCookie(nameFor(req), attributes(req));
}

function attributes(req: Request) {
  // Strict: the page itself needs no cookie to be opened from a link elsewhere, only what it then asks for.
  return { httpOnly: true, secure: isSecure(req), sameSite: 'strict', path: '/' } as const;
}

function nameFor(req: Request): string {
  return isSecure(req) ? SECURE_NAME : LOCAL_NAME;
}

/** Anywhere but on this machine the cookie goes over https or not at all. */
function isSecure(req: Request): boolean {
  return req.secure || !isLoopback(hostnameOf(req));
}

function hostnameOf({ headers }: Request): string {
  const { host = '' } = headers;
  return host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:\d+$/, '');
}

/** Made of the session's id, which no other page can read: it needs no place in the store. */
export function csrfTokenOf(sessionId: string): string {
  return createHmac('sha256', sessionId).update('csrf').digest('base64url');
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Refuses, as `forbidden`, a change that came with a cookie but not from our own page. */
export function refuseForgery(req: Request, sessionId: string): void {
  if (READING.has(req.method)) return;
  refuseForeignPage(req);
  if (!same(req.get(CSRF_HEADER) ?? '', csrfTokenOf(sessionId))) throw forged('its token is missing or wrong');
}

/** By Fetch Metadata where the browser sends it, else by Origin; one of both every browser sends with a change. */
export function refuseForeignPage(req: Request): void {
  const site = req.get('sec-fetch-site');
  const origin = req.get('origin');
  if (site !== undefined && site !== 'same-origin') throw forged('it came from another site');
  if (origin !== undefined ? !isOwn(origin, req) : site === undefined) throw forged('it does not say where it came from');
}

function isOwn(origin: string, req: Request): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host } = new URL(origin);
  return host === (req.headers.host ?? '').toLowerCase() && protocol === (isSecure(req) ? 'https:' : 'http:');
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function forged(why: string): AppError {
  return new AppError('forbidden', `The change was refused: ${why}. Load the page again.`, { topic: 'not-from-our-page' });
}

import { randomUUID } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response } from 'express';
import * as api from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import { audit } from '../store/audit.ts';
import { beginSession, endSession, makeLink, sessionUser, useLink } from '../store/sessions.ts';
import { signIn, type User } from '../store/users.ts';
import { meView } from './choices.ts';
import type { HttpDeps } from './deps.ts';
import { userOf } from './guard.ts';
import { read } from './route.ts';
import { clearSessionCookie, csrfTokenOf, refuseForeignPage, sessionIdOf, setSessionCookie } from './session-cookie.ts';

/** A Google ID token is 1 to 2 KB. */
const readBody: RequestHandler = express.json({ limit: 16 * 1024, strict: true });

/**
 * Signing in to the console and out again. The token or the link is exchanged once for a cookie; from then on every call finds
 * the person by it, and looks up what they may do.
 */
export function consoleSession(deps: HttpDeps) {
  const { ctx, auth, console: settings } = deps;
  const { store } = ctx;

  /** Whatever the browser had before ends here: an id that somebody slipped in is worth nothing. */
  async function begin(req: Request, res: Response, user: User, how: 'google' | 'link') {
    await endSession(store, sessionIdOf(req));
    const now = ctx.now();
    const { id, expiresAt } = await beginSession(store, user, now);
    await store.transaction(async (tx) => {
      audit(tx, { at: now, actor: user.id, action: 'sign-in', target: user.id, detail: { how } }, randomUUID());
    });
    setSessionCookie(req, res, id, expiresAt - now);
    return { me: meView(user), csrf: csrfTokenOf(id), expiresAt };
  }

  return {
    /** What the page needs before anybody is known. */
    options: async () => ({ clientId: settings?.clientId ?? null, links: settings?.mint != null }),

    signIn: async (req: Request, res: Response): Promise<void> => {
      refuseForeignPage(req);
      if (!req.is('application/json')) {
        throw Object.assign(new AppError('invalid', 'The body must be application/json.'), { status: 415 });
      }
      await new Promise<void>((done, fail) => readBody(req, res, (error?: unknown) => (error ? fail(error) : done())));
      const { credential } = read(api.SignInBody, req.body, 'body');
      const claims = await auth.person(credential);
      if (settings?.clientId != null && audienceOf(credential) !== settings.clientId) {
        throw new AppError('unauthenticated', 'The identity token was made for another program.');
      }
      const user = await signIn(store, claims, ctx.now());
      send(res, await begin(req, res, user, 'google'));
    },

    current: async (req: Request, res: Response): Promise<void> => {
      const user = userOf(req);
      // Who calls with a token is told of no cookie that came along: it may be somebody else's.
      const id = req.headers.authorization === undefined ? sessionIdOf(req) : '';
      const session = id === '' ? null : await sessionUser(store, id, ctx.now());
      send(res, { me: meView(user), csrf: session && csrfTokenOf(id), expiresAt: session?.expiresAt ?? null });
    },

    /** Also for a session that is over already: whoever signs out is signed out. */
    signOut: async (req: Request, res: Response): Promise<void> => {
      refuseForeignPage(req);
      await endSession(store, sessionIdOf(req));
      clearSessionCookie(req, res);
      res.status(204).end();
    },

    /** The one-time link: then the address no longer holds the key. */
    enter: async (req: Request, res: Response): Promise<void> => {
      const role = await useLink(store, typeof req.query.key === 'string' ? req.query.key : '', ctx.now());
      if (role === null || !settings?.mint) {
        if (req.accepts(['json', 'html']) === 'html') return res.redirect(303, '/console/?link=used');
        const why = 'This link was used already, or is too old: npm run cli -- console prints a new one.';
        throw new AppError('unauthenticated', why, { topic: 'link-used' });
      }
      const user = await signIn(store, await auth.person(await settings.mint(role)), ctx.now());
      await begin(req, res, user, 'link');
      res.setHeader('Cache-Control', 'no-store');
      res.redirect(303, '/console/');
    },

    /** For the terminal, which has an admin's token. */
    link: async ({ body }: { body: { role: 'staff' | 'admin' } }) => {
      if (!settings?.mint) {
        throw new AppError('not-found', 'There are no links here: sign in with Google.', { topic: 'no-links' });
      }
      return { path: consolePath(await makeLink(store, body.role, ctx.now())) };
    },
  };
}

/** Where a link leads; without the server's own address. */
export function consolePath(key: string): string {
  return `/console/enter?key=${key}`;
}

/** Of a token that was verified already. */
function audienceOf(token: string): unknown {
  const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return typeof payload === 'object' && payload !== null && 'aud' in payload ? payload.aud : null;
}

function send(res: Response, answer: unknown): void {
  res.setHeader('Cache-Control', 'no-store');
  res.json(answer);
}

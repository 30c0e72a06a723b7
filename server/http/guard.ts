import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { MINUTE_MS } from '../../shared/durations.ts';
import { AppError } from '../../shared/errors.ts';
import { sessionUser } from '../store/sessions.ts';
import { signIn, type User } from '../store/users.ts';
import type { HttpDeps, HttpLimits } from './deps.ts';
import type { Who } from './route.ts';
import { refuseForgery, sessionIdOf } from './session-cookie.ts';

/** Who was let in, by request: nothing else is hung on Express's objects. */
const people = new WeakMap<Request, User>();

export function userOf(req: Request): User {
  const user = people.get(req);
  if (!user) throw new AppError('internal', 'A route without an identity asked for one.');
  return user;
}

/** Lets in who may call a route; rejects with `unauthenticated` or `forbidden`. Rights are looked up at every call. */
export function guard(deps: HttpDeps, who: Who): RequestHandler {
  switch (who) {
    case 'anyone':
      return (_req, _res, next) => next();
    case 'push':
      return checked((token) => deps.auth.push(token));
    case 'scheduler':
      return schedulerOrAdmin(deps);
    case 'operations':
      return (req, res, next) => (isLocal(req) ? next() : schedulerOrAdmin(deps)(req, res, next));
    default:
      return async (req, _res, next) => {
        const user = await person(deps, req);
        if (who === 'admin' && user.role !== 'admin') {
          throw new AppError('forbidden', 'Only an administrator may do this.', { topic: 'admins-only' });
        }
        people.set(req, user);
        next();
      };
  }
}

/** By the token of the call, else by the cookie of a browser that signed in; a token that is there is what counts. */
async function person({ auth, ctx }: HttpDeps, req: Request): Promise<User> {
  const sessionId = req.headers.authorization === undefined ? sessionIdOf(req) : '';
  if (sessionId === '') return signIn(ctx.store, await auth.person(tokenOf(req)), ctx.now());
  const session = await sessionUser(ctx.store, sessionId, ctx.now());
  if (!session) throw new AppError('unauthenticated', 'The session is over: sign in again.', { topic: 'session-over' });
  refuseForgery(req, sessionId);
  return session.user;
}

function checked(check: (token: string) => Promise<void>): RequestHandler {
  return async (req, _res, next) => {
    await check(tokenOf(req));
    next();
  };
}

/** An admin may start by hand what the scheduler starts. */
function schedulerOrAdmin(deps: HttpDeps): RequestHandler {
  return async (req, _res, next) => {
    try {
      await deps.auth.scheduler(req.headers.authorization === undefined ? '' : tokenOf(req));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unauthenticated') throw error;
      const user = await person(deps, req);
      if (user.role !== 'admin') {
        throw new AppError('forbidden', 'Only the scheduler or an administrator may do this.', { topic: 'admins-only' });
      }
      people.set(req, user);
    }
    next();
  };
}

function tokenOf(req: Request): string {
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (!token) throw new AppError('unauthenticated', 'An identity token is needed: Authorization: Bearer …');
  return token;
}

/** On this very machine, and not through a proxy that stands on it. */
function isLocal(req: Request): boolean {
  const from = req.socket.remoteAddress ?? '';
  const loopback = from === '::1' || from.startsWith('127.') || from.startsWith('::ffff:127.');
  return loopback && req.headers['x-forwarded-for'] === undefined && req.headers.forwarded === undefined;
}

/** Before anybody is known, by network address. */
export function addressLimit(limits: HttpLimits): RequestHandler {
  return limited(limits.perAddress, (req) => ipKeyGenerator(req.ip ?? ''));
}

export function personLimit(limits: HttpLimits): RequestHandler {
  return limited(limits.perPerson, (req) => people.get(req)?.id ?? ipKeyGenerator(req.ip ?? ''));
}

function limited(limit: number, keyGenerator: (req: Request) => string): RequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator,
    // A forwarded address without a configured proxy is somebody's claim: it is not used, and no reason to complain.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (_req, _res, next) =>
      next(new AppError('rate-limited', 'Too many calls in a minute.', { retryAfterMs: MINUTE_MS / 4 })),
  });
}

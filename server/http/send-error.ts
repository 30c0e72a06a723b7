import type { NextFunction, Request, Response } from 'express';
import type { Problem } from '../../shared/api.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { field } from '../../shared/field.ts';
import type { Log } from '../mail/context.ts';
import { languageOf } from './language.ts';
import { titleOf } from './problem-title.ts';
import { faultsOf } from './route.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid: 400,
  'not-found': 404,
  'already-exists': 409,
  conflict: 409,
  'already-replied': 409,
  'illegal-state': 409,
  unauthenticated: 401,
  forbidden: 403,
  'too-large': 413,
  'rate-limited': 429,
  config: 500,
  'port-in-use': 500,
  'store-newer': 500,
  'store-corrupt': 500,
  'cursor-too-old': 503,
  reauthorise: 503,
  'outcome-unknown': 502,
  unavailable: 503,
  timeout: 504,
  template: 422,
  internal: 500,
};

/** Members of a problem beyond RFC 9457's own: what is true now, or what is wrong where. */
export type ProblemExtras = Pick<Problem, 'mail' | 'settings' | 'policyVersion' | 'problems' | 'policyProblems' | 'current'>;

/** What a handler wants told beside an error. */
const extras = new WeakMap<AppError, ProblemExtras>();

export function withExtras(error: AppError, more: ProblemExtras): AppError {
  extras.set(error, more);
  return error;
}

/** The one place where an error becomes a response: application/problem+json (RFC 9457), nothing internal in it. */
export function sendError(log: Log) {
  // Four parameters are how Express knows an error handler.
  return (error: unknown, req: Request, res: Response, _next: NextFunction): void => {
    const cause = toAppError(error);
    const status = statusOf(error, cause);
    if (status >= 500) log.error({ step: 'http', code: `${req.method} ${pathOf(req)}`, error: cause }, 'a call failed');
    if (res.headersSent) {
      res.destroy();
      return;
    }
    sendProblem(req, res, cause, status);
  };
}

export function sendProblem(req: Request, res: Response, cause: AppError, status = STATUS[cause.code]): void {
  const errors = faultsOf(cause);
  const more = extras.get(cause);
  const problem: Problem = {
    type: 'about:blank',
    title: titleOf(cause, languageOf(req), more?.mail),
    status,
    code: cause.code,
    detail: status === 500 ? 'An error of the server; its log says more.' : cause.message,
    // The same revision will never be the newest again.
    retryable: cause.retryable && cause.code !== 'conflict',
    ...(errors ? { errors: [...errors] } : {}),
    ...more,
  };
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
  res.setHeader('Cache-Control', 'no-store');
  if (cause.retryable && (status === 429 || status === 503))
    res.setHeader('Retry-After', String(Math.ceil((cause.retryAfterMs ?? 2_000) / 1000)));
  res.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Where a route is known its pattern is told, and never the path itself: an address may stand in it. */
export function pathOf(req: Request): string {
  const route: unknown = req.route;
  if (typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string') return route.path;
  return '(no route)';
}

/** Express and its body reader speak of client errors by `status` and `type`. */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const type = field(error, 'type');
  if (type === 'entity.too.large') return new AppError('too-large', 'The body is too large.');
  if (type === 'entity.parse.failed') return new AppError('invalid', 'The body is not JSON.');
  // `expose` marks the errors that Express's own readers make for the caller; other libraries' statuses are not ours.
  if (field(error, 'expose') === true) return new AppError('invalid', 'The request cannot be read.');
  return new AppError('internal', 'Unexpected failure.', { cause: error });
}

function statusOf(error: unknown, cause: AppError): number {
  const own = field(error, 'status');
  return cause.code === 'invalid' && typeof own === 'number' && own >= 400 && own < 500 ? own : STATUS[cause.code];
}

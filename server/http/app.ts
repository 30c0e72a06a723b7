import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { AppError } from '../../shared/errors.ts';
import type { User } from '../store/users.ts';
import { within } from './deadline.ts';
import { DEFAULT_HTTP_LIMITS, type HttpDeps, type HttpLimits } from './deps.ts';
import { readEnvelope, refuseCheaply } from './gmail-push.ts';
import { addressLimit, guard, personLimit, userOf } from './guard.ts';
import { languageOf } from './language.ts';
import { type Call, OCTETS_TYPE, type Route } from './route.ts';
import { routesOf } from './routes.ts';
import { pathOf, sendError } from './send-error.ts';

/**
 * The HTTP server's request handler. Listening and stopping are the caller's. Every route comes from routes.ts and passes
 * the same stations: cheap refusals, who is calling, how often, the body, the handler; every error leaves through
 * send-error.ts.
 */
export function createApp(deps: HttpDeps): Express {
  const limits = { ...DEFAULT_HTTP_LIMITS, ...deps.limits };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', deps.trustProxy ?? false);
  app.set('query parser', 'simple');
  app.use(helmet());
  if (deps.extra) app.use(deps.extra);
  if (deps.consolePages) app.use('/console', deps.consolePages);
  const stations = { limits, byAddress: addressLimit(limits), byPerson: personLimit(limits) };
  const routes = routesOf(deps);
  for (const route of routes) app[route.method](route.path, ...handlersOf(deps, route, stations));
  for (const [path, methods] of methodsByPath(routes)) app.all(path, refuseMethod(methods));
  app.use((_req: Request) => {
    throw new AppError('not-found', 'There is nothing at this address.');
  });
  app.use(sendError(deps.ctx.log));
  return app;
}

interface Stations {
  limits: HttpLimits;
  byAddress: RequestHandler;
  byPerson: RequestHandler;
}

function handlersOf(deps: HttpDeps, route: Route, { limits, byAddress, byPerson }: Stations): RequestHandler[] {
  // Pub/Sub and the scheduler come in bursts that belong to the work: no limit stands in their way.
  if (route.who === 'push') return [refuseCheaply, guard(deps, 'push'), readEnvelope(deps.ctx), writing(route)];
  const enter = route.who === 'scheduler' ? [guard(deps, route.who)] : [byAddress, guard(deps, route.who), byPerson];
  const limit = route.bodyBytes ?? limits.bodyBytes;
  const reader = route.octets
    ? [octetsOnly, express.raw({ limit, type: OCTETS_TYPE })]
    : [jsonOnly, express.json({ limit, strict: true })];
  const body = route.body ? reader : [];
  return [told(deps), ...enter, ...body, route.raw ? writing(route) : answering(deps, route)];
}

/**
 * A form that another site submits cannot name this type: with it, no foreign page can make a browser change anything. A call
 * without any body is refused as well, and told what it lacks.
 */
const jsonOnly: RequestHandler = (req, _res, next) => {
  if (isEmpty(req))
    return next(new AppError('invalid', 'A body is missing: send JSON, as application/json (see /openapi.json).'));
  if (req.is('application/json')) return next();
  next(Object.assign(new AppError('invalid', 'The body must be application/json.'), { status: 415 }));
};

/** RFC 9112, 6.3: a request without either header has no body. */
function isEmpty({ headers }: Request): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

const octetsOnly: RequestHandler = (req, _res, next) => {
  if (!isEmpty(req) && req.is(OCTETS_TYPE)) return next();
  next(Object.assign(new AppError('invalid', `The body must be the file itself, as ${OCTETS_TYPE}.`), { status: 415 }));
};

function writing({ raw }: Route): RequestHandler {
  return async (req, res) => {
    await raw?.(req, res);
  };
}

function answering({ wake }: HttpDeps, route: Route): RequestHandler {
  return async (req, res) => {
    const work = async (): Promise<unknown> => {
      const made = await route.answerTo?.(callOf(req, route));
      if (route.method !== 'get') await wake.settled();
      return made;
    };
    const answer = await within(req, work());
    res.setHeader('Cache-Control', 'no-store');
    res.json(answer);
  };
}

/** Stands where a route asks for no identity: it has no id and no right. */
const NOBODY: User = { schema: 1, id: '', email: '', sub: null, name: '', role: null, grantedAt: 0, boundAt: null };

function callOf(req: Request, { who }: Route): Call<unknown, unknown> {
  const params = Object.fromEntries(Object.entries(req.params).map(([name, value]) => [name, String(value)]));
  return {
    user: who === 'staff' || who === 'admin' ? userOf(req) : NOBODY,
    params,
    query: req.query,
    body: req.body,
    language: languageOf(req),
  };
}

/** One line a call: route, status and time. The path itself, the query and the caller stay out of the log. */
function told({ ctx }: HttpDeps): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    const begun = performance.now();
    res.once('finish', () => {
      const fields = {
        step: 'http',
        code: `${req.method} ${pathOf(req)} ${res.statusCode}`,
        ms: Math.round(performance.now() - begun),
      };
      ctx.log.info(fields, 'call');
    });
    next();
  };
}

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { path, method } of routes) found.set(path, [...(found.get(path) ?? []), method.toUpperCase()]);
  return found;
}

function refuseMethod(methods: readonly string[]): RequestHandler {
  return (_req, res, next) => {
    res.setHeader('Allow', methods.join(', '));
    next(Object.assign(new AppError('invalid', `Only ${methods.join(', ')} here.`), { status: 405 }));
  };
}

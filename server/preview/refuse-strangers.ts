import type { Request, RequestHandler } from 'express';
import { AppError } from '../../shared/errors.ts';

const METHODS_THAT_READ = new Set(['GET', 'HEAD']);
/** What proxies add; some put our own name into Host (Apache's, and services that forward a port to the world). */
const OF_PROXIES = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'];

/**
 * The preview has no sign-in: it is for whoever sits at this machine. So it answers only to names that a foreign page cannot
 * point elsewhere (DNS rebinding), not through a proxy, and never on behalf of a foreign page (Fetch Metadata; Origin where a
 * browser lacks it).
 */
export function refuseStrangers(port: string): RequestHandler {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]);
  // Browsers leave HTTP's own port out.
  if (port === '80') for (const host of ['127.0.0.1', 'localhost', '[::1]']) hosts.add(host);
  return (req, _res, next) => next(refusalOf(req, hosts) ?? undefined);
}

function refusalOf(req: Request, hosts: ReadonlySet<string>): AppError | null {
  const host = (req.headers.host ?? '').toLowerCase();
  if (!hosts.has(host)) return new AppError('forbidden', `The preview answers only at ${[...hosts].join(', ')}.`);
  if (OF_PROXIES.some((name) => req.headers[name] !== undefined))
    return new AppError('forbidden', 'The preview is for whoever sits at this machine: it answers no proxy.');
  const site = req.headers['sec-fetch-site'];
  const opened = req.method === 'GET' && req.headers['sec-fetch-mode'] === 'navigate' && req.originalUrl.split('?')[0] === '/';
  // A link on another page may open this one; nothing else comes from elsewhere.
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !opened)
    return new AppError('forbidden', 'The preview takes nothing from other sites.');
  const { origin } = req.headers;
  if (origin !== undefined && origin !== `http://${host}`)
    return new AppError('forbidden', 'The preview takes nothing from other sites.');
  if (!METHODS_THAT_READ.has(req.method) && !req.is('application/json'))
    return Object.assign(new AppError('invalid', 'The body must be application/json.'), { status: 415 });
  return null;
}

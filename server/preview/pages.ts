import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { RequestHandler } from 'express';
import { AppError } from '../../shared/errors.ts';

/** Every file that is served: a request cannot name another. */
const FILES = ['main.js', 'page.css', 'worker.js', 'Code.js', 'appsscript.json'];

/**
 * Of helmet's policy nothing is left that the page does not need. `upgrade-insecure-requests` goes too: Safari follows it on
 * 127.0.0.1, where nothing answers https. A worker is under the policy of its own file.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page's own files, as they were built. */
export function pages(folder: string): RequestHandler {
  return async (req, res, next) => {
    const name = req.params.file ?? 'index.html';
    if (typeof name !== 'string' || (req.params.file && !FILES.includes(name))) return next();
    const bytes = await readFile(join(folder, name)).catch((cause: unknown) => {
      throw new AppError('not-found', `${name} of the preview is not built: npm run build.`, { cause });
    });
    res.setHeader('Content-Security-Policy', POLICY);
    res.setHeader('Cache-Control', 'no-store');
    res.type(extname(name)).send(bytes);
  };
}

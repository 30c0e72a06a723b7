import type { Request, Response } from 'express';
import type { EventMessage } from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import { DEFAULT_HTTP_LIMITS, type HttpDeps } from './deps.ts';

/**
 * Server-sent events (WHATWG HTML, 9.2): which record changed and how. Ids and states only: what else there is to know is
 * asked for by whoever may. Nothing is replayed after a lost connection; the list tells what is true.
 */
export function eventStream({ events, limits = {} }: HttpDeps): (req: Request, res: Response) => void {
  const { listeners, heartbeatMs } = { ...DEFAULT_HTTP_LIMITS, ...limits };
  let open = 0;
  return (req, res) => {
    if (open >= listeners) throw new AppError('unavailable', 'Too many people listen already.', { retryAfterMs: 30_000 });
    open++;
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    res.write('retry: 3000\n\n');
    const stop = events.on(({ id, state, revision }, step) => {
      const message: EventMessage = { id, state, step, revision };
      // Who does not read is not waited for: the connection is ended, and the browser makes a new one.
      if (!res.write(`event: record\ndata: ${JSON.stringify(message)}\n\n`) && res.writableLength > MAX_UNREAD) res.destroy();
    });
    const heartbeat = setInterval(() => res.write(': \n\n'), heartbeatMs);
    heartbeat.unref();
    res.once('close', () => {
      open--;
      stop();
      clearInterval(heartbeat);
    });
    req.socket.setTimeout(0);
  };
}

const MAX_UNREAD = 256 * 1024;

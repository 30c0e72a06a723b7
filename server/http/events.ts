import type { Request, Response } from 'express';
import type { EventMessage } from '../../shared/api.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { AppError } from '../../shared/errors.ts';
import { type User, users } from '../store/users.ts';
import { DEFAULT_HTTP_LIMITS, type HttpDeps } from './deps.ts';
import { userOf } from './guard.ts';

/**
 * Server-sent events (WHATWG HTML, 9.2): which record changed and how. Ids and states only: what else there is to know is
 * asked for by whoever may. Nothing is replayed after a lost connection; the list tells what is true.
 */
export function eventStream({ ctx, events, limits = {} }: HttpDeps): (req: Request, res: Response) => void {
  const { listeners, heartbeatMs } = { ...DEFAULT_HTTP_LIMITS, ...limits };
  let open = 0;
  const byPerson = new Map<string, number>();

  /** A connection may stand for a day; who was let in at its beginning may have lost the role since. */
  async function endWithout(user: User, res: Response): Promise<void> {
    try {
      if (!(await users.get(ctx.store, user.id))?.data.role) res.end();
    } catch (error) {
      ctx.log.warn({ step: 'events', error }, 'it could not be looked up whether somebody may still listen');
    }
  }

  return (req, res) => {
    const user = userOf(req);
    const own = byPerson.get(user.id) ?? 0;
    if (open >= listeners || own >= MOST_OF_ONE)
      throw new AppError('unavailable', 'Too many people listen already.', { retryAfterMs: 30_000 });
    open++;
    byPerson.set(user.id, own + 1);
    let looked = ctx.now();
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    res.write('retry: 3000\n\n');
    const stop = events.on(({ id, state, revision }, step) => {
      const message: EventMessage = { id, state, step, revision };
      // Who does not read is not waited for: the connection is ended, and the browser makes a new one.
      if (!res.write(`event: record\ndata: ${JSON.stringify(message)}\n\n`) && res.writableLength > MAX_UNREAD) res.destroy();
    });
    const heartbeat = setInterval(() => {
      res.write(': \n\n');
      if (ctx.now() - looked < LOOK_EVERY_MS) return;
      looked = ctx.now();
      void endWithout(user, res);
    }, heartbeatMs);
    heartbeat.unref();
    res.once('close', () => {
      open--;
      const left = (byPerson.get(user.id) ?? 1) - 1;
      if (left > 0) byPerson.set(user.id, left);
      else byPerson.delete(user.id);
      stop();
      clearInterval(heartbeat);
    });
    req.socket.setTimeout(0);
  };
}

const MAX_UNREAD = 256 * 1024;
/** Windows that one person has open, on all devices: nobody takes the places of all. */
const MOST_OF_ONE = 20;
/** Each look is a read of the store. */
const LOOK_EVERY_MS = 5 * MINUTE_MS;

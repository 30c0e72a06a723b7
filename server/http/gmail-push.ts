import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { Notification, Push, WakeBody } from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import { markChanged } from '../mail/check-mailbox.ts';
import { coalesced } from '../mail/coalesced.ts';
import { type Context, MAILBOX_ID } from '../mail/context.ts';
import { work } from '../mail/work.ts';

type Handler = (req: Request, res: Response) => Promise<void>;

/** A Gmail notification has some 300 bytes. */
const MAX_PUSH_BYTES = 64 * 1024;

/** Before the token is looked at: what no Pub/Sub message looks like. */
export function refuseCheaply(req: Request, _res: Response, next: NextFunction): void {
  const size = Number(req.headers['content-length'] ?? 0);
  if (size > MAX_PUSH_BYTES) throw new AppError('too-large', 'The body is too large.');
  if (!req.is('application/json')) throw new AppError('invalid', 'A push has a JSON body.');
  next();
}

/** Only after the token was checked is anything parsed. */
const readJson: RequestHandler = express.json({ limit: MAX_PUSH_BYTES });

/**
 * Once the token is good, whatever cannot be used is acknowledged all the same: Pub/Sub delivers again whatever is not
 * acknowledged, 4xx included, and it would not be better the next time (Pub/Sub: any answer but a success is a nack).
 */
export function readEnvelope(ctx: Context): RequestHandler {
  return (req, res, next) => {
    readJson(req, res, (error: unknown) => {
      if (error === undefined || error === null) return next();
      ctx.count('pushes-dropped');
      res.status(204).end();
    });
  };
}

/** Marks the mailbox durably as changed, wakes a worker, and acknowledges. The work itself is done elsewhere. */
export function gmailPush(ctx: Context): Handler {
  const wake = spaced(ctx);
  const mark = coalesced(async () => {
    await markChanged(ctx);
    wake();
  });
  return async (req, res) => {
    ctx.count('pushes');
    const notification = Notification.safeParse(dataOf(req.body));
    if (notification.success && notification.data.emailAddress === ctx.address) await mark();
    else ctx.count('pushes-dropped');
    res.status(204).end();
  };
}

/** Between two wake-ups for a stream of pushes; the first of it, or a single one, is passed on at once. */
const WAKE_GAP_MS = 20;

/** A pass of the mailbox for every push of a stream would only take the processor from the pushes. */
function spaced(ctx: Context): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    // One that is still to come will find this mark as well.
    if (last > now) return;
    const wait = Math.max(0, last + WAKE_GAP_MS - now);
    last = now + wait;
    ctx.wake({ kind: 'mailbox', id: MAILBOX_ID }, wait > 0 ? ctx.now() + wait : undefined);
  };
}

/** A wake-up by Pub/Sub: the work is done within the request, because afterwards the platform may take the processor away. */
export function wakePush(ctx: Context): Handler {
  return async (req, res) => {
    const call = WakeBody.safeParse(dataOf(req.body));
    if (call.success) await work(ctx, call.data);
    else ctx.count('pushes-dropped');
    res.status(204).end();
  };
}

/** What stands in the envelope's base64(url) data; undefined when it is no envelope. */
function dataOf(body: unknown): unknown {
  const envelope = Push.safeParse(body);
  if (!envelope.success) return undefined;
  try {
    return JSON.parse(Buffer.from(envelope.data.message.data, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { Notification, Push, WakeBody } from '../../shared/api.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { markChanged } from '../mail/check-mailbox.ts';
import { coalesced } from '../mail/coalesced.ts';
import { type Context, MAILBOX_ID } from '../mail/context.ts';
import type { HttpDeps } from './deps.ts';
import { sendProblem } from './send-error.ts';

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

/**
 * Marks the mailbox durably as changed, wakes a worker, and acknowledges. The work itself is done elsewhere. The pushed
 * history id is not looked at: ids come late, twice and out of order, and only the stored cursor says what was read.
 */
export function gmailPush(deps: HttpDeps): Handler {
  const { ctx } = deps;
  const wake = spaced(deps);
  const mark = coalesced(async () => {
    await markChanged(ctx);
    await wake();
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

const MAILBOX = { kind: 'mailbox', id: MAILBOX_ID } as const;

/**
 * A pass of the mailbox for every push of a stream would only take the processor from the pushes. The first one is waited
 * for, since after the answer the platform may take the processor away; one that is lost costs a poll, for the mark stands.
 */
function spaced({ ctx, wake }: HttpDeps): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = performance.now();
    // One that is still to come will find this mark as well.
    if (last > now) return;
    const wait = Math.max(0, last + WAKE_GAP_MS - now);
    last = now + wait;
    if (wait > 0) return ctx.wake(MAILBOX, ctx.now() + wait);
    await wake
      .wake(MAILBOX)
      .catch((error: unknown) => ctx.log.warn({ step: 'wake mailbox', error }, 'a wake-up was lost: the next poll will do'));
  };
}

/**
 * A wake-up by Pub/Sub: the work is done within the request, because afterwards the platform may take the processor away.
 * What the work rejects with is logged where it was worked; here is said whether it shall be delivered again.
 */
export function wakePush({ ctx, wake }: HttpDeps): Handler {
  return async (req, res) => {
    const call = WakeBody.safeParse(dataOf(req.body));
    if (!call.success) ctx.count('pushes-dropped');
    const error = call.success ? await failureOf(wake.deliver(call.data)) : null;
    if (error !== null && mayHelp(error)) {
      ctx.log.warn({ step: `wake ${call.data?.kind}`, code: error.code }, 'a wake-up was given back to Pub/Sub');
      return sendProblem(req, res, error, NOT_ACKNOWLEDGED);
    }
    res.status(204).end();
  };
}

/** Pub/Sub delivers again after anything but 102, 200, 201, 202 and 204. */
const NOT_ACKNOWLEDGED = 503;

/** Not the work's fault: a newer or a mended process may do it. */
const ELSEWHERE: ReadonlySet<ErrorCode> = new Set(['internal', 'config', 'store-newer', 'store-corrupt']);

/**
 * Mails and effects put themselves back with a time to be tried again, or are parked and told: their failures never come
 * here. What does: a store that does not answer, a mailbox that could not be read, and a process that takes no more. The
 * mailbox is marked as changed then, and read again by a job; sooner when it is delivered again. Where that cannot help
 * (consent is needed, the mailbox refuses for good), a storm of deliveries would only hide what is the matter.
 */
function mayHelp(error: AppError): boolean {
  return error.retryable || ELSEWHERE.has(error.code);
}

async function failureOf(work: Promise<void>): Promise<AppError | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return error instanceof AppError ? error : new AppError('internal', 'Unexpected failure.', { cause: error });
  }
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

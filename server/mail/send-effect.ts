import { type Effect, step } from '../../shared/effect.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import type { MailRef } from '../../shared/mail.ts';
import type { ReasonCode } from '../../shared/reasons.ts';
import { effects } from '../store/collections.ts';
import { buildEffect } from './build-effect.ts';
import { commitToSend, objectionTo } from './commit-effect.ts';
import { afterAttempt, type Context, isHopeless, isSpent } from './context.ts';
import { orphanDrafts, sentCopy } from './find-sent.ts';
import { keepingLease } from './keep-lease.ts';
import { noteReauthorise } from './reauthorise.ts';
import { giveUp, markSent, readBack, takeBack } from './settle-effect.ts';

/**
 * The one way out for every mail. Each step is written before the next begins, so that whoever takes over after a crash
 * knows how far it came; only a stored draft is ever sent, and Gmail consumes a draft once. Does nothing when the effect
 * is not due, or another worker has it.
 */
export async function sendEffect(ctx: Context, id: string): Promise<void> {
  const claimed = await claim(ctx, id);
  if (!claimed) return;
  try {
    await keepingLease(ctx, effects, claimed, () => advance(ctx, claimed));
  } catch (error) {
    await putBack(ctx, claimed, error);
  }
}

async function advance(ctx: Context, claimed: Effect): Promise<void> {
  let effect: Effect | null = claimed;
  if (effect.state === 'intended' || effect.state === 'sending') {
    await ctx.catchUp();
    effect = await commitToSend(ctx, effect);
    if (effect) effect = await draft(ctx, effect);
  }
  if (effect?.state === 'drafted') effect = await send(ctx, effect);
  if (effect?.state === 'sent') await readBack(ctx, effect);
}

/** Counts the attempt before the work; past the last one the effect is given up. */
async function claim(ctx: Context, id: string): Promise<Effect | null> {
  const claimed = await ctx.store.transaction(async (tx) => {
    const now = ctx.now();
    const stored = (await effects.get(tx, id))?.data;
    if (!stored || stored.nextAttemptAt === null || stored.nextAttemptAt > now) return null;
    if (stored.lease && stored.lease.until > now) return null;
    const lease = { owner: ctx.worker, until: now + ctx.limits.leaseMs };
    const effect: Effect = {
      ...stored,
      attempts: stored.attempts + 1,
      epoch: stored.epoch + 1,
      lease,
      nextAttemptAt: lease.until,
    };
    effects.set(tx, id, effect);
    return effect;
  });
  // Counted before the work: this one is past the last.
  if (!claimed || !isSpent({ ...claimed, attempts: claimed.attempts - 1 }, ctx.limits)) return claimed;
  await giveUp(ctx, claimed);
  return null;
}

/** Stores a draft in Gmail and its id here. A draft that this worker may no longer use is taken away again. */
async function draft(ctx: Context, effect: Effect): Promise<Effect | null> {
  // An earlier attempt may have left a draft whose id never reached us.
  if (effect.attempts > 1) for (const orphan of await orphanDrafts(ctx, effect)) await ctx.mailbox.deleteDraft(orphan);
  const raw = await buildEffect(ctx, effect);
  const made = await ctx.mailbox.createDraft(raw, effect.threadId);
  const drafted = await underEpoch(ctx, effect, (now) =>
    step(now, 'drafted', { draftId: made.draftId, threadId: made.ref.threadId }),
  );
  if (!drafted) await ctx.mailbox.deleteDraft(made.draftId);
  return drafted;
}

/** Sends the stored draft, or finds out what became of it. */
async function send(ctx: Context, effect: Effect): Promise<Effect | null> {
  const draftId = effect.draftId ?? '';
  if (effect.attempts > 1) {
    if (!(await ctx.mailbox.getDraft(draftId))) return settleGone(ctx, effect);
    // Hours may have passed since it was committed: a switch, a person's answer or the age of the mail counts again.
    await ctx.catchUp();
    const objection = await objectionTo(ctx, effect);
    if (objection !== null) return withdrawDraft(ctx, effect, objection);
  }
  const held = await holding(ctx, effect);
  if (!held) throw new AppError('conflict', 'Another worker took over before the draft was sent.');
  let ref: MailRef;
  try {
    ref = await ctx.mailbox.sendDraft(draftId);
  } catch (error) {
    if (isAppError(error, 'not-found')) return settleGone(ctx, effect);
    if (!isAppError(error) || error.retryable) throw error;
    // Refused for good (an address Gmail does not take).
    return withdrawDraft(ctx, effect, 'send-failed');
  }
  // What fails from here on is the store's failure and no refusal: the mail has left.
  return markSent(ctx, held, ref);
}

/**
 * null: somebody else has it by now. A lease that runs out soon is taken anew first: sending must fall within it. One that
 * ran out tells of a process that stood still since the commit: whatever happened meanwhile is looked at by the next attempt.
 */
async function holding(ctx: Context, effect: Effect): Promise<Effect | null> {
  const { leaseMs } = ctx.limits;
  if (effect.lease !== null && effect.lease.until - ctx.now() > leaseMs / 2) return effect;
  return underEpoch(ctx, effect, (stored) => {
    if (stored.lease === null || stored.lease.until <= ctx.now())
      throw new AppError('timeout', 'The lease ran out before the draft was sent.');
    const until = ctx.now() + leaseMs;
    return { ...stored, lease: { owner: ctx.worker, until }, nextAttemptAt: until };
  });
}

/** The draft must not be sent by hand later either. Another worker may have sent it a moment before. */
async function withdrawDraft(ctx: Context, effect: Effect, reason: ReasonCode): Promise<Effect | null> {
  await ctx.mailbox.deleteDraft(effect.draftId ?? '');
  const sent = await sentCopy(ctx, effect);
  if (sent) return markSent(ctx, effect, sent);
  await takeBack(ctx, effect, reason);
  return null;
}

/** The draft is gone: either it was sent, by an attempt that could not say so, or a person took it. */
async function settleGone(ctx: Context, effect: Effect): Promise<Effect | null> {
  const sent = await sentCopy(ctx, effect);
  if (sent) return markSent(ctx, effect, sent);
  // Gmail may show a sent mail in its thread a moment late: a few more looks before it is called unknown.
  throw new AppError('outcome-unknown', 'The draft is gone and no sent copy was found yet.');
}

/** Writes the next step only while this worker still holds the effect; null when it does not. */
async function underEpoch(ctx: Context, effect: Effect, next: (now: Effect) => Effect): Promise<Effect | null> {
  return ctx.store.transaction(async (tx) => {
    const stored = (await effects.get(tx, effect.id))?.data;
    if (!stored || stored.epoch !== effect.epoch || stored.state !== effect.state) return null;
    const after = next(stored);
    effects.set(tx, effect.id, after);
    return after;
  });
}

async function putBack(ctx: Context, claimed: Effect, error: unknown): Promise<void> {
  const cause = error instanceof AppError ? error : new AppError('internal', 'Unexpected failure.', { cause: error });
  ctx.log.warn(
    { recordId: claimed.recordId, effectId: claimed.id, step: 'send', attempt: claimed.attempts, code: cause.code, error },
    'a mail could not be sent',
  );
  const after = await ctx.store.transaction(async (tx) => {
    const stored = (await effects.get(tx, claimed.id))?.data;
    if (!stored || stored.epoch !== claimed.epoch || stored.nextAttemptAt === null) return null;
    const waiting = {
      ...stored,
      lease: null,
      ...afterAttempt(stored, 'effect', stored.dueAt, cause, ctx.now(), ctx.limits),
    };
    effects.set(tx, stored.id, waiting);
    return waiting;
  });
  await noteReauthorise(ctx, error);
  if (!after) return;
  if (isHopeless(cause) || isSpent(after, ctx.limits)) await giveUp(ctx, after);
  // It waits for consent, not for time: the job that sends what is due finds it once the mailbox can be entered again.
  else if (cause.code !== 'reauthorise') ctx.wake({ kind: 'effect', id: after.id }, after.nextAttemptAt);
}

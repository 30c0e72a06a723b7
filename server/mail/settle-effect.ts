import { HOUR_MS } from '../../shared/durations.ts';
import { type Effect, step } from '../../shared/effect.ts';
import type { MailRef } from '../../shared/mail.ts';
import type { ReasonCode } from '../../shared/reasons.ts';
import { change, type MailRecord, mayChange, noted, SYSTEM } from '../../shared/record.ts';
import type { MessageHeaders } from '../mailbox/mailbox.ts';
import { effects, records, threads } from '../store/collections.ts';
import type { Transaction } from '../store/store.ts';
import type { Context } from './context.ts';
import { LABELS, setLabel } from './labels.ts';
import { answeredOutside, unheld } from './outcome.ts';

/** Silence about a reply means something only after this long (most bounces come within minutes, retries last days). */
export const SETTLE_AFTER_MS = 72 * HOUR_MS;

/**
 * The mail has left: effect and record say so together. Whoever finds out first writes it (the sender, a second worker,
 * or the SENT message in history); the others find it done and get the effect as it stands. `messageId` where it is known.
 */
export async function markSent(ctx: Context, effect: Effect, ref: MailRef, messageId = ''): Promise<Effect | null> {
  const result = await ctx.store.transaction(async (tx) => {
    const [stored, record, thread] = await Promise.all([
      effects.get(tx, effect.id).then((found) => found?.data),
      records.get(tx, effect.recordId).then((found) => found?.data),
      threads.get(tx, ref.threadId).then((found) => found?.data),
    ]);
    if (!stored) return null;
    if (stored.state === 'sent') return { effect: stored, record: null };
    const now = ctx.now();
    const sent = step(stored, 'sent', {
      sentId: ref.id,
      threadId: ref.threadId,
      sentAt: now,
      messageId,
      nextAttemptAt: now,
      lease: stored.lease,
      // Those it took to send are over: what is left to do is tried as often again.
      attempts: 0,
      excused: 0,
    });
    effects.set(tx, stored.id, sent);
    const automatic = stored.by.kind === 'automatic';
    threads.set(tx, ref.threadId, {
      personAt: automatic ? (thread?.personAt ?? null) : now,
      autoAt: automatic ? now : (thread?.autoAt ?? null),
      at: now,
    });
    const after = record ? recordSent(record, sent, now) : null;
    if (after) records.set(tx, after.id, after);
    return { effect: sent, record: after };
  });
  if (result?.record) {
    ctx.count(effect.kind === 'reply' ? 'replies' : 'forwards');
    ctx.changed(result.record, effect.kind === 'reply' ? 'replied' : 'forwarded');
  }
  return result?.effect ?? null;
}

function recordSent(record: MailRecord, effect: Effect, now: number): MailRecord {
  const { by } = effect;
  const left = by.kind === 'automatic' ? { automaticAt: now } : {};
  if (effect.kind === 'forward') {
    const personId = effect.content.personId ?? effect.decision?.personId ?? record.assigneeId ?? '';
    const forward = { personId, at: now, by };
    const fields = { forward, dueAt: null, ...left };
    const entry = { at: now, what: 'forwarded', by, reasons: [] };
    return mayChange(record.state, 'routed') ? change(record, 'routed', entry, fields) : noted(record, entry, fields);
  }
  const { content } = effect;
  const reply = {
    by,
    at: now,
    effectId: effect.id,
    sentId: effect.sentId,
    messageId: '',
    template: content.template,
    ...(content.adaptedBy === undefined ? {} : { adaptedBy: content.adaptedBy }),
    text: content.text,
  };
  const delivery = { state: 'accepted', at: now, code: null, reason: null, hard: null } as const;
  const fields = { reply, repliedBy: by.kind, delivery, settleAt: now + SETTLE_AFTER_MS, dueAt: null, ...left };
  const entry = { at: now, what: 'replied', by, reasons: [] };
  return mayChange(record.state, 'replied') ? change(record, 'replied', entry, fields) : noted(record, entry, fields);
}

export function messageIdOf(message: MessageHeaders | null): string {
  return (message?.headers['message-id'] ?? '').replace(/^\s*<|>\s*$/g, '');
}

/** Gmail gives a sent mail its own Message-ID: it is read back, because bounces and answers will cite that one. */
export async function readBack(ctx: Context, effect: Effect): Promise<void> {
  const messageId = effect.messageId || messageIdOf(await ctx.mailbox.headersOf(effect.sentId ?? ''));
  if (effect.kind === 'reply') await setLabel(ctx, effect.recordId, LABELS.answered);
  else await setLabel(ctx, effect.recordId, LABELS.routed);
  const record = await ctx.store.transaction(async (tx) => {
    const [stored, known] = await Promise.all([
      effects.get(tx, effect.id).then((found) => found?.data),
      records.get(tx, effect.recordId).then((found) => found?.data),
    ]);
    // Nothing left to do: somebody has read it, or it was erased meanwhile, and nothing of it comes back.
    if (stored?.state !== 'sent' || stored.nextAttemptAt === null) return null;
    effects.set(tx, stored.id, { ...stored, messageId, nextAttemptAt: null, lease: null });
    if (!known?.reply || known.reply.effectId !== effect.id) return null;
    const after = { ...known, revision: known.revision + 1, reply: { ...known.reply, messageId } };
    records.set(tx, known.id, after);
    return after;
  });
  if (record) ctx.changed(record, 'sent');
}

/**
 * No further attempt. Before a draft was stored nothing can have left: the mail becomes a suggestion again. With a stored
 * draft whose outcome nobody knows, a person must look.
 */
export async function giveUp(ctx: Context, effect: Effect): Promise<void> {
  const unknown = effect.state === 'drafted';
  const record = await end(ctx, effect, unknown ? 'unknown' : 'withdrawn', unknown ? 'send-unknown' : 'send-failed');
  if (record) {
    ctx.alert('send-unknown', { recordId: record.id });
  }
}

/** Nothing left and nothing will: the mail is a suggestion (or a route) again. */
export async function takeBack(ctx: Context, effect: Effect, reason: ReasonCode): Promise<void> {
  if (await end(ctx, effect, 'withdrawn', reason)) ctx.count('withdrawn');
}

async function end(ctx: Context, effect: Effect, state: 'withdrawn' | 'unknown', reason: ReasonCode): Promise<MailRecord | null> {
  const record = await ctx.store.transaction(async (tx) => {
    const stored = (await effects.get(tx, effect.id))?.data;
    if (!stored || stored.epoch !== effect.epoch || stored.nextAttemptAt === null) return null;
    if (stored.state === 'sent') return stopReading(tx, stored);
    const known = (await records.get(tx, stored.recordId))?.data;
    const claim = known ? await ctx.reserve.claimOf(tx, known, stored.kind) : null;
    effects.set(tx, stored.id, step(stored, state, { withdrawnFor: reason, nextAttemptAt: null, lease: null }));
    if (!known) return null;
    if (state === 'withdrawn' && claim?.effectId === stored.id) ctx.reserve.release(tx, known, stored.kind);
    const after = state === 'unknown' ? outcomeUnknown(known, ctx.now()) : takenBack(known, stored, reason, ctx.now());
    records.set(tx, known.id, after);
    return after;
  });
  if (record) ctx.changed(record, record.state);
  return record;
}

/** A person answered in Gmail while the draft waited: nobody need answer any more. Else it is a suggestion again. */
function takenBack(record: MailRecord, { kind, createdAt }: Effect, reason: ReasonCode, now: number): MailRecord {
  const answered = record.answeredOutsideAt !== null && record.answeredOutsideAt >= createdAt;
  if (kind === 'reply' && answered && mayChange(record.state, 'replied')) return answeredOutside(record, now);
  return unheld(record, kind, SYSTEM, [reason], now);
}

/** The mail is sent; only its Message-ID could not be read back. */
function stopReading(tx: Transaction, stored: Effect): null {
  effects.set(tx, stored.id, { ...stored, nextAttemptAt: null, lease: null });
  return null;
}

function outcomeUnknown(record: MailRecord, now: number): MailRecord {
  const entry = { at: now, what: 'send-unknown', by: SYSTEM, reasons: ['send-unknown'] } as const;
  return mayChange(record.state, 'failed')
    ? change(record, 'failed', entry, { dueAt: null })
    : noted(record, entry, { dueAt: null });
}

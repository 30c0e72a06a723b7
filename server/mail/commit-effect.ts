import { decide } from '../../shared/decide.ts';
import type { Decision, History } from '../../shared/decision.ts';
import { type Effect, type EffectContent, step } from '../../shared/effect.ts';
import { AppError } from '../../shared/errors.ts';
import type { ReasonCode } from '../../shared/reasons.ts';
import { type MailRecord, SYSTEM } from '../../shared/record.ts';
import { bodies, effects, records, threads } from '../store/collections.ts';
import { recordsInThread } from '../store/queries.ts';
import { readRestoreMark } from '../store/restore-mark.ts';
import { headVersion, readSettings } from '../store/settings.ts';
import type { Transaction } from '../store/store.ts';
import { composeForward, composeReply } from './compose.ts';
import type { Context } from './context.ts';
import { decideInput } from './decide-input.ts';
import { unheld } from './outcome.ts';
import { mailboxOf } from './screen/domains.ts';

/**
 * The moment at which switches and human answers count: in one transaction everything is read again, an automatic mail
 * is decided on again, and `sending` is written. Any difference makes it a suggestion. null: it does not leave.
 */
export async function commitToSend(ctx: Context, claimed: Effect): Promise<Effect | null> {
  const inThread = await neighbours(ctx, claimed);
  const { effect, record } = await ctx.store.transaction(async (tx) => commit(ctx, tx, claimed, inThread));
  if (record) {
    ctx.count('withdrawn');
    ctx.changed(record, 'withdrawn');
  }
  return effect;
}

async function commit(
  ctx: Context,
  tx: Transaction,
  claimed: Effect,
  inThread: readonly MailRecord[],
): Promise<{ effect: Effect | null; record: MailRecord | null }> {
  const [mark, effect, known] = await Promise.all([
    readRestoreMark(tx),
    effects.get(tx, claimed.id),
    records.get(tx, claimed.recordId),
  ]);
  if (mark) throw new AppError('unavailable', 'The store was restored: SENT is being reconciled first.');
  const [stored, record] = [effect?.data, known?.data];
  if (!stored || stored.epoch !== claimed.epoch || (stored.state !== 'intended' && stored.state !== 'sending'))
    return { effect: null, record: null };
  const now = ctx.now();
  const [claim, past] = record
    ? await Promise.all([
        ctx.reserve.claimOf(tx, record, stored.kind),
        ctx.reserve.history(tx, record, stored.kind, now, inThread),
      ])
    : [null, null];
  const history = past && withoutOwn(past, stored);
  const verdict = record && history ? await judge(ctx, tx, stored, record, history, now) : 'gone';
  if (typeof verdict === 'string') {
    const withdrawn = step(stored, 'withdrawn', { withdrawnFor: verdict, nextAttemptAt: null, lease: null });
    effects.set(tx, stored.id, withdrawn);
    if (!record || pointerOf(record, stored) !== stored.id) return { effect: null, record: null };
    const after = unheld(record, stored.kind, SYSTEM, [verdict], now);
    records.set(tx, record.id, after);
    if (claim?.effectId === stored.id) ctx.reserve.release(tx, record, stored.kind);
    return { effect: null, record: after };
  }
  const sending =
    stored.state === 'sending' ? { ...stored, content: verdict } : step(stored, 'sending', { reserved: true, content: verdict });
  effects.set(tx, stored.id, sending);
  if (record && history && !stored.reserved) {
    if (claim === null) ctx.reserve.claim(tx, record, stored, now);
    if (stored.by.kind === 'automatic') ctx.reserve.count(tx, record, history, now);
  }
  return { effect: sending, record: null };
}

/** The records of its conversation; a mail that is recorded from here on might as well have come a moment later. */
async function neighbours(ctx: Context, effect: Effect): Promise<MailRecord[]> {
  const record = (await records.get(ctx.store, effect.recordId))?.data;
  return record ? recordsInThread(ctx.store, record.threadId) : [];
}

/** Why a draft that waited must not be sent any more; null when it still says what it should. */
export async function objectionTo(ctx: Context, effect: Effect): Promise<ReasonCode | null> {
  const inThread = await neighbours(ctx, effect);
  return ctx.store.transaction(async (tx) => {
    const record = (await records.get(tx, effect.recordId))?.data;
    if (!record) return 'gone';
    const now = ctx.now();
    const history = withoutOwn(await ctx.reserve.history(tx, record, effect.kind, now, inThread), effect);
    const verdict = await judge(ctx, tx, effect, record, history, now);
    if (typeof verdict === 'string') return verdict;
    const same = verdict.text === effect.content.text && verdict.to === effect.content.to;
    return same ? null : 'changed-while-held';
  });
}

/**
 * Why the mail must not leave after all, or what it says. An automatic mail is composed again as well: it was held over
 * hours or a weekend, and dates, opening hours and stand-ins are those of the moment it leaves.
 */
async function judge(
  ctx: Context,
  tx: Transaction,
  effect: Effect,
  record: MailRecord,
  history: History,
  now: number,
): Promise<ReasonCode | EffectContent> {
  if (record.state === 'replied' && effect.kind === 'reply') return 'person-replied';
  if (pointerOf(record, effect) !== effect.id) return 'changed-while-held';
  if (effect.by.kind === 'staff') {
    if (history.duplicate) return 'duplicate';
    // A colleague may have answered while this one waited to be tried again.
    const personAt = (await threads.get(tx, record.threadId))?.data.personAt ?? 0;
    return effect.attempts > 1 && personAt > effect.createdAt ? 'person-replied' : effect.content;
  }
  const [body, settings, head] = await Promise.all([bodies.get(tx, record.id), readSettings(tx), headVersion(tx)]);
  const mail = body?.data.mail;
  if (record.state !== 'held' || !effect.decision || !mail) return 'changed-while-held';
  // Named as ours only since it was screened: an answer would come back to us.
  const own = [ctx.address, ...settings.ownAddresses, ...settings.ownGroups].map(mailboxOf);
  if (effect.kind === 'reply' && own.includes(mailboxOf(effect.content.to))) return 'own-mail';
  const policy = await ctx.policyOf(tx, head);
  const decision = decide(decideInput({ record, policy, settings, history, now, address: ctx.address }));
  const changed = difference(effect.decision, decision);
  if (changed !== null) return changed;
  const composing = { record, mail, reading: record.reading, decision, policy, now };
  return (effect.kind === 'reply' ? composeReply(composing) : composeForward(composing)) ?? 'template-error';
}

function difference(before: Decision, again: Decision): ReasonCode | null {
  if (again.action !== before.action) {
    if (again.reasons.includes('auto-mode-off')) return 'switched-off-while-held';
    return again.reasons.find((code) => !before.reasons.includes(code)) ?? 'changed-while-held';
  }
  const same =
    again.policyVersion === before.policyVersion &&
    again.categoryId === before.categoryId &&
    again.personId === before.personId &&
    again.template?.id === before.template?.id &&
    again.template?.version === before.template?.version;
  return same ? null : 'changed-while-held';
}

/** An effect that is tried again was counted by its first attempt. */
function withoutOwn(history: History, effect: Effect): History {
  if (!effect.reserved || effect.by.kind !== 'automatic') return history;
  const less = (n: number): number => Math.max(0, n - 1);
  return {
    ...history,
    sentToday: less(history.sentToday),
    sentThisHour: less(history.sentThisHour),
    sentToSenderToday: less(history.sentToSenderToday),
    sentInThread: less(history.sentInThread),
  };
}

export function pointerOf(record: MailRecord, effect: Effect): string | null {
  return effect.kind === 'reply' ? record.replyEffectId : record.forwardEffectId;
}

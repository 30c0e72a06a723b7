import { type Effect, step } from '../../shared/effect.ts';
import { AppError } from '../../shared/errors.ts';
import type { Mail, MailRef } from '../../shared/mail.ts';
import { type Actor, type Delivery, type MailRecord, noted, OPEN_STATES, SYSTEM } from '../../shared/record.ts';
import type { Bounce, Screening } from '../../shared/screening.ts';
import { askAndWrite } from '../store/ask-and-write.ts';
import { effects, records, threads } from '../store/collections.ts';
import { effectByMessageId, effectBySentId, effectsInThread, recordsInThread } from '../store/queries.ts';
import { pointerOf } from './commit-effect.ts';
import type { Context } from './context.ts';
import { CLOCK_MARGIN_MS, headersOfSent, isOurs, namedBy, threadsAnswered } from './find-sent.ts';
import { answeredOutside } from './outcome.ts';
import { mailboxOf } from './screen/domains.ts';
import { markSent, messageIdOf } from './settle-effect.ts';

const OUTSIDE: Actor = { kind: 'outside' };

/**
 * What an incoming mail says of an earlier one: a bounce belongs to the record whose reply it cites, an answer to the
 * record whose reply it follows. Gives that record's id, or null. Safe to repeat.
 */
export async function trackIncoming(ctx: Context, mail: Mail, screening: Screening): Promise<string | null> {
  if (screening.bounce) return trackBounce(ctx, mail, screening.bounce);
  if (screening.verdict === 'ignore') return null;
  return trackAnswer(ctx, mail, screening);
}

/** A report that cites no Message-ID of ours, and stands in none of our threads, changes nothing: anyone can forge one. */
async function trackBounce(ctx: Context, mail: Mail, bounce: Bounce): Promise<string | null> {
  const effect = (await citedEffect(ctx, bounce.cites)) ?? (await effectInThread(ctx, mail.threadId, bounce));
  if (!effect) {
    if (bounce.cites.length > 0 && (await hasUnread(ctx)))
      throw new AppError('unavailable', 'A reply’s Message-ID is still being read back.');
    return null;
  }
  const event = bounce.events.find((e) => e.recipient === effect.content.to) ?? bounce.events[0];
  const now = ctx.now();
  const after = await changeRecord(ctx, effect.recordId, (record) => {
    if (bounce.kind !== 'failed') return noted(record, { at: now, what: `report-${bounce.kind}`, by: SYSTEM, reasons: [] });
    const code = event?.status || event?.replyCode || null;
    const entry = { at: now, what: 'bounced', by: SYSTEM, reasons: ['bounce'] } as const;
    // A reply that did not arrive needs a person as much as one that was never sent.
    if (effect.kind === 'forward' || record.reply?.effectId !== effect.id) return noted(record, entry, { waiting: true });
    const delivery: Delivery = { state: 'bounced', at: now, code, reason: event?.reason ?? null, hard: event?.hard ?? null };
    return record.delivery?.state === 'bounced' ? record : noted(record, entry, { delivery, settleAt: null, waiting: true });
  });
  if (after) ctx.count('bounces');
  return effect.recordId;
}

async function citedEffect(ctx: Context, cites: readonly string[]): Promise<Effect | null> {
  for (const messageId of cites.slice(0, MAX_CITES)) {
    const effect = await effectByMessageId(ctx.store, messageId);
    if (effect) return effect;
  }
  return null;
}

/** A reply cites its whole thread; ours is among the last. */
const MAX_CITES = 30;

async function effectInThread(ctx: Context, threadId: string, bounce: Bounce): Promise<Effect | null> {
  const sent = await effectsInThread(ctx.store, threadId, 'sent');
  return sent.find((effect) => bounce.events.some((e) => e.recipient !== '' && e.recipient === effect.content.to)) ?? null;
}

/** A sent mail whose Message-ID is not known yet may be the one that is cited. */
async function hasUnread(ctx: Context): Promise<boolean> {
  const { items } = await effects.query(ctx.store, {
    equals: { state: 'sent', messageId: '' },
    range: { field: 'nextAttemptAt', gt: 0 },
    limit: 1,
  });
  return items.length > 0;
}

async function trackAnswer(ctx: Context, mail: Mail, screening: Screening): Promise<string | null> {
  const cited = await citedEffect(ctx, [...mail.inReplyTo, ...[...mail.references].reverse()]);
  if (cited?.kind === 'forward') return trackForwardAnswer(ctx, mail, cited, screening);
  const answered = cited ? (await records.get(ctx.store, cited.recordId))?.data : await repliedInThread(ctx, mail);
  if (!answered?.reply || answered.id === mail.id) return null;
  const sameSender = [answered.replyTo, answered.from.address].includes(mail.from.address);
  if (sameSender) {
    await changeRecord(ctx, answered.id, (record) => {
      if (!record.delivery || record.delivery.state === 'answered') return record;
      const delivery: Delivery = { state: 'answered', at: ctx.now(), code: null, reason: null, hard: null };
      return noted(record, { at: ctx.now(), what: 'answered', by: OUTSIDE, reasons: [] }, { delivery, settleAt: null });
    });
  }
  return answered.id;
}

/**
 * The person a mail was passed on to has answered the asker: that closes it. A word to the mailbox alone ("not mine"), an
 * absence, or what somebody else wrote in that person's name does not: the asker would wait for ever.
 */
async function trackForwardAnswer(ctx: Context, mail: Mail, forward: Effect, { reasons }: Screening): Promise<string> {
  const doubtful = reasons.some((reason) => reason === 'auto-reply' || reason === 'unauthenticated');
  if (mail.from.address === forward.content.to && !doubtful) {
    const recipients = new Set([...mail.to, ...mail.cc].map(({ address }) => mailboxOf(address)));
    await changeRecord(ctx, forward.recordId, (record) => {
      const answersAsker = [record.replyTo, record.from.address].some(
        (asker) => asker !== '' && recipients.has(mailboxOf(asker)),
      );
      return answersAsker && OPEN_STATES.has(record.state) && record.state !== 'received'
        ? answeredOutside(record, ctx.now())
        : record;
    });
  }
  return forward.recordId;
}

async function repliedInThread(ctx: Context, mail: Mail): Promise<MailRecord | undefined> {
  const known = await recordsInThread(ctx.store, mail.threadId);
  return known.filter((record) => record.id !== mail.id && record.reply !== null).at(-1);
}

async function changeRecord(ctx: Context, id: string, next: (record: MailRecord) => MailRecord): Promise<MailRecord | null> {
  const after = await ctx.store.transaction(async (tx) => {
    const stored = (await records.get(tx, id))?.data;
    if (!stored) return null;
    const changed = next(stored);
    if (changed === stored) return null;
    records.set(tx, id, changed);
    return changed;
  });
  if (after) ctx.changed(after, after.delivery?.state ?? 'noted');
  return after;
}

/**
 * A message in SENT: ours, or a person's own. A person's reply closes every open record of the thread and withdraws what
 * is held. While a mail of ours is on its way in that thread the message is read first; otherwise no read is needed, but
 * in a list by date (`ordered` false), where only its time tells which mails it can have answered, and in a thread without
 * any mail that we know, where its headers tell what it answers.
 */
export async function noteSent(ctx: Context, ref: MailRef, ordered: boolean, patience = newPatience()): Promise<void> {
  // In this order: what is on its way now may be sent, and say so, between the two questions.
  const onTheWay = [
    ...(await effectsInThread(ctx.store, ref.threadId, 'drafted')),
    ...(await effectsInThread(ctx.store, ref.threadId, 'unknown')),
  ];
  if (await effectBySentId(ctx.store, ref.id)) return;
  if (await isBeingSent(ctx, ref, onTheWay, patience)) return;
  // Every mail that history told of before; Gmail's clock may be ahead of ours.
  let at = ctx.now() + CLOCK_MARGIN_MS;
  const astray = (await recordsInThread(ctx.store, ref.threadId)).length === 0;
  let answered: string[] = [];
  if (onTheWay.length > 0 || !ordered || astray) {
    const message = await headersOfSent(ctx, ref);
    if (!message) return;
    for (const effect of onTheWay) {
      if (await isOurs(ctx, effect, message)) {
        await markSent(ctx, effect, ref, messageIdOf(message));
        return;
      }
    }
    if (!ordered) at = message.receivedAt;
    if (astray) {
      const own = await namedBy(ctx, message);
      if (own) {
        await markSent(ctx, own, ref, messageIdOf(message));
        return;
      }
      answered = await threadsAnswered(ctx, message);
    }
  }
  for (const threadId of [ref.threadId, ...answered]) await closeThread(ctx, ref, threadId, at);
}

/**
 * How often workers that are just sending are waited for in one pass: they know their mails without reading them. Those
 * of a worker that was killed look the same, and a pass must not wait for each.
 */
export function newPatience(): { waits: number } {
  return { waits: 25 };
}
const WAIT_MS = 20;

async function isBeingSent(
  ctx: Context,
  ref: MailRef,
  onTheWay: readonly Effect[],
  patience: { waits: number },
): Promise<boolean> {
  const inHand = onTheWay.some((effect) => effect.lease !== null && effect.lease.until > ctx.now());
  for (; inHand && patience.waits > 0; patience.waits--) {
    await ctx.sleep(WAIT_MS);
    if (await effectBySentId(ctx.store, ref.id)) return true;
  }
  return false;
}

/** `at`: when the person wrote, ms since the epoch; later mails are not answered by it. */
async function closeThread(ctx: Context, ref: MailRef, threadId: string, at: number): Promise<void> {
  // A mail of ours that says meanwhile that it was sent writes the thread as well, and is then found. A mail that is recorded
  // from here on might as well have come a moment later.
  const ask = async () => ({
    ours: (await effectBySentId(ctx.store, ref.id)) !== null,
    inThread: await recordsInThread(ctx.store, threadId),
  });
  const closed = await askAndWrite(ctx.store, { collection: threads.name, id: threadId }, ask, async (tx, found) => {
    if (found.ours) return [];
    const thread = (await threads.get(tx, threadId))?.data;
    const now = await Promise.all(found.inThread.map(({ id }) => records.get(tx, id)));
    const open = now
      .flatMap((stored) => stored?.data ?? [])
      .filter((record) => OPEN_STATES.has(record.state) && (record.state === 'received' || record.receivedAt <= at));
    const pending = await Promise.all(open.map((record) => pendingEffects(tx, record)));
    const personAt = Math.max(Math.min(at, ctx.now()), thread?.personAt ?? 0);
    threads.set(tx, threadId, { personAt, autoAt: thread?.autoAt ?? null, at: ctx.now() });
    const changed: MailRecord[] = [];
    open.forEach((record, i) => {
      const mails = pending[i] ?? [];
      // A draft is stored, so the mail may have left: the record will say so if it did. If not, the next try takes it back, and
      // by this mark the mail is answered then.
      if (mails.some((effect) => effect.kind === 'reply' && (effect.state === 'drafted' || effect.state === 'sent'))) {
        records.set(tx, record.id, { ...record, answeredOutsideAt: at });
        return;
      }
      // Without a stored draft nothing can have left, whatever a worker is about to do with it.
      for (const effect of mails.filter((e) => e.state === 'intended' || e.state === 'sending')) {
        const why = { withdrawnFor: 'person-replied', nextAttemptAt: null, lease: null } as const;
        effects.set(tx, effect.id, step(effect, 'withdrawn', why));
      }
      const after = record.state === 'received' ? { ...record, answeredOutsideAt: at } : answeredOutside(record, ctx.now());
      records.set(tx, record.id, after);
      changed.push(after);
    });
    return changed;
  });
  for (const record of closed) ctx.changed(record, record.state);
}

/**
 * Learns once what stands in a thread that began before MAIL GPS did: people who answered in it are to be left alone with
 * it. A first mail has no thread to look at.
 */
export async function knowThread(ctx: Context, mail: Mail): Promise<void> {
  const isFirst = mail.threadId === mail.id && mail.inReplyTo.length === 0 && mail.references.length === 0;
  if (isFirst || (await threads.get(ctx.store, mail.threadId))) return;
  const sent = (await ctx.mailbox.thread(mail.threadId)).filter((message) => message.ref.labels.includes('SENT'));
  // Whatever we sent ourselves in it would have made it known.
  const wroteHere = sent.length > 0 ? Math.max(...sent.map((message) => message.receivedAt)) : null;
  const personAt = wroteHere ?? ((await answersPerson(ctx, mail)) ? Math.min(mail.receivedAt, ctx.now()) : null);
  await ctx.store.transaction(async (tx) => {
    if (!(await threads.get(tx, mail.threadId))) threads.create(tx, mail.threadId, { personAt, autoAt: null, at: ctx.now() });
  });
}

/** Who answers a person's mail under another subject stands in a thread without it. What we sent ourselves is known. */
async function answersPerson(ctx: Context, { inReplyTo }: Mail): Promise<boolean> {
  for (const messageId of inReplyTo.slice(0, 2)) {
    if (await effectByMessageId(ctx.store, messageId)) continue;
    const cited = await ctx.mailbox.findByMessageId(messageId);
    if (cited.some(({ labels }) => labels.includes('SENT'))) return true;
  }
  return false;
}

async function pendingEffects(from: Parameters<typeof effects.get>[0], record: MailRecord): Promise<Effect[]> {
  const ids = [record.replyEffectId, record.forwardEffectId].filter((id): id is string => id !== null);
  const found = await Promise.all(ids.map((id) => effects.get(from, id)));
  return found.flatMap((stored) =>
    stored && pointerOf(record, stored.data) === stored.id && stored.data.state !== 'withdrawn' ? [stored.data] : [],
  );
}

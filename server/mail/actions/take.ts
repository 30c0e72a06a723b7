import { AppError } from '../../../shared/errors.ts';
import type { MailRef } from '../../../shared/mail.ts';
import { change, type MailRecord, newRecord } from '../../../shared/record.ts';
import { audit } from '../../store/audit.ts';
import { records } from '../../store/collections.ts';
import type { Context } from '../context.ts';
import { handleMail } from '../handle-mail.ts';
import { messageIdOf } from '../settle-effect.ts';
import { isHidden, takenOut, wasHidden } from '../taken-out.ts';
import { type Asked, act, type Staff } from './act.ts';
import { bareId, findRecord } from './find-record.ts';

/** Handles a mail now: one not seen yet, or one still waiting for its turn. A mail that was handled is given as it is. */
export async function take(ctx: Context, asked: { id: string; messageId?: string | undefined; by: Staff }): Promise<MailRecord> {
  const known = await findRecord(ctx.store, asked.id, asked.messageId);
  if (known && known.state !== 'received' && !(await bringBack(ctx, known, asked.by))) return known;
  const id = known?.id ?? (await record(ctx, await locate(ctx, asked.id, asked.messageId), asked.by));
  await due(ctx, id);
  await handleMail(ctx, id);
  const after = (await records.get(ctx.store, id))?.data;
  if (!after) throw new AppError('not-found', 'This mail is not known here.', { topic: 'mail-unknown' });
  return after;
}

/** A mail that failed is handled from the beginning. One whose sending is of unknown outcome must be reopened instead. */
export async function retry(ctx: Context, asked: Asked): Promise<MailRecord> {
  const waiting = await act(ctx, 'retry', asked, ({ record, actor, now }) => {
    const fresh = {
      attempts: 0,
      excused: 0,
      nextAttemptAt: now,
      lease: null,
      lastError: null,
      replyEffectId: null,
      forwardEffectId: null,
    };
    return { record: change(record, 'received', { at: now, what: 'retried', by: actor, reasons: [] }, fresh) };
  });
  await handleMail(ctx, waiting.id);
  return (await records.get(ctx.store, waiting.id))?.data ?? waiting;
}

/** Set aside when it lay in spam or the bin, and now out of it: it is handled as if it had just come. */
async function bringBack(ctx: Context, known: MailRecord, by: Staff): Promise<boolean> {
  if (!wasHidden(known)) return false;
  const now = await ctx.mailbox.headersOf(known.id);
  if (!now || isHidden(now.ref.labels)) return false;
  return ctx.store.transaction(async (tx) => {
    const [stored, erased] = await Promise.all([records.get(tx, known.id), ctx.reserve.isErased(tx, known.id)]);
    const actor = { kind: 'staff', id: by.id, name: by.name } as const;
    const back = stored && !erased ? takenOut(stored.data, ctx.now(), { seen: false, by: actor }) : null;
    if (back === null) return stored?.data.state === 'received';
    records.set(tx, back.id, back);
    audit(tx, { at: ctx.now(), actor: by.id, action: 'take', target: back.id, detail: {} }, back.revision);
    return true;
  });
}

/**
 * The mail in the shared mailbox; drafts and what we sent ourselves are no incoming mail. A Gmail id is another mailbox's
 * where the Message-ID is another one; Gmail may find a mail by its Message-ID only some time after it came.
 */
async function locate(ctx: Context, id: string, messageId = ''): Promise<MailRef> {
  const wanted = bareId(messageId);
  const refs = wanted === '' ? [] : await ctx.mailbox.findByMessageId(wanted);
  const byId = refs.length === 0 && /^[0-9a-f]{6,32}$/i.test(id) ? await ctx.mailbox.headersOf(id) : null;
  const same = byId !== null && (wanted === '' || messageIdOf(byId) === wanted);
  const found = [...refs, ...(same ? [byId.ref] : [])].find(isIncoming);
  if (!found) throw new AppError('not-found', 'This mail is not in the shared mailbox.', { topic: 'mail-elsewhere' });
  return found;
}

function isIncoming({ labels }: MailRef): boolean {
  return !labels.includes('DRAFT') && (!labels.includes('SENT') || labels.includes('INBOX'));
}

async function record(ctx: Context, ref: MailRef, by: Staff): Promise<string> {
  return ctx.store.transaction(async (tx) => {
    const [known, erased] = await Promise.all([records.get(tx, ref.id), ctx.reserve.isErased(tx, ref.id)]);
    if (erased) throw new AppError('not-found', 'What was known of this mail has been erased.', { topic: 'mail-erased' });
    if (known) return ref.id;
    const now = ctx.now();
    records.create(tx, ref.id, newRecord(ref, now));
    audit(tx, { at: now, actor: by.id, action: 'take', target: ref.id, detail: {} }, 0);
    return ref.id;
  });
}

/** One that waits to be tried again need not wait any longer. */
async function due(ctx: Context, id: string): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const found = (await records.get(tx, id))?.data;
    const now = ctx.now();
    const free = found?.lease == null || found.lease.until <= now;
    if (found?.state !== 'received' || !free || found.nextAttemptAt === null || found.nextAttemptAt <= now) return;
    records.set(tx, id, { ...found, nextAttemptAt: now });
  });
}

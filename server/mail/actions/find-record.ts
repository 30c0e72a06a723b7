import type { MailRecord } from '../../../shared/record.ts';
import { type Asker, type Reader, records } from '../../store/collections.ts';
import type { Context } from '../context.ts';

/** Copies of one mail that came by several ways. */
const COPIES = 10;

/**
 * The record of a mail by its Gmail id in the shared mailbox, or by its RFC 5322 Message-ID: who reads it in another
 * mailbox has another Gmail id. Where both are given and disagree, the Message-ID is right. Of several copies, the one
 * that was answered, else one that waits, else the first.
 */
export async function findRecord(from: Reader & Asker, id: string, messageId?: string): Promise<MailRecord | null> {
  const wanted = bareId(messageId ?? '');
  const byId = /^[A-Za-z0-9_-]+$/.test(id) ? ((await records.get(from, id))?.data ?? null) : null;
  if (byId && (wanted === '' || byId.messageId === wanted || byId.messageId === '')) return byId;
  if (wanted === '') return null;
  const { items } = await records.query(from, { equals: { messageId: wanted }, limit: COPIES });
  const copies = items.map(({ data }) => data);
  return copies.find((r) => r.state === 'replied') ?? copies.find((r) => r.waiting) ?? copies[0] ?? null;
}

/**
 * The same for whoever acts on a mail: one that could never be read is known by its Gmail id alone, and a copy of it is led
 * there by the mailbox.
 */
export async function findToAct(
  ctx: Pick<Context, 'store' | 'mailbox'>,
  id: string,
  messageId?: string,
): Promise<MailRecord | null> {
  const known = await findRecord(ctx.store, id, messageId);
  const wanted = bareId(messageId ?? '');
  if (known || wanted === '') return known;
  for (const ref of await ctx.mailbox.findByMessageId(wanted)) {
    const unread = (await records.get(ctx.store, ref.id))?.data;
    if (unread) return unread;
  }
  return null;
}

export function bareId(messageId: string): string {
  return messageId.trim().replace(/^<|>$/g, '');
}

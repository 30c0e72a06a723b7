import type { MailRecord } from '../../../shared/record.ts';
import { type Asker, type Reader, records } from '../../store/collections.ts';

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

export function bareId(messageId: string): string {
  return messageId.trim().replace(/^<|>$/g, '');
}

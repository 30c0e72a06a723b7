import type { Effect } from '../../shared/effect.ts';
import { isAppError } from '../../shared/errors.ts';
import { type MailRef, REPLY_ID_HEADER } from '../../shared/mail.ts';
import type { MessageHeaders } from '../mailbox/mailbox.ts';
import { effects, records } from '../store/collections.ts';
import type { Context } from './context.ts';
import { mailboxOf } from './screen/domains.ts';

/** The sent copy of an effect whose draft is gone; null when its thread holds none. */
export async function sentCopy(ctx: Context, effect: Effect): Promise<MailRef | null> {
  if (!effect.threadId) return null;
  for (const message of await ctx.mailbox.thread(effect.threadId)) {
    if (message.ref.labels.includes('SENT') && (await isOurs(ctx, effect, message))) return message.ref;
  }
  return null;
}

/** Drafts of this effect whose ids were lost: their answer never came. One that lost our header is left to people. */
export async function orphanDrafts(ctx: Context, effect: Effect): Promise<string[]> {
  if (!effect.threadId) return [];
  const orphans: string[] = [];
  for (const draft of await ctx.mailbox.drafts(effect.threadId)) {
    const found = await ctx.mailbox.headersOf(draft.ref.id);
    if (found?.headers[REPLY_ID_HEADER] === effect.id) orphans.push(draft.draftId);
  }
  return orphans;
}

/**
 * Whether a sent message is this effect's. Our own header says so where Gmail kept it (not tried on a live mailbox); where it did
 * not, the message must carry the very text of the effect.
 */
export async function isOurs(ctx: Context, effect: Effect, message: MessageHeaders): Promise<boolean> {
  const id = message.headers[REPLY_ID_HEADER];
  if (id !== undefined && id !== '') return id === effect.id;
  if (message.receivedAt < effect.createdAt - CLOCK_MARGIN_MS) return false;
  const { parseMail } = await import('./parse-mail.ts');
  const mail = await parseMail(await ctx.mailbox.fetchRaw(message.ref.id));
  const text = squeezed(effect.content.text);
  return text !== '' && squeezed(mail.text).includes(text);
}

/** Since when each could not be read, by this process, ms since the epoch. */
const unreadSince = new WeakMap<Context['store'], Map<string, number>>();
/** So long a message may keep the mailbox from being read: Gmail answers some with an error for ever. */
const PATIENCE_MS = 15 * 60_000;

/** A sent message's headers; null when it is gone, or could not be read for so long that it is passed over. */
export async function headersOfSent(ctx: Context, { id }: MailRef): Promise<MessageHeaders | null> {
  const failing = unreadSince.get(ctx.store) ?? new Map<string, number>();
  unreadSince.set(ctx.store, failing);
  try {
    const message = await ctx.mailbox.headersOf(id);
    failing.delete(id);
    return message;
  } catch (error) {
    const since = failing.get(id) ?? ctx.now();
    failing.set(id, since);
    const ofAll = isAppError(error, 'reauthorise') || isAppError(error, 'rate-limited');
    if (ofAll || ctx.now() - since < PATIENCE_MS) throw error;
    failing.delete(id);
    ctx.log.error({ step: 'sent', error }, 'a sent message could not be read for a quarter of an hour: it is passed over');
    return null;
  }
}

/** The mail of ours that a sent message says it is, while nobody knows that it left: Gmail put it into another thread than its draft. */
export async function namedBy(ctx: Context, { headers }: MessageHeaders): Promise<Effect | null> {
  const id = headers[REPLY_ID_HEADER] ?? '';
  const effect = /^[\w.-]{1,200}$/.test(id) ? (await effects.get(ctx.store, id))?.data : undefined;
  return effect?.state === 'drafted' || effect?.state === 'unknown' ? effect : null;
}

/**
 * Threads of the mails that a sent message answers, by its In-Reply-To: under another subject Gmail begins a thread for it. A
 * Message-ID is its sender's word, and may be written off another person's mail: it is an answer to whom it went to.
 */
export async function threadsAnswered(ctx: Context, { headers }: MessageHeaders): Promise<string[]> {
  const cited = [...(headers['in-reply-to'] ?? '').matchAll(/<([^<>\s]{1,998})>/g)].map(([, id = '']) => id).slice(0, MOST_CITED);
  const to = new Set((headers.to ?? '').split(/[\s<>,;"]+/).flatMap((word) => (word.includes('@') ? [mailboxOf(word)] : [])));
  const answered = new Set<string>();
  for (const messageId of cited) {
    const { items } = await records.query(ctx.store, { equals: { messageId }, limit: COPIES });
    for (const { data } of items) {
      if (to.has(mailboxOf(data.replyTo)) || to.has(mailboxOf(data.from.address))) answered.add(data.threadId);
    }
  }
  return [...answered];
}

/** An answer is to one mail; programs that name more name a few. */
const MOST_CITED = 5;
/** Of one mail, that came by several ways. */
const COPIES = 10;

/** Gmail's clock and ours may differ by so much. */
export const CLOCK_MARGIN_MS = 5 * 60_000;

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

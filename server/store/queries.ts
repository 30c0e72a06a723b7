import type { Effect, EffectState } from '../../shared/effect.ts';
import type { MailRecord } from '../../shared/record.ts';
import { type Asker, effects, records } from './collections.ts';

/** Mails of one conversation that are looked at together; more than this in one thread is a list or a loop. */
const THREAD_LIMIT = 50;

export async function effectByMessageId(from: Asker, messageId: string): Promise<Effect | null> {
  if (messageId === '') return null;
  return (await effects.query(from, { equals: { messageId }, limit: 1 })).items[0]?.data ?? null;
}

export async function effectBySentId(from: Asker, sentId: string): Promise<Effect | null> {
  return (await effects.query(from, { equals: { sentId }, limit: 1 })).items[0]?.data ?? null;
}

export async function effectsInThread(from: Asker, threadId: string, state: EffectState): Promise<Effect[]> {
  return (await effects.query(from, { equals: { threadId, state }, limit: THREAD_LIMIT })).items.map((item) => item.data);
}

/** In the order they were received, the newest last. */
export async function recordsInThread(from: Asker, threadId: string): Promise<MailRecord[]> {
  const order = { field: 'receivedAt', direction: 'desc' } as const;
  const { items } = await records.query(from, { equals: { threadId }, order, limit: THREAD_LIMIT });
  return items.map((item) => item.data).reverse();
}

/** Ids of unfinished work that is due: mails to handle, or outgoing mails. */
export async function dueIds(from: Asker, what: typeof records | typeof effects, now: number, limit: number): Promise<string[]> {
  const { items } = await from.query(what.name, { range: { field: 'nextAttemptAt', gt: 0, lte: now }, limit });
  return items.map((item) => item.id);
}

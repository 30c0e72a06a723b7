import { randomUUID } from 'node:crypto';
import { isHeld, isLeaving } from '../../../shared/actions.ts';
import { type Effect, step } from '../../../shared/effect.ts';
import { AppError } from '../../../shared/errors.ts';
import { type Actor, type MailRecord, noted, searchToken } from '../../../shared/record.ts';
import { bouncedOf } from '../../../shared/screening.ts';
import { audit } from '../../store/audit.ts';
import { type Asker, bodies, effects, type Reader, records } from '../../store/collections.ts';
import type { Query, Transaction } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { unheld } from '../outcome.ts';
import type { Staff } from './act.ts';

const PAGE = 200;

/** All we hold of one mail: for the person it concerns, who may ask for it (GDPR, art. 15). */
export interface HeldData {
  record: MailRecord;
  text: string | null;
  effects: Effect[];
}

/** Every mail of a sender, by the address it came from or the one its answer goes to, and what bounced of our answers. */
export async function exportSender(ctx: Context, address: string, by: Staff): Promise<HeldData[]> {
  const found = await mailsOf(ctx.store, normal(address));
  const all = await Promise.all(
    found.map(async (record) => ({
      record,
      text: (await bodies.get(ctx.store, record.id))?.data.mail.text ?? null,
      effects: await effectsOf(ctx.store, record),
    })),
  );
  await note(ctx, by, 'sender-export', address, { mails: all.length });
  return all;
}

/**
 * Erases what is personal of every mail of a sender (GDPR, art. 17): the records stay as counts, without name, address, text
 * or answer, and a keyed hash keeps a resync from bringing the mails back. A mail with something leaving at this moment
 * waits (`pending`): its outcome must still be written.
 */
export async function eraseSender(ctx: Context, address: string, by: Staff): Promise<{ erased: number; pending: number }> {
  let erased = 0;
  let pending = 0;
  for (const { id } of await mailsOf(ctx.store, normal(address))) {
    const record = await ctx.store.transaction((tx) => eraseOne(ctx, tx, id, by));
    if (record === null) pending++;
    else {
      erased++;
      ctx.changed(record, 'erased');
    }
  }
  await note(ctx, by, 'sender-erase', address, { erased, pending });
  return { erased, pending };
}

async function eraseOne(ctx: Context, tx: Transaction, id: string, by: Staff): Promise<MailRecord | null> {
  const record = (await records.get(tx, id))?.data;
  if (!record) return null;
  const outgoing = await effectsOf(tx, record);
  if (record.state === 'received' || outgoing.some(isLeaving)) return null;
  const actor = { kind: 'staff', id: by.id, name: by.name } as const;
  // Nothing is held any more, and so nothing is counted as such.
  const held = outgoing.find(isHeld);
  const free = record.state === 'held' && held ? unheld(record, held.kind, actor, ['cancelled'], ctx.now()) : record;
  const blank = erasedRecord(free, actor, ctx.now());
  records.set(tx, id, blank);
  bodies.delete(tx, id);
  for (const effect of outgoing) effects.set(tx, effect.id, erasedEffect(effect));
  ctx.reserve.erase(tx, id, ctx.now());
  return blank;
}

/** Pure: the record as a count. State, category, times and reasons stay; whatever names or quotes the person goes. */
function erasedRecord(record: MailRecord, by: Actor, now: number): MailRecord {
  const { reading, screening, reply } = record;
  return noted(
    record,
    { at: now, what: 'erased', by, reasons: [] },
    {
      messageId: '',
      from: { name: '', address: '' },
      replyTo: '',
      subject: '',
      attachments: [],
      tokens: [],
      suggestion: null,
      waiting: false,
      dueAt: null,
      nextAttemptAt: null,
      settleAt: null,
      delivery: record.delivery && { ...record.delivery, reason: null },
      reading: reading && { ...reading, slots: [], summary: null },
      screening: screening && { ...screening, replyTo: '', bounce: null },
      reply: reply && { ...reply, text: '', messageId: '' },
    },
  );
}

function erasedEffect(effect: Effect): Effect {
  const held = effect.state === 'intended';
  const ended = held ? step(effect, 'withdrawn', { withdrawnFor: 'cancelled', nextAttemptAt: null, lease: null }) : effect;
  const content = { ...effect.content, to: '', toName: '', subject: '', text: '', html: '' };
  // Without a lease whoever is still at it renews nothing, and so brings nothing back.
  return { ...ended, content, messageId: '', nextAttemptAt: null, lease: null };
}

/** Numbered from 1 on, whatever their kind. */
export async function effectsOf(from: Reader, record: MailRecord): Promise<Effect[]> {
  const ids = Array.from({ length: record.effectCount }, (_, i) => i + 1).flatMap((n) => [
    `${record.id}.reply.${n}`,
    `${record.id}.forward.${n}`,
  ]);
  const found = await Promise.all(ids.map((id) => effects.get(from, id)));
  return found.flatMap((stored) => (stored ? [stored.data] : []));
}

/**
 * The address is no field of its own: its words are among the search tokens, and the exact address decides. Reports of bounces
 * are found by whom they are about, too: one may come after what it cites was erased.
 */
async function mailsOf(from: Asker, address: string): Promise<MailRecord[]> {
  const order = { field: 'receivedAt', direction: 'asc' } as const;
  const named = await all(from, { contains: { field: 'tokens', value: searchToken(address) }, order, limit: PAGE });
  const answered = await all(from, { equals: { replyTo: address }, limit: PAGE });
  const matching = [...named, ...answered].filter(({ from: { address: own }, replyTo, screening }) =>
    [own, replyTo, ...bouncedOf(screening)].includes(address),
  );
  const own = [...new Map(matching.map((record) => [record.id, record])).values()];
  const about = await Promise.all(own.map(({ id }) => all(from, { equals: { relatedTo: id }, limit: PAGE })));
  // First, for they are found by the mail they are about: whoever is interrupted in between must find them again.
  const found = [...about.flat().filter((record) => record.screening?.bounce != null), ...own];
  return [...new Map(found.map((record) => [record.id, record])).values()];
}

async function all(from: Asker, query: Query): Promise<MailRecord[]> {
  const found: MailRecord[] = [];
  let cursor: string | null = null;
  do {
    const page = await records.query(from, { ...query, ...(cursor ? { cursor } : {}) });
    found.push(...page.items.map(({ data }) => data));
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}

function normal(address: string): string {
  const clean = address.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(clean)) throw new AppError('invalid', 'Not a mail address.');
  return clean;
}

/** Who asked, and for whom only as a keyed hash. */
async function note(ctx: Context, by: Staff, action: string, address: string, detail: Record<string, number>): Promise<void> {
  const target = ctx.reserve.hash(normal(address));
  await ctx.store.transaction(async (tx) => {
    audit(tx, { at: ctx.now(), actor: by.id, action, target, detail }, randomUUID());
  });
}

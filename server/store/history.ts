import { createHmac } from 'node:crypto';
import type { History } from '../../shared/decision.ts';
import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import type { Effect, EffectKind } from '../../shared/effect.ts';
import type { Mail } from '../../shared/mail.ts';
import { type MailRecord, OPEN_STATES } from '../../shared/record.ts';
import { type Claim, claims, counters, type Reader, records, threads, tombstones } from './collections.ts';
import type { Transaction } from './store.ts';

/**
 * What was sent automatically, counted per day, hour, sender and thread, and which mail was answered already. Senders and
 * mails stand in keys only as keyed hashes: counts outlive the personal data they were made of.
 */
export interface Reserve {
  /** `inThread`: the records of its conversation (recordsInThread), asked for before the transaction: see there. */
  history(from: Reader, record: MailRecord, kind: EffectKind, now: number, inThread: readonly MailRecord[]): Promise<History>;
  /** Counts one automatic mail on top of `history`. Call in the sending transaction, after all its reads. */
  count(tx: Transaction, record: MailRecord, history: History, now: number): void;
  /** Who answers (or passes on) the mails of this record's key; null when nobody does yet. */
  claimOf(from: Reader, record: MailRecord, kind: EffectKind): Promise<Claim | null>;
  /** From now on this record alone may; `release` undoes it when nothing was sent. */
  claim(tx: Transaction, record: MailRecord, effect: Effect, now: number): void;
  release(tx: Transaction, record: MailRecord, kind: EffectKind): void;
  /** The same for the same mail by two ways, and for no two mails that only look alike. */
  mailKey(mail: Pick<Mail, 'id' | 'messageId' | 'from' | 'subject' | 'newText'>): string;
  isErased(from: Reader, gmailId: string): Promise<boolean>;
  erase(tx: Transaction, gmailId: string, now: number): void;
  hash(text: string): string;
}

function claimKey(record: MailRecord, kind: EffectKind): string {
  return `${kind}:${record.mailKey}`;
}

/** `key` is the installation's secret; `timezone` says when a day begins. */
export function createReserve(key: string, timezone: string): Reserve {
  const hash = (text: string): string => createHmac('sha256', key).update(text).digest('base64url').slice(0, 32);
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' });
  const keys = (record: MailRecord, now: number) => {
    const day = dayOf.format(now);
    return {
      day: `day:${day}`,
      hour: `hour:${Math.floor(now / HOUR_MS)}`,
      sender: `sender:${day}:${hash(record.replyTo)}`,
      thread: `thread:${record.threadId}`,
    };
  };
  const n = async (from: Reader, id: string): Promise<number> => (await counters.get(from, id))?.data.n ?? 0;

  return {
    hash,
    mailKey({ id, messageId, from, subject, newText }) {
      const text = newText.replace(/\s+/g, ' ').trim();
      if (messageId !== '') return hash(`${messageId}\n${from.address}\n${text}`);
      // Without a Message-ID the words alone tell two mails apart; where there are none either, each is its own.
      return hash(text === '' ? `\n${id}` : `\n${from.address}\n${subject.trim()}\n${text}`);
    },

    async history(from, record, kind, now, inSameThread) {
      const k = keys(record, now);
      const [thread, related, claim, day, hour, sender, inThread] = await Promise.all([
        threads.get(from, record.threadId),
        record.relatedTo === null ? null : records.get(from, record.relatedTo),
        claims.get(from, claimKey(record, kind)),
        n(from, k.day),
        n(from, k.hour),
        n(from, k.sender),
        n(from, k.thread),
      ]);
      // A follow-up may come in a new thread: what it cites counts as much as where it stands.
      const earlier = related?.data.reply?.by.kind;
      const passedOn = related?.data.forward != null;
      const others = inSameThread.filter((other) => other.id !== record.id && other.mailKey !== record.mailKey);
      return {
        personInThread: thread?.data.personAt != null || earlier === 'staff' || earlier === 'outside' || passedOn,
        autoRepliedInThread: thread?.data.autoAt != null || earlier === 'automatic',
        otherOpenInThread: others.some((other) => OPEN_STATES.has(other.state)),
        duplicate: claim !== null && claim.data.recordId !== record.id,
        sentToday: day,
        sentThisHour: hour,
        sentToSenderToday: sender,
        sentInThread: inThread,
      };
    },

    claimOf: async (from, record, kind) => (await claims.get(from, claimKey(record, kind)))?.data ?? null,
    claim: (tx, record, { id, kind }, now) =>
      claims.set(tx, claimKey(record, kind), { recordId: record.id, effectId: id, at: now }),
    release: (tx, record, kind) => claims.delete(tx, claimKey(record, kind)),

    count(tx, record, history, now) {
      const k = keys(record, now);
      counters.set(tx, k.day, { n: history.sentToday + 1, expiresAt: now + 40 * DAY_MS });
      counters.set(tx, k.hour, { n: history.sentThisHour + 1, expiresAt: now + 2 * DAY_MS });
      counters.set(tx, k.sender, { n: history.sentToSenderToday + 1, expiresAt: now + 2 * DAY_MS });
      counters.set(tx, k.thread, { n: history.sentInThread + 1, expiresAt: now + 400 * DAY_MS });
    },

    isErased: async (from, gmailId) => (await tombstones.get(from, hash(gmailId))) !== null,
    erase: (tx, gmailId, now) => tombstones.set(tx, hash(gmailId), { at: now }),
  };
}

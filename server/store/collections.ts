import type { Effect } from '../../shared/effect.ts';
import type { Mail } from '../../shared/mail.ts';
import type { Policy, Settings } from '../../shared/policy.ts';
import type { MailRecord } from '../../shared/record.ts';
import type { Page, Query, Store, Stored, Transaction } from './store.ts';

/** Reads go to the store or to a transaction alike. */
export type Reader = Pick<Transaction, 'get'>;
/** Queries go to the store alone. */
export type Asker = Pick<Store, 'query'>;

/** A collection with its document type: the one place where a name and a type are put together. */
export function collection<T extends object>(name: string) {
  return {
    name,
    get: (from: Reader, id: string): Promise<Stored<T> | null> => from.get<T>(name, id),
    query: (from: Asker, query: Query): Promise<Page<T>> => from.query<T>(name, query),
    count: (store: Store, query: Omit<Query, 'limit' | 'cursor' | 'order'>): Promise<number> => store.count(name, query),
    create: (tx: Transaction, id: string, data: T): void => tx.create(name, id, data),
    set: (tx: Transaction, id: string, data: T): void => tx.set(name, id, data),
    delete: (tx: Transaction, id: string): void => tx.delete(name, id),
  };
}

export const records = collection<MailRecord>('records');
export const effects = collection<Effect>('effects');
export const bodies = collection<Body>('bodies');
export const mailboxes = collection<MailboxState>('mailboxes');
export const threads = collection<ThreadState>('threads');
export const policies = collection<Policy>('policies');
export const heads = collection<{ version: number }>('heads');
export const settingsDocs = collection<Settings>('settings');
export const counters = collection<{ n: number; expiresAt: number }>('counters');
export const claims = collection<Claim>('claims');
/** Keyed hashes of mails that were erased or purged, so that a resync does not bring them back. */
export const tombstones = collection<{ at: number }>('tombstones');

/** Which outgoing mail answers (or passes on) the mails of one key. */
export interface Claim {
  recordId: string;
  effectId: string;
  at: number;
}

/** What a mail says, kept apart from its record because it is kept for a shorter time. */
export interface Body {
  mail: Mail;
  expiresAt: number;
}

/** Where the reading of a mailbox stands. */
export interface MailboxState {
  /** History id up to which everything is recorded; null before the first check. Only moves forward. */
  cursor: string | null;
  epoch: number;
  lease: { owner: string; until: number } | null;
  /** Something may have come since the last look. */
  dirty: boolean;
  /** When the last completed pass began (ms since the epoch): a resync lists from here. */
  checkedAt: number | null;
  /** Completed passes: who needs a pass begun after some moment waits for the second one after it. */
  passes: number;
  /** When the watch ends (ms since the epoch); null when none is set. */
  watchUntil: number | null;
  /** The last renewal failed: every poll tries again. */
  watchFailed?: boolean;
  /** Set when the credential no longer works; cleared by the next successful call. */
  reauthorise: boolean;
}

/** What is known of a conversation beyond its single mails. */
export interface ThreadState {
  /** When a person of the school wrote in it (outside MAIL GPS or through it). */
  personAt: number | null;
  /** When an automatic reply left in it. */
  autoAt: number | null;
  /** When this was last written. */
  at: number;
}

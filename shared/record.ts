import type { MailFacts } from './decide.ts';
import type { Decision } from './decision.ts';
import type { Lease } from './effect.ts';
import { AppError } from './errors.ts';
import type { Address } from './mail.ts';
import { type Mark, marksOf } from './marks.ts';
import type { Language } from './policy.ts';
import type { Reading } from './reading.ts';
import { NONE } from './reading.ts';
import type { ReasonCode } from './reasons.ts';
import type { Screening } from './screening.ts';

export const RECORD_SCHEMA = 1;

export const RECORD_STATES = ['received', 'suggested', 'held', 'routed', 'ignored', 'failed', 'replied'] as const;
/** Not answered and not set aside: somebody, or a worker, still has something to do with it. */
export const OPEN_STATES: ReadonlySet<RecordState> = new Set<RecordState>(['received', 'suggested', 'held', 'routed', 'failed']);
export type RecordState = (typeof RECORD_STATES)[number];

/** Everything MAIL GPS knows of one incoming mail, without its text (that lives in `bodies`, for a shorter time). */
export interface MailRecord {
  schema: typeof RECORD_SCHEMA;
  /** Gmail message id, particular to the shared mailbox. */
  id: string;
  threadId: string;
  /** RFC 5322 Message-ID without angle brackets; '' until it was read, or when the mail has none. */
  messageId: string;
  state: RecordState;
  /** Counts every change people can see; a change made on another one is refused. */
  revision: number;
  recordedAt: number;
  /** When the mailbox received it; the time it was recorded until it was read. */
  receivedAt: number;
  from: Address;
  /** Where an answer goes; '' when nowhere. */
  replyTo: string;
  subject: string;
  language: string;
  /** Bytes as received. */
  size: number;
  attachments: readonly { name: string; type: string; size: number }[];

  /** When a worker shall look at it; null when nothing is left to do. */
  nextAttemptAt: number | null;
  attempts: number;
  /** Attempts that failed because the mailbox was down, throttled or locked: they do not count. */
  excused?: number;
  epoch: number;
  lease: Lease | null;

  /** What of the mail itself a decision turns on; null until it was read. */
  facts: MailFacts | null;
  /** Keyed hash of Message-ID, sender and new text: the same mail by two ways has the same. */
  mailKey: string;
  screening: Screening | null;
  reading: Reading | null;
  decision: Decision | null;
  /** The category in force: the decision's, or what staff corrected it to. */
  categoryId: string;
  suggestion: Suggestion | null;
  /** The reply being sent or sent; it blocks any other until it is withdrawn or the record is reopened. */
  replyEffectId: string | null;
  forwardEffectId: string | null;
  /** How many mails were ever intended for this record: numbers the effects. */
  effectCount: number;
  /** When the held mail leaves. */
  dueAt: number | null;
  reply: Reply | null;
  forward: { personId: string; at: number; by: Actor } | null;
  /** Of `reply`, to be counted by. Absent: not answered, or answered by a version before this field. */
  repliedBy?: Actor['kind'];
  /** When a mail for this one last left by itself, reply or forward. Absent: none did, or a version before this field sent it. */
  automaticAt?: number;
  delivery: Delivery | null;
  /** When silence about the reply is to be settled; null when it is or there is none. */
  settleAt: number | null;
  /** Person in charge (a policy person's id or a user's id), and since when. */
  assigneeId: string | null;
  assignedAt: number | null;
  /** The mail this one is about: a bounce's, or the one whose answer it follows up. */
  relatedTo: string | null;
  /** It came after an automatic reply of ours, in its thread or citing it, and is no copy of what that answered. */
  followsUp?: true;
  /** When a person wrote in the thread in Gmail while this mail was still to be handled; null: nobody did. */
  answeredOutsideAt: number | null;
  wrong: { by: Actor; at: number } | null;
  /** Waits for a person: what the home card and the console list first. */
  waiting: boolean;
  /** Lower-cased word prefixes of sender and subject, for search. */
  tokens: readonly string[];
  /** What a hosted model cost for it by the price list, as far as is known. Absent: none was asked. */
  spent?: Spent;
  /** What it is listed by besides its state. Absent: not changed since the field came. */
  marks?: readonly Mark[];
  /** When something last happened that people can see: the figures are kept by it. Absent: before the field came. */
  changedAt?: number;
  timeline: readonly TimelineEntry[];
  lastError: string | null;
}

export interface Spent {
  /** Millionths of a US dollar: whole numbers add up without loss. */
  microUsd: number;
  /** Calls whose price is not known: they are not in it. */
  unpriced: number;
}

export type Actor =
  | { kind: 'automatic' }
  | { kind: 'staff'; id: string; name: string }
  | { kind: 'outside' }
  | { kind: 'system' };

/** What happened by itself: a report, a job, the course of time. */
export const SYSTEM: Actor = { kind: 'system' };

export interface Suggestion {
  language: Language;
  template: { id: string; version: number } | null;
  subject: string;
  text: string;
  html: string;
  files: readonly { name: string; type: string; size: number }[];
  missing: Decision['missing'];
  /**
   * The same answer as a model worded it for this mail, beside the template's words; null: it was asked, and gave nothing
   * that may be shown (yet). Absent: it was not asked. Set once: at one revision there is never another one.
   */
  adapted?: { text: string; brain: string } | null;
}

export interface Reply {
  by: Actor;
  at: number;
  /** null for a person's own reply in Gmail. */
  effectId: string | null;
  sentId: string | null;
  /** Message-ID that Gmail gave the reply, without angle brackets; '' until read back. */
  messageId: string;
  template: { id: string; version: number } | null;
  /** The brain whose wording of the template a person chose to send. */
  adaptedBy?: string;
  text: string;
}

/** What is honestly known of a reply's way: never "delivered". */
export interface Delivery {
  state: 'accepted' | 'bounced' | 'answered' | 'no-bounce-seen';
  at: number;
  /** Of a bounce: RFC 3463 code or SMTP code, and the reason. */
  code: string | null;
  reason: string | null;
  hard: boolean | null;
}

export interface TimelineEntry {
  at: number;
  what: string;
  by: Actor;
  reasons: readonly ReasonCode[];
}

/** The newest are kept past this. */
export const TIMELINE_LENGTH = 60;

const CHANGES: Readonly<Record<RecordState, readonly RecordState[]>> = {
  received: ['suggested', 'held', 'routed', 'ignored', 'failed'],
  held: ['replied', 'suggested', 'routed', 'failed'],
  suggested: ['replied', 'routed', 'ignored', 'failed'],
  routed: ['suggested', 'replied'],
  // Back to `received` when a person takes it out of spam or the bin, or asks for one that was closed unread.
  ignored: ['suggested', 'replied', 'received'],
  // Back to `received` when a person asks for another attempt: it is then handled from the beginning.
  failed: ['suggested', 'replied', 'received'],
  replied: ['suggested'],
};

export function mayChange(from: RecordState, to: RecordState): boolean {
  return CHANGES[from].includes(to);
}

/** The record in a new state, with what happened on its timeline. Throws `illegal-state` for an illegal change. */
export function change(
  record: MailRecord,
  state: RecordState,
  entry: TimelineEntry,
  fields: Partial<MailRecord> = {},
): MailRecord {
  if (!mayChange(record.state, state)) {
    throw new AppError('illegal-state', `A mail that is ${record.state} cannot become ${state}.`);
  }
  return noted({ ...record, ...fields, state, waiting: waitsForPerson(state) }, entry);
}

/** The record with something noted on its timeline, its state unchanged. */
export function noted(record: MailRecord, entry: TimelineEntry, fields: Partial<MailRecord> = {}): MailRecord {
  const timeline = [...record.timeline, entry].slice(-TIMELINE_LENGTH);
  const after = { ...record, ...fields, timeline, revision: record.revision + 1, changedAt: entry.at };
  return { ...after, marks: marksOf(after) };
}

export const NO_COST: Spent = { microUsd: 0, unpriced: 0 };

/** With one more call of a hosted model. `usd`: null, its price is not known. */
export function withSpent({ microUsd, unpriced }: Spent, usd: number | null): Spent {
  return usd === null ? { microUsd, unpriced: unpriced + 1 } : { microUsd: microUsd + Math.round(usd * 1e6), unpriced };
}

function waitsForPerson(state: RecordState): boolean {
  return state === 'suggested' || state === 'routed' || state === 'failed';
}

/** A mail just seen in the mailbox and not read yet. */
export function newRecord(ref: { id: string; threadId: string }, now: number): MailRecord {
  return {
    schema: RECORD_SCHEMA,
    id: ref.id,
    threadId: ref.threadId,
    messageId: '',
    state: 'received',
    revision: 1,
    recordedAt: now,
    receivedAt: now,
    from: { name: '', address: '' },
    replyTo: '',
    subject: '',
    language: 'und',
    size: 0,
    attachments: [],
    nextAttemptAt: now,
    attempts: 0,
    epoch: 0,
    lease: null,
    facts: null,
    mailKey: '',
    screening: null,
    reading: null,
    decision: null,
    categoryId: NONE,
    suggestion: null,
    replyEffectId: null,
    forwardEffectId: null,
    effectCount: 0,
    dueAt: null,
    reply: null,
    forward: null,
    delivery: null,
    settleAt: null,
    assigneeId: null,
    assignedAt: null,
    relatedTo: null,
    answeredOutsideAt: null,
    wrong: null,
    waiting: false,
    tokens: [],
    changedAt: now,
    timeline: [{ at: now, what: 'received', by: SYSTEM, reasons: [] }],
    lastError: null,
  };
}

const PREFIX_LENGTH = 12;
const MAX_TOKENS = 300;

/** Word prefixes (1 to 12 letters, accents folded) that a search for `q` is looked up in. */
export function searchTokens(...texts: readonly string[]): string[] {
  const tokens = new Set<string>();
  for (const word of texts.flatMap(words)) {
    for (let n = 1; n <= Math.min(word.length, PREFIX_LENGTH) && tokens.size < MAX_TOKENS; n++) tokens.add(word.slice(0, n));
  }
  return [...tokens];
}

/** The word a search is looked up by: its longest, cut to the stored length; '' when there is none. */
export function searchToken(q: string): string {
  return words(q)
    .reduce((best, word) => (word.length > best.length ? word : best), '')
    .slice(0, PREFIX_LENGTH);
}

function words(text: string): string[] {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.slice(0, 2000).match(/[\p{L}\p{N}]+/gu) ?? [];
}

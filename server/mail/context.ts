import type { AlertCause } from '../../shared/alerts.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { AppError, ErrorCode } from '../../shared/errors.ts';
import type { MailRecord } from '../../shared/record.ts';
import type { Blobs } from '../blobs/blobs.ts';
import type { Brain } from '../brain/brain.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { Reserve } from '../store/history.ts';
import type { PolicyCache } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import type { WakeCall } from '../wake/wake.ts';

/** All that the path needs of the outside: ports, the clock, ids, and where events go. Put together in wiring.ts. */
export interface Context {
  store: Store;
  mailbox: Mailbox;
  brain: Brain;
  blobs: Blobs;
  reserve: Reserve;
  policyOf: PolicyCache;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Waits; tests replace it. */
  sleep: (ms: number) => Promise<void>;
  /** Wakes a worker now, or at a time; a lost wake-up is found by the next tick. */
  wake: (call: WakeCall, at?: number) => void;
  /** Resolves once the mailbox was read up to a moment after the call; rejects when it could not be. */
  catchUp: () => Promise<void>;
  /** Tells who listens (terminal table, server-sent events) that a record changed. */
  changed: (record: MailRecord, step: string) => void;
  log: Log;
  /** Tells people that something needs them; at most once an hour and cause, whichever process it is. */
  alert: (cause: AlertCause, detail?: AlertDetail) => void;
  /** The cause is over: the console no longer shows it, and what was not told yet is not. Cheap when nothing was open. */
  allClear: (cause: AlertCause) => void;
  count: (what: Counted, n?: number) => void;
  /** Names this process in leases. */
  worker: string;
  /** The shared mailbox's own address, lower-cased. */
  address: string;
  /** Pub/Sub topic that Gmail notifies; null: nobody is notified, and the mailbox is polled. */
  topic: string | null;
  limits: WorkLimits;
}

export interface AlertDetail {
  recordId?: string;
  /** Names of what it is about, such as keys of facts. Nothing personal. */
  about?: readonly string[];
}

export interface Log {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** Ids, codes and numbers only: never an address, a subject, a body or a token. */
export interface LogFields {
  recordId?: string;
  effectId?: string;
  step?: string;
  attempt?: number;
  code?: string;
  ms?: number;
  n?: number;
  /** Of a call of the model, with its price in US dollars. */
  inputTokens?: number;
  cachedTokens?: number;
  outputTokens?: number;
  cost?: number;
  /** Serialised as code, message and stack: AppErrors hold nothing personal. */
  error?: unknown;
}

export type Counted =
  | 'mails'
  | 'model-calls'
  | 'adapt-calls'
  | 'adapted'
  | 'replies'
  | 'forwards'
  | 'parked'
  | 'resyncs'
  | 'bounces'
  | 'withdrawn'
  | 'pushes'
  | 'pushes-dropped';

export interface WorkLimits {
  leaseMs: number;
  /** Of the reading of the mailbox. Short: while a killed worker's stands, nothing is read or sent by anybody. */
  mailboxLeaseMs: number;
  /** How long a lease is renewed while its work goes on: within the 600 s that Pub/Sub waits for an answer. */
  workMs: number;
  /** A mail or an effect is parked after so many attempts. */
  maxAttempts: number;
  /** First wait after a failure; doubles, up to an hour. */
  backoffMs: number;
}

export const DEFAULT_LIMITS: WorkLimits = {
  leaseMs: 120_000,
  mailboxLeaseMs: 15_000,
  workMs: 480_000,
  maxAttempts: 6,
  backoffMs: 2_000,
};

const MAX_BACKOFF_MS = HOUR_MS;

/** When to try again after the given attempt (1, 2, …): the time asked for by the other side counts. */
function retryAt(now: number, attempt: number, limits: WorkLimits, askedMs = 0): number {
  const wait = Math.min(limits.backoffMs * 2 ** (attempt - 1), MAX_BACKOFF_MS);
  return now + Math.max(wait, askedMs);
}

/**
 * Failures that say nothing of the mail: mailbox or store is down, silent, throttles, asks for new consent, or is not set up
 * for this version yet (an index that is still being built).
 */
const OUTAGES: ReadonlySet<ErrorCode> = new Set(['unavailable', 'timeout', 'rate-limited', 'reauthorise', 'config']);
/** What Gmail fails with for longer is given to a person all the same; a reply soon, because somebody waits for it. */
const EXCUSED_FOR_MS = { record: DAY_MS, effect: HOUR_MS };
/** After an outage nothing waits longer than this. */
const OUTAGE_BACKOFF_MS = 5 * MINUTE_MS;

interface Work {
  attempts: number;
  excused?: number;
}

/** Whether the last attempt was made: those that failed in an outage do not count. */
export function isSpent({ attempts, excused = 0 }: Work, limits: WorkLimits): boolean {
  return attempts - excused >= limits.maxAttempts;
}

/** Whether trying again cannot help. An unexpected failure is tried again: it may be the machine's and not the mail's. */
export function isHopeless({ code, retryable }: AppError): boolean {
  return !retryable && code !== 'internal' && !OUTAGES.has(code);
}

/** What a failed attempt leaves: whether it counts, and when the next one is. `since`: when the work came up. */
export function afterAttempt(
  work: Work,
  kind: 'record' | 'effect',
  since: number,
  error: AppError,
  now: number,
  limits: WorkLimits,
) {
  // Until a person consents again nothing can be done for any mail, however long that takes.
  const excused = error.code === 'reauthorise' || (OUTAGES.has(error.code) && now - since < EXCUSED_FOR_MS[kind]);
  const at = retryAt(now, work.attempts, limits, error.retryAfterMs);
  return {
    excused: (work.excused ?? 0) + (excused ? 1 : 0),
    nextAttemptAt: excused ? Math.min(at, now + Math.max(OUTAGE_BACKOFF_MS, error.retryAfterMs ?? 0)) : at,
  };
}

/** The id of the one mailbox an installation serves. */
export const MAILBOX_ID = 'shared';

import type { AlertCause } from '../../shared/alerts.ts';
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
  alert: (cause: AlertCause, detail?: { recordId?: string }) => void;
  /** The cause is over: the console no longer shows it, and the next time is told at once. */
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
  /** Serialised as code, message and stack: AppErrors hold nothing personal. */
  error?: unknown;
}

export type Counted =
  | 'mails'
  | 'model-calls'
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
  /** How long a lease is renewed while its work goes on: within the 600 s that Pub/Sub waits for an answer. */
  workMs: number;
  /** A mail or an effect is parked after so many attempts. */
  maxAttempts: number;
  /** First wait after a failure; doubles, up to an hour. */
  backoffMs: number;
}

export const DEFAULT_LIMITS: WorkLimits = { leaseMs: 120_000, workMs: 480_000, maxAttempts: 6, backoffMs: 2_000 };

const MAX_BACKOFF_MS = 3_600_000;

/** When to try again after the given attempt (1, 2, …): the time asked for by the other side counts. */
export function retryAt(now: number, attempt: number, limits: WorkLimits, askedMs = 0): number {
  const wait = Math.min(limits.backoffMs * 2 ** (attempt - 1), MAX_BACKOFF_MS);
  return now + Math.max(wait, askedMs);
}

/** The id of the one mailbox an installation serves. */
export const MAILBOX_ID = 'shared';

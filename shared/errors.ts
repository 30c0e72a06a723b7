/**
 * The one error type that crosses folders. `code` is stable and is what callers branch on; `message` is a sentence for
 * a developer or an operator and never holds an address, a body or a token. `retryable` says whether the same call may
 * succeed later (a temporary failure, in SMTP's terms) or never will (a permanent one).
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** Milliseconds the other side asked us to wait (Retry-After), where it did. */
  readonly retryAfterMs: number | undefined;
  /** What it is about, more exactly than `code` says: chooses the sentence that a person is shown (words.ts). */
  readonly topic: ErrorTopic | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryable = options.retryable ?? RETRYABLE.has(code);
    this.retryAfterMs = options.retryAfterMs;
    this.topic = options.topic;
  }
}

export interface AppErrorOptions {
  retryable?: boolean;
  retryAfterMs?: number;
  topic?: ErrorTopic;
  cause?: unknown;
}

export type ErrorCode =
  // asking wrongly
  | 'invalid' // a body, a parameter or a file that does not have the agreed form
  | 'not-found'
  | 'already-exists'
  | 'conflict' // somebody else changed it first (a stale revision, a lost compare-and-set)
  | 'already-replied' // a second answer to the same mail was asked for
  | 'illegal-state' // the record's or the effect's state does not allow this step
  | 'unauthenticated'
  | 'forbidden'
  | 'too-large'
  | 'rate-limited'
  // configuration
  | 'config'
  | 'port-in-use'
  | 'store-newer' // the store was written by a newer version
  | 'store-corrupt'
  // the mailbox
  | 'cursor-too-old' // history.list answered 404: resync
  | 'reauthorise' // the mailbox's credential no longer works: a person must consent again
  | 'outcome-unknown' // the call may or may not have had its effect
  // what is around us
  | 'unavailable'
  | 'timeout'
  | 'template' // a template that cannot be compiled or rendered
  | 'internal';

/** Where one code stands for several things that a person does something different about. */
export type ErrorTopic =
  // not-found
  | 'mail-unknown'
  | 'mail-elsewhere'
  | 'person-unknown'
  | 'category-unknown'
  // conflict
  | 'mail-changed'
  | 'text-changed'
  | 'text-gone'
  | 'settings-changed'
  | 'policy-changed'
  // already-replied
  | 'answered-elsewhere'
  // illegal-state
  | 'mail-erased'
  | 'no-address'
  | 'no-text'
  // invalid
  | 'gaps-left'
  | 'policy-problems'
  | 'file-type'
  | 'file-in-use'
  | 'person-away'
  | 'text-differs'
  | 'last-admin'
  // unauthenticated
  | 'session-over'
  | 'link-used'
  // not-found
  | 'no-links'
  // forbidden
  | 'not-from-our-page'
  | 'admins-only'
  | 'no-role'
  | 'other-account'
  | 'not-of-the-school'
  // unavailable
  | 'not-sent';

const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['unavailable', 'timeout', 'rate-limited', 'conflict', 'outcome-unknown']);

export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

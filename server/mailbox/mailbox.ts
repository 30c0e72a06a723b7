import { type MailRef, REPLY_ID_HEADER } from '../../shared/mail.ts';

/**
 * The shared mailbox, in Gmail's own terms. Every method may reject with an AppError: `reauthorise`, `rate-limited`
 * (with retryAfterMs), `unavailable`, `timeout`, `not-found`. No method that changes something is retried inside.
 */
export interface Mailbox {
  /** Own address (lower-cased) and the newest history id (decimal digits; compare as BigInt). */
  profile(): Promise<{ address: string; historyId: string }>;

  /**
   * One page of what was added after `cursor` (exclusive), drafts left out, and of incoming mail that a person took out of
   * spam or the bin; labels as they are now. Other changes of labels are none. Page on with the same cursor and `nextPage`;
   * only the last page's `cursor` may be stored. Rejects with `cursor-too-old` when Gmail no longer knows it.
   */
  changes(cursor: string, page?: string): Promise<ChangePage>;

  /**
   * One page of messages received at or after `since` (ms since the epoch), SENT included, drafts, spam and bin left out.
   * Of the labels only SENT is certain to be told: the rest would cost a read of each message.
   */
  listSince(since: number, page?: string): Promise<RefPage>;

  /** The message as it came (RFC 5322). Rejects with `not-found` when it was deleted. */
  fetchRaw(id: string): Promise<RawMessage>;

  /** Every message of a thread, drafts included, with the headers in THREAD_HEADERS. Empty when the thread is gone. */
  thread(threadId: string): Promise<MessageHeaders[]>;

  /** One message's headers in THREAD_HEADERS; null when it is gone. */
  headersOf(id: string): Promise<MessageHeaders | null>;

  /** The messages with this RFC 5322 Message-ID (no angle brackets): usually none or one. */
  findByMessageId(messageId: string): Promise<MailRef[]>;

  /** `raw` is a whole RFC 5322 message. `threadId` null starts a new thread (a forward). */
  createDraft(raw: Uint8Array, threadId: string | null): Promise<Draft>;
  /** null when it does not exist (any more): it was sent, deleted, or edited by a person, who thereby gave it a new id. */
  getDraft(draftId: string): Promise<Draft | null>;
  /**
   * Sends a stored draft; Gmail consumes it, so a second call cannot send it again. Rejects with `not-found` when it is
   * gone, and with `outcome-unknown` (or unavailable, timeout, rate-limited) when it may or may not have been sent.
   */
  sendDraft(draftId: string): Promise<MailRef>;
  /** The drafts of a thread, of at most the newest 500 of the mailbox. */
  drafts(threadId: string): Promise<Draft[]>;
  /** No error when it is already gone. */
  deleteDraft(draftId: string): Promise<void>;

  /** Puts a whole RFC 5322 message into the mailbox without sending it, outside the inbox; history tells of it. */
  insert(raw: Uint8Array): Promise<MailRef>;
  /** Into the bin. No error when it is already gone. */
  trash(id: string): Promise<void>;

  /** Adds and removes user labels by name, creating what does not exist. Idempotent. */
  label(id: string, add: readonly string[], remove: readonly string[]): Promise<void>;

  /** Asks for notifications to a Pub/Sub topic. `expiration` is ms since the epoch. Idempotent. */
  watch(topic: string): Promise<{ expiration: number; historyId: string }>;
  stopWatch(): Promise<void>;
}

export interface ChangePage {
  added: MailRef[];
  restored: MailRef[];
  nextPage: string | null;
  cursor: string;
}

export interface RefPage {
  refs: MailRef[];
  nextPage: string | null;
}

export interface RawMessage {
  ref: MailRef;
  raw: Uint8Array;
  /** When the mailbox received it, ms since the epoch. */
  receivedAt: number;
}

export interface Draft {
  draftId: string;
  ref: MailRef;
}

/** Names in lower case. */
export const THREAD_HEADERS = [
  'message-id',
  'in-reply-to',
  'references',
  'from',
  'to',
  'subject',
  'auto-submitted',
  REPLY_ID_HEADER,
] as const;

export interface MessageHeaders {
  ref: MailRef;
  receivedAt: number;
  headers: Readonly<Record<string, string>>;
}

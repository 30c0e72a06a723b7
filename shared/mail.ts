/** A mail address as read from a header. `address` is lower-cased; '' when none could be read. */
export interface Address {
  name: string;
  address: string;
}

/** What the mailbox says of a message without reading it. Ids are particular to one mailbox. */
export interface MailRef {
  /** Gmail message id. */
  id: string;
  /** Gmail thread id. */
  threadId: string;
  /** System labels (INBOX, SENT, DRAFT, SPAM, TRASH, CATEGORY_PROMOTIONS, …) and user label ids. */
  labels: readonly string[];
}

export interface Attachment {
  /** File name as the sender gave it, '' when none. Never to be used as a path. */
  name: string;
  /** Media type, lower-cased. */
  type: string;
  /** Decoded size in bytes. */
  size: number;
  /** Shown inside the body (an image in a signature), not attached for reading. */
  inline: boolean;
  /** Text of a text or PDF file, within limits; absent when it was not read. */
  text?: string;
}

/** A message/* part kept as text for bounce and report reading (RFC 3464, RFC 8098, RFC 5965, original headers). */
export interface ReportPart {
  /** e.g. message/delivery-status, message/rfc822, text/rfc822-headers, message/feedback-report. */
  type: string;
  content: string;
}

/** A header field: name lower-cased, value unfolded and decoded (RFC 2047). In the order they stand, topmost first. */
export type Header = readonly [name: string, value: string];

/** A mail as parsed from RFC 5322. Every field is present whatever was broken; what was broken is in `warnings`. */
export interface Mail {
  id: string;
  threadId: string;
  labels: readonly string[];
  /** RFC 5322 Message-ID without angle brackets; '' when absent. */
  messageId: string;
  /** Message-IDs without angle brackets. */
  inReplyTo: readonly string[];
  references: readonly string[];
  /** First From address; `fromCount` tells how many there were (more than one is ambiguous). */
  from: Address;
  fromCount: number;
  sender: Address | null;
  replyTo: readonly Address[];
  to: readonly Address[];
  cc: readonly Address[];
  /** Return-Path: null when the header is absent, '' for the null sender `<>`. */
  returnPath: string | null;
  subject: string;
  /** The Date header, ms since the epoch; null when absent or unreadable. */
  date: number | null;
  /** When the mailbox received it, ms since the epoch (Gmail internalDate). */
  receivedAt: number;
  headers: readonly Header[];
  /** All readable text: text/plain, or HTML turned to text. Line ends are \n. */
  text: string;
  /** What the sender wrote now: without quoted history, signature and mobile footers. */
  newText: string;
  attachments: readonly Attachment[];
  reports: readonly ReportPart[];
  /** Top-level media type, lower-cased (multipart/report matters to bounces), and its report-type parameter. */
  contentType: string;
  reportType: string;
  /** Codes of what was broken or cut: 'too-many-parts', 'unknown-charset', … */
  warnings: readonly string[];
}

/** Our private header on what we send: by it a mail of ours is known again, and one that comes back is not answered. */
export const REPLY_ID_HEADER = 'x-mailgps-reply-id';

/** The header that carries a canary's nonce. Anybody may write it: what counts is a nonce that the store knows. */
export const CANARY_HEADER = 'x-mailgps-canary';

/** All values of a header, topmost first. `name` in lower case. */
export function headerValues(mail: Pick<Mail, 'headers'>, name: string): string[] {
  return mail.headers.filter(([n]) => n === name).map(([, value]) => value);
}

/** The topmost value of a header, or undefined. */
export function header(mail: Pick<Mail, 'headers'>, name: string): string | undefined {
  return mail.headers.find(([n]) => n === name)?.[1];
}

/** The part after the last @, lower-cased; '' when there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : address.slice(at + 1).toLowerCase();
}

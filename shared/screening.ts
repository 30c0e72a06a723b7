import type { ReasonCode } from './reasons.ts';

/**
 * What the envelope and headers say of a mail, before any brain is asked.
 * - `ignore`: no answer and no suggestion (machines, lists, ourselves); a bounce also updates the record it is about.
 * - `person`: may be suggested, never answered automatically (unauthenticated, foreign Reply-To, a group's copy, a form).
 * - `pass`: nothing speaks against an automatic answer so far.
 */
export interface Screening {
  verdict: 'pass' | 'person' | 'ignore';
  reasons: readonly ReasonCode[];
  /** Where an answer would go: a trusted form's Reply-To, else who wrote (Reply-To may name the same mailbox). '' when nowhere. */
  replyTo: string;
  bounce: Bounce | null;
}

/** A delivery report read from a mail (RFC 3464, RFC 5965, or the common text-only forms). */
export interface Bounce {
  /** failed: not delivered. delayed: still tried. success: a positive DSN. feedback: an abuse report. */
  kind: 'failed' | 'delayed' | 'success' | 'feedback';
  /** One per recipient; at least one. */
  events: readonly BounceEvent[];
  /** Message-IDs the report cites, best first, without angle brackets: the report's own field, then In-Reply-To and References, then the returned headers. */
  cites: readonly string[];
}

export interface BounceEvent {
  /** The failed recipient, lower-cased; '' when the report does not name one. */
  recipient: string;
  /** RFC 3463 code ('5.1.1'), '' when unknown. */
  status: string;
  /** SMTP reply code ('550'), '' when unknown. */
  replyCode: string;
  /** Sisimai's vocabulary, which is the fullest public one: userunknown, mailboxfull, expired, … */
  reason: string;
  /** Permanent: the address will not work. */
  hard: boolean;
  /** The remote host's words, one line, bounded. */
  diagnostic: string;
}

/** Addresses that a report says something of; of another mail none. */
export function bouncedOf(screening: Pick<Screening, 'bounce'> | null): string[] {
  return (screening?.bounce?.events ?? []).flatMap(({ recipient }) => (recipient === '' ? [] : [recipient]));
}

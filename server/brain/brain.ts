import type { Mail } from '../../shared/mail.ts';
import type { Language, Policy } from '../../shared/policy.ts';
import type { Reading } from '../../shared/reading.ts';

/** Reads a mail against a policy. Pure from the caller's view: it sees text and gives a reading, it acts on nothing. */
export interface Brain {
  /** Name and version, stored with each decision. */
  readonly name: string;
  /**
   * Does ahead what the first reading of the policy in force would wait for, and keeps it where the brain has a place to; a
   * brain without such work has none.
   */
  prepare?(policy: Policy): Promise<void>;
  /**
   * Rejects with `unavailable`, `timeout` or `rate-limited` (retryable), or `invalid` when no usable reading came back.
   * Cancelled by `signal`. Learns from `policy` once and remembers that. `spend` is told of each call of a hosted model.
   */
  read(mail: BrainMail, policy: Policy, signal?: AbortSignal, spend?: Spend): Promise<Reading>;
  /**
   * Words an approved answer for this mail, for a person to look at; never for automatic sending. Rejects like `read`.
   * A brain that cannot write has none.
   */
  adapt?(mail: BrainMail, answer: { text: string; language: Language }, signal?: AbortSignal, spend?: Spend): Promise<string>;
}

/** What a call of a hosted model cost by the price list, in US dollars, whatever became of it; null: its price is not known. */
export type Spend = (usd: number | null) => void;

/** How it stands with a hosted model, as one process sees it. */
export interface ModelHealth {
  /** Since when no usable answer came though one was asked for (ms since the epoch); null: the last one was good. */
  downSince: number | null;
  /** The last call that gave none: one failure in a quiet night is no outage of hours. */
  lastFailureAt: number | null;
  /** The last usable answer (ms since the epoch); null before the first. */
  lastAnswerAt: number | null;
  /** The day's tokens are used up. */
  overBudget: boolean;
}

/** All that a brain is shown of a mail. */
export type BrainMail = Pick<Mail, 'subject' | 'newText' | 'from' | 'attachments' | 'receivedAt'>;

import type { Language } from './policy.ts';
import type { ReasonCode } from './reasons.ts';

/** What shall happen with a mail, and why. Stored with the record; never recomputed for display. */
export interface Decision {
  /**
   * reply: an approved answer leaves by itself when it is due. forward: the mail itself is passed on when it is due.
   * suggest: staff see the answer and send it. route: a person is put in charge. ignore: nothing to do.
   */
  action: 'reply' | 'forward' | 'suggest' | 'route' | 'ignore';
  categoryId: string;
  /** Language of the answer. */
  language: Language;
  template: { id: string; version: number } | null;
  personId: string | null;
  reasons: readonly ReasonCode[];
  /** What the template needs and the mail or the school's facts lack. */
  missing: readonly Missing[];
  /** What would have happened, had the category not been in rehearsal. */
  rehearsed: 'reply' | 'forward' | null;
  /** The versions it was made on. */
  policyVersion: number;
  settingsRevision: number;
  brain: string | null;
  at: number;
}

export interface Missing {
  kind: 'slot' | 'fact';
  name: string;
  why: 'missing' | 'expired';
}

/** What the store knows of the sender, the thread and the caps. Counts are of automatic mail only. */
export interface History {
  personInThread: boolean;
  autoRepliedInThread: boolean;
  /** Another mail of the thread waits for an answer: the two are one matter, and a person sees both. */
  otherOpenInThread: boolean;
  /** The same mail (Message-ID, sender, new text) was already answered by another record. */
  duplicate: boolean;
  sentToday: number;
  sentThisHour: number;
  sentToSenderToday: number;
  sentInThread: number;
}

/** What a brain says of a mail. It only picks from lists and quotes the mail: it never writes what is sent. */
export interface Reading {
  /** Name and version of the brain, stored with each decision: 'offline/1', 'mistral-small-2603'. */
  brain: string;
  /** ISO 639-1 code of the mail's language ('fr', 'en', 'es', …); 'und' when it cannot be told. */
  language: string;
  /** The best category's id; `none` when the mail belongs to none of them. */
  categoryId: string;
  /** Probability-like score per category id, `none` included; they add up to 1. */
  scores: Readonly<Record<string, number>>;
  /**
   * 0 to 1: how sure the brain is that the template of `categoryId` answers this mail completely. It is what the
   * threshold of automatic mode is compared with; it may be lower than `scores[categoryId]`.
   */
  confidence: number;
  /** Typed slots of the category, each with the exact words of the mail it stands on. */
  slots: readonly Slot[];
  /** The mail asks for more than one thing. */
  severalRequests: boolean;
  /** Why only a person should answer; empty when nothing speaks against a machine. */
  human: readonly HumanMatter[];
  /** The mail says thanks or goodbye and asks nothing. */
  thanksOnly: boolean;
  /** One line for staff; null where the brain does not write one. Never sent to the asker. */
  summary: string | null;
  /** What the offline brain made of the same mail, where a model read it: where they differ a person decides. */
  secondOpinion?: { brain: string; categoryId: string };
  /** Why the offline brain's word stands although a model is configured. */
  insteadOfModel?: InsteadOfModel;
  /** Names of slots that were dropped because their words do not stand in the mail (set by verifyReading). */
  droppedSlots?: readonly string[];
}

/** unavailable: the model does not answer. budget: its day's tokens are used up. withheld: too private to leave the school. */
const INSTEAD_OF_MODEL = ['unavailable', 'budget', 'withheld'] as const;
export type InsteadOfModel = (typeof INSTEAD_OF_MODEL)[number];

export interface Slot {
  name: string;
  /** Normalised value (dates as YYYY-MM-DD). */
  value: string;
  /** The words of the mail, verbatim: a slot whose quote is not in the mail is dropped. */
  quote: string;
}

/** Matters in which a person must answer. */
export const HUMAN_MATTERS = [
  'distress',
  'threat',
  'complaint',
  'legal',
  'medical',
  'judgement',
  'personal-case',
  'instruction',
] as const;
export type HumanMatter = (typeof HUMAN_MATTERS)[number];

/** The category of everything that fits no other. Always present, never answered automatically. */
export const NONE = 'none';

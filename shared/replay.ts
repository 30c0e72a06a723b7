import { decide } from './decide.ts';
import type { Decision, Missing } from './decision.ts';
import type { Day } from './local-time.ts';
import { type Category, type Language, type Policy, replyLanguage, type Settings, type Template } from './policy.ts';
import { type HumanMatter, type InsteadOfModel, NONE, type Reading } from './reading.ts';
import type { ReasonCode } from './reasons.ts';
import type { Actor, RecordState, Spent } from './record.ts';

/**
 * What stays of a handled mail besides its record: what was decided on what, and what became of it. No words of the mail, no
 * name, no address. What is so for most mails is left out, because a hundred thousand of these are read at a time.
 */
export interface ReplayRow {
  /** Of the mail; '' once its record is gone. */
  id: string;
  /** When it was recorded, ms since the epoch; with the id what rows are ordered by. */
  at: number;
  receivedAt: number;
  /** `receivedAt` in the school's time zone. */
  day: Day;
  state: RecordState;
  /** In force now. */
  category: string;
  waiting?: true;
  /** null: never decided on (it failed, or somebody answered first). */
  decided: Decided | null;
  became: Became;
  /** When it was answered or passed on. */
  answeredAt?: number;
  /** Who answered. */
  by?: Exclude<Actor['kind'], 'system'>;
  corrected?: true;
  wrong?: true;
  bounced?: true;
  /** Passed on by itself. */
  passedOn?: true;
  /** Answered by itself, and by nobody since, or passed on by itself. */
  byItself?: true;
  /** Handled, neither answered nor waiting. */
  setAside?: true;
  /** What a hosted model cost for it. */
  spent?: Spent;
}

/** What happened to a mail in the end, as far as it is known. */
export const BECAME = [
  'automatic',
  'as-was',
  'adapted',
  'edited',
  'replaced',
  'forwarded',
  'outside',
  'done',
  'ignored',
  'failed',
  'open',
] as const;
export type Became = (typeof BECAME)[number];

/** A decision with all it was made on, but the switches and the counts of what was sent: those are what a what-if changes. */
export interface Decided {
  at: number;
  action: Decision['action'];
  category: string;
  reasons: readonly ReasonCode[];
  rehearsed?: 'reply' | 'forward';
  handling: Category['handling'];
  /** The category names a person; `forwardable`: who may be written to. */
  person?: true;
  forwardable?: true;
  template?: true;
  missing?: readonly Missing[];
  verdict: 'pass' | 'person' | 'ignore';
  screened?: readonly ReasonCode[];
  noAddress?: true;
  empty?: true;
  attachmentOnly?: true;
  broken?: true;
  colleague?: true;
  /** Keyed hashes of sender and conversation, for their caps; '' once they are erased. */
  sender: string;
  thread: string;
  /** What the store knew of the conversation. */
  personInThread?: true;
  followUp?: true;
  otherMail?: true;
  duplicate?: true;
  /** null: nothing read it. */
  reading: RowReading | null;
}

interface RowReading {
  language: string;
  confidence: number;
  /** The highest three, in hundredths. */
  scores: Readonly<Record<string, number>>;
  /** Names of the details that were found. */
  slots?: readonly string[];
  human?: readonly HumanMatter[];
  several?: true;
  thanks?: true;
  offline?: true;
  instead?: InsteadOfModel;
  disagrees?: true;
  dropped?: true;
}

/** Automatic mail sent so far, in the world that is replayed. */
export interface Sent {
  today: number;
  thisHour: number;
  toSenderToday: number;
  inThread: number;
}

/**
 * The same `decide` that decided then, on what it was decided on, with other switches. `sent`: what had left by then, had
 * they been so all along. Given before the switches: what is the same whatever they are is put together once.
 */
export function replayOf(row: ReplayRow, d: Decided): (settings: Settings, sent: Sent) => Decision {
  const { empty = false, attachmentOnly = false, broken = false } = d;
  const mail = { receivedAt: row.receivedAt, empty, attachmentOnly, broken };
  const screening = { verdict: d.verdict, reasons: d.screened ?? [], replyTo: d.noAddress ? '' : SOMEBODY, bounce: null };
  const reading = d.reading && readingOf(d.reading, d.category);
  const policy = policyFor(d, replyLanguage(d.reading?.language ?? 'en'));
  const missing = (): readonly Missing[] => d.missing ?? [];
  const forwardable = (): boolean => d.forwardable ?? false;
  return (settings, sent) =>
    decide({
      mail,
      screening,
      reading,
      policy,
      settings,
      history: {
        personInThread: d.personInThread ?? false,
        autoRepliedInThread: d.followUp ?? false,
        otherOpenInThread: d.otherMail ?? false,
        duplicate: d.duplicate ?? false,
        sentToday: sent.today,
        sentThisHour: sent.thisHour,
        sentToSenderToday: sent.toSenderToday,
        sentInThread: sent.inThread,
      },
      missing,
      fromColleague: d.colleague ?? false,
      forwardable,
      now: d.at,
    });
}

function readingOf(reading: RowReading, categoryId: string): Reading {
  return {
    brain: reading.offline ? 'offline/' : 'model',
    language: reading.language,
    categoryId,
    scores: reading.scores,
    confidence: reading.confidence,
    slots: [],
    severalRequests: reading.several ?? false,
    human: reading.human ?? [],
    thanksOnly: reading.thanks ?? false,
    summary: null,
    ...(reading.instead ? { insteadOfModel: reading.instead } : {}),
    ...(reading.disagrees ? { secondOpinion: { brain: 'offline/', categoryId: ANOTHER } } : {}),
    ...(reading.dropped ? { droppedSlots: [ANOTHER] } : {}),
  };
}

const SOMEBODY = 'somebody';
/** No category or slot is called so. */
const ANOTHER = '?';
const NOTHING = { fr: '', en: '' };
const NO_HOURS: Policy['hours'] = {
  timezone: 'UTC',
  weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  closures: [],
};

/** As much of the policy of that day as the decision turned on; a few dozen different ones at most. */
const known = new Map<string, Policy>();

function policyFor({ category, handling, person, template }: Decided, language: Language): Policy {
  const key = `${category} ${handling} ${person ?? ''} ${template ?? ''} ${language}`;
  const cached = known.get(key);
  if (cached) return cached;
  const shape = { name: NOTHING, description: NOTHING, examples: { fr: [], en: [] }, slots: [], retired: false };
  const own: Category = { ...shape, id: category, personId: person ? SOMEBODY : null, handling };
  const answer: Template = {
    id: category,
    categoryId: category,
    language,
    version: 1,
    subject: '',
    body: '',
    files: [],
    published: true,
  };
  const made: Policy = {
    schema: 1,
    version: 0,
    organisation: { name: NOTHING, language: 'en', humanContact: NOTHING },
    categories: category === NONE ? [own] : [own, { ...shape, id: NONE, personId: null, handling: 'none' }],
    templates: template ? [answer] : [],
    people: [],
    facts: [],
    hours: NO_HOURS,
  };
  if (known.size > MOST_KNOWN) known.clear();
  known.set(key, made);
  return made;
}

const MOST_KNOWN = 2_000;

/** Whether staff did something else than the answer says: it would have been wrong to send it. */
export function wasCorrected({ corrected, wrong, became }: ReplayRow): boolean {
  return corrected === true || wrong === true || became === 'edited' || became === 'replaced' || became === 'forwarded';
}

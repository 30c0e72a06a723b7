import { MINUTE_MS } from './durations.ts';

/** What the school decides, in versions: publishing writes an immutable policy and moves the head. */
export interface Policy {
  schema: 1;
  /** 1, 2, 3 …; stored with each decision. */
  version: number;
  organisation: Organisation;
  categories: readonly Category[];
  templates: readonly Template[];
  people: readonly Person[];
  facts: readonly Fact[];
  hours: OpeningHours;
  /** The period that facts were last copied to, and when (ms): templates not looked at since then are asked about. */
  term?: Term | undefined;
}

/** Days, both included. */
export interface Term {
  from: string;
  until: string;
  startedAt: number;
}

export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Localized = Readonly<Record<Language, string>>;

export interface Organisation {
  name: Localized;
  /** What the school's people read: the notes that go with mail passed on to them. */
  language: Language;
  /** How a reader of an automatic reply reaches a human (phone, desk, "reply to this mail"). */
  humanContact: Localized;
}

export interface Category {
  /** Stable id: lower-case words with hyphens. `none` always exists. */
  id: string;
  name: Localized;
  /** What belongs here and what does not, in a sentence or two: read by staff and by the model. */
  description: Localized;
  /** Mails as people write them; the offline brain learns from them. */
  examples: Readonly<Record<Language, readonly string[]>>;
  slots: readonly SlotSpec[];
  /** Who answers what is not answered from a template; null: whoever reads the shared mailbox. */
  personId: string | null;
  /** `answer`: suggest or send the template. `route`: always to the person. `none`: neither. */
  handling: Handling;
  /** Retired categories keep their history but receive no new mail. */
  retired: boolean;
  /** Of a retired one: the category its mails are shown under. */
  mergedInto?: string | undefined;
}

export const HANDLINGS = ['answer', 'route', 'none'] as const;
export type Handling = (typeof HANDLINGS)[number];

export const SLOT_TYPES = ['text', 'date', 'number', 'student-number', 'choice'] as const;
export type SlotType = (typeof SLOT_TYPES)[number];

export interface SlotSpec {
  name: string;
  label: Localized;
  type: SlotType;
  /** A template that uses a required slot cannot be sent automatically without it. */
  required: boolean;
  /** For `choice`: the values and the words that stand for each, in any language. */
  choices: readonly { value: string; words: readonly string[] }[];
}

/** One version of an answer the school has approved. Immutable: an edit makes a new version. */
export interface Template {
  /** `<categoryId>.<language>` by convention. */
  id: string;
  categoryId: string;
  language: Language;
  version: number;
  /** Handlebars; used when the mail has no subject. A reply otherwise keeps the mail's subject ("Re: …"). */
  subject: string;
  /** Handlebars in plain text: paragraphs, "- " lists, bare links. The HTML part is made from it. */
  body: string;
  files: readonly TemplateFile[];
  /** Only published versions are sent automatically. */
  published: boolean;
  /** ms since the epoch: when the version was saved, and when an admin last said that it still holds. Unknown of older ones. */
  madeAt?: number | undefined;
  reviewedAt?: number | undefined;
}

export interface TemplateFile {
  name: string;
  type: string;
  size: number;
  /** Where the blobs port keeps it, and what it must hash to (hex). */
  blob: string;
  sha256: string;
  /** The days on which it may go out, both included; open where they are not given. */
  validFrom?: string | null | undefined;
  validUntil?: string | null | undefined;
}

export interface Person {
  id: string;
  name: string;
  function: Localized;
  address: string;
  absences: readonly { from: string; until: string; standInId: string | null }[];
  /** Left: receives nothing any more, and stays in the list for what history says of them. */
  retired?: boolean | undefined;
}

/**
 * Something true for a period. `key` is what templates name; a key may stand several times with different periods, and
 * the one in date is used. Dates are YYYY-MM-DD in the school's time zone, both days included; null is open.
 */
export interface Fact {
  key: string;
  kind: FactKind;
  label: Localized;
  value: Localized;
  /** For kind `dates`: the days themselves, the next one is shown. */
  dates: readonly string[];
  /** For kind `table`. */
  rows?: readonly FactRow[] | undefined;
  validFrom: string | null;
  validUntil: string | null;
}

export const FACT_KINDS = ['text', 'link', 'dates', 'table'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** A line of a table: an exam with its day and time, or the hours of a desk on a weekday. */
export interface FactRow {
  /** '' in both languages where the day and the hours say it all. */
  label: Localized;
  /** At most one of the two. A row with a day in the past is no longer shown. */
  weekday: Weekday | null;
  day: string | null;
  /** 'HH:MM'; `until` only together with `from`. */
  from: string | null;
  until: string | null;
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface OpeningHours {
  /** IANA name. */
  timezone: string;
  /** Per weekday, the open stretches as ['09:00','12:30']. Empty array: closed. */
  weekly: Readonly<Record<Weekday, readonly (readonly [string, string])[]>>;
  closures: readonly { from: string; until: string; name: Localized }[];
}

/** never: suggestions only. rehearsal: what would have been sent is recorded. automatic: it is sent. */
export const MODES = ['never', 'rehearsal', 'automatic'] as const;
export type CategoryMode = (typeof MODES)[number];

/** The switches. One document, changed by compare-and-set on `revision`; read in the sending transaction. */
export interface Settings {
  revision: number;
  autoMode: boolean;
  /** When auto-mode was last switched on; mail from before is never answered automatically. */
  autoModeSince: number | null;
  modes: Readonly<Record<string, { mode: CategoryMode; since: number }>>;
  /** Milliseconds of open hours an automatic reply is held before it leaves. */
  holdMs: number;
  /** When false, a hold runs on the clock even while the school is closed (the emulated mailbox). */
  holdInOpenHours: boolean;
  /** Minimum `confidence` for automatic sending; `thresholdPerCategory` overrides. */
  threshold: number;
  thresholdPerCategory: Readonly<Record<string, number>>;
  caps: { perDay: number; perHour: number; perSenderDay: number; perThread: number };
  /** Other addresses the school sends from (aliases). Never answered, never forwarded to. */
  ownAddresses: readonly string[];
  /** Groups whose mail passes the list screen, and forms whose Reply-To is trusted: only ever suggested. */
  ownGroups: readonly string[];
  trustedForms: readonly string[];
  /** authserv-id of the receiving host; only its topmost Authentication-Results counts. */
  authservId: string;
  /** Lets the offline brain's word be sent automatically. */
  offlineMaySend: boolean;
  /** Lets the model word a suggestion for the mail at hand, beside the template's own words; never what leaves by itself. */
  adaptSuggestions: boolean;
  retention: { bodyDays: number; recordDays: number };
}

/** What a new real installation starts with: nothing leaves by itself. */
export const DEFAULT_SETTINGS: Settings = {
  revision: 1,
  autoMode: false,
  autoModeSince: null,
  modes: {},
  holdMs: 15 * MINUTE_MS,
  holdInOpenHours: true,
  threshold: 0.9,
  thresholdPerCategory: {},
  caps: { perDay: 10, perHour: 10, perSenderDay: 2, perThread: 1 },
  ownAddresses: [],
  ownGroups: [],
  trustedForms: [],
  authservId: 'mx.google.com',
  offlineMaySend: false,
  adaptSuggestions: false,
  retention: { bodyDays: 90, recordDays: 396 },
};

/** A category that nobody decided on yet is in rehearsal. */
export function modeOf({ modes }: Pick<Settings, 'modes'>, categoryId: string): CategoryMode {
  return modes[categoryId]?.mode ?? 'rehearsal';
}

export function categoryOf(policy: Policy, id: string): Category | undefined {
  return policy.categories.find((category) => category.id === id);
}

/** The category whose name a mail of this one is shown under: itself, or what it was merged into. */
export function shownCategory(policy: Policy, id: string): Category | undefined {
  const seen = new Set<string>();
  let category = categoryOf(policy, id);
  while (category?.mergedInto !== undefined && !seen.has(category.id)) {
    seen.add(category.id);
    category = categoryOf(policy, category.mergedInto) ?? category;
  }
  return category;
}

/** The category itself, and all that were merged into it: those whose mails are shown as its own. Also of one that is unknown. */
export function categoriesIn(policy: Policy, id: string): string[] {
  const found = new Set([id]);
  // A set that grows while it is gone through: what was merged into what was merged counts too.
  for (const into of found) {
    for (const category of policy.categories) if (category.mergedInto === into) found.add(category.id);
  }
  return [...found];
}

/** Of each of these templates the newest version. */
export function newestVersions(templates: readonly Template[]): Template[] {
  const newest = new Map<string, Template>();
  for (const template of templates) {
    const known = newest.get(template.id);
    if (!known || known.version < template.version) newest.set(template.id, template);
  }
  return [...newest.values()];
}

/** The newest published version of the answer of a category in a language. */
export function publishedTemplate(policy: Policy, categoryId: string, language: Language): Template | undefined {
  return newestVersions(policy.templates.filter((t) => t.published && t.categoryId === categoryId && t.language === language))[0];
}

/** The languages we answer in: the mail's own where it is one of them, else English. */
export function replyLanguage(mailLanguage: string): Language {
  return mailLanguage === 'fr' ? 'fr' : 'en';
}

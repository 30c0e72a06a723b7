import type { Decision, History, Missing } from './decision.ts';
import { DAY_MS } from './durations.ts';
import {
  type Category,
  categoryOf,
  modeOf,
  type Policy,
  publishedTemplate,
  replyLanguage,
  type Settings,
  type Template,
} from './policy.ts';
import type { HumanMatter, Reading } from './reading.ts';
import { NONE } from './reading.ts';
import type { ReasonCode } from './reasons.ts';
import type { Screening } from './screening.ts';

/** The few things about a mail that a decision turns on: enough to replay it later without the text. */
export interface MailFacts {
  receivedAt: number;
  /** Nothing readable in it. */
  empty: boolean;
  /** The request stands only in an attachment. */
  attachmentOnly: boolean;
  /** Parts of it could not be read. */
  broken: boolean;
}

export interface DecideInput {
  mail: MailFacts;
  screening: Screening;
  /** null when the screening already ends it, or when no brain could read the mail. */
  reading: Reading | null;
  policy: Policy;
  settings: Settings;
  history: History;
  /** What a template needs and does not get from this reading and these facts. */
  missing: (template: Template) => readonly Missing[];
  /** The sender is one of the policy's people. */
  fromColleague: boolean;
  /** Whether somebody is there for this person today who may be written to. */
  forwardable: (personId: string) => boolean;
  now: number;
}

export const MAX_AGE_MS = DAY_MS;

/** Matters for which no template is even suggested: the first words must be a person's. */
const PERSON_ONLY: ReadonlySet<HumanMatter> = new Set<HumanMatter>(['distress', 'threat', 'legal', 'medical']);

/**
 * Facts in, decision out. Automatic only when nothing at all speaks against it: every rule adds its reason, and an
 * automatic action needs the list of objections to be empty (promises 3 to 5 and 7).
 */
export function decide(input: DecideInput): Decision {
  const { screening, reading, settings, policy, now } = input;
  const base = {
    language: replyLanguage(reading?.language ?? 'en'),
    template: null,
    personId: null,
    missing: [],
    rehearsed: null,
    policyVersion: policy.version,
    settingsRevision: settings.revision,
    brain: reading?.brain ?? null,
    at: now,
  } satisfies Partial<Decision>;

  if (screening.verdict === 'ignore') return { ...base, action: 'ignore', categoryId: NONE, reasons: screening.reasons };
  const unread = unreadReasons(input);
  if (reading === null || unread.length > 0) {
    const none = categoryOf(policy, NONE);
    return toPerson({ ...base, categoryId: NONE, reasons: [...screening.reasons, ...unread] }, none?.personId ?? null);
  }
  if (isBareThanks(input, reading))
    return { ...base, action: 'ignore', categoryId: NONE, reasons: [...screening.reasons, 'thanks'] };

  const category = usableCategory(policy, reading.categoryId);
  const matters = [...screening.reasons, ...readingReasons(reading, category)];
  const routed = category.handling !== 'answer' || reading.human.some((matter) => PERSON_ONLY.has(matter));
  const chosen = { ...base, categoryId: category.id, personId: category.personId };
  return routed ? route(input, chosen, category, matters) : answer(input, chosen, category, matters);
}

type Base = Omit<Decision, 'action' | 'reasons'>;

/** A mail that no template may answer: to the person in charge, forwarded by itself only where the school allowed it. */
function route(input: DecideInput, base: Base, category: Category, matters: readonly ReasonCode[]): Decision {
  const reasons: ReasonCode[] = category.handling === 'route' ? [...matters, 'category-routed'] : [...matters];
  const { personId } = base;
  const mayForward = category.handling === 'route' && personId !== null && input.forwardable(personId);
  const objections = mayForward
    ? unique([...automaticObjections(input, category, matters), ...confidenceObjections(input, category)])
    : [];
  if (mayForward && objections.length === 0) return { ...base, action: 'forward', reasons };
  const rehearsed = mayForward && isRehearsalOnly(objections) ? 'forward' : null;
  return toPerson({ ...base, rehearsed, reasons: unique([...reasons, ...objections]) }, personId);
}

function answer(input: DecideInput, base: Base, category: Category, matters: readonly ReasonCode[]): Decision {
  const template = publishedTemplate(input.policy, category.id, base.language);
  if (!template) return toPerson({ ...base, reasons: [...matters, 'no-template'] }, base.personId);
  const missing = input.missing(template);
  const withTemplate = { ...base, template: { id: template.id, version: template.version }, missing };
  const lacks = missing.map(
    (m): ReasonCode => (m.kind === 'slot' ? 'slot-missing' : m.why === 'expired' ? 'fact-expired' : 'fact-missing'),
  );
  const objections = unique([
    ...matters,
    ...lacks,
    ...confidenceObjections(input, category),
    ...automaticObjections(input, category, []),
  ]);
  if (objections.length === 0) return { ...withTemplate, action: 'reply', reasons: ['certain'] };
  const rehearsed = isRehearsalOnly(objections) ? 'reply' : null;
  return { ...withTemplate, action: 'suggest', rehearsed, reasons: objections };
}

/** Nothing to do about it: unless it comes from who knows whom, cannot be read whole, or says something that matters. */
function isBareThanks({ screening, mail }: DecideInput, reading: Reading): boolean {
  const harmless = reading.human.every((matter) => matter === 'personal-case' || matter === 'judgement');
  return reading.thanksOnly && screening.verdict === 'pass' && harmless && !mail.broken;
}

function unreadReasons({ mail, reading }: DecideInput): ReasonCode[] {
  const reasons: ReasonCode[] = [];
  if (mail.attachmentOnly) reasons.push('attachment-only');
  else if (mail.empty) reasons.push('empty-mail');
  if (reading === null && mail.broken) reasons.push('broken-mail');
  return reasons;
}

/** A retired or unknown category is no category. */
function usableCategory(policy: Policy, id: string): Category {
  const category = categoryOf(policy, id);
  if (category && !category.retired) return category;
  return categoryOf(policy, NONE) ?? EMPTY_NONE;
}

const EMPTY_NONE: Category = {
  id: NONE,
  name: { fr: 'Autre', en: 'Other' },
  description: { fr: '', en: '' },
  examples: { fr: [], en: [] },
  slots: [],
  personId: null,
  handling: 'none',
  retired: false,
};

function readingReasons(reading: Reading, category: Category): ReasonCode[] {
  const reasons: ReasonCode[] = [...reading.human];
  if (reading.severalRequests) reasons.push('several-requests');
  if (reading.thanksOnly) reasons.push('thanks');
  if (category.id === NONE) reasons.push('none-of-these');
  if (reading.language !== 'fr' && reading.language !== 'en') reasons.push('language');
  if (reading.secondOpinion && reading.secondOpinion.categoryId !== category.id) reasons.push('brains-disagree');
  if (reading.droppedSlots?.length) reasons.push('slot-unfounded');
  return reasons;
}

function confidenceObjections({ reading, settings, mail }: DecideInput, category: Category): ReasonCode[] {
  const reasons: ReasonCode[] = [];
  const own = Object.hasOwn(settings.thresholdPerCategory, category.id) ? settings.thresholdPerCategory[category.id] : undefined;
  const threshold = own ?? settings.threshold;
  if (!reading || reading.confidence < threshold) reasons.push('low-confidence');
  if (mail.broken) reasons.push('broken-mail');
  return reasons;
}

/** Everything that forbids mail to leave by itself, whatever it would be. */
function automaticObjections(input: DecideInput, category: Category, matters: readonly ReasonCode[]): ReasonCode[] {
  const { settings, mail, history, now, screening, reading } = input;
  const reasons: ReasonCode[] = [...matters];
  if (screening.verdict !== 'pass') reasons.push(...screening.reasons);
  if (screening.replyTo === '' && screening.verdict === 'pass') reasons.push('sender-ambiguous');
  if (reading?.brain.startsWith('offline/') && !settings.offlineMaySend) reasons.push(withoutModel(reading));
  if (!settings.autoMode || settings.autoModeSince === null) reasons.push('auto-mode-off');
  else if (mail.receivedAt < settings.autoModeSince) reasons.push('before-auto-mode');
  if (now - mail.receivedAt > MAX_AGE_MS) reasons.push('too-old');
  if (history.personInThread) reasons.push('person-in-thread');
  if (history.autoRepliedInThread) reasons.push('follow-up');
  if (history.otherOpenInThread) reasons.push('other-mail');
  if (history.duplicate) reasons.push('duplicate');
  if (input.fromColleague) reasons.push('colleague');
  reasons.push(...capObjections(settings, history));
  const mode = modeOf(settings, category.id);
  if (mode === 'never') reasons.push('category-never');
  if (mode === 'rehearsal') reasons.push('rehearsal');
  return unique(reasons);
}

function withoutModel({ insteadOfModel }: Reading): ReasonCode {
  return insteadOfModel === undefined ? 'offline-brain' : `model-${insteadOfModel}`;
}

function capObjections({ caps }: Settings, history: History): ReasonCode[] {
  const reasons: ReasonCode[] = [];
  if (history.sentToday >= caps.perDay) reasons.push('cap-day');
  if (history.sentThisHour >= caps.perHour) reasons.push('cap-hour');
  if (history.sentToSenderToday >= caps.perSenderDay) reasons.push('cap-sender');
  if (history.sentInThread >= caps.perThread) reasons.push('cap-thread');
  return reasons;
}

/** Rehearsal shows what would have been sent with everything else as it is, auto-mode itself apart. */
function isRehearsalOnly(objections: readonly ReasonCode[]): boolean {
  return (
    objections.includes('rehearsal') &&
    objections.every((code) => code === 'rehearsal' || code === 'auto-mode-off' || code === 'before-auto-mode')
  );
}

/** In charge of a person where the category names one; otherwise it waits for whoever reads the shared mailbox. */
function toPerson(base: Base & { reasons: readonly ReasonCode[] }, personId: string | null): Decision {
  return { ...base, personId, action: personId === null ? 'suggest' : 'route' };
}

function unique(codes: readonly ReasonCode[]): ReasonCode[] {
  return [...new Set(codes)];
}

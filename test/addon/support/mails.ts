import type { HomeView, MailSummary, MailView, SettingsView } from '../../../shared/api.ts';

type Choices = NonNullable<MailView['choices']>;
type Suggestion = NonNullable<MailView['suggestion']>;

/** Of the tests' mails: a Sunday evening in Paris. */
export const NOW = Date.parse('2026-11-22T18:00:00Z');
const ME = { id: 'u-lea', name: 'Léa Martin', address: 'lea@ecole.example', role: 'staff' } as const;

export function choices(more: Partial<Choices> = {}): Choices {
  return {
    me: ME,
    mailbox: 'contact@ecole.example',
    categories: [
      { id: 'timetable', name: 'Timetable' },
      { id: 'fees', name: 'Fees' },
      { id: 'none', name: 'Everything else' },
    ],
    people: [
      { id: 'p-anne', name: 'Anne Petit', function: 'Admissions', away: false },
      { id: 'p-paul', name: 'Paul Roy', function: 'Accounts', away: true },
    ],
    routeTo: { id: 'p-paul', name: 'Paul Roy' },
    ...more,
  };
}

export function suggestion(more: Partial<Suggestion> = {}): Suggestion {
  return {
    language: 'en',
    templateId: 'timetable-en',
    templateVersion: 3,
    subject: 'Re: Timetable',
    text: 'Hello,\n\nThe timetable is on the school’s page.\n\nThe school office',
    files: [],
    missing: [],
    adapted: null,
    ...more,
  };
}

export function mail(more: Partial<MailView> = {}): MailView {
  return {
    id: 'm1',
    revision: 4,
    state: 'suggested',
    stateText: 'Suggested',
    receivedAt: NOW - 3_600_000,
    from: { name: 'Jo Parent', address: 'jo@parents.example' },
    subject: 'Timetable',
    category: { id: 'timetable', name: 'Timetable' },
    confidence: 0.87,
    assignee: null,
    dueAt: null,
    delivery: null,
    waiting: true,
    messageId: 'm1@b.example',
    replyTo: more.from?.address ?? 'jo@parents.example',
    language: 'en',
    decidedCategory: null,
    summary: null,
    reasons: [
      { code: 'certain', text: 'Certain enough' },
      { code: 'rehearsal', text: 'This category is in rehearsal' },
    ],
    rehearsed: null,
    suggestion: suggestion(),
    reply: null,
    outgoing: null,
    forward: null,
    attachments: [],
    relatedTo: null,
    wrong: null,
    otherOpen: 0,
    timeline: [],
    actions: ['reply', 'draft', 'done', 'assign', 'route', 'category'],
    choices: choices(),
    ...more,
  };
}

export const AUTOMATIC = { kind: 'automatic', id: null, name: '' } as const;
export const BY_LEA = { kind: 'staff', id: 'u-lea', name: 'Léa Martin' } as const;

/** A mail in each state, as the server would tell it. */
export const STATES: Readonly<Record<MailView['state'], MailView>> = {
  suggested: mail(),
  held: mail({
    state: 'held',
    dueAt: NOW + 600_000,
    outgoing: { kind: 'reply', state: 'intended', by: AUTOMATIC, dueAt: NOW + 600_000, text: 'Held text, as it leaves.' },
    actions: ['reply', 'draft', 'cancel', 'done', 'assign', 'route', 'category'],
  }),
  replied: mail({
    state: 'replied',
    waiting: false,
    reply: {
      by: AUTOMATIC,
      at: NOW - 600_000,
      text: 'The sent text.',
      templateId: 'timetable-en',
      templateVersion: 3,
      adapted: false,
      messageId: 'r1@ecole.example',
    },
    delivery: { state: 'accepted', text: 'Accepted by Gmail', at: NOW - 600_000, code: null, reason: null, hard: null },
    actions: ['reopen', 'assign', 'wrong', 'category'],
  }),
  routed: mail({
    state: 'routed',
    suggestion: null,
    forward: { person: { id: 'p-paul', name: 'Paul Roy' }, at: NOW - 600_000, by: BY_LEA },
    actions: ['reply', 'done', 'assign', 'route', 'category'],
  }),
  ignored: mail({
    state: 'ignored',
    waiting: false,
    suggestion: null,
    reasons: [{ code: 'newsletter', text: 'A newsletter' }],
    actions: ['reopen', 'assign', 'route', 'category', 'reply'],
  }),
  failed: mail({
    state: 'failed',
    suggestion: null,
    confidence: null,
    reasons: [{ code: 'too-many-attempts', text: 'Failed after several attempts' }],
    actions: ['retry', 'done', 'assign'],
  }),
  received: mail({ state: 'received', suggestion: null, confidence: null, reasons: [], actions: ['take', 'assign'] }),
};

export function summary(more: Partial<MailSummary> = {}): MailSummary {
  const { id, revision, state, stateText, receivedAt, from, subject, category, confidence, assignee, dueAt, delivery, waiting } =
    mail();
  return {
    id,
    revision,
    state,
    stateText,
    receivedAt,
    from,
    subject,
    category,
    confidence,
    assignee,
    dueAt,
    delivery,
    waiting,
    ...more,
  };
}

export function home(more: Partial<HomeView> = {}): HomeView {
  return {
    at: NOW,
    me: { ...ME, role: 'admin' },
    mailbox: 'contact@ecole.example',
    revision: 7,
    autoMode: true,
    autoModeSince: NOW - 86_400_000,
    held: 2,
    categories: [
      { id: 'timetable', name: 'Timetable', mode: 'automatic', held: 2 },
      { id: 'fees', name: 'Fees', mode: 'rehearsal', held: 0 },
    ],
    waiting: { total: 1, items: [{ ...summary(), followsUp: true }] },
    sentToday: { total: 1, items: [summary({ id: 'm2', state: 'replied' })] },
    today: { received: 5, automatic: 1, byStaff: 2, routed: 0, ignored: 1, failed: 0 },
    ...more,
  };
}

export function settingsView(more: Partial<SettingsView> = {}): SettingsView {
  return {
    revision: 8,
    autoMode: false,
    autoModeSince: null,
    modes: {},
    holdMs: 600_000,
    holdInOpenHours: false,
    threshold: 0.8,
    thresholdPerCategory: {},
    caps: { perDay: 10, perHour: 5, perSenderDay: 2, perThread: 1 },
    ownAddresses: [],
    ownGroups: [],
    trustedForms: [],
    authservId: 'mx.google.com',
    offlineMaySend: false,
    adaptSuggestions: false,
    retention: { bodyDays: 30, recordDays: 365 },
    ...more,
  };
}

import fc from 'fast-check';
import { type DecideInput, decide, MAX_AGE_MS } from '../../shared/decide.ts';
import type { History } from '../../shared/decision.ts';
import { type Category, DEFAULT_SETTINGS, type Policy, type Settings } from '../../shared/policy.ts';
import { HUMAN_MATTERS, type HumanMatter, type Reading } from '../../shared/reading.ts';
import { REASONS, type ReasonCode } from '../../shared/reasons.ts';

const NOW = Date.UTC(2026, 10, 23, 10);

const category = (id: string, fields: Partial<Category> = {}): Category => ({
  id,
  name: { fr: id, en: id },
  description: { fr: '', en: '' },
  examples: { fr: [], en: [] },
  slots: [],
  personId: 'registrar',
  handling: 'answer',
  retired: false,
  ...fields,
});

const policy: Policy = {
  schema: 1,
  version: 7,
  organisation: { name: { fr: 'École', en: 'School' }, language: 'fr', humanContact: { fr: '', en: '' } },
  categories: [
    category('timetable'),
    category('parking', { handling: 'route' }),
    category('none', { handling: 'none', personId: null }),
    category('old', { retired: true }),
  ],
  templates: (['fr', 'en'] as const).map((language) => ({
    id: `timetable.${language}`,
    categoryId: 'timetable',
    language,
    version: 3,
    subject: '',
    body: 'x',
    files: [],
    published: true,
  })),
  people: [],
  facts: [],
  hours: { timezone: 'Europe/Paris', weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }, closures: [] },
};

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  autoMode: true,
  autoModeSince: NOW - 3_600_000,
  modes: { timetable: { mode: 'automatic', since: 0 }, parking: { mode: 'automatic', since: 0 } },
};

const reading: Reading = {
  brain: 'test/1',
  language: 'fr',
  categoryId: 'timetable',
  scores: { timetable: 0.99, none: 0.01 },
  confidence: 0.99,
  slots: [],
  severalRequests: false,
  human: [],
  thanksOnly: false,
  summary: null,
};

const NO_HISTORY: History = {
  personInThread: false,
  autoRepliedInThread: false,
  otherOpenInThread: false,
  duplicate: false,
  sentToday: 0,
  sentThisHour: 0,
  sentToSenderToday: 0,
  sentInThread: 0,
};

/** An input that nothing at all speaks against. */
function clean(change: Partial<DecideInput> = {}): DecideInput {
  return {
    mail: { receivedAt: NOW - 60_000, empty: false, attachmentOnly: false, broken: false },
    screening: { verdict: 'pass', reasons: [], replyTo: 'someone@there.example', bounce: null },
    reading,
    policy,
    settings,
    history: NO_HISTORY,
    missing: () => [],
    fromColleague: false,
    forwardable: () => true,
    now: NOW,
    ...change,
  };
}

const withReading = (change: Partial<Reading>): DecideInput => clean({ reading: { ...reading, ...change } });
const withSettings = (change: Partial<Settings>): DecideInput => clean({ settings: { ...settings, ...change } });
const withMail = (change: Partial<DecideInput['mail']>): DecideInput => clean({ mail: { ...clean().mail, ...change } });
const withHistory = (change: Partial<DecideInput['history']>): DecideInput => clean({ history: { ...NO_HISTORY, ...change } });

test('a clean, certain mail in an automatic category is answered, with its versions', () => {
  expect(decide(clean())).toMatchObject({
    action: 'reply',
    categoryId: 'timetable',
    template: { id: 'timetable.fr', version: 3 },
    reasons: ['certain'],
    policyVersion: 7,
    settingsRevision: settings.revision,
  });
});

/** Of a category called so, and nothing else speaks against it. */
function named(id: string, confidence: number): DecideInput {
  return clean({
    reading: { ...reading, categoryId: id, confidence },
    settings: { ...settings, modes: { [id]: { mode: 'automatic', since: 0 } } },
    policy: {
      ...policy,
      categories: [...policy.categories, category(id)],
      templates: policy.templates.map((template) => ({ ...template, categoryId: id })),
    },
  });
}

/** Each objection alone keeps the mail from being answered, and is the reason that is given. */
const OBJECTIONS: readonly [ReasonCode, DecideInput][] = [
  ['auto-mode-off', withSettings({ autoMode: false })],
  ['auto-mode-off', withSettings({ autoModeSince: null })],
  ['before-auto-mode', withMail({ receivedAt: NOW - 3_600_001 })],
  [
    'too-old',
    clean({ mail: { ...clean().mail, receivedAt: NOW - MAX_AGE_MS - 1 }, settings: { ...settings, autoModeSince: 0 } }),
  ],
  ['rehearsal', withSettings({ modes: {} })],
  ['category-never', withSettings({ modes: { timetable: { mode: 'never', since: 0 } } })],
  ['low-confidence', withReading({ confidence: 0.89 })],
  ['low-confidence', withSettings({ thresholdPerCategory: { timetable: 0.995 } })],
  ['low-confidence', named('constructor', 0.5)],
  ['several-requests', withReading({ severalRequests: true })],
  ['language', withReading({ language: 'es' })],
  ['complaint', withReading({ human: ['complaint'] })],
  ['judgement', withReading({ human: ['judgement'] })],
  ['personal-case', withReading({ human: ['personal-case'] })],
  ['instruction', withReading({ human: ['instruction'] })],
  ['broken-mail', withMail({ broken: true })],
  ['slot-missing', clean({ missing: () => [{ kind: 'slot', name: 'course', why: 'missing' }] })],
  ['fact-missing', clean({ missing: () => [{ kind: 'fact', name: 'fees', why: 'missing' }] })],
  ['fact-expired', clean({ missing: () => [{ kind: 'fact', name: 'fees', why: 'expired' }] })],
  ['offline-brain', withReading({ brain: 'offline/1' })],
  ['model-unavailable', withReading({ brain: 'offline/1', insteadOfModel: 'unavailable' })],
  ['model-budget', withReading({ brain: 'offline/1', insteadOfModel: 'budget' })],
  ['model-withheld', withReading({ brain: 'offline/1', insteadOfModel: 'withheld' })],
  ['brains-disagree', withReading({ secondOpinion: { brain: 'offline/1', categoryId: 'parking' } })],
  ['slot-unfounded', withReading({ droppedSlots: ['course'] })],
  ['person-in-thread', withHistory({ personInThread: true })],
  ['follow-up', withHistory({ autoRepliedInThread: true })],
  ['duplicate', withHistory({ duplicate: true })],
  ['other-mail', withHistory({ otherOpenInThread: true })],
  ['colleague', clean({ fromColleague: true })],
  ['cap-day', withHistory({ sentToday: 10 })],
  ['cap-hour', withHistory({ sentThisHour: 10 })],
  ['cap-sender', withHistory({ sentToSenderToday: 2 })],
  ['cap-thread', withHistory({ sentInThread: 1 })],
  ['reply-to-differs', clean({ screening: { ...clean().screening, verdict: 'person', reasons: ['reply-to-differs'] } })],
  ['unauthenticated', clean({ screening: { ...clean().screening, verdict: 'person', reasons: ['unauthenticated'] } })],
  ['sender-ambiguous', clean({ screening: { ...clean().screening, replyTo: '' } })],
];

test.each(OBJECTIONS)('%s keeps it from being answered by itself', (reason, input) => {
  const decision = decide(input);
  expect(decision.action).toBe('suggest');
  expect(decision.reasons).toContain(reason);
});

test('every objection is told, not only the first', () => {
  const input = clean({
    screening: { ...clean().screening, verdict: 'person', reasons: ['reply-to-differs', 'unauthenticated'] },
    reading: { ...reading, confidence: 0.5, severalRequests: true, human: ['complaint'] },
    history: { ...NO_HISTORY, personInThread: true, sentToday: 10 },
    settings: { ...settings, modes: {} },
    missing: () => [{ kind: 'slot', name: 'course', why: 'missing' }],
  });
  expect([...decide(input).reasons].sort()).toEqual(
    [
      'reply-to-differs',
      'unauthenticated',
      'complaint',
      'several-requests',
      'slot-missing',
      'low-confidence',
      'person-in-thread',
      'cap-day',
      'rehearsal',
    ].sort(),
  );
});

test.each(['distress', 'threat', 'legal', 'medical'] as const)('%s goes to a person, without a suggestion', (matter) => {
  expect(decide(withReading({ human: [matter] }))).toMatchObject({ action: 'route', template: null, reasons: [matter] });
});

test('what the screening ends is ignored with its reasons, and no brain counts', () => {
  const screening = { verdict: 'ignore', reasons: ['bounce'], replyTo: '', bounce: null } as const;
  expect(decide(clean({ screening, reading: null }))).toMatchObject({
    action: 'ignore',
    reasons: ['bounce'],
    categoryId: 'none',
  });
});

test('an unread mail waits for a person with the reason', () => {
  expect(decide(clean({ reading: null, mail: { ...clean().mail, attachmentOnly: true } }))).toMatchObject({
    action: 'suggest',
    reasons: ['attachment-only'],
  });
  expect(decide(clean({ reading: null, mail: { ...clean().mail, empty: true } })).reasons).toEqual(['empty-mail']);
});

test('bare thanks are ignored', () => {
  expect(decide(withReading({ thanksOnly: true }))).toMatchObject({ action: 'ignore', reasons: ['thanks'] });
});

test('thanks of somebody unknown, or with something that matters, wait for a person', () => {
  const screening = { ...clean().screening, verdict: 'person', reasons: ['unauthenticated'] } as const;
  const thanks = { ...reading, thanksOnly: true };
  expect(decide(clean({ screening, reading: thanks })).action).toBe('suggest');
  expect(decide(withReading({ thanksOnly: true, human: ['distress'] })).action).toBe('route');
});

test('a forward needs certainty and a whole mail, as an answer does', () => {
  const parking = { ...reading, categoryId: 'parking' };
  expect(decide(clean({ reading: { ...parking, confidence: 0.2 } }))).toMatchObject({
    action: 'route',
    reasons: ['category-routed', 'low-confidence'],
  });
  expect(decide(clean({ reading: parking, mail: { ...clean().mail, broken: true } })).action).toBe('route');
});

test('a category that is none, retired or unknown is never answered', () => {
  for (const categoryId of ['none', 'old', 'invented', '__proto__']) {
    expect(decide(withReading({ categoryId }))).toMatchObject({ action: 'suggest', categoryId: 'none', template: null });
  }
});

test('a category without a published template in the language goes to its person', () => {
  const unpublished = { ...policy, templates: policy.templates.map((t) => ({ ...t, published: false })) };
  expect(decide(clean({ policy: unpublished }))).toMatchObject({
    action: 'route',
    personId: 'registrar',
    reasons: ['no-template'],
  });
});

test('only published versions are sent, the newest of them', () => {
  const templates = [
    ...policy.templates,
    { ...policy.templates[0], version: 9, published: false },
    { ...policy.templates[0], version: 5 },
  ];
  const more = { ...policy, templates: templates as Policy['templates'] };
  expect(decide(clean({ policy: more })).template).toEqual({ id: 'timetable.fr', version: 5 });
});

test('a routed category is forwarded by itself in automatic mode only, and never to an own address', () => {
  const parking = { ...reading, categoryId: 'parking' };
  expect(decide(clean({ reading: parking })).action).toBe('forward');
  expect(decide(clean({ reading: parking, forwardable: () => false })).action).toBe('route');
  expect(decide(clean({ reading: parking, settings: { ...settings, autoMode: false } }))).toMatchObject({
    action: 'route',
    reasons: ['category-routed', 'auto-mode-off'],
  });
});

test('rehearsal stores what would have been sent, and only when nothing else spoke against it', () => {
  const rehearsing = { ...settings, modes: {} };
  expect(decide(clean({ settings: rehearsing })).rehearsed).toBe('reply');
  expect(decide(clean({ settings: { ...rehearsing, autoMode: false, autoModeSince: null } })).rehearsed).toBe('reply');
  expect(decide(clean({ settings: rehearsing, history: { ...NO_HISTORY, duplicate: true } })).rehearsed).toBeNull();
  expect(decide(clean({ settings: rehearsing, reading: { ...reading, confidence: 0.5 } })).rehearsed).toBeNull();
});

/** Mostly what speaks for an answer, so that many inputs have one thing against them, or nothing. */
const mostly = <T>(good: fc.Arbitrary<T>, any: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: good, weight: 9 }, { arbitrary: any, weight: 1 });
const rarely = mostly(fc.constant(false), fc.boolean());

const anyInput = fc.record({
  confidence: mostly(fc.double({ min: 0.9, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  categoryId: mostly(fc.constantFrom('timetable', 'parking'), fc.constantFrom('none', 'old', 'unknown')),
  language: mostly(fc.constantFrom('fr', 'en'), fc.constantFrom('es', 'und')),
  human: mostly(fc.constant<HumanMatter[]>([]), fc.subarray([...HUMAN_MATTERS])),
  severalRequests: rarely,
  thanksOnly: rarely,
  verdict: mostly(fc.constant('pass'), fc.constantFrom('person', 'ignore')),
  autoMode: mostly(fc.constant(true), fc.boolean()),
  mode: mostly(fc.constant('automatic'), fc.constantFrom('never', 'rehearsal')),
  age: mostly(fc.integer({ min: 0, max: 3_600_000 }), fc.integer({ min: 0, max: 2 * MAX_AGE_MS })),
  missing: rarely,
  sentToday: mostly(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 20 })),
  person: rarely,
});

const inputOf = (v: Parameters<Parameters<typeof anyInput.map>[0]>[0]): DecideInput =>
  clean({
    mail: { ...clean().mail, receivedAt: NOW - v.age },
    screening: {
      verdict: v.verdict as 'pass',
      reasons: v.verdict === 'pass' ? [] : ['list'],
      replyTo: 'a@b.example',
      bounce: null,
    },
    reading: { ...reading, ...v, human: v.human },
    settings: {
      ...settings,
      autoMode: v.autoMode,
      modes: { timetable: { mode: v.mode as 'never', since: 0 }, parking: { mode: v.mode as 'never', since: 0 } },
    },
    history: { ...NO_HISTORY, sentToday: v.sentToday, personInThread: v.person },
    missing: () => (v.missing ? [{ kind: 'fact', name: 'x', why: 'missing' }] : []),
  });

test('property: whatever leaves by itself has nothing against it', () => {
  fc.assert(
    fc.property(anyInput, (v) => {
      const { action } = decide(inputOf(v));
      if (action !== 'reply' && action !== 'forward') return;
      expect(v).toMatchObject({
        autoMode: true,
        mode: 'automatic',
        verdict: 'pass',
        severalRequests: false,
        person: false,
        human: [],
      });
      expect(v.age).toBeLessThanOrEqual(3_600_000);
      expect(v.sentToday).toBeLessThan(10);
      if (action === 'reply') expect([v.missing, v.confidence >= 0.9]).toEqual([false, true]);
    }),
  );
});

test('the inputs of these properties are worth trying: many of them leave by themselves', () => {
  const actions = fc.sample(anyInput, { numRuns: 400, seed: 1 }).map((v) => decide(inputOf(v)).action);
  expect(actions.filter((action) => action === 'reply' || action === 'forward').length).toBeGreaterThan(40);
});

test('property: every decision has reasons that can be shown in both languages', () => {
  fc.assert(
    fc.property(anyInput, (v) => {
      const { reasons } = decide(inputOf(v));
      expect(reasons.length).toBeGreaterThan(0);
      for (const code of reasons) expect(REASONS[code]).toMatchObject({ fr: expect.any(String), en: expect.any(String) });
    }),
  );
});

test('property: switching auto-mode off never lets anything leave', () => {
  fc.assert(
    fc.property(anyInput, (v) => {
      expect(['reply', 'forward']).not.toContain(decide(inputOf({ ...v, autoMode: false })).action);
    }),
  );
});

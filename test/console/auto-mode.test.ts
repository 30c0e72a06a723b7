import fc from 'fast-check';
import {
  changeOf,
  decidesOtherwise,
  draftOf,
  isEmpty,
  MOST,
  stillChanges,
  takenBack,
} from '../../server/console/page/auto-mode/change.ts';
import { describeChange } from '../../server/console/page/auto-mode/describe.ts';
import { evidenceSentences, shortEvidence } from '../../server/console/page/auto-mode/evidence.ts';
import { FR } from '../../server/console/page/auto-mode/fr.ts';
import { openHours } from '../../server/console/page/auto-mode/open-hours.ts';
import { SettingsBody, type SettingsView, WhatIfBody } from '../../shared/api.ts';
import { DEFAULT_SETTINGS, modeOf } from '../../shared/policy.ts';

const settings = (part: Partial<SettingsView> = {}): SettingsView => ({
  ...DEFAULT_SETTINGS,
  autoModeSince: null,
  ownAddresses: [],
  ownGroups: [],
  trustedForms: [],
  modes: { fees: { mode: 'automatic', since: 5 } },
  thresholdPerCategory: { fees: 0.95 },
  ...part,
});
const plain = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ');
const KINDS = [
  { id: 'fees', name: 'Fees', handling: 'answer' },
  { id: 'timetable', name: 'Timetable', handling: 'answer' },
] as const;

describe('limits in fields', () => {
  it('change nothing as long as nobody touches them, however odd the settings', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 604_800_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (threshold, holdMs, own) => {
          const now = settings({ threshold, holdMs, thresholdPerCategory: { fees: own } });
          expect(changeOf(now, draftOf(now))).toEqual({ change: {}, wrong: [] });
        },
      ),
    );
  });

  it('name what differs, as the server takes it', () => {
    const now = settings();
    const draft = { ...draftOf(now), threshold: '82,5', holdMinutes: '30', perCategory: { timetable: '99' } };
    const { change, wrong } = changeOf(now, { ...draft, caps: { ...draft.caps, perDay: '40' }, holdInOpenHours: false });
    expect(wrong).toEqual([]);
    expect(change).toEqual({
      threshold: 0.825,
      thresholdPerCategory: { timetable: 0.99 },
      holdMs: 1_800_000,
      holdInOpenHours: false,
      caps: { ...now.caps, perDay: 40 },
    });
    expect(SettingsBody.safeParse({ revision: 1, ...change }).success).toBe(true);
    expect(WhatIfBody.safeParse({ change }).success).toBe(true);
  });

  it.each([
    ['threshold', '101'],
    ['threshold', '-1'],
    ['threshold', ''],
    ['threshold', '1e2'],
    ['holdMinutes', '10081'],
    ['holdMinutes', 'a while'],
  ] as const)('say that %s cannot be %p', (name, text) => {
    const now = settings();
    expect(changeOf(now, { ...draftOf(now), [name]: text }).wrong).toEqual([name]);
  });

  it('count whole mails only', () => {
    const now = settings();
    const draft = draftOf(now);
    expect(changeOf(now, { ...draft, caps: { ...draft.caps, perHour: '2.5' } }).wrong).toEqual(['perHour']);
  });

  it('take what they are said to take at most, and no more', () => {
    const now = settings();
    const filled = (more: number): readonly string[] =>
      changeOf(now, {
        ...draftOf(now),
        threshold: `${MOST.percent + more}`,
        holdMinutes: `${MOST.holdMinutes + more}`,
        caps: { ...draftOf(now).caps, perDay: `${MOST.cap + more}` },
      }).wrong;
    expect([filled(0), filled(1)]).toEqual([[], ['threshold', 'holdMinutes', 'perDay']]);
    expect(FR.limits.wrong('100', true)).toBe('Il faut ici un nombre entier, de 0 à 100.');
  });
});

describe('a change', () => {
  it('is compared with what stands now', () => {
    const asked = { autoMode: false, modes: { fees: 'automatic', timetable: 'never' }, holdMs: 1 } as const;
    expect(stillChanges(settings({ holdMs: 1 }), asked)).toEqual({ modes: { timetable: 'never' } });
    expect(isEmpty(stillChanges(settings(), { modes: { fees: 'automatic' } }))).toBe(true);
    expect(stillChanges(settings(), { caps: { ...DEFAULT_SETTINGS.caps, perDay: 3 } })).toEqual({
      caps: { ...DEFAULT_SETTINGS.caps, perDay: 3 },
    });
  });

  it('takes back what is held of everything, or of its categories', () => {
    const held = { total: 7, byCategory: { fees: 4, timetable: 3 } };
    expect(takenBack({ autoMode: false }, held)).toBe(7);
    expect(takenBack({ modes: { fees: 'rehearsal' } }, held)).toBe(4);
    expect(takenBack({ modes: { fees: 'automatic' }, threshold: 1 }, held)).toBe(0);
  });

  it('of a hold alone decides nothing otherwise', () => {
    expect(decidesOtherwise({ holdMs: 1, holdInOpenHours: true })).toBe(false);
    expect(decidesOtherwise({ holdMs: 1, threshold: 0.5 })).toBe(true);
  });

  it('is told in words, from what to what', () => {
    const change = {
      autoMode: true,
      modes: { timetable: 'automatic' },
      thresholdPerCategory: { timetable: 0.5 },
      holdMs: 60_000,
    } as const;
    expect(
      describeChange(settings(), change, KINDS, 'en').map(({ what, before, after }) => `${what}: ${before} → ${after}`),
    ).toEqual([
      'Auto-mode: off → on',
      'Timetable: Rehearsal → Automatic',
      'Confidence needed: Fees: 95% → the general one',
      'Confidence needed: Timetable: the general one → 50%',
      expect.stringMatching(/^Hold before sending: 15 mins? → 1 min$/),
    ]);
    expect(modeOf(settings(), 'timetable')).toBe('rehearsal');
  });
});

it('says opening hours for days in a row together, and leaves out closed ones', () => {
  const long = [
    ['09:00', '12:30'],
    ['13:30', '17:30'],
  ] as const;
  const weekly = { mon: long, tue: long, wed: [['09:00', '12:00']] as const, thu: long, fri: long };
  expect(openHours(weekly, 'en')).toEqual([
    'Mon–Tue 09:00–12:30, 13:30–17:30',
    'Wed 09:00–12:00',
    'Thu–Fri 09:00–12:30, 13:30–17:30',
  ]);
  expect(openHours({}, 'fr')).toEqual([]);
});

describe('evidence in words', () => {
  const seen = { judged: 20, right: 18, low: 0.699, high: 0.972, open: 0 };

  it('gives the count and the interval', () => {
    expect(shortEvidence(seen, 'en')).toBe('in 18 of 20; between 70% and 97% with 95% certainty');
    expect(plain(shortEvidence(seen, 'fr'))).toBe('18 fois sur 20 ; entre 70 % et 97 %, avec 95 % de certitude');
  });

  it('says that few cases are few, and of none nothing', () => {
    expect(evidenceSentences({ ...seen, judged: 3, right: 3 }, 'en')).toContain(
      'These are few cases: more of them narrow it down.',
    );
    expect(evidenceSentences(seen, 'en')).toHaveLength(2);
    expect(evidenceSentences({ ...seen, judged: 0, open: 2 }, 'en')).toEqual(['Nothing to judge by yet.', '2 are still open.']);
  });
});

it('has French typography: no plain blank before a sign that is set off', () => {
  const texts: string[] = [];
  const gather = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'function') texts.push(String(value(2, 3, 4, 5)));
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) gather(inner);
  };
  gather(FR);
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.filter((text) => / [:;?!»%]|« |'/.test(text))).toEqual([]);
});

import fc from 'fast-check';
import { type AlertState, cleared, happened, isOpen, takeNotice, toldTo } from '../../shared/alert-state.ts';
import { ALERT_CAUSES, ALERTS, type AlertCause, alertText } from '../../shared/alerts.ts';
import { HOUR_MS } from '../../shared/durations.ts';

const CHANNELS = ['smtp', 'webhook'];
const once = (id = 'm1') => ({ count: 1, recordIds: [id], about: [] });
const T0 = Date.UTC(2026, 10, 23, 9);

type Step = { after: number } & ({ do: 'happens' } | { do: 'clears' } | { do: 'looks'; took: string[] });
const step: fc.Arbitrary<Step> = fc.record({ after: fc.integer({ min: 0, max: 2 * HOUR_MS }) }).chain(({ after }) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ after, do: 'happens' as const }) },
    {
      weight: 3,
      arbitrary: fc.record({ after: fc.constant(after), do: fc.constant('looks' as const), took: fc.subarray(CHANNELS) }),
    },
    { weight: 1, arbitrary: fc.constant({ after, do: 'clears' as const }) },
  ),
);

/** What each channel was told, and when each notice was made, over a course of things. */
function course(cause: AlertCause, steps: readonly Step[]) {
  let now = T0;
  let state: AlertState | null = null;
  let happenings = 0;
  const made = new Map<number, number>();
  const told: Record<string, number[]> = { smtp: [], webhook: [] };
  for (const item of steps) {
    now += item.after;
    if (item.do === 'happens') {
      happenings += 1;
      state = happened(state, cause, once(), now);
    } else if (item.do === 'clears') {
      if (state) state = cleared(state);
      happenings = [...made.values()].reduce((a, b) => a + b, 0);
    } else {
      const taken: ReturnType<typeof takeNotice> = state && takeNotice(state, CHANNELS, now);
      if (!taken) continue;
      made.set(taken.notice.at, taken.notice.count);
      const took = item.took.filter((name) => taken.notice.channels.includes(name));
      for (const name of took) told[name]?.push(taken.notice.at);
      state = toldTo(taken.state, taken.notice.at, took, now);
    }
  }
  return { state, happenings, made, told };
}

const causes = fc.constantFrom(...ALERT_CAUSES);
const steps = fc.array(step, { maxLength: 40 });

test('at most one notice an hour, whatever happens, clears and fails', () => {
  fc.assert(
    fc.property(causes, steps, (cause, all) => {
      const times = [...course(cause, all).made.keys()];
      for (const [i, at] of times.entries())
        expect(at - (times[i - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(HOUR_MS);
    }),
  );
});

test('no channel is told a notice twice, and none is skipped: what it did not take is kept for it', () => {
  fc.assert(
    fc.property(causes, steps, (cause, all) => {
      const { state, made, told } = course(
        cause,
        all.filter((item) => item.do !== 'clears'),
      );
      for (const name of CHANNELS) {
        const times = told[name] ?? [];
        expect(new Set(times).size).toBe(times.length);
        const owed = [...made.keys()].filter((at) => !times.includes(at));
        expect(owed).toEqual(state?.notice?.channels.includes(name) ? [state.notice.at] : []);
      }
    }),
  );
});

test('every happening is in a notice or still to be told', () => {
  fc.assert(
    fc.property(causes, steps, (cause, all) => {
      const { state, happenings, made } = course(cause, all);
      const inNotices = [...made.values()].reduce((a, b) => a + b, 0);
      expect(inNotices + (state?.untold.count ?? 0)).toBe(happenings);
    }),
  );
});

test('what is still to be told is always due at some time', () => {
  fc.assert(
    fc.property(causes, steps, (cause, all) => {
      const { state } = course(cause, all);
      if (!state || (state.untold.count === 0 && !state.notice)) return;
      expect(state.dueAt).not.toBeNull();
    }),
  );
});

test('told at once; what follows within the hour is counted, and told when the hour is over', () => {
  const first = takeNotice(happened(null, 'mail-failed', once('a'), T0), CHANNELS, T0);
  expect(first?.notice).toMatchObject({ count: 1, recordIds: ['a'], channels: CHANNELS });
  let state = toldTo(first?.state ?? never(), T0, CHANNELS, T0);
  for (const id of ['b', 'c', 'd']) state = happened(state, 'mail-failed', once(id), T0 + 1000);
  expect(takeNotice(state, CHANNELS, T0 + HOUR_MS - 1)).toBeNull();
  expect(takeNotice(state, CHANNELS, T0 + HOUR_MS)?.notice).toMatchObject({ count: 3, recordIds: ['b', 'c', 'd'] });
});

test('while one tells nobody else does; when it died another one does', () => {
  const taken = takeNotice(happened(null, 'resync', once(), T0), CHANNELS, T0);
  expect(takeNotice(taken?.state ?? never(), CHANNELS, T0 + 1000)).toBeNull();
  expect(takeNotice(taken?.state ?? never(), CHANNELS, T0 + 600_000)?.notice).toMatchObject({ at: T0, attempts: 2 });
});

test('a channel that does not take it gets it with the next tick, then ever more rarely; the other is not told again', () => {
  let state = happened(null, 'mail-failed', once(), T0);
  let now = T0;
  const tries: number[] = [];
  for (let i = 0; i < 8; i++) {
    now = state.dueAt ?? Number.NaN;
    tries.push(now - T0);
    const taken = takeNotice(state, CHANNELS, now);
    expect(taken?.notice.channels).toEqual(i === 0 ? CHANNELS : ['smtp']);
    state = toldTo(taken?.state ?? never(), T0, ['webhook'], now);
  }
  expect(tries.map((ms) => ms / 60_000)).toEqual([0, 1, 3, 7, 15, 30, 45, 60]);
});

test('a channel that is no longer configured keeps nothing waiting', () => {
  const taken = takeNotice(happened(null, 'mail-failed', once(), T0), CHANNELS, T0);
  const later = T0 + 600_000;
  expect(takeNotice(toldTo(taken?.state ?? never(), T0, ['webhook'], T0), ['webhook'], later)).toBeNull();
});

test('what lasts is told at 1, 3, 7, 15 … hours and then daily, however often it is said', () => {
  let state: AlertState | null = null;
  const hours: number[] = [];
  for (let minute = 0; minute <= 5 * 24 * 60; minute += 5) {
    const now = T0 + minute * 60_000;
    state = happened(state, 'reauthorise', once(), now);
    const taken = takeNotice(state, CHANNELS, now);
    if (!taken) continue;
    hours.push(minute / 60);
    state = toldTo(taken.state, taken.notice.at, CHANNELS, now);
  }
  expect(hours).toEqual([0, 1, 3, 7, 15, 31, 55, 79, 103]);
});

test('what is over is not told, nor open; when it begins again it is told within the hour', () => {
  const taken = takeNotice(happened(null, 'model-down', once(), T0), CHANNELS, T0);
  const open = happened(toldTo(taken?.state ?? never(), T0, ['smtp'], T0), 'model-down', once(), T0 + 60_000);
  expect(isOpen(open, T0 + 60_000)).toBe(true);
  const over = cleared(open);
  expect(isOpen(over, T0 + 60_000)).toBe(false);
  expect(takeNotice(over, CHANNELS, T0 + 9 * HOUR_MS)).toBeNull();
  const again = happened(over, 'model-down', once(), T0 + 120_000);
  expect(again.dueAt).toBe(T0 + HOUR_MS);
});

test('what nobody ends is open for a day', () => {
  const state = happened(null, 'mail-failed', once(), T0);
  expect(isOpen(state, T0 + 23 * HOUR_MS)).toBe(true);
  expect(isOpen(state, T0 + 24 * HOUR_MS)).toBe(false);
  expect(isOpen(happened(null, 'reauthorise', once(), T0), T0 + 240 * HOUR_MS)).toBe(true);
});

test.each(ALERT_CAUSES)('%s names in both languages what happened and what to do', (cause) => {
  const { title, todo } = ALERTS[cause];
  for (const language of ['fr', 'en'] as const) {
    expect(title[language].length).toBeGreaterThan(15);
    expect(title[language]).not.toMatch(/[.!\n]$/);
    expect(todo[language].length).toBeGreaterThan(40);
    const text = alertText(
      cause,
      { count: 4, recordIds: ['18c'], about: ['rentree'], at: T0 + 60 * HOUR_MS, since: T0 },
      language,
    );
    expect(text).toContain(title[language]);
    expect(text).toContain(todo[language]);
    expect(text).toMatch(/\n\n(4 (fois|times) .*|(Dure depuis|Has lasted for) 2 (jours|days)\.)\n.*rentree\n.*18c$/);
  }
  expect(title.fr).not.toBe(title.en);
  expect(todo.fr).not.toBe(todo.en);
});

function never(): never {
  throw new Error('There was nothing to tell');
}

test('what it is about stays known once it was told, and until it is over', () => {
  const state = happened(null, 'facts-expiring', { count: 1, recordIds: ['m1'], about: ['fees'] }, T0);
  const told = takeNotice(state, [], T0)?.state ?? state;
  expect(told.untold.about).toEqual([]);
  expect(told.about).toEqual({ recordIds: ['m1'], about: ['fees'] });
  const again = happened(told, 'facts-expiring', { count: 1, recordIds: ['m2'], about: ['open-days'] }, T0 + HOUR_MS);
  expect(again.about).toEqual({ recordIds: ['m1', 'm2'], about: ['open-days'] });
  expect(cleared(again)).not.toHaveProperty('about');
});

test('what a clock that was years ahead has told is told again once it is right', () => {
  const ahead = T0 + 30_000 * HOUR_MS;
  const told = takeNotice(happened(null, 'mail-failed', once(), ahead), CHANNELS, ahead)?.state ?? null;
  const state = happened(told, 'mail-failed', once('m2'), T0);
  expect(takeNotice(state, CHANNELS, T0)?.notice).toMatchObject({ at: T0, since: T0, recordIds: ['m2'] });
  // Clocks of several servers may differ by minutes: that makes no second notice.
  const near = takeNotice(happened(null, 'mail-failed', once(), T0 + 60_000), CHANNELS, T0 + 60_000)?.state ?? null;
  expect(takeNotice(happened(near, 'mail-failed', once('m2'), T0), CHANNELS, T0)).toBeNull();
});

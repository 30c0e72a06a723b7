import fc from 'fast-check';
import { addDays, dayIn, instantOf, isDay, isTimezone, weekdayOf } from '../../shared/local-time.ts';
import { addOpenTime, isOpen, minutesOf, nextOpenDay, stretchesOn, weekOf } from '../../shared/opening-hours.ts';
import { type OpeningHours, WEEKDAYS, type Weekday } from '../../shared/policy.ts';

const HOUR = 3_600_000;
const PARIS = 'Europe/Paris';
type Stretch = readonly [string, string];

function hoursOf(weekly: Partial<Record<Weekday, readonly Stretch[]>>, change: Partial<OpeningHours> = {}): OpeningHours {
  const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  return { timezone: PARIS, weekly: { ...closed, ...weekly }, closures: [], ...change };
}

const workdays: readonly Stretch[] = [
  ['09:00', '12:30'],
  ['13:30', '17:00'],
];
const office = hoursOf({ mon: workdays, tue: workdays, wed: workdays, thu: workdays, fri: workdays });
const at = (day: string, time: string, timezone = PARIS): number => instantOf(timezone, day, minutesOf(time) ?? Number.NaN);

describe('local time', () => {
  test('reads and writes the wall clock on both sides of a change of the clock', () => {
    expect(new Date(at('2026-11-23', '10:00')).toISOString()).toBe('2026-11-23T09:00:00.000Z');
    expect(new Date(at('2026-07-06', '10:00')).toISOString()).toBe('2026-07-06T08:00:00.000Z');
    // 29 March 2026, 2:30 does not exist in Paris; 25 October 2026, 2:30 exists twice.
    expect(new Date(at('2026-03-29', '02:30')).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(new Date(at('2026-10-25', '02:30')).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(new Date(at('2026-11-01', '00:00', 'America/New_York')).toISOString()).toBe('2026-11-01T04:00:00.000Z');
    expect(dayIn(PARIS, Date.UTC(2026, 10, 22, 23, 30))).toBe('2026-11-23');
    expect(weekdayOf('2026-11-23')).toBe(0);
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  });

  test('knows what is a day and a zone', () => {
    expect(['2026-11-23', '2028-02-29'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '23/11/2026', ''].some(isDay)).toBe(false);
    expect(isTimezone('Europe/Paris')).toBe(true);
    expect(isTimezone('Europe/Nowhere')).toBe(false);
  });

  test('a wall time that exists is found again', () => {
    const zones = fc.constantFrom(PARIS, 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC');
    fc.assert(
      fc.property(zones, fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2035, 0) }), (zone, instant) => {
        const minute = Math.floor(instant / 60_000) * 60_000;
        const day = dayIn(zone, minute);
        const midnight = instantOf(zone, day, 0);
        expect(midnight).toBeLessThanOrEqual(minute);
        expect(dayIn(zone, midnight)).toBe(day);
        expect(dayIn(zone, midnight - 1)).toBe(addDays(day, -1));
      }),
      { numRuns: 200 },
    );
  });
});

describe('opening hours', () => {
  test('open from the first minute to before the last', () => {
    expect(isOpen(office, at('2026-11-23', '09:00'))).toBe(true);
    expect(isOpen(office, at('2026-11-23', '08:59'))).toBe(false);
    expect(isOpen(office, at('2026-11-23', '12:30'))).toBe(false);
    expect(isOpen(office, at('2026-11-22', '10:00'))).toBe(false);
  });

  test('counts open time over lunch, night, weekend and closures', () => {
    const closed = { ...office, closures: [{ from: '2026-11-23', until: '2026-11-24', name: { fr: 'pont', en: 'bridge' } }] };
    expect(addOpenTime(office, at('2026-11-23', '12:00'), HOUR)).toBe(at('2026-11-23', '14:00'));
    expect(addOpenTime(office, at('2026-11-20', '16:30'), HOUR)).toBe(at('2026-11-23', '09:30'));
    expect(addOpenTime(closed, at('2026-11-20', '16:30'), HOUR)).toBe(at('2026-11-25', '09:30'));
    expect(addOpenTime(office, at('2026-11-21', '03:00'), 7 * HOUR)).toBe(at('2026-11-23', '17:00'));
    expect(addOpenTime(office, at('2026-11-23', '10:00'), 0)).toBe(at('2026-11-23', '10:00'));
  });

  test('a day open around the clock has 23 or 25 hours when the clock changes', () => {
    const always = hoursOf(Object.fromEntries(WEEKDAYS.map((day) => [day, [['00:00', '24:00']]])));
    expect(addOpenTime(always, at('2026-03-29', '00:00'), 23 * HOUR)).toBe(at('2026-03-30', '00:00'));
    expect(addOpenTime(always, at('2026-10-25', '00:00'), 25 * HOUR)).toBe(at('2026-10-26', '00:00'));
    const nights = hoursOf({ sun: [['02:00', '03:00']] });
    expect(isOpen(nights, Date.UTC(2026, 2, 29, 1, 0))).toBe(false);
  });

  test('never open: the clock counts, and there is no next open day', () => {
    const never = hoursOf({});
    expect(addOpenTime(never, 1_000, HOUR)).toBe(1_000 + HOUR);
    expect(nextOpenDay(never, 1_000)).toBeNull();
  });

  test('open too seldom: later due times still lie later', () => {
    const seldom = hoursOf({ mon: [['09:00', '09:01']] });
    const from = at('2026-11-23', '00:00');
    const due = [1, 50, 60, 70].map((minutes) => addOpenTime(seldom, from, minutes * 60_000));
    expect([...due].sort((a, b) => a - b)).toEqual(due);
  });

  test('unreadable, backward and overlapping stretches do no harm', () => {
    const odd = hoursOf({
      mon: [
        ['10:00', '12:00'],
        ['09:00', '11:00'],
        ['18:00', '17:00'],
        ['nine', '99:00'],
      ],
    });
    expect(stretchesOn(odd, '2026-11-23')).toEqual([[540, 720]]);
  });

  test('the next open day is today while there is time left', () => {
    expect(nextOpenDay(office, at('2026-11-23', '16:59'))).toBe('2026-11-23');
    expect(nextOpenDay(office, at('2026-11-23', '17:00'))).toBe('2026-11-24');
    expect(nextOpenDay(office, at('2026-11-20', '17:00'))).toBe('2026-11-23');
    expect(weekOf(office, at('2026-11-22', '12:00'))).toEqual(expect.arrayContaining(['2026-11-16', '2026-11-22']));
    expect(weekOf(office, at('2026-11-22', '12:00'), 1)[0]).toBe('2026-11-23');
  });

  describe('whatever the hours', () => {
    const time = fc
      .integer({ min: 0, max: 23 * 60 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
    const stretches = fc.array(fc.tuple(time, time), { maxLength: 3 });
    const hours: fc.Arbitrary<OpeningHours> = fc
      .record({ mon: stretches, tue: stretches, wed: stretches, thu: stretches, fri: stretches, sat: stretches, sun: stretches })
      .map((weekly) => hoursOf({ ...weekly, mon: [...weekly.mon, ['09:00', '17:00']] }));
    const now = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) });
    const span = fc.integer({ min: 1, max: 40 * HOUR });

    test('what is due lies ahead, and adds up', () => {
      fc.assert(
        fc.property(hours, now, span, span, (h, from, a, b) => {
          const due = addOpenTime(h, from, a);
          expect(due).toBeGreaterThanOrEqual(from + a);
          expect(addOpenTime(h, from, a + b)).toBe(addOpenTime(h, due, b));
        }),
        { numRuns: 60 },
      );
    });

    test('it falls due while open, or at the moment of closing', () => {
      fc.assert(
        fc.property(hours, now, span, (h, from, ms) => {
          const due = addOpenTime(h, from, ms);
          expect(isOpen(h, due) || isOpen(h, due - 1)).toBe(true);
        }),
        { numRuns: 60 },
      );
    });
  });
});

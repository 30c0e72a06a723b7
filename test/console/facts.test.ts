import * as fc from 'fast-check';
import type { Fact, Row } from '../../server/console/page/facts/data.ts';
import { commonPeriod, keyOf, nextPeriod, sortedFacts, stateOf } from '../../server/console/page/facts/fact-state.ts';
import { contentLines, factText } from '../../server/console/page/facts/fact-text.ts';
import { EMPTY_ROW, faultOf, followingRow, whenOf, withTime, withWhen } from '../../server/console/page/facts/rows.ts';
import { addDays } from '../../shared/local-time.ts';

const TODAY = '2026-11-22';
const fact = (part: Partial<Fact>): Fact => ({
  key: 'exams',
  kind: 'text',
  label: { fr: 'Examens', en: 'Exams' },
  value: { fr: 'en janvier', en: 'in January' },
  dates: [],
  rows: [],
  validFrom: null,
  validUntil: null,
  ...part,
});

describe('the state of a fact', () => {
  it.each([
    [{ validFrom: null, validUntil: null }, 'now'],
    [{ validFrom: '2026-11-23', validUntil: null }, 'later'],
    [{ validFrom: null, validUntil: '2026-11-21' }, 'over'],
    [{ validFrom: null, validUntil: TODAY }, 'soon'],
    [{ validFrom: null, validUntil: '2026-12-06' }, 'soon'],
    [{ validFrom: null, validUntil: '2026-12-07' }, 'now'],
  ])('of %o is %s', (period, state) => expect(stateOf(period, TODAY)).toBe(state));

  it('lists by name, of one key the newest period first', () => {
    const list = [
      fact({ validFrom: '2025-08-01' }),
      fact({ key: 'a', label: { fr: 'Été', en: 'A' } }),
      fact({ validFrom: '2026-08-01' }),
    ];
    expect(sortedFacts(list, 'fr').map(({ key, validFrom }) => [key, validFrom])).toEqual([
      ['a', null],
      ['exams', '2026-08-01'],
      ['exams', '2025-08-01'],
    ]);
  });
});

describe('the next term', () => {
  it('begins the day after, and a school year stays a school year', () => {
    expect(nextPeriod({ from: '2026-08-01', until: '2027-07-31' })).toEqual({ from: '2027-08-01', until: '2028-07-31' });
    expect(nextPeriod({ from: '2026-08-01', until: '2027-08-31' })).toEqual({ from: '2027-09-01', until: '2028-08-31' });
    expect(nextPeriod({ from: '2027-03-01', until: '2028-02-29' }).until).toBe('2029-02-28');
    expect(nextPeriod({ from: '2026-09-01', until: '2026-12-31' })).toEqual({ from: '2027-01-01', until: '2027-05-02' });
  });

  it('follows on the period before without a gap, whatever it was', () => {
    const day = fc.integer({ min: 0, max: 9_999 }).map((n) => addDays('2020-01-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 800 }), (from, length) => {
        const until = addDays(from, length);
        const next = nextPeriod({ from, until });
        expect(next.from).toBe(addDays(until, 1));
        expect(next.until >= next.from).toBe(true);
      }),
    );
  });

  it('takes the period that most facts have', () => {
    const year = { validFrom: '2026-08-01', validUntil: '2027-07-31' };
    expect(
      commonPeriod([year, year, { validFrom: '2026-09-01', validUntil: '2026-12-31' }, { validFrom: null, validUntil: null }]),
    ).toEqual({
      from: '2026-08-01',
      until: '2027-07-31',
    });
    expect(commonPeriod([{ validFrom: '2026-08-01', validUntil: null }])).toBeNull();
  });
});

it('makes a name for templates that the server takes', () => {
  expect(keyOf('Dates d’examens 2027')).toBe('dates-d-examens-2027');
  expect(keyOf('2027')).toBe('');
  fc.assert(fc.property(fc.string(), (label) => /^([a-z][a-z0-9-]*)?$/.test(keyOf(label))));
});

describe('the table editor', () => {
  const row = (part: Partial<Row>): Row => ({ ...EMPTY_ROW, ...part });

  it('has a weekday or a day, never both', () => {
    const monday = withWhen(row({ day: '2026-12-10' }), 'mon', TODAY);
    expect(monday).toMatchObject({ weekday: 'mon', day: null });
    expect(withWhen(monday, 'day', TODAY)).toMatchObject({ weekday: null, day: TODAY });
    expect(whenOf(withWhen(monday, 'none', TODAY))).toBe('none');
  });

  it('has no end without a beginning', () => {
    const hours = row({ from: '09:00', until: '12:00' });
    expect(withTime(hours, 'from', '')).toMatchObject({ from: null, until: null });
    expect(withTime(hours, 'until', '')).toMatchObject({ from: '09:00', until: null });
  });

  it('goes on where the last row ends: the next weekday with the same hours', () => {
    expect(followingRow([])).toEqual(EMPTY_ROW);
    const monday = row({ weekday: 'mon', from: '09:00', until: '17:00' });
    expect(followingRow([monday])).toEqual({ ...monday, weekday: 'tue' });
    expect(followingRow([row({ weekday: 'sun', from: '09:00' })])).toEqual(EMPTY_ROW);
    expect(followingRow([row({ day: '2026-12-10', from: '09:00' })])).toMatchObject({ day: '2026-12-10', from: '09:00' });
  });

  it.each([
    [{}, 'empty'],
    [{ weekday: 'mon' as const }, 'empty'],
    [{ weekday: 'mon' as const, from: '17:00', until: '09:00' }, 'backward'],
    [{ label: { fr: 'Oral', en: '' } }, 'one-language'],
    [{ weekday: 'mon' as const, from: '09:00' }, null],
    [{ label: { fr: 'Oral', en: 'Oral' } }, null],
  ])('says what is wrong with %o: %s', (part, fault) => expect(faultOf(row(part))).toBe(fault));

  it('reads as people say it, and compares as text', () => {
    const table = fact({
      kind: 'table',
      rows: [
        row({ label: { fr: 'Oral', en: 'Oral exam' }, day: '2026-12-12', from: '10:00', until: '11:00' }),
        row({ weekday: 'mon', from: '09:00' }),
      ],
    });
    expect(contentLines(table, 'en')).toEqual(['Oral exam, Sat 12 December 2026, 10:00–11:00', 'Monday, 09:00']);
    expect(factText(undefined, 'fr')).toBe('');
    expect(factText(table, 'fr')).not.toBe(factText({ ...table, validUntil: TODAY }, 'fr'));
  });
});

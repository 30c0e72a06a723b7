import fc from 'fast-check';
import { EXPIRY_NOTICE_DAYS, expiringFacts } from '../../shared/facts.ts';
import { addDays } from '../../shared/local-time.ts';
import type { Fact } from '../../shared/policy.ts';

const TODAY = '2026-11-22';

function fact(key: string, validFrom: string | null, validUntil: string | null, change: Partial<Fact> = {}): Fact {
  const both = { fr: key, en: key };
  return { key, kind: 'text', label: both, value: both, dates: [], validFrom, validUntil, ...change };
}

const expiring = (facts: Fact[], ...keys: string[]) =>
  expiringFacts(
    { facts },
    keys.map((key) => ({ key, language: 'fr' as const })),
    TODAY,
  );

test('the first day without it, within two weeks', () => {
  expect(expiring([fact('a', null, '2026-11-30')], 'a')).toEqual([{ key: 'a', from: '2026-12-01' }]);
  expect(expiring([fact('a', null, addDays(TODAY, EXPIRY_NOTICE_DAYS - 1))], 'a')).toEqual([
    { key: 'a', from: addDays(TODAY, EXPIRY_NOTICE_DAYS) },
  ]);
  expect(expiring([fact('a', null, addDays(TODAY, EXPIRY_NOTICE_DAYS))], 'a')).toEqual([]);
  expect(expiring([fact('a', null, null)], 'a')).toEqual([]);
});

test('a successor that begins the day after keeps it out; one that leaves a gap does not', () => {
  const old = fact('a', null, '2026-11-30');
  expect(expiring([old, fact('a', '2026-12-01', '2027-08-31')], 'a')).toEqual([]);
  expect(expiring([old, fact('a', '2026-12-03', '2027-08-31')], 'a')).toEqual([{ key: 'a', from: '2026-12-01' }]);
});

test('what has ended already is told too: it would fall silent on the day it matters', () => {
  expect(expiring([fact('a', null, '2026-08-31')], 'a')).toEqual([{ key: 'a', from: TODAY }]);
});

test('what no answer uses, and what was never there, is not', () => {
  expect(expiring([fact('a', null, '2026-11-30')], 'b')).toEqual([]);
});

test('a list of days ends with its last one', () => {
  const days = fact('open-days', null, null, { kind: 'dates', dates: ['2026-11-28', '2026-11-25'] });
  expect(expiring([days], 'open-days')).toEqual([{ key: 'open-days', from: '2026-11-29' }]);
});

test('the soonest first, each once, whatever uses it', () => {
  const facts = [fact('a', null, '2026-12-02'), fact('b', null, '2026-11-24'), fact('c', null, '2026-11-24')];
  expect(expiring(facts, 'a', 'c', 'b', 'a', 'c').map(({ key }) => key)).toEqual(['b', 'c', 'a']);
});

test('for any periods: told exactly where a day of the two weeks is covered by none', () => {
  const offset = fc.integer({ min: -40, max: 40 });
  const period = fc.record({ from: fc.option(offset), days: fc.option(fc.integer({ min: 0, max: 40 })) });
  fc.assert(
    fc.property(fc.array(period, { minLength: 1, maxLength: 5 }), (periods) => {
      const ends = periods.map(({ from, days }) => ({
        from: from ?? Number.NEGATIVE_INFINITY,
        until: days === null ? Number.POSITIVE_INFINITY : (from ?? 0) + days,
      }));
      const facts = ends.map(({ from, until }) =>
        fact('a', Number.isFinite(from) ? addDays(TODAY, from) : null, Number.isFinite(until) ? addDays(TODAY, until) : null),
      );
      const window = Array.from({ length: EXPIRY_NOTICE_DAYS + 1 }, (_, day) => day);
      const bare = window.find((day) => !ends.some(({ from, until }) => from <= day && day <= until));
      expect(expiring(facts, 'a')).toEqual(bare === undefined ? [] : [{ key: 'a', from: addDays(TODAY, bare) }]);
    }),
  );
});

import { factOn, nextDateOf } from '../../shared/facts.ts';
import type { Fact } from '../../shared/policy.ts';

function fact(value: string, validFrom: string | null, validUntil: string | null, change: Partial<Fact> = {}): Fact {
  const both = { fr: value, en: value };
  return { key: 'k', kind: 'text', label: both, value: both, dates: [], validFrom, validUntil, ...change };
}

test('the fact in date, both days included, the latest to begin first', () => {
  const facts = [
    fact('last year', '2025-09-01', '2026-08-31'),
    fact('this year', '2026-09-01', '2027-08-31'),
    fact('always', null, null),
  ];
  expect(factOn({ facts }, 'k', '2026-08-31', 'fr').fact?.value.fr).toBe('last year');
  expect(factOn({ facts }, 'k', '2026-09-01', 'fr').fact?.value.fr).toBe('this year');
  expect(factOn({ facts }, 'k', '2030-01-01', 'fr').fact?.value.fr).toBe('always');
});

test('unknown, empty in the language, out of date', () => {
  const facts = [fact('x', '2026-09-01', '2026-12-31')];
  expect(factOn({ facts }, 'other', '2026-10-01', 'fr').why).toBe('missing');
  expect(factOn({ facts }, 'k', '2027-01-01', 'fr').why).toBe('expired');
  expect(factOn({ facts: [fact('x', null, null, { value: { fr: 'x', en: ' ' } })] }, 'k', '2026-10-01', 'en').why).toBe(
    'missing',
  );
});

test('days hold while one of them is to come', () => {
  const days = fact('', null, null, { kind: 'dates', dates: ['2026-12-05', '2026-11-07'] });
  expect(nextDateOf(days, '2026-11-08')).toBe('2026-12-05');
  expect(factOn({ facts: [days] }, 'k', '2026-12-05', 'fr').why).toBeNull();
  expect(factOn({ facts: [days] }, 'k', '2026-12-06', 'fr').why).toBe('expired');
});

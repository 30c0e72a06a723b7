import fc from 'fast-check';
import { checkTemplate } from '../../../server/mail/check-template.ts';
import { tableInWords } from '../../../server/mail/render/table.ts';
import { expiringFacts, factOn, rowsFrom } from '../../../shared/facts.ts';
import { addDays } from '../../../shared/local-time.ts';
import { type FactRow, WEEKDAYS } from '../../../shared/policy.ts';
import { aFact, aPolicy, aTemplate } from '../support/render-fixtures.ts';

const row = (change: Partial<FactRow>): FactRow => ({
  label: { fr: '', en: '' },
  weekday: null,
  day: null,
  from: null,
  until: null,
  ...change,
});
const label = { fr: 'Droit', en: 'Law' };

test('a row says its day, its label and its hours, whichever of them it has', () => {
  const rows = [
    row({ day: '2026-12-01', label, from: '09:00', until: '12:30' }),
    row({ day: '2026-12-02', from: '14:00' }),
    row({ day: '2026-12-03' }),
    row({ weekday: 'sun', label }),
    row({ label, from: '08:05' }),
    row({ label: { fr: 'Accueil', en: 'Desk' } }),
  ];
  expect(tableInWords(rows, 'fr').split('\n')).toEqual([
    '- mardi 1er décembre 2026 : Droit, 9 h – 12 h 30',
    '- mercredi 2 décembre 2026 : 14 h',
    '- jeudi 3 décembre 2026',
    '- dimanche : Droit',
    '- Droit : 8 h 05',
    '- Accueil',
  ]);
  expect(tableInWords(rows, 'en').split('\n').slice(0, 2)).toEqual([
    '- Tuesday 1 December 2026: Law, 9:00 – 12:30',
    '- Wednesday 2 December 2026: 14:00',
  ]);
  expect(
    tableInWords(
      Array.from({ length: 50 }, (_, i) => row({ day: addDays('2026-12-01', i) })),
      'en',
    ).split('\n'),
  ).toHaveLength(40);
});

test('rows come in the order of their days and hours, and none that is past', () => {
  const day = fc.integer({ min: -20, max: 20 }).map((n) => addDays('2026-11-23', n));
  const hour = fc.constantFrom(null, '08:00', '09:30', '14:00');
  const any = fc.oneof(
    fc.record({ day, from: hour }).map((change) => row(change)),
    fc.record({ weekday: fc.constantFrom(...WEEKDAYS), from: hour }).map((change) => row(change)),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 20 }), (rows) => {
      const shown = rowsFrom({ rows }, '2026-11-23');
      expect(shown).toHaveLength(rows.filter((one) => one.day === null || one.day >= '2026-11-23').length);
      const place = (one: FactRow): string =>
        `${one.day ?? ''} ${one.weekday ? WEEKDAYS.indexOf(one.weekday) : 7} ${one.from ?? ''}`;
      expect(shown.map(place)).toEqual(shown.map(place).sort());
      expect(rowsFrom({ rows: shown }, '2026-11-23')).toEqual(shown);
    }),
  );
});

test('a table holds while a row is to come, and in the languages that it is written in', () => {
  const fact = (rows: FactRow[]) => ({ facts: [aFact({ key: 't', kind: 'table', rows, validFrom: null, validUntil: null })] });
  const why = (rows: FactRow[], day: string, language: 'fr' | 'en' = 'fr') => factOn(fact(rows), 't', day, language).why;
  const exam = row({ day: '2026-12-01', label });
  expect(why([exam], '2026-12-01')).toBeNull();
  expect(why([exam], '2026-12-02')).toBe('expired');
  expect(why([row({ weekday: 'mon', label })], '2099-01-01')).toBeNull();
  expect(why([], '2026-12-01')).toBe('missing');
  const half = row({ day: '2026-12-01', label: { fr: 'Droit', en: ' ' } });
  expect([why([half], '2026-11-01', 'fr'), why([half], '2026-11-01', 'en')]).toEqual([null, 'missing']);
  expect(expiringFacts(fact([exam]), [{ key: 't', language: 'fr' }], '2026-11-23')).toEqual([{ key: 't', from: '2026-12-02' }]);
});

test('a template with a table in the middle of a sentence is told so', () => {
  const policy = aPolicy({ facts: [aFact({ key: 't', kind: 'table', rows: [row({ label })] })] });
  const codes = (body: string, subject = 's') =>
    checkTemplate(aTemplate(`{{slot.course}}\n${body}`, { subject }), policy).map(({ code, line, severity }) => [
      code,
      line,
      severity,
    ]);
  expect(codes('{{fact.t}}')).toEqual([]);
  expect(codes('{{#if fact.t}}\nLes examens :\n\n{{fact.t}}\n{{/if}}')).toEqual([]);
  expect(codes('Voir {{fact.t}}.')).toEqual([['table-inline', 2, 'warning']]);
  expect(codes('x', '{{fact.t}}')).toEqual([['table-inline', 1, 'warning']]);
});

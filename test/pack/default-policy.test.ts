import fc from 'fast-check';
import { checkTemplate } from '../../server/mail/check-template.ts';
import { missingFor, renderReply } from '../../server/mail/render-reply.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { closuresOf, easterSunday, schoolYear } from '../../server/pack/school-year.ts';
import { isDay } from '../../shared/local-time.ts';
import { LANGUAGES } from '../../shared/policy.ts';
import { aMail, NOW } from '../mail/support/render-fixtures.ts';

const policy = defaultPolicy(NOW);

test('every answered category has a published template in both languages, without any problem', () => {
  for (const category of policy.categories.filter(({ handling }) => handling === 'answer')) {
    for (const language of LANGUAGES) {
      const template = policy.templates.find((t) => t.categoryId === category.id && t.language === language);
      expect(template?.published).toBe(true);
      if (template) expect(checkTemplate(template, policy)).toEqual([]);
    }
  }
});

test('on whatever day it is installed, every answer is whole that day without any slot', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2024-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), (date) => {
      const fresh = defaultPolicy(date.getTime());
      for (const template of fresh.templates) {
        expect(missingFor(template, { slots: [] }, fresh, date.getTime())).toEqual([]);
      }
    }),
    { numRuns: 40 },
  );
});

test('and out of date when the next school year has begun', () => {
  const later = NOW + 366 * 86_400_000;
  const [template] = policy.templates;
  if (!template) throw new Error('no template');
  expect(missingFor(template, { slots: [] }, policy, later)).toContainEqual(expect.objectContaining({ why: 'expired' }));
});

test('answers read as mails: no braces, no gaps, no empty lines in a row, a course named where the mail names one', () => {
  for (const template of policy.templates) {
    for (const slots of [[], [{ name: 'course', value: 'Bachelor communication', quote: 'Bachelor communication' }]]) {
      const reply = renderReply({ template, mail: aMail(), reading: { slots }, policy, now: NOW, by: { kind: 'automatic' } });
      expect(reply.missing).toEqual([]);
      expect(reply.text).not.toMatch(/[{}⟦⟧]|\n{3}|undefined|\[object/);
      const names = template.body.includes('slot.course') && slots.length > 0;
      expect(reply.text.includes('Bachelor communication')).toBe(names);
    }
  }
});

test('the school year and its closures', () => {
  expect(schoolYear(NOW, 'Europe/Paris')).toMatchObject({ name: '2026-2027', start: '2026-09-07', end: '2027-06-25' });
  expect(schoolYear(Date.UTC(2027, 6, 15), 'Europe/Paris').name).toBe('2026-2027');
  expect(schoolYear(Date.UTC(2027, 7, 15), 'Europe/Paris').name).toBe('2027-2028');
  // Easter by published tables: 28 March 2027, 20 April 2025, 5 April 2026, 16 April 2028.
  expect([2025, 2026, 2027, 2028].map(easterSunday)).toEqual(['2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16']);
  const closures = closuresOf(schoolYear(NOW, 'Europe/Paris'));
  expect(closures.every(({ from, until }) => isDay(from) && isDay(until) && from <= until)).toBe(true);
  expect(closures.map(({ from }) => from)).toEqual([...closures.map(({ from }) => from)].sort());
});

test('people stand for functions and every category names one who exists', () => {
  const ids = policy.people.map(({ id }) => id);
  for (const { personId } of policy.categories) if (personId !== null) expect(ids).toContain(personId);
  for (const { address } of policy.people) expect(address).toMatch(/@ecole\.example$/);
});

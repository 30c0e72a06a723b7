import fc from 'fast-check';
import { checkTemplate } from '../../server/mail/check-template.ts';
import { renderReply } from '../../server/mail/render-reply.ts';
import { aFact, aMail, aPolicy, aTemplate, NOW } from './support/render-fixtures.ts';

const good = '{{greeting}}\n\n{{slot.course}} {{fact.portal}}';
const codes = (body: string, subject = 'Objet'): string[] =>
  checkTemplate(aTemplate(body, { subject }), aPolicy()).map((p) => p.code);

test('a good template has no problem', () => {
  expect(codes(good)).toEqual([]);
  expect(codes(`${good} {{#if slot.day}}{{date slot.day}}{{/if}}{{hours "regular"}}{{nextOpenDay}}{{closures}}`)).toEqual([]);
  expect(codes(`${good}{{#each (upcoming "open-days")}}- {{this}}\n{{else}}{{/each}}`)).toEqual(['not-allowed']);
});

test.each([
  ['{{slot.course', 'syntax'],
  ['{{#if slot.course}}', 'syntax'],
  ['{{unknown}}', 'unknown-variable'],
  ['{{slot}}', 'unknown-variable'],
  ['{{slot.course.length}}', 'unknown-variable'],
  ['{{slot.nothing}}', 'unknown-slot'],
  ['{{fact.nothing}}', 'unknown-fact'],
  ['{{nextDate "nothing"}}', 'unknown-fact'],
  ['{{shout slot.course}}', 'unknown-helper'],
  ['{{#with slot}}x{{/with}}', 'unknown-helper'],
  ['{{#fact.portal}}x{{/fact.portal}}', 'unknown-helper'],
  ['{{hours}}', 'bad-argument'],
  ['{{hours "yesterday"}}', 'bad-argument'],
  ['{{nextDate "portal"}}', 'bad-argument'],
  ['{{date slot.course}}', 'bad-argument'],
  ['{{#each slot}}x{{/each}}', 'bad-argument'],
  ['{{#if greeting}}x{{/if}}', 'unknown-variable'],
  ['{{> partial}}', 'not-allowed'],
  ['{{#*inline "x"}}x{{/inline}}', 'not-allowed'],
  ['{{@root}}', 'not-allowed'],
  ['{{../slot.course}}', 'not-allowed'],
  ['{{"text"}}', 'not-allowed'],
  ['{{{{raw}}}} {{x}} {{{{/raw}}}}', 'unknown-helper'],
  ['{{#each (upcoming "open-days")}}{{slot.course}}{{/each}}', 'not-allowed'],
  ['https://ecole.example/{{slot.course}}', 'slot-in-link'],
  ['{{fact.portal}}{{slot.course}}', 'slot-in-link'],
  ['{{#if slot.day}}a{{else}}https://x.example/{{slot.course}}{{/if}}', 'slot-in-link'],
  ['<b>x</b> {{slot.course}}', 'html-in-text'],
  ['⟦x⟧', 'gap-mark'],
  ['a\u200Bb', 'unprintable'],
  ['x'.repeat(10_001), 'too-long'],
  ['', 'empty-body'],
  ['rien', 'unused-required-slot'],
  ['{{slot.day}}', 'optional-slot-bare'],
])('%j: %s', (body, code) => {
  expect(codes(body)).toContain(code);
});

test('problems say where and what to do, in both languages', () => {
  expect(checkTemplate(aTemplate(`${good}\n\nPuis {{fact.nothing}}`), aPolicy())).toEqual([
    {
      code: 'unknown-fact',
      severity: 'error',
      part: 'body',
      line: 5,
      column: 7,
      name: 'nothing',
      message: {
        fr: 'Le fait « nothing » n’existe pas : créez-le ou corrigez son nom.',
        en: 'The fact “nothing” does not exist: create it or correct its name.',
      },
    },
  ]);
  expect(checkTemplate(aTemplate('a\nb {{#if'), aPolicy())[0]).toMatchObject({ code: 'syntax', line: 2 });
  expect(checkTemplate(aTemplate('{{#if slot.course}}\n{{/unless}}'), aPolicy())[0]).toMatchObject({ code: 'syntax', line: 1 });
});

test('the subject is checked too', () => {
  expect(codes(good, '{{unknown}}')).toEqual(['unknown-variable']);
  expect(codes(good, '')).toEqual(['empty-subject']);
  expect(codes(good, 'a\nb')).toEqual(['subject-lines']);
});

test('a fact without words in the language, and an unknown category', () => {
  const policy = aPolicy({ facts: [aFact({ key: 'portal', value: { fr: '', en: 'x' } })] });
  expect(checkTemplate(aTemplate(good), policy)).toMatchObject([{ code: 'fact-untranslated', severity: 'warning' }]);
  expect(checkTemplate(aTemplate(good, { categoryId: 'x' }), policy)).toMatchObject([{ code: 'unknown-category' }]);
});

test('what is saved without an error can be composed, whatever its text', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '{{',
      '}}',
      '{{greeting}}',
      '{{slot.course}}',
      '{{#if slot.day}}',
      '{{else}}',
      '{{/if}}',
      '{{fact.old}}',
      '{{> x}}',
      '{{lookup slot "x"}}',
      '{{slot.constructor}}',
      '\\{{x}}',
      '{{!-- x --}}',
      '{{~fact.portal~}}',
      '{{nextOpenDay}}',
      'https://x.example/',
      '\n- ',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const template = aTemplate(pieces.join(''));
      const policy = aPolicy();
      if (checkTemplate(template, policy).some((p) => p.severity === 'error')) return;
      const reading = { slots: [{ name: 'course', value: 'BTS', quote: 'BTS' }] };
      const input = { template, mail: aMail(), policy, now: NOW, by: { kind: 'automatic' } as const };
      expect(typeof renderReply({ ...input, reading }).text).toBe('string');
      expect(typeof renderReply({ ...input, reading: { slots: [] } }).text).toBe('string');
    }),
    { numRuns: 500 },
  );
});

import * as fc from 'fast-check';
import { type Name, offersAt } from '../../server/console/page/templates/completion.ts';
import { draftText, partsOf, sameDraft, versionsOf } from '../../server/console/page/templates/draft.ts';
import { extentOf, offsetOf, tokensOf } from '../../server/console/page/templates/tokens.ts';
import type { TemplateView } from '../../shared/api.ts';

const NAMES: readonly Name[] = [
  { kind: 'variable', name: 'greeting', insert: '{{greeting}}', label: 'Greeting', value: null },
  { kind: 'variable', name: 'closures', insert: '{{closures}}', label: 'Closures to come', value: 'from 24 December' },
  { kind: 'slot', name: 'slot.course', insert: '{{slot.course}}', label: 'Course', value: null },
  { kind: 'slot', name: 'slot.day', insert: '{{#if slot.day}}{{slot.day}}{{/if}}', label: 'Day', value: null },
  { kind: 'fact', name: 'fact.open-days', insert: '{{fact.open-days}}', label: 'Journées portes ouvertes', value: '12 December' },
  {
    kind: 'form',
    name: 'nextDate open-days',
    insert: '{{nextDate "open-days"}}',
    label: 'Journées portes ouvertes',
    value: '12',
  },
];

/** `|` is where the cursor stands. */
function offered(text: string, asked = false): { labels: string[]; applied: string[] } | null {
  const at = text.indexOf('|');
  const plain = text.replace('|', '');
  const found = offersAt(plain, at, NAMES, asked);
  return (
    found && {
      labels: found.offers.map(({ label }) => label),
      applied: found.offers.map(({ insert }) => plain.slice(0, found.from) + insert + plain.slice(found.to)),
    }
  );
}

describe('what is offered while a template is written', () => {
  it('offers everything after two braces, and puts braces round it once', () => {
    expect(offered('Dear {{|')?.labels).toHaveLength(NAMES.length);
    expect(offered('Dear {{gre|')?.applied).toEqual(['Dear {{greeting}}']);
    expect(offered('Dear {{gre|}}, you')?.applied).toEqual(['Dear {{greeting}}, you']);
  });

  it('finds by name and by meaning, without accents and case, a name first', () => {
    expect(offered('{{JOURNEES|')?.labels).toEqual(['fact.open-days', 'nextDate open-days']);
    expect(offered('{{day|')?.labels[0]).toBe('slot.day');
    expect(offered('{{nextDate "open|')?.applied).toEqual(['{{nextDate "open-days"}}']);
    expect(offered('{{nonsense|')).toBeNull();
  });

  it('offers after #if only what may be missing, and leaves the condition alone', () => {
    expect(offered('{{#if slot|')?.applied).toEqual(['{{#if slot.day']);
    expect(offered('{{#unless clo|}}')?.applied).toEqual(['{{#unless closures}}']);
    expect(offered('{{#if course|')).toBeNull();
  });

  it('keeps quiet in plain text and after braces are closed, unless it is asked', () => {
    expect(offered('Dear |')).toBeNull();
    expect(offered('{{greeting}}|')).toBeNull();
    expect(offered('{{greeting\n|')).toBeNull();
    expect(offered('Dear |', true)?.applied).toContain('Dear {{greeting}}');
  });
});

describe('the parts of a template', () => {
  const kinds = (text: string) => tokensOf(text).map(({ from, to, kind }) => [text.slice(from, to), kind]);

  it('tells names, helpers, blocks and strings apart, and what is not closed', () => {
    expect(kinds('Hi {{hours "seven-days"}}')).toEqual([
      ['{{', 'brace'],
      ['hours', 'helper'],
      ['"seven-days"', 'string'],
      ['}}', 'brace'],
    ]);
    expect(kinds('{{#if slot.day}}')).toEqual([
      ['{{', 'brace'],
      ['#if', 'block'],
      ['slot.day', 'name'],
      ['}}', 'brace'],
    ]);
    expect(kinds('{{greeting\n{{x}}')[0]).toEqual(['{{greeting', 'open']);
  });

  it('never overlaps and never leaves the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '#', '"', 'a', '.', ' ', '\n', 'é') }), (text) => {
        let last = 0;
        for (const { from, to } of tokensOf(text)) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          last = to;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('finds where a problem stands, and stays inside of the text', () => {
    const text = 'Dear\n{{greting}}, hello';
    expect(text.slice(extentOf(text, 2, 0).from, extentOf(text, 2, 0).to)).toBe('{{greting}}');
    expect(offsetOf(text, 1, 99)).toBe(4);
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 9 }), fc.nat(99), (any, line, column) => {
        const { from, to } = extentOf(any, line, column);
        expect(from).toBeLessThanOrEqual(to);
        expect(to).toBeLessThanOrEqual(any.length);
      }),
    );
  });
});

describe('drafts', () => {
  const draft = { subject: 'S', body: 'B', files: ['a'] };

  it('differ by subject, text or files', () => {
    expect(sameDraft(draft, { ...draft })).toBe(true);
    for (const part of [{ subject: 'T' }, { body: 'C' }, { files: [] }])
      expect(sameDraft(draft, { ...draft, ...part })).toBe(false);
    expect(draftText(draft, (id) => `${id}.pdf`)).toBe('S\n+ a.pdf\n\nB');
  });

  it('belong to a category and a language, and show the newest version first', () => {
    expect(partsOf('fees.fr')).toEqual({ categoryId: 'fees', language: 'fr' });
    expect(partsOf('a.b.en')).toEqual({ categoryId: 'a.b', language: 'en' });
    expect(partsOf('fees')).toBeNull();
    const version = (n: number, id = 'fees.fr'): TemplateView => ({
      id,
      categoryId: 'fees',
      language: 'fr',
      version: n,
      subject: '',
      body: '',
      files: [],
      published: true,
      inForce: false,
      madeAt: null,
      reviewedAt: null,
      toReview: false,
    });
    const found = versionsOf([version(1), version(3), version(2, 'fees.en'), version(2)], 'fees.fr');
    expect(found.map((one) => one.version)).toEqual([3, 2, 1]);
  });
});

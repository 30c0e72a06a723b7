import fc from 'fast-check';
import { becameOf, likeness } from '../../shared/became.ts';
import { change, type MailRecord, newRecord, noted, type Reply } from '../../shared/record.ts';

const staff = { kind: 'staff', id: 'u1', name: 'Marie' } as const;
const suggestion = {
  language: 'fr',
  template: { id: 'fees.fr', version: 1 },
  subject: 'Re: frais',
  text: 'Bonjour, les frais sont sur le portail de l’école.',
  html: '',
  files: [],
  missing: [],
} as const;
const open: MailRecord = change(
  newRecord({ id: 'm', threadId: 't' }, 0),
  'suggested',
  { at: 1, what: 'suggested', by: { kind: 'automatic' }, reasons: [] },
  { suggestion },
);

function replied(reply: Partial<Reply>): MailRecord {
  const made = { by: staff, at: 2, effectId: 'e', sentId: 's', messageId: '', template: null, text: '', ...reply };
  return change(open, 'replied', { at: 2, what: 'replied', by: made.by, reasons: [] }, { reply: made });
}

test('what became of a mail is told by what is stored of it', () => {
  const template = suggestion.template;
  expect(becameOf(open, null)).toBe('open');
  expect(becameOf(replied({ by: { kind: 'automatic' }, template }), null)).toBe('automatic');
  expect(becameOf(replied({ by: { kind: 'outside' } }), null)).toBe('outside');
  expect(becameOf(replied({ template, text: suggestion.text }), null)).toBe('as-was');
  expect(becameOf(replied({ template, text: 'autrement', adaptedBy: 'model' }), null)).toBe('adapted');
  expect(becameOf(replied({ text: `${suggestion.text} À bientôt, Marie` }), null)).toBe('edited');
  expect(becameOf(replied({ text: 'Passez nous voir lundi.' }), null)).toBe('replaced');
  expect(becameOf(change(open, 'ignored', { at: 2, what: 'done', by: staff, reasons: [] }), null)).toBe('done');
  expect(becameOf(change(open, 'ignored', { at: 2, what: 'ignored', by: { kind: 'system' }, reasons: [] }), null)).toBe(
    'ignored',
  );
  expect(becameOf(change(open, 'failed', { at: 2, what: 'failed', by: { kind: 'system' }, reasons: [] }), null)).toBe('failed');
  expect(
    becameOf(
      noted(open, { at: 2, what: 'forwarded', by: staff, reasons: [] }, { forward: { personId: 'p', at: 2, by: staff } }),
      null,
    ),
  ).toBe('forwarded');
});

test('an erased text is told by what was known before', () => {
  expect(becameOf(replied({ text: '' }), 'edited')).toBe('edited');
  expect(becameOf(replied({ text: '' }), 'replaced')).toBe('replaced');
});

test('likeness is 1 of the same, 0 of nothing in common, and the same both ways', () => {
  fc.assert(
    fc.property(fc.lorem(), fc.lorem(), (a, b) => {
      expect(likeness(a, a)).toBe(1);
      expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 10);
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
      expect(likeness(a, b)).toBeLessThanOrEqual(1);
    }),
  );
  expect(likeness('un deux', 'trois')).toBe(0);
  expect(likeness('', '')).toBe(1);
});

import fc from 'fast-check';
import type { Policy } from '../../shared/policy.ts';
import type { Reading } from '../../shared/reading.ts';
import { verifyReading } from '../../shared/verify-reading.ts';

const spec = { label: { fr: '', en: '' }, type: 'text', required: false, choices: [] } as const;
const base = {
  name: { fr: '', en: '' },
  description: { fr: '', en: '' },
  examples: { fr: [], en: [] },
  personId: null,
  handling: 'answer',
} as const;
const policy = {
  categories: [
    { ...base, id: 'timetable', slots: [{ ...spec, name: 'course' }], retired: false },
    { ...base, id: 'old', slots: [], retired: true },
  ],
} as Pick<Policy, 'categories'> as Policy;
const mail = { subject: 'Horaires', newText: 'Bonjour, les horaires du\nBachelor  Finance ?' };
const reading: Reading = {
  brain: 'x/1',
  language: 'fr',
  categoryId: 'timetable',
  scores: { timetable: 1 },
  confidence: 0.99,
  slots: [],
  severalRequests: false,
  human: [],
  thanksOnly: false,
  summary: null,
};

test('a slot stands only on words of the mail, across line breaks', () => {
  const slots = [
    { name: 'course', value: 'Finance', quote: 'Bachelor Finance' },
    { name: 'course', value: 'Law', quote: 'Master of Law' },
    { name: 'course', value: 'x', quote: '   ' },
    { name: 'link', value: 'https://evil.example', quote: 'Bachelor Finance' },
  ];
  expect(verifyReading({ ...reading, slots }, mail, policy).slots).toEqual([slots[0]]);
});

test('unknown and retired categories are none, without confidence or slots', () => {
  for (const categoryId of ['old', 'invented', 'none']) {
    expect(verifyReading({ ...reading, categoryId }, mail, policy)).toMatchObject({
      categoryId: 'none',
      confidence: 0,
      slots: [],
    });
  }
});

test('property: no number from a brain is above what a probability can be', () => {
  fc.assert(
    fc.property(fc.double(), (confidence) => {
      const { confidence: kept } = verifyReading({ ...reading, confidence }, mail, policy);
      expect(kept).toBeGreaterThanOrEqual(0);
      expect(kept).toBeLessThanOrEqual(1);
      if (Number.isNaN(confidence)) expect(kept).toBe(0);
    }),
  );
});

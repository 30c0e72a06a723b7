import fc from 'fast-check';
import { looksActive, oneLine, printable, safeWords } from '../../shared/safe-text.ts';
import { anyText } from '../helpers/any-text.ts';

test.each([
  ['BTS SIO', 'BTS SIO'],
  ['  Bachelor\r\n communication ', 'Bachelor communication'],
  ['M.Sc. Data & AI', 'M.Sc. Data & AI'],
  ['Ph.D in Finance', 'Ph.D in Finance'],
  ['- 1re année', '1re année'],
  ['a\u202Eb\u0000c', 'abc'],
  ['12/11', '12/11'],
])('%j is words', (value, words) => {
  expect(safeWords(value)).toBe(words);
});

test.each(['', ' ', '---', 'http://x', 'x.com', 'www.x', 'a@b', 'mailto:x', '<i>', '{{x}}', '[x]', '&amp;', 'x'.repeat(121)])(
  '%j is not',
  (value) => {
    expect(safeWords(value)).toBeNull();
  },
);

test('a line is one line, printable and bounded; a text keeps its lines', () => {
  expect(oneLine('a\nb\tc', 99)).toBe('a b c');
  expect(oneLine('abcdef', 4)).toBe('abc…');
  expect(printable('a\r\nb\u2028c\td\u200B')).toBe('a\nb\nc  d');
  fc.assert(
    fc.property(anyText(), fc.integer({ min: 1, max: 40 }), (value, limit) => {
      const line = oneLine(value, limit);
      expect([...line].length).toBeLessThanOrEqual(limit);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/u);
      expect(printable(value)).not.toMatch(/[^\P{C}\n\p{Cn}]/u);
    }),
  );
});

test('whatever passes shows no link', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (value) => looksActive(safeWords(value) ?? '') === false));
});

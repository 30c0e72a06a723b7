import fc from 'fast-check';
import { block, escapeHtml, line, plain } from '../../addon/escape.ts';
import { parseBasicHtml } from '../../server/preview/apps-script/basic-html.ts';
import { anyText } from '../helpers/any-text.ts';
import { read } from './support/cards.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Cs}/u;
const anything = fc.oneof(anyText({ maxLength: 400 }), fc.string({ unit: fc.constantFrom(...'<>&"\'/\u202e\u200b\n a;#x') }));

it('is read as it was written, whatever was written', () => {
  fc.assert(
    fc.property(anything, (text) => {
      expect(read(escapeHtml(text))).toBe(text);
    }),
  );
});

it('leaves no markup and nothing that hides in a line, and no more than its length', () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: 200 }), (text, limit) => {
      const made = line(text, limit);
      expect(parseBasicHtml(made)).toMatchObject({ refused: [] });
      expect(parseBasicHtml(made).nodes.every(({ kind }) => kind === 'text')).toBe(true);
      expect(made).not.toMatch(HIDDEN);
      expect([...plain(text, limit)].length).toBeLessThanOrEqual(limit);
    }),
  );
});

it('leaves lines of a block, and nothing else that is no text', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const { nodes, refused } = parseBasicHtml(block(text));
      expect(refused).toEqual([]);
      expect(nodes.every(({ kind }) => kind === 'text' || kind === 'break')).toBe(true);
      expect(block(text)).not.toMatch(HIDDEN);
    }),
  );
  expect(block('a\r\nb\n\nc')).toBe('a<br>b<br><br>c');
});

it('cuts with an ellipsis, between characters', () => {
  expect(plain('abcdef', 4)).toBe('abc…');
  expect(plain('😀😀😀', 2)).toBe('😀…');
  expect(plain('x'.repeat(100_000))).toHaveLength(120);
});

it('keeps accents of every language, and no piles', () => {
  expect(plain('é ñ ệ เปี้ย')).toBe('é ñ ệ เปี้ย');
  expect(plain(`a${'\u0323'.repeat(50)}b`)).toHaveLength(4);
});

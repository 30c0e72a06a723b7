import fc from 'fast-check';
import { differences } from '../../server/http/differences.ts';

const joined = (found: ReturnType<typeof differences>, ...kinds: string[]): string =>
  found.flatMap(({ kind, text }) => (kinds.includes(kind) ? [text] : [])).join('');

const text = fc
  .array(fc.constantFrom('le ', 'dossier ', 'est ', 'à ', 'déposer', '\n\n', ', ', '- ', '12 ', 'é\u0301 '), { maxLength: 40 })
  .map((words) => words.join(''));

it('puts together what it takes apart: what is the same and removed is before, what is the same and added is after', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const found = differences(before, after);
      expect(joined(found, 'same', 'removed')).toBe(before);
      expect(joined(found, 'same', 'added')).toBe(after);
      expect(found.every((part) => part.text !== '')).toBe(true);
    }),
  );
});

it('goes by the word', () => {
  expect(differences('Le dossier est complet.', 'Le dossier est presque complet.')).toEqual([
    { kind: 'same', text: 'Le dossier est ' },
    { kind: 'added', text: 'presque ' },
    { kind: 'same', text: 'complet.' },
  ]);
});

it('gives up on texts that have nothing in common, and still shows both', () => {
  const [before, after] = ['a', 'b'].map((letter) => Array.from({ length: 3_000 }, (_, i) => `${letter}${i}`).join(' '));
  const found = differences(before ?? '', after ?? '');
  expect(found.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  expect(joined(found, 'removed')).toBe(before);
  expect(joined(found, 'added')).toBe(after);
});

import fc from 'fast-check';
import { isIban, isNir, mask } from '../../server/brain/mistral-mask.ts';

const masked = (text: string): string => mask([text]).texts[0] ?? '';

it.each([
  ['06 12 34 56 78', 'phone'],
  ['06.12.34.56.78', 'phone'],
  ['06-12-34-56-78', 'phone'],
  ['0612345678', 'phone'],
  ['06 12.34-56 78', 'phone'],
  ['06\u00a012\u202f34\u00a056\u00a078', 'phone'],
  ['0612 345 678', 'phone'],
  ['0612 34 56 78', 'phone'],
  ['06 12 345 678', 'phone'],
  ['06/12/34/56/78', 'phone'],
  ['06, 12, 34, 56, 78', 'phone'],
  ['06\u00ad12\u00ad34\u00ad56\u00ad78', 'phone'],
  ['0 6 1 2 3 4 5 6 7 8', 'phone'],
  ['33612345678', 'phone'],
  ['33 6 12 34 56 78', 'phone'],
  ['+33 6 12 34 56 78', 'phone'],
  ['+33 (0)6 12 34 56 78', 'phone'],
  ['+33612345678', 'phone'],
  ['0033 6 12 34 56 78', 'phone'],
  ['+44 20 7946 0958', 'phone'],
  ['020 7946 0958', 'phone'],
  ['(212) 555-0123', 'phone'],
  ['tél : 123 45 67', 'phone'],
  ['FR76 3000 6000 0112 3456 7890 189', 'iban'],
  ['FR7630006000011234567890189', 'iban'],
  ['fr76.3000.6000.0112.3456.7890.189', 'iban'],
  ['FR76-3000-6000-0112-3456-7890-189', 'iban'],
  ['FR 76 30006000011234567890189', 'iban'],
  ['GB82 WEST 1234 5698 7654 32', 'iban'],
  ['DE89 3704 0044 0532 0130 00', 'iban'],
  ['FR76 3000 6000 0112 3456 7890 188', 'iban'], // a slip in the last digit
  ['2 69 05 49 588 157 80', 'nir'],
  ['269054958815780', 'nir'],
  ['2.69.05.49.588.157.80', 'nir'],
  ['2 69 05 49 588 157', 'nir'],
  ['2 69 05 49 588 157 81', 'number'], // a wrong key hides it all the same
  ['1 85 12 2A 123 456 03', 'nir'],
  ['lea.martin+ecole@mail.example', 'email'],
  ['4970 1012 3456 7890', 'number'],
])('hides %s', (original, kind) => {
  const text = `Bonjour, voici : ${original}. Merci, Léa`;
  const { texts, restore } = mask([text]);
  const digits = original.replace(/\D/g, '');
  if (digits.length > 4) expect(texts[0]?.replace(/\D/g, '')).not.toContain(digits.slice(-5));
  expect(texts[0]).toMatch(new RegExp(`\\[(?:${kind}${original.includes('2A') ? '|number' : ''})-1\\]\\. Merci, Léa$`));
  expect(restore(texts[0] ?? '')).toBe(text);
});

it.each([
  'le 12/03/2026 à 14h30',
  'les 01.02.2026 et 03.04.2026',
  'le 01/12/2026 10h ou le 02/12/26, 08:30',
  'du 01/12 au 05/12, salles 01, 02 et 03',
  'entre 2025 et 2027',
  'numéro étudiant 20231234',
  '1 250,50 €',
  'salle 12, bâtiment B2, 75011 Paris',
  'Léa Martin, née le 24 novembre 2004',
])('leaves %s as it is', (text) => {
  expect(masked(text)).toBe(text);
});

it('gives one number one placeholder in the whole mail, and another to the next', () => {
  const { texts } = mask(['Rappel 06 12 34 56 78', 'Au 06 12 34 56 78 ou au 07 11 22 33 44']);
  expect(texts).toEqual(['Rappel [phone-1]', 'Au [phone-1] ou au [phone-2]']);
});

it('takes nothing for its own that a mail already held', () => {
  const text = 'Écrivez [phone-1] ou 06 12 34 56 78 [1:phone-2]';
  const { texts, restore } = mask([text]);
  expect(texts[0]).toContain('Écrivez [phone-1] ou [2:phone-1] [1:phone-2]');
  expect(restore(texts[0] ?? '')).toBe(text);
  expect(restore('[phone-1] [2:phone-7]')).toBe('[phone-1] [2:phone-7]');
});

it('knows the check digits', () => {
  expect(isIban('FR7630006000011234567890189')).toBe(true);
  expect(isIban('FR7630006000011234567890188')).toBe(false);
  expect(isNir('269054958815780')).toBe(true);
  expect(isNir('269054958815781')).toBe(false);
});

// Numbers as people write them: the digits in groups, between them one of the usual gaps.
const gap = fc.constantFrom('', ' ', '.', '-', '\u00a0', '\u202f', ' - ', '\n');
const digits = (n: number) => fc.stringMatching(new RegExp(`^[0-9]{${n}}$`));
const spaced = (groups: fc.Arbitrary<string>[]) => fc.tuple(gap, ...groups).map(([between, ...parts]) => parts.join(between));

const phone = fc.oneof(
  spaced([fc.constantFrom('01', '06', '07'), digits(2), digits(2), digits(2), digits(2)]),
  spaced([fc.constantFrom('+33', '0033'), fc.constantFrom('6', '1'), digits(2), digits(2), digits(2), digits(2)]),
);
const iban = spaced([fc.constant('FR76'), digits(4), digits(4), digits(4), digits(4), digits(4), digits(3)]).filter(
  (text) => !text.includes(' - '),
);
const nir = spaced([
  fc.constantFrom('1', '2'),
  digits(2),
  fc.constantFrom('01', '12'),
  fc.constantFrom('75', '13', '2A', '2B'),
  digits(3),
  digits(3),
  digits(2),
]);
const prose = fc.constantFrom(
  'Bonjour, ',
  'mon numéro : ',
  '\n',
  ' merci ',
  ' (portable) ',
  ' le 12 mars, ',
  '« ',
  ' »',
  'Léa. ',
);

it('lets none of them through, wherever it stands', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(prose, fc.oneof(phone, iban, nir)), { minLength: 1, maxLength: 4 }), (pieces) => {
      const text = pieces.map(([before, number]) => `${before}${number} fin`).join(' ');
      const left = masked(text).replace(/\[(?:\d+:)?\w+-\d+\]/g, '#');
      for (const [, number] of pieces) {
        expect(left).not.toContain(number);
        expect(left.replace(/\D/g, '')).not.toContain(number.replace(/\D/g, '').slice(-8));
      }
    }),
    { numRuns: 500 },
  );
});

it('leaves days and times, without which no date is found', () => {
  const two = (max: number) => fc.integer({ min: 1, max }).map((n) => String(n).padStart(2, '0'));
  const when = fc.record({
    d: two(28),
    m: two(12),
    h: two(23),
    min: fc.constantFrom('00', '15', '30'),
    sep: fc.constantFrom('/', '.', '-'),
  });
  fc.assert(
    fc.property(when, when, ({ d, m, h, min, sep }, to) => {
      const day = [d, m, '2026'].join(sep);
      const until = [to.d, to.m, '2026'].join(sep);
      for (const text of [
        `le ${day} à ${h}h${min}`,
        `${h}:${min} ${day}`,
        `${h}h${min} le ${day}, ${to.h}h${to.min} le ${until}`,
        `du ${day} au ${until}`,
        `${day}, ${until}`,
        `2026-${m}-${d}`,
        `de ${h}:${min} à ${to.h}:${to.min}`,
      ])
        expect(masked(text)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

it('puts back exactly what was there, whatever it was', () => {
  const anything = fc.array(
    fc.oneof(
      phone,
      iban,
      nir,
      prose,
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom('[phone-1]', '[1:iban-1]', '@x.y', '['),
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(fc.array(anything, { minLength: 1, maxLength: 3 }), (parts) => {
      const texts = parts.map((part) => part.join(''));
      const { texts: hidden, restore } = mask(texts);
      expect(hidden.map(restore)).toEqual(texts);
    }),
    { numRuns: 500 },
  );
});

it('takes time in proportion to the text, whatever it is made of', () => {
  for (const piece of ['0', 'FR76 3000 ', 'a', '06.', '+', '1 ', '@', 'a@', '(0', '2A']) {
    const began = performance.now();
    mask([piece.repeat(20_000 / piece.length)]);
    // Some milliseconds: a pattern that goes back and forth would take minutes.
    expect(performance.now() - began).toBeLessThan(5_000);
  }
});

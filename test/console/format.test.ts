import {
  clockText,
  countText,
  dayText,
  momentText,
  numberText,
  percentText,
  spanText,
  usdText,
  waitedText,
} from '../../server/console/page/format.ts';

const AT = Date.UTC(2026, 10, 22, 23, 30);
/** Intl puts no-break spaces of two kinds. */
const plain = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ');

it('writes times in the school’s time zone, whatever the reader’s', () => {
  expect(momentText(AT, 'en', 'Europe/Paris')).toBe('23 Nov 2026, 00:30');
  expect(clockText(AT, 'fr', 'Europe/Paris')).toBe('00:30');
  expect(clockText(AT, 'fr', 'America/Martinique')).toBe('19:30');
});

it('writes a day as that day, in every time zone', () => {
  expect(dayText('2026-03-29', 'fr')).toBe('dim. 29 mars');
  expect(dayText('2026-03-29', 'en', 'short')).toBe('29 Mar');
  expect(dayText('2026-05-01', 'fr')).toBe('ven. 1er mai');
  expect(dayText('2026-05-21', 'fr', 'short')).toBe('21 mai');
  expect(dayText('2026-05-01', 'en', 'short')).toBe('1 May');
  expect(momentText(Date.UTC(2026, 10, 1, 12), 'fr', 'Europe/Paris')).toBe('1er nov. 2026, 13:00');
});

it('writes numbers and shares as the language does', () => {
  expect(plain(numberText(12_345, 'fr'))).toBe('12 345');
  expect(numberText(12_345, 'en')).toBe('12,345');
  expect(plain(percentText(0.184, 'fr'))).toBe('18 %');
  expect(percentText(0.184, 'en')).toBe('18%');
});

it('puts the word that goes with a number', () => {
  const mails = (count: number, language: 'fr' | 'en'): string => plain(countText(count, language, 'one', 'many'));
  expect([0, 1, 2].map((count) => mails(count, 'fr'))).toEqual(['0 one', '1 one', '2 many']);
  expect([0, 1, 2].map((count) => mails(count, 'en'))).toEqual(['0 many', '1 one', '2 many']);
});

it.each([
  [40, '40 ms'],
  [1_500, '1.5 secs'],
  [59_000, '59 secs'],
  [90_000, '2 mins'],
  [3_600_000, '1 hr'],
  [5_400_000, '1.5 hrs'],
  [47 * 3_600_000, '47 hrs'],
  [60 * 3_600_000, '2.5 days'],
])('writes %i ms in the unit a person thinks in', (ms, text) => {
  expect(spanText(ms, 'en')).toBe(text);
});

it('claims to know no better than to the hour how long something waits', () => {
  expect(waitedText(120_000, 'en')).toBe('under 1 hr');
  expect(plain(waitedText(120_000, 'fr'))).toBe('moins de 1 h');
  expect(waitedText(7_200_000, 'en')).toBe('2 hrs');
});

it.each([
  [0, 'US$0.00'],
  [0.000_135_4, 'US$0.00014'],
  [0.004, 'US$0.004'],
  [0.099, 'US$0.099'],
  [0.0996, 'US$0.10'],
  [0.5, 'US$0.50'],
  [12.345, 'US$12.35'],
  [1_234.5, 'US$1,234.50'],
])('writes %d dollars so that a tiny cost is not nothing', (usd, text) => {
  expect(usdText(usd, 'en')).toBe(text);
});

it('writes dollars as the reader’s language does', () => {
  expect(usdText(0.000_135, 'fr').replace(/\s/g, ' ')).toBe('0,00014 $US');
});

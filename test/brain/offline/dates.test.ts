import fc from 'fast-check';
import { findDates } from '../../../server/brain/offline/dates.ts';

/** A Sunday. */
const TODAY = '2026-11-22';

it.each([
  ['le 12 mars', '2027-03-12', '12 mars'],
  ['le 1er Avril 2027', '2027-04-01', '1er Avril 2027'],
  ['le 3 déc.', '2026-12-03', '3 déc.'],
  ['on March 3rd, 2027', '2027-03-03', 'March 3rd, 2027'],
  ['the 3rd of May', '2027-05-03', '3rd of May'],
  ['12 October', '2026-10-12', '12 October'],
  ['le 14/12/2026', '2026-12-14', '14/12/2026'],
  ['le 14/12', '2026-12-14', '14/12'],
  ['on 05/13/2026', '2026-05-13', '05/13/2026'],
  ['2027-02-28', '2027-02-28', '2027-02-28'],
  ['12.03.27 à 14h', '2027-03-12', '12.03.27'],
  ['aujourd’hui', '2026-11-22', 'aujourd’hui'],
  ['ce matin', '2026-11-22', 'ce matin'],
  ['demain', '2026-11-23', 'demain'],
  ['après-demain', '2026-11-24', 'après-demain'],
  ['the day after tomorrow', '2026-11-24', 'the day after tomorrow'],
  ['yesterday', '2026-11-21', 'yesterday'],
  ['jeudi prochain', '2026-11-26', 'jeudi prochain'],
  ['next Tuesday', '2026-11-24', 'next Tuesday'],
  ['dimanche', '2026-11-29', 'dimanche'],
  ['last Friday', '2026-11-20', 'last Friday'],
  ['dans trois jours', '2026-11-25', 'dans trois jours'],
  ['in 2 weeks', '2026-12-06', 'in 2 weeks'],
  ['absent le 4', '2026-12-04', 'le 4'],
  ['absente depuis le 20', '2026-11-20', 'le 20'],
])('finds %s', (text, day, quote) => {
  expect(findDates(`Bonjour, ${text}, merci.`, TODAY)).toEqual([{ day, quote, at: expect.any(Number) }]);
});

it.each([
  'le 30 février',
  'le 8 h 30',
  'à 10:12',
  'le 1,99 €',
  'au 12 rue des Lilas',
  'les lundis',
  '31/02/2027',
  'may I come',
  'mars ou avril',
])('finds no date in "%s"', (text) => {
  expect(findDates(text, TODAY)).toEqual([]);
});

it('takes a date without a year as the one near the mail', () => {
  expect(findDates('le 28 décembre', '2027-01-05')[0]?.day).toBe('2026-12-28');
  expect(findDates('le 5 janvier', '2026-12-28')[0]?.day).toBe('2027-01-05');
});

it('quotes the text and gives days that exist, whatever the text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'le ',
      '12',
      '31',
      '/',
      '.',
      ' mars',
      ' février ',
      'March ',
      'lundi',
      ' prochain',
      'İ',
      'ﬁ',
      'é',
      'demain ',
      '\n',
      '2027',
    ),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      for (const { day, quote, at } of findDates(text, TODAY)) {
        expect(text.slice(at, at + quote.length)).toBe(quote);
        expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      }
    }),
  );
});

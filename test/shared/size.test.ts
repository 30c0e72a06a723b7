import { sizeText } from '../../shared/size.ts';

test.each([
  [0, 'en-GB', '1 kB'],
  [123_456, 'en-GB', '123 kB'],
  [1_000_000, 'en-GB', '1 MB'],
  [1_440_000, 'fr-FR', '1,4 Mo'],
  [123_456, 'fr-FR', '123 ko'],
])('%d bytes in %s: %s', (bytes, locale, said) => {
  // French puts a no-break space before the unit, and which one depends on the version of ICU.
  expect(sizeText(bytes, locale).replace(/\s/gu, ' ')).toBe(said);
});

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvText } from '../../server/http/download.ts';

const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const hostile = fc
  .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'), fc.string())
  .map(([first, rest]) => first + rest);
/** What begins a formula within a text, where a program parts the file at the other sign, tabs or line ends and knows no quotes. */
const FORMS = [
  { language: 'en', delimiter: ',', inner: /([;\t\r\n][\s"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g },
  { language: 'fr', delimiter: ';', inner: /([,\t\r\n][\s"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g },
] as const;
const shown = (cell: string, inner: RegExp): string => {
  const told = cell.replace(inner, "$1'");
  return FORMULA.test(told) ? `'${told}` : told;
};
const text = fc.oneof(fc.string(), hostile, fc.constantFrom('"', '\r\n', ',', ';', '', ' ', 'a"b', '=1"+\r\n,2'));

test.each(FORMS)('$language: whatever stands in the cells, as many come back, and none begins a formula', (form) => {
  const { language, delimiter, inner } = form;
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
      const back: string[][] = parse(csvText(rows, language), { delimiter, record_delimiter: '\r\n' });
      expect(back).toEqual(rows.map((row) => row.map((cell) => shown(cell, inner))));
      expect(back.flat().some((cell) => FORMULA.test(cell))).toBe(false);
    }),
  );
});

test('numbers stay numbers, also below nothing, as the language writes them, and nothing is empty', () => {
  expect(csvText([['a', -1.5, null, 3]], 'en')).toBe('"a",-1.5,,3\r\n');
  expect(csvText([['a', -1.5, null, 3]], 'fr')).toBe('"a";-1,5;;3\r\n');
});

test.each([
  ['en', ';', 'a; b, -1 et c-d = 2'],
  ['fr', ',', 'a, b; -1 et c-d = 2'],
] as const)('%s: a spreadsheet that parts the file at %s finds no formula in it either', (language, other, harmless) => {
  const hostile = ['=1+1', '"=1+1"', ' @SUM(1)', '\t=1', '\uFF1D1']
    .map((formula) => other + formula)
    .concat('\r\n=1', '\n"-1', `${other}${other}+1`)
    .map((cell) => `Fraisa${cell}${other}b`);
  // The first cell of a line ends at its quote, and from there on quotes are signs as others are.
  const cells = csvText(
    hostile.map((cell) => ['2026', cell, 1]),
    language,
  ).split(other === ';' ? /[;\t\r\n]/ : /[,\t\r\n]/);
  expect(cells.map((cell) => cell.replace(/^[\s"]+/, '')).filter((cell) => FORMULA.test(cell))).toEqual([]);
  expect(csvText([[harmless]], language)).toBe(`"${harmless}"\r\n`);
});

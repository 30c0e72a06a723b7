import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvText } from '../../server/http/download.ts';

const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const hostile = fc
  .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'), fc.string())
  .map(([first, rest]) => first + rest);
/** What begins a formula within a text, where a program parts the file at semicolons, tabs or line ends and knows no quotes. */
const INNER = /([;\t\r\n][\s"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;
const shown = (cell: string): string => {
  const inner = cell.replace(INNER, "$1'");
  return FORMULA.test(inner) ? `'${inner}` : inner;
};
const text = fc.oneof(fc.string(), hostile, fc.constantFrom('"', '\r\n', ',', ';', '', ' ', 'a"b', '=1"+\r\n,2'));

test('whatever stands in the cells, as many come back, none begins a formula, and nothing else of them is changed', () => {
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
      const back: string[][] = parse(csvText(rows), { record_delimiter: '\r\n' });
      expect(back).toEqual(rows.map((row) => row.map(shown)));
      expect(back.flat().some((cell) => FORMULA.test(cell))).toBe(false);
    }),
  );
});

test('numbers stay numbers, also below nothing, and nothing is empty', () => {
  expect(csvText([['a', -1.5, null, 3]])).toBe('"a",-1.5,,3\r\n');
});

test('Excel in French, which parts a file of commas at semicolons, finds no formula in it either', () => {
  const hostile = ['a;=1+1', 'a;"=1+1"', 'a; @SUM(1)', 'a;\t=1', 'a\r\n=1', 'a\n"-1', ';;+1', 'a;\uFF1D1'].map(
    (cell) => `Frais${cell};b`,
  );
  // The first cell of a line ends at its quote, and from there on quotes are signs as others are.
  const cells = csvText(hostile.map((cell) => ['2026', cell, 1])).split(/[;\t\r\n]/);
  expect(cells.map((cell) => cell.replace(/^[\s"]+/, '')).filter((cell) => FORMULA.test(cell))).toEqual([]);
  expect(csvText([['a; b, -1 et c-d = 2']])).toBe('"a; b, -1 et c-d = 2"\r\n');
});

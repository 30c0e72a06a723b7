import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvText } from '../../server/http/download.ts';

const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const hostile = fc
  .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'), fc.string())
  .map(([first, rest]) => first + rest);
const text = fc.oneof(fc.string(), hostile, fc.constantFrom('"', '\r\n', ',', ';', '', ' ', 'a"b', '=1"+\r\n,2'));

test('whatever stands in the cells, as many come back, none begins a formula, and nothing else of them is changed', () => {
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
      const back: string[][] = parse(csvText(rows), { record_delimiter: '\r\n' });
      expect(back).toEqual(rows.map((row) => row.map((cell) => (FORMULA.test(cell) ? `'${cell}` : cell))));
      expect(back.flat().some((cell) => FORMULA.test(cell))).toBe(false);
    }),
  );
});

test('numbers stay numbers, also below nothing, and nothing is empty', () => {
  expect(csvText([['a', -1.5, null, 3]])).toBe('"a",-1.5,,3\r\n');
});

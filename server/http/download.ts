import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';
import type { Language } from '../../shared/policy.ts';

/** Rows written at a time before the reader's pace is asked for. */
export type Rows = AsyncIterable<readonly (readonly (string | number | null)[])[]>;

interface CsvFile {
  name: string;
  head: readonly string[];
  rows: Rows;
  language: Language;
}

/**
 * A CSV file (RFC 4180) that is written while it is read from the store: it may be longer than memory. The byte order mark
 * is how Excel knows UTF-8. An error half way ends the connection, so that a half file is not taken for a whole one.
 */
export async function sendCsv(res: Response, { name, head, rows, language }: CsvFile): Promise<void> {
  const pages = rows[Symbol.asyncIterator]();
  // What the first page rejects with is still told as any error is.
  let page = await pages.next();
  res.setHeader('Cache-Control', 'no-store');
  res.attachment(name);
  res.type('text/csv; charset=utf-8');
  res.write(`\uFEFF${csvText([head], language)}`);
  while (!page.done && !res.destroyed) {
    const text = csvText(page.value, language);
    if (text !== '' && !res.write(text)) await drained(res);
    page = await pages.next();
  }
  res.end();
}

function drained(res: Response): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      res.off('drain', go).off('close', go);
      resolve();
    };
    res.on('drain', go).on('close', go);
  });
}

/** Excel parts a file as the language of its machine has it, where a comma parts the decimals or does not. */
const PARTING = {
  en: { delimiter: ',', decimal: '.' },
  fr: { delimiter: ';', decimal: ',' },
} as const satisfies Record<Language, { delimiter: string; decimal: string }>;

/**
 * A text that a spreadsheet would run as a formula (a leading = + - @, tab, carriage return) is shown as text instead. A file
 * in the other language's form is parted at the other sign, whatever stands in quotes: what would begin a cell there is not
 * run either.
 */
export function csvText(rows: readonly (readonly (string | number | null)[])[], language: Language): string {
  const { delimiter, decimal } = PARTING[language];
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? cell.replace(INNER_FORMULA[language], "$1'") : cell)),
  );
  return stringify(cells, {
    delimiter,
    escape_formulas: true,
    quoted_string: true,
    record_delimiter: 'windows',
    cast: { number: (n) => ({ value: String(n).replace('.', decimal), quoted: false, escape_formulas: false }) },
  });
}

/** Where a program that parts otherwise would see a cell, or a line, that begins a formula. */
const INNER_FORMULA = {
  en: /([;\t\r\n][\s"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g,
  fr: /([,\t\r\n][\s"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g,
} as const satisfies Record<Language, RegExp>;

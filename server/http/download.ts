import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';

/** Rows written at a time before the reader's pace is asked for. */
export type Rows = AsyncIterable<readonly (readonly (string | number | null)[])[]>;

/**
 * A CSV file (RFC 4180) that is written while it is read from the store: it may be longer than memory. The byte order mark
 * is how Excel knows UTF-8. An error half way ends the connection, so that a half file is not taken for a whole one.
 */
export async function sendCsv(res: Response, name: string, head: readonly string[], rows: Rows): Promise<void> {
  const pages = rows[Symbol.asyncIterator]();
  // What the first page rejects with is still told as any error is.
  let page = await pages.next();
  res.setHeader('Cache-Control', 'no-store');
  res.attachment(name);
  res.type('text/csv; charset=utf-8');
  res.write(`\uFEFF${csvText([head])}`);
  while (!page.done && !res.destroyed) {
    const text = csvText(page.value);
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

/** A text that a spreadsheet would run as a formula (a leading = + - @, tab, carriage return) is shown as text instead. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify([...rows], { escape_formulas: true, quoted_string: true, record_delimiter: 'windows' });
}

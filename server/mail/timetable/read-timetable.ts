import { AppError } from '../../../shared/errors.ts';
import { MAX_TIMETABLE_BYTES } from '../../../shared/limits.ts';
import type { Day } from '../../../shared/local-time.ts';
import { decodeCharset } from '../parse/charset.ts';
import { MAX_REFUSED, MAX_ROWS, type Refusal, type Understood } from './understood.ts';

export interface Reading {
  /** Only for what it ends in. */
  name: string;
  bytes: Uint8Array;
  /** IANA name: the zone that days and times are told in. */
  timezone: string;
  /** Days outside are refused; open where null. */
  validFrom: Day | null;
  validUntil: Day | null;
  /** A list of days needs days, and no words. */
  kind: 'dates' | 'table';
  /** Where a repeating event without an end begins to be looked at. */
  today: Day;
}

/**
 * A calendar (.ics, RFC 5545) or a table (.csv) as rows, and what was refused, line by line. Rejects with `too-large`, and
 * with `invalid` for a file of another kind.
 */
export async function readTimetable(reading: Reading): Promise<Understood> {
  if (reading.bytes.byteLength > MAX_TIMETABLE_BYTES)
    throw new AppError('too-large', 'A timetable may have a megabyte: export a shorter period.');
  const text = textOf(reading.bytes);
  const extension = /\.(\w+)$/.exec(reading.name)?.[1]?.toLowerCase();
  const isCalendar = /^\s*BEGIN:VCALENDAR/i.test(text);
  if (extension !== 'ics' && extension !== 'csv' && !isCalendar)
    throw new AppError('invalid', 'A timetable is a file that ends in .ics or .csv.');
  return bounded(await rowsOf(text, isCalendar || extension === 'ics', reading), reading);
}

/** Each with its library only where a file is imported: a start waits for neither. */
async function rowsOf(text: string, isCalendar: boolean, reading: Reading): Promise<Understood> {
  if (isCalendar) return (await import('./read-ics.ts')).readIcs(text, reading);
  return (await import('./read-csv.ts')).readCsv(text, reading);
}

/** Excel saves "Unicode text" as UTF-16 and tables in the old Western encoding. */
function textOf(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = wide ? new TextDecoder('utf-16le').decode(bytes) : decodeCharset(bytes, '', () => undefined);
  return text.replace(/^\uFEFF/, '');
}

/** What holds for rows of every file: within the period, said once, not too many, and fit for the kind. */
function bounded({ rows, refused }: Understood, { validFrom, validUntil, kind }: Reading): Understood {
  const seen = new Set<string>();
  const kept: Understood['rows'] = [];
  const out: Refusal[] = [];
  for (const row of rows) {
    const { line, ...content } = row;
    const key = kind === 'dates' ? String(row.day) : JSON.stringify(content);
    const outside = row.day !== null && (row.day < (validFrom ?? row.day) || row.day > (validUntil ?? row.day));
    const refuse = (code: Refusal['code'], what = ''): void => void out.push({ line, code, what });
    if (kind === 'dates' && row.day === null) refuse('no-day');
    else if (outside) refuse('out-of-period', row.day ?? '');
    else if (seen.has(key)) refuse('twice');
    else if (kept.length >= MAX_ROWS) refuse('too-many');
    else kept.push(row);
    seen.add(key);
  }
  return { rows: kept, refused: shortened([...refused, ...once(out)].sort((a, b) => a.line - b.line)) };
}

/** Nobody reads a thousand reasons, and the first ones tell what is wrong with the file. */
function shortened(refused: readonly Refusal[]): Refusal[] {
  const rest = refused.slice(MAX_REFUSED);
  const [next] = rest;
  return next ? [...refused.slice(0, MAX_REFUSED), { line: next.line, code: 'more', what: String(rest.length) }] : [...refused];
}

/** A repeating event that lies outside is told once, and so is that the rest is too much. */
function once(refused: readonly Refusal[]): Refusal[] {
  const seen = new Set<string>();
  return refused.filter(({ line, code }) => {
    const key = code === 'too-many' ? code : `${line} ${code}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}

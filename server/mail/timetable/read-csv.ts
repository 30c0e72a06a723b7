import { parse } from 'csv-parse/sync';
import { field } from '../../../shared/field.ts';
import { isDay } from '../../../shared/local-time.ts';
import { minutesOf } from '../../../shared/opening-hours.ts';
import { WEEKDAYS, type Weekday } from '../../../shared/policy.ts';
import type { Reading } from './read-timetable.ts';
import type { Refusal, RefusalCode, Understood } from './understood.ts';

type Column = 'day' | 'weekday' | 'label' | 'labelFr' | 'labelEn' | 'from' | 'until';

/** What people call their columns, in both languages, without accents and case. */
export const COLUMNS: Readonly<Record<Column, readonly string[]>> = {
  day: ['date', 'day', 'jour', 'start date', 'date de debut'],
  weekday: ['weekday', 'day of week', 'jour de la semaine', 'jour de semaine'],
  label: [
    'label',
    'title',
    'subject',
    'name',
    'event',
    'what',
    'intitule',
    'libelle',
    'matiere',
    'nom',
    'evenement',
    'epreuve',
    'cours',
    'objet',
    'quoi',
  ],
  labelFr: ['label fr', 'label (fr)', 'intitule fr', 'intitule (fr)', 'francais', 'french'],
  labelEn: ['label en', 'label (en)', 'intitule en', 'intitule (en)', 'anglais', 'english'],
  from: ['from', 'start', 'start time', 'begin', 'time', 'debut', 'heure', 'heure de debut', 'de'],
  until: ['until', 'end', 'end time', 'to', 'fin', 'heure de fin', 'a'],
};

/** A table with a line that names its columns; set apart by comma, semicolon or tab. */
export function readCsv(text: string, { kind }: Pick<Reading, 'kind'>): Understood {
  const refused: Refusal[] = [];
  const lines: { record: readonly string[]; line: number }[] = [];
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines: line }) => {
        lines.push({ record, line });
        return null;
      },
    });
  } catch (error) {
    const line = Number(field(error, 'lines') ?? 1);
    return { rows: [], refused: [{ line: Number.isInteger(line) ? line : 1, code: 'unreadable', what: '' }] };
  }
  const [head, ...body] = isSeparator(lines[0]?.record ?? []) ? lines.slice(1) : lines;
  const columns = (head?.record ?? []).map(columnOf);
  const hasDay = columns.includes('day') || columns.includes('weekday');
  if (!hasDay) return { rows: [], refused: [{ line: head?.line ?? 1, code: 'no-columns', what: '' }] };
  const rows = body.flatMap(({ record, line }) => {
    if (record.every((cell) => cell === '')) return [];
    const cells = cellsOf(columns, record);
    const row = rowOf(cells, kind);
    if (!('code' in row)) return [{ ...row, line }];
    refused.push({ ...row, line });
    return [];
  });
  return { rows, refused };
}

/** What Excel reads and writes before the first line: `sep=;`. */
function isSeparator(record: readonly string[]): boolean {
  return record.length <= 2 && /^sep=.?$/i.test(record[0] ?? '') && (record[1] ?? '') === '';
}

/** The sign that the first line with words in it has most of. */
function delimiterOf(text: string): string {
  const [first = ''] = text.replace(/^\uFEFF?(?:sep=.)?[\r\n]*/i, '').split(/\r?\n/, 1);
  const count = (sign: string): number => first.split(sign).length;
  return [';', '\t', ','].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function columnOf(name: string): Column | null {
  const plain = unaccented(name);
  const found = Object.entries(COLUMNS).find(([, names]) => names.includes(plain));
  return (found?.[0] as Column | undefined) ?? null;
}

/** Of columns with the same name the first that says something. */
function cellsOf(columns: readonly (Column | null)[], record: readonly string[]): Partial<Record<Column, string>> {
  const cells: Partial<Record<Column, string>> = {};
  columns.forEach((column, i) => {
    const cell = record[i] ?? '';
    if (column && cell !== '' && cells[column] === undefined) cells[column] = cell;
  });
  return cells;
}

function rowOf(
  cells: Partial<Record<Column, string>>,
  kind: Reading['kind'],
): Omit<Understood['rows'][number], 'line'> | { code: RefusalCode; what: string } {
  const refuse = (code: RefusalCode, what = ''): { code: RefusalCode; what: string } => ({ code, what });
  // "jour" names a column of dates in one table and of weekdays in the next: the cell says which.
  const asWeekday = weekdayOf(cells.weekday ?? '') ?? weekdayOf(cells.day ?? '');
  const asDay = dayOf(cells.day ?? '');
  if (cells.day === undefined && cells.weekday === undefined) return refuse('no-day');
  if (cells.day !== undefined && asDay === null && weekdayOf(cells.day) === null) return refuse('bad-day', cells.day);
  if (cells.weekday !== undefined && weekdayOf(cells.weekday) === null) return refuse('bad-day', cells.weekday);
  // A date whose weekday stands beside it is a date.
  const weekday = asDay === null ? asWeekday : null;
  const [from, until] = [timeOf(cells.from), timeOf(cells.until)];
  if (from === undefined) return refuse('bad-time', cells.from);
  if (until === undefined) return refuse('bad-time', cells.until);
  if (until !== null && (from === null || (minutesOf(from) ?? 0) >= (minutesOf(until) ?? 0))) return refuse('backward');
  const fr = cells.labelFr ?? cells.label ?? cells.labelEn ?? '';
  const en = cells.labelEn ?? cells.label ?? cells.labelFr ?? '';
  if (kind === 'table' && fr === '' && from === null) return refuse('no-label');
  return { label: { fr: fr.slice(0, MAX_LABEL), en: en.slice(0, MAX_LABEL) }, weekday, day: asDay, from, until };
}

const MAX_LABEL = 200;

/** '2026-12-10', '10/12/2026', '10.12.2026', '10-12-26', with a weekday before it or not. Never month before day. */
export function dayOf(cell: string): string | null {
  const plain = unaccented(cell).replace(/^[a-z]+\.?,?\s+(?=\d)/, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain);
  const ours = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(plain);
  const words = /^(\d{1,2})(?:er|st|nd|rd|th)?\s+([a-z]+)\.?\s+(\d{4})$/.exec(plain);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : ours
      ? [ours[3]?.length === 2 ? `20${ours[3]}` : ours[3], ours[2], ours[1]]
      : words
        ? [words[3], monthOf(words[2] ?? ''), words[1]]
        : [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const made = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(made) ? made : null;
}

const MONTHS = [
  ['jan', 'janv', 'janvier', 'january'],
  ['feb', 'fev', 'fevr', 'fevrier', 'february'],
  ['mar', 'mars', 'march'],
  ['apr', 'avr', 'avril', 'april'],
  ['mai', 'may'],
  ['jun', 'juin', 'june'],
  ['jul', 'juil', 'juillet', 'july'],
  ['aug', 'aout', 'august'],
  ['sep', 'sept', 'septembre', 'september'],
  ['oct', 'octobre', 'october'],
  ['nov', 'novembre', 'november'],
  ['dec', 'decembre', 'december'],
];

function monthOf(name: string): string | undefined {
  const at = MONTHS.findIndex((names) => names.includes(name));
  return at < 0 ? undefined : String(at + 1);
}

const WEEKDAY_WORDS: readonly (readonly string[])[] = [
  ['lundi', 'lun', 'monday', 'mon'],
  ['mardi', 'mar', 'tuesday', 'tue', 'tues'],
  ['mercredi', 'mer', 'wednesday', 'wed'],
  ['jeudi', 'jeu', 'thursday', 'thu', 'thur', 'thurs'],
  ['vendredi', 'ven', 'friday', 'fri'],
  ['samedi', 'sam', 'saturday', 'sat'],
  ['dimanche', 'dim', 'sunday', 'sun'],
];

function weekdayOf(cell: string): Weekday | null {
  const plain = unaccented(cell).replace(/\.$/, '');
  return WEEKDAYS[WEEKDAY_WORDS.findIndex((words) => words.includes(plain))] ?? null;
}

/** '9:00', '09h30', '9 h', '9.30', '9:00 am' as HH:MM; null for an empty cell, undefined for what is no time. */
export function timeOf(cell: string | undefined): string | null | undefined {
  if (cell === undefined || cell.trim() === '') return null;
  const match = /^(\d{1,2})(?:\s*(?:[:.]|h)\s*(\d{2})?)?(?::\d{2})?\s*(am|pm|a\.m\.|p\.m\.)?$/.exec(unaccented(cell));
  if (!match) return undefined;
  const half = match[3]?.[0];
  const hour = Number(match[1]);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const hours = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  const made = `${String(hours).padStart(2, '0')}:${match[2] ?? '00'}`;
  return minutesOf(made) === null ? undefined : made;
}

function unaccented(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_]+/gu, ' ')
    .trim();
}

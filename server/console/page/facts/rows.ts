import { WEEKDAYS } from '../../../../shared/policy.ts';
import type { Row } from './data.ts';

/** The table editor, without its looks. */
export type When = 'none' | 'day' | NonNullable<Row['weekday']>;

export const EMPTY_ROW: Row = { label: { fr: '', en: '' }, weekday: null, day: null, from: null, until: null };

export function whenOf({ weekday, day }: Row): When {
  return weekday ?? (day === null ? 'none' : 'day');
}

/** A row has a weekday or a day, never both. `today` is where a day begins to be chosen from. */
export function withWhen(row: Row, when: When, today: string): Row {
  if (when === 'none') return { ...row, weekday: null, day: null };
  return when === 'day' ? { ...row, weekday: null, day: row.day ?? today } : { ...row, weekday: when, day: null };
}

/** '' takes a time away; without a beginning there is no end either. */
export function withTime(row: Row, end: 'from' | 'until', time: string): Row {
  const changed = { ...row, [end]: time === '' ? null : time };
  return changed.from === null ? { ...changed, until: null } : changed;
}

/** The next row is most often like the last: the same label on the next weekday, or the same hours on another day. */
export function followingRow(rows: readonly Row[]): Row {
  const last = rows.at(-1);
  if (!last) return EMPTY_ROW;
  if (last.weekday === null) return { ...EMPTY_ROW, day: last.day, from: last.from, until: last.until };
  const next = WEEKDAYS[WEEKDAYS.indexOf(last.weekday) + 1];
  return next ? { ...last, weekday: next } : EMPTY_ROW;
}

export function replaced<T>(list: readonly T[], at: number, entry: T): T[] {
  return list.map((one, i) => (i === at ? entry : one));
}

export function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, i) => i !== at);
}

export type RowFault = 'empty' | 'backward' | 'one-language';

/** What keeps a row from being understood, if anything. */
export function faultOf({ label, weekday, day, from, until }: Row): RowFault | null {
  const said = (label.fr + label.en).trim() !== '';
  if (!said && weekday === null && day === null) return 'empty';
  if (!said && from === null) return 'empty';
  if (from !== null && until !== null && from >= until) return 'backward';
  return said && (label.fr.trim() === '' || label.en.trim() === '') ? 'one-language' : null;
}

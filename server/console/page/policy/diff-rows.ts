import { diffLines } from 'diff';

export interface Difference {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

export interface DiffRow {
  kind: Difference['kind'];
  text: string;
  /** Line numbers before and after, from 1; null where the line is not there. */
  before: number | null;
  after: number | null;
}

/** One row a line, numbered on both sides. A part's text may hold several lines; a line's end belongs to it. */
export function diffRows(parts: readonly Difference[]): DiffRow[] {
  let before = 0;
  let after = 0;
  const rows = parts.flatMap(({ kind, text }) =>
    linesOf(text).map((line): DiffRow => {
      if (kind !== 'added') before += 1;
      if (kind !== 'removed') after += 1;
      return { kind, text: line, before: kind === 'added' ? null : before, after: kind === 'removed' ? null : after };
    }),
  );
  return rows.flatMap((row, i) => {
    const [last, next] = [rows[i - 1], rows[i + 1]];
    // A last line that only got its end is the same line.
    if (last && isPair(last, row)) return [];
    return next && isPair(row, next) ? [{ kind: 'same', text: row.text, before: row.before, after: next.after }] : [row];
  });
}

function isPair(a: DiffRow, b: DiffRow): boolean {
  return a.kind === 'removed' && b.kind === 'added' && a.text === b.text;
}

/** Rows that nothing changed near of are left out; `gap` tells how many stood there. */
export function shortened(rows: readonly DiffRow[], around = 2): ({ row: DiffRow } | { gap: number })[] {
  const near = rows.map((_, i) => rows.slice(Math.max(0, i - around), i + around + 1).some(({ kind }) => kind !== 'same'));
  const shown: ({ row: DiffRow } | { gap: number })[] = [];
  rows.forEach((row, i) => {
    const last = shown.at(-1);
    if (near[i]) shown.push({ row });
    else if (last && 'gap' in last) last.gap += 1;
    else shown.push({ gap: 1 });
  });
  return shown;
}

/** Edits looked for at most: past them two texts have little in common. */
const MAX_EDITS = 500;

export function differences(before: string, after: string): Difference[] {
  const found = diffLines(before, after, { maxEditLength: MAX_EDITS });
  const parts: Difference[] = found
    ? found.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }))
    : [
        { kind: 'removed', text: before },
        { kind: 'added', text: after },
      ];
  return parts.filter(({ text }) => text !== '');
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

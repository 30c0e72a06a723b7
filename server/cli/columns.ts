import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import type { Output } from './io.ts';

export interface Column {
  name: string;
  /** Cells of the terminal; null, for the last column alone: what is left of the line. */
  width: number | null;
  right?: boolean;
}

const NARROWEST_REST = 24;
const FALLBACK_WIDTH = 140;
const GAP = '  ';

/** Lines that stand under each other without anybody waiting for the last one, as a table that is drawn at the end would. */
export function createColumns(out: Output, columns: readonly Column[]) {
  const fixed = columns.reduce((sum, { width }) => sum + (width === null ? 0 : width + GAP.length), 0);
  const rest = Math.max((out.columns ?? FALLBACK_WIDTH) - fixed - 1, NARROWEST_REST);
  const row = (cells: readonly string[]): void => {
    const shown = columns.map(({ width, right = false }, i) => fitted(cells[i] ?? '', width ?? rest, right));
    out.write(`${shown.join(GAP).trimEnd()}\n`);
  };
  return { head: () => row(columns.map(({ name }) => name)), row };
}

function fitted(text: string, width: number, right: boolean): string {
  // Control characters and line breaks of a mail must not move the cursor.
  const shown = cliTruncate(text.replace(/\p{C}+/gu, ' '), width);
  const space = ' '.repeat(Math.max(0, width - stringWidth(shown)));
  return right ? space + shown : shown + space;
}

export type TokenKind = 'brace' | 'block' | 'helper' | 'name' | 'string' | 'open';

export interface Token {
  from: number;
  to: number;
  kind: TokenKind;
}

const HELPERS = ['hours', 'nextDate', 'upcoming', 'date', 'this'];

/** The parts of a template that are no plain text, in order. What is opened and not closed on its line is `open`. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { index, 0: whole } of text.matchAll(/\{\{[^}\n]*(?:\}\})?/g)) {
    if (!whole.endsWith('}}')) {
      tokens.push({ from: index, to: index + whole.length, kind: 'open' });
      continue;
    }
    const end = index + whole.length;
    tokens.push({ from: index, to: index + 2, kind: 'brace' }, ...inside(whole.slice(2, -2), index + 2));
    tokens.push({ from: end - 2, to: end, kind: 'brace' });
  }
  return tokens;
}

function inside(text: string, at: number): Token[] {
  return [...text.matchAll(/"[^"]*"|'[^']*'|[#/]?[\p{L}_][\p{L}\p{N}_.-]*/gu)].map(({ index, 0: word }) => ({
    from: at + index,
    to: at + index + word.length,
    kind: kindOf(word),
  }));
}

function kindOf(word: string): TokenKind {
  if (/^["']/.test(word)) return 'string';
  if (/^[#/]/.test(word) || word === 'else') return 'block';
  return HELPERS.includes(word) ? 'helper' : 'name';
}

/** Where a problem stands, as an offset. Lines count from 1 and columns from 0, as the server tells them; never outside of the text. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, Math.max(0, line - 1)).reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(before + Math.min(column, lines[line - 1]?.length ?? 0), text.length);
}

/** What a problem's mark covers: the name at its place, else the rest of the line, and at least one sign. */
export function extentOf(text: string, line: number, column: number): { from: number; to: number } {
  const from = offsetOf(text, line, column);
  const rest = text.slice(from).split('\n', 1)[0] ?? '';
  const braces = /^\{\{[^}\n]*\}\}/.exec(rest)?.[0];
  const word = /^[#/]?[\p{L}_][\p{L}\p{N}_.-]*/u.exec(rest)?.[0];
  return { from, to: from + (braces ?? word ?? rest).length };
}

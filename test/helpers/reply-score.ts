import { readFileSync } from 'node:fs';
import { newTextOf } from '../../server/mail/parse/new-text.ts';

/** How newTextOf does on a set like test/data/replies: the two ways to be wrong told apart. */
export interface ReplyScore {
  id: string;
  exact: boolean;
  /** Words of `elided` that the result still has, and of `expected` that it lost (as multisets of lines). */
  quotedLeftIn: boolean;
  newTextLost: boolean;
  expected: string;
  got: string;
}

interface ReplyRow {
  id: string;
  input: string;
  expected: string;
}

export function scoreReplies(file: string): ReplyScore[] {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ReplyRow);
  return rows.map(({ id, input, expected }) => {
    const got = newTextOf(input);
    const [want, have] = [contentLines(expected), contentLines(got)];
    return {
      id,
      exact: expected.trim() === got.trim(),
      quotedLeftIn: have.some((line) => !want.includes(line)),
      newTextLost: want.some((line) => !have.includes(line)),
      expected,
      got,
    };
  });
}

function contentLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

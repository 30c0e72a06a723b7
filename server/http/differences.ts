import { diffLines, diffWordsWithSpace } from 'diff';

export interface Difference {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Edits looked for at most: past them the texts have little in common, and comparing takes time that others wait for. */
const MAX_EDITS = 500;

/** What makes `after` of `before`, word by word: 'same' and 'removed' together are `before`, 'same' and 'added' `after`. */
export function differences(before: string, after: string): Difference[] {
  return told(diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS }), before, after);
}

/** The same line by line; a line's end belongs to it. */
export function lineDifferences(before: string, after: string): Difference[] {
  return told(diffLines(before, after, { maxEditLength: MAX_EDITS }), before, after);
}

type Found = { value: string; added: boolean; removed: boolean }[] | undefined;

function told(found: Found, before: string, after: string): Difference[] {
  const parts: Difference[] = found
    ? found.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }))
    : [
        { kind: 'removed', text: before },
        { kind: 'added', text: after },
      ];
  return parts.filter(({ text }) => text !== '');
}

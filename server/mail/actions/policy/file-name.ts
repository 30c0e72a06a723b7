import { oneLine } from '../../../../shared/safe-text.ts';

const MAX_NAME = 100;
/** What Windows keeps for itself: a file of such a name cannot be saved there. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A file's name as readers of an answer see it: no path, no controls or direction marks, nothing a file system refuses, and
 * an extension that says what the file is. `extensions`: of its type, the usual one first.
 */
export function cleanName(name: string, extensions: readonly string[]): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = oneLine(last, 500)
    .replace(/[<>:"|?*%]/g, '-')
    .replace(/^[.\s-]+/, '')
    .replace(/[.\s]+$/, '');
  const [usual = ''] = extensions;
  const dot = plain.lastIndexOf('.');
  const known = dot > 0 && extensions.includes(plain.slice(dot + 1).toLowerCase());
  const [named, extension] = known ? [plain.slice(0, dot), plain.slice(dot + 1)] : [plain, usual];
  // "con .jpg" would be "con.jpg" in the end.
  const stem = named.trimEnd();
  const safe = RESERVED.test(stem) ? `_${stem}` : stem;
  const cut = [...safe]
    .slice(0, MAX_NAME - extension.length - 1)
    .join('')
    .trimEnd();
  return `${cut === '' ? 'file' : cut}.${extension}`;
}

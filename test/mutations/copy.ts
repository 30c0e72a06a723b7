import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { type Break, occurrences } from './break.ts';

/** A copy of the tree in which things may be broken. */
export interface Copy {
  root: string;
  /** Breaks it; gives what mends it again. Throws when the code to break is not there exactly once. */
  apply(mutation: Break): () => void;
  remove(): void;
}

const LEFT_OUT = new Set(['node_modules', '.git', 'dist', 'data', 'coverage', 'test-output']);

export function copyTree(from: string): Copy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'mailgps-broken-')));
  cpSync(from, root, { recursive: true, filter: (path) => !LEFT_OUT.has(relative(from, path)) });
  symlinkSync(resolve(from, 'node_modules'), join(root, 'node_modules'), 'dir');
  return {
    root,
    apply(mutation) {
      const path = join(root, mutation.file);
      const source = readFileSync(path, 'utf8');
      const found = occurrences(source, mutation.find);
      if (found !== 1)
        throw new Error(
          `${mutation.name}: the code to break stands ${found} times in ${mutation.file}, not once. Bring the break up to date.`,
        );
      writeFileSync(path, source.split(mutation.find).join(mutation.replace));
      return () => writeFileSync(path, source);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

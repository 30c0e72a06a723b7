import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** One import of one file of ours. Paths are from the root, with '/'. */
export interface Import {
  from: string;
  to: string;
  /** static: at load, also by `export … from`. type: gone when it runs. dynamic: import(). */
  kind: 'static' | 'type' | 'dynamic';
}

const STATIC = /^\s*(?:import|export)\s+(type\s[^'"`;]*?\sfrom\s+|(?:[^'"`;]*?\sfrom\s+)?)['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"`]([^'"`]+)['"`]/g;
const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/** The imports of a source that name a file of ours; packages are left out. */
export function importsOf(from: string, source: string): Import[] {
  const text = source.replace(COMMENTS, '');
  const found: Import[] = [];
  const add = (kind: Import['kind'], name: string): void => {
    if (name.startsWith('.')) found.push({ from, to: fromRoot(resolve(dirname(from), name)), kind });
  };
  for (const [, clause = '', name = ''] of text.matchAll(STATIC)) add(clause.startsWith('type') ? 'type' : 'static', name);
  for (const [, name = ''] of text.matchAll(DYNAMIC)) add('dynamic', name);
  return found;
}

/** Every source of ours under these folders, by its path from the root. */
export function readSources(root: string, folders: readonly string[]): Map<string, string> {
  const sources = new Map<string, string>();
  const visit = (path: string): void => {
    if (path.endsWith('node_modules') || path.endsWith(join('test', 'data'))) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
    else if (/\.(ts|tsx|mts|mjs|js)$/.test(path))
      sources.set(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8'));
  };
  for (const folder of folders) if (statSync(join(root, folder), { throwIfNoEntry: false })) visit(join(root, folder));
  return sources;
}

/** Files that load each other in a ring, as the ring; types and import() do not load. */
export function findCycle(sources: ReadonlyMap<string, string>): string[] | null {
  const done = new Set<string>();
  const visit = (file: string, path: string[]): string[] | null => {
    const start = path.indexOf(file);
    if (start >= 0) return [...path.slice(start), file];
    if (done.has(file)) return null;
    for (const { to, kind } of importsOf(file, sources.get(file) ?? '')) {
      const cycle = kind === 'static' ? visit(to, [...path, file]) : null;
      if (cycle) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of sources.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return null;
}

function fromRoot(path: string): string {
  return relative(resolve('.'), path).split(sep).join('/');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSources } from './architecture/imports.ts';

const ROOT = join(__dirname, '..');

/**
 * The bundle splits: a CommonJS package in it that is imported when it is needed comes with a default export alone, so its
 * names are undefined, and only there. A file that is itself loaded lazily imports its packages at its head.
 */
test('packages are imported lazily only where the bundle leaves them out', () => {
  const list = /external: \[(.*?)\]/s.exec(readFileSync(join(ROOT, 'server/build.mjs'), 'utf8'))?.[1] ?? '';
  const external = [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name.replace(/\/?\*$/, ''));
  const lazy = [...readSources(ROOT, ['server'])].flatMap(([file, source]) =>
    [...source.matchAll(/\bawait import\('([^.'][^']*)'\)/g)].map(([, name = '']) => ({ file, name })),
  );
  const inside = lazy.filter(({ name }) => !name.startsWith('node:') && !external.some((left) => name.startsWith(left)));
  expect(external.length).toBeGreaterThan(3);
  expect(inside).toEqual([]);
});

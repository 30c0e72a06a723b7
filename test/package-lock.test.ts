import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Entry {
  optionalDependencies?: Record<string, string>;
  resolved?: string;
}

const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(join(__dirname, '../package-lock.json'), 'utf8'));

/** A registry that lacks a platform's package leaves it out of the lock, and `npm ci` refuses that lock everywhere. */
test('the lock names the packages of every platform', () => {
  const missing = Object.entries(lock.packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${at}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

test('the lock names no download address', () => {
  expect(Object.values(lock.packages).filter((entry) => entry.resolved?.startsWith('http'))).toEqual([]);
});

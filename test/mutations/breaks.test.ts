import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { occurrences } from './break.ts';
import { BREAKS } from './breaks.ts';

/** Quick: the breaks themselves are tried by `npm run test:mutations`. Here the list is kept from going stale. */
const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

test.each(BREAKS.map((b) => [b.name, b] as const))('%s can be made, and its test is there', (_name, b) => {
  expect(existsSync(join(ROOT, b.file))).toBe(true);
  expect(occurrences(read(b.file), b.find)).toBe(1);
  expect(b.replace).not.toBe(b.find);
  expect(existsSync(join(ROOT, b.test.file))).toBe(true);
});

test('every promise is broken at least twice, and every name is used once', () => {
  const perPromise = Array.from({ length: 10 }, (_, i) => BREAKS.filter((b) => b.promise === i + 1).length);
  expect(perPromise.every((n) => n >= 2)).toBe(true);
  expect(new Set(BREAKS.map((b) => b.name)).size).toBe(BREAKS.length);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PATHS } from '../../../server/preview/page/card/icon-paths.ts';

const ADDON = join(__dirname, '../../../addon');

it('every symbol that the add-on names is drawn', () => {
  const sources = readdirSync(ADDON, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const named = sources.flatMap((file) =>
    [...readFileSync(join(ADDON, file), 'utf8').matchAll(/\bicon: '([a-z_]+)'/g)].map(([, name = '']) => name),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !Object.hasOwn(PATHS, name))).toEqual([]);
});

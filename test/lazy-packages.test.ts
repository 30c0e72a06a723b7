import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { readSources } from './architecture/imports.ts';

const ROOT = join(__dirname, '..');
const OPTIONS: BuildOptions & { external: string[] } = JSON.parse(readFileSync(join(ROOT, 'server/bundle.json'), 'utf8'));
const EXTERNAL = OPTIONS.external;

/**
 * The bundle splits: a CommonJS package in it that is imported when it is needed comes with a default export alone, so its
 * names are undefined, and only there. A file that is itself loaded lazily imports its packages at its head.
 */
test('packages are imported lazily only where the bundle leaves them out', () => {
  const external = EXTERNAL.map((name) => name.replace(/\/?\*$/, ''));
  const lazy = [...readSources(ROOT, ['server'])].flatMap(([file, source]) =>
    [...source.matchAll(/\bawait import\('([^.'][^']*)'\)/g)].map(([, name = '']) => ({ file, name })),
  );
  const inside = lazy.filter(({ name }) => !name.startsWith('node:') && !external.some((left) => name.startsWith(left)));
  expect(external.length).toBeGreaterThan(3);
  expect(inside).toEqual([]);
});

/** Packages that the server's first file loads with itself, in a bundle of chunks as server/build.mjs makes it. */
function loadedAtStart(): Map<string, number> {
  const { metafile } = buildSync({
    entryPoints: [join(ROOT, 'server/main.ts')],
    absWorkingDir: ROOT,
    outdir: 'dist/test/start',
    ...OPTIONS,
    minifyWhitespace: false,
    minifySyntax: false,
    write: false,
    metafile: true,
  });
  const bytes = new Map<string, number>();
  const open = Object.keys(metafile.outputs).filter((name) => metafile.outputs[name]?.entryPoint === 'server/main.ts');
  const seen = new Set(open);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const [file, { bytesInOutput }] of Object.entries(metafile.outputs[name]?.inputs ?? {})) {
      const known = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? 'ours';
      bytes.set(known, (bytes.get(known) ?? 0) + bytesInOutput);
    }
    for (const { path, kind, external } of metafile.outputs[name]?.imports ?? []) {
      if (kind !== 'import-statement' || external || seen.has(path)) continue;
      seen.add(path);
      open.push(path);
    }
  }
  return bytes;
}

test('a start does not wait for packages that the first mail or the first call needs', () => {
  const bytes = loadedAtStart();
  expect([...bytes.keys()]).toEqual(expect.arrayContaining(['express', 'zod', 'ours']));
  for (const name of ['google-auth-library', 'googleapis', 'html-to-text', 'nodemailer', 'postal-mime'])
    expect([...bytes.keys()]).not.toContain(name);
  // `import { z }` holds all of zod, its forty languages too; of `import * as z` the bundle keeps what is used.
  expect(bytes.get('zod')).toBeLessThan(400_000);
});

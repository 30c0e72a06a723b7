import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, opendir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const built = new Map<string, string>();
afterAll(async () => {
  for (const folder of built.values()) await rm(folder, { recursive: true, force: true });
});

/** What a bundle was made of, as its source maps say, from the root. */
async function sourcesOf(...options: string[]): Promise<{ folder: string; sources: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'mailgps-built-'));
  built.set(options.join(), folder);
  // What an earlier build left, and a server may be giving out.
  await mkdir(join(folder, 'console'));
  await writeFile(join(folder, 'console', 'page-OLDERONE.js'), '');
  const { ino } = await stat(join(folder, 'console'));
  // As long as it is open its number is given to no other.
  const open = await opendir(join(folder, 'console'));
  await promisify(execFile)(process.execPath, ['server/build.mjs', `--out=${folder}`, ...options]);
  // Never without its pages: the folder is the same, and nothing half made lies about.
  expect((await stat(join(folder, 'console'))).ino).toBe(ino);
  await open.close();
  expect(readdirSync(join(folder, 'console'))).not.toContain('page-OLDERONE.js');
  expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  const found = new Set<string>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.map'))) {
    const { sources }: { sources: string[] } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    for (const source of sources) found.add(source.replace(/^.*?((server|shared|addon|test|bench|node_modules)\/)/, '$1'));
  }
  return { folder, sources: [...found] };
}

const PREVIEW = /^(server\/preview|addon|test|bench)\/|^node_modules\/(preact|@emulators|playwright-core|axe-core)\//;
/** `npm run deliver` speaks to a mailbox that is emulated elsewhere; nothing of that mailbox is among this. */
const CLIENT = /^server\/preview\/(running|gmail\/control(-client|-wire)?)\.ts$/;

test('the production bundle holds neither the preview nor its page, its add-on or its mailbox', async () => {
  const { folder, sources } = await sourcesOf('--production');
  expect(sources).toContain('server/http/app.ts');
  expect(sources.filter((source) => PREVIEW.test(source) && !CLIENT.test(source))).toEqual([]);
  expect(['preview', 'samples'].filter((name) => existsSync(join(folder, name)))).toEqual([]);
  // The console is for whoever runs the product.
  const console = readdirSync(join(folder, 'console'));
  const index = readFileSync(join(folder, 'console', 'index.html'), 'utf8');
  const named = [...index.matchAll(/(?:src|href)="\/console\/([^"]+)"/g)].map(([, name = '']) => name);
  expect(named).toEqual([expect.stringMatching(/^console-\w{8}\.css$/), expect.stringMatching(/^main-\w{8}\.js$/)]);
  expect(console).toEqual(expect.arrayContaining(named));
  for (const name of ['index.html', named[0] ?? '']) {
    expect(readFileSync(join(folder, 'console', name), 'utf8')).not.toMatch(/https?:\/\//);
  }
});

test('npm start has them', async () => {
  const { folder, sources } = await sourcesOf();
  expect(sources).toEqual(expect.arrayContaining(['server/preview/routes.ts', 'server/preview/emulated.ts']));
  const page = ['Code.js', 'appsscript.json', 'index.html', 'main.js', 'page.css', 'worker.js'];
  expect(readdirSync(join(folder, 'preview')).sort()).toEqual(page);
  // The page names nothing that is fetched from elsewhere.
  for (const name of ['index.html', 'page.css']) {
    expect(readFileSync(join(folder, 'preview', name), 'utf8').replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:\/\//);
  }
});

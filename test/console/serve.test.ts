import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import request from 'supertest';
import { consolePages } from '../../server/console/serve.ts';

let folder: string;
let app: Express;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailgps-pages-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(folder, 'main.js'), 'void 0;');
  await writeFile(join(folder, 'page-2APFF2I5.js'), 'void 0;');
  app = express();
  app.use('/console', consolePages(folder));
  app.use((_req, res) => void res.status(404).send('goes on'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('gives the page and its files', async () => {
  const page = await request(app).get('/console/');
  expect([page.status, page.type]).toEqual([200, 'text/html']);
  expect((await request(app).get('/console/main.js')).type).toBe('text/javascript');
  const bare = await request(app).get('/console');
  expect([bare.status, bare.headers.location]).toEqual([301, '/console/']);
});

it('lets a browser keep what is named by its content, and nothing else', async () => {
  const kept = async (path: string) => (await request(app).get(path)).headers['cache-control'];
  expect(await kept('/console/page-2APFF2I5.js')).toMatch(/max-age=31536000, immutable/);
  for (const path of ['/console/', '/console/index.html', '/console/main.js']) expect(await kept(path)).toBe('no-store');
});

it('lets no script and no style run but its own, and nobody frame it', async () => {
  const { headers } = await request(app).get('/console/');
  const policy = new Map(
    String(headers['content-security-policy'])
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .map(([name = '', ...values]) => [name, values]),
  );
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('script-src')).toEqual(["'self'", 'https://accounts.google.com/gsi/client']);
  expect(policy.get('style-src')).toEqual(["'self'", 'https://accounts.google.com/gsi/style']);
  for (const name of ['form-action', 'frame-ancestors', 'base-uri']) expect(policy.get(name)).toEqual(["'none'"]);
  expect(JSON.stringify([...policy])).not.toMatch(/unsafe|\*/);
});

it.each([
  '/console/session',
  '/console/enter',
  '/console/../package.json',
  '/console/%2e%2e/%2e%2e/etc/passwd',
  '/console/..%2f..%2fetc%2fpasswd',
])('lets %s go on to the routes: it is no file of the page', async (path) => {
  const { status, text } = await request(app).get(path);
  expect([400, 403, 404]).toContain(status);
  expect(text).not.toContain('root:');
});

it('has files for reading alone', async () => {
  expect((await request(app).post('/console/main.js').send({})).text).toBe('goes on');
});

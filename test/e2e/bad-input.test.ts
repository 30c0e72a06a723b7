import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { EMULATED_ADDRESS } from '../../server/config.ts';
import { keepToItsMailbox } from '../../server/first-start.ts';
import { readMailbox } from '../../server/mail/check-mailbox.ts';
import { headVersion } from '../../server/store/settings.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { bundleInChunks, startWith } from '../helpers/child.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { type Booted, boot } from './support/boot.ts';

/**
 * What cannot be used is refused in one clear line that says what to do, with exit code 1 (failed) or 2 (wrong usage or
 * configuration), or a status, and nothing that was stored is touched. Commands and files to deliver: test/cli.
 */
const folder = useTempFolder();
const { folder: bundled, bundle } = bundleInChunks('server/main.ts');
afterAll(() => rmSync(bundled, { recursive: true, force: true }));

const DAMAGE = 'This is no database any more.';

/** A data folder as an earlier run has left it. */
async function installed(name: string, mailbox: 'emulated' | 'gmail' = 'emulated'): Promise<string> {
  const dataDir = folder(name);
  mkdirSync(dataDir);
  const store = await openSqliteStore({ file: join(dataDir, 'mailgps.db') });
  await keepToItsMailbox(store, { mailbox, address: EMULATED_ADDRESS });
  await store.create('records', 'm1', { kept: 'as it is' });
  await store.close();
  return dataDir;
}

/** Every file of the folder by its hash. The log may grow, and SQLite's -shm is an index it makes anew. */
function contents(dataDir: string): Record<string, string> {
  const names = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(
    (e) => e.isFile() && !/\.log$|-shm$/.test(e.name),
  );
  const files = names.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]));
}

/** Starts the server as `npm start` does, and waits for it to end. */
function start(dataDir: string, env: Record<string, string> = {}, ...options: string[]) {
  const ended = spawnSync(process.execPath, [bundle, ...options], {
    encoding: 'utf8',
    timeout: 20_000,
    killSignal: 'SIGKILL',
    env: { PATH: process.env.PATH, PORT: '0', MAILGPS_DATA_DIR: dataDir, ...env },
  });
  return { code: ended.status, out: ended.stdout, lines: ended.stderr.trim().split('\n') };
}

/** The one sentence in which a setting is refused, between the head and the line that says where settings are explained. */
function refusal({ lines }: ReturnType<typeof start>): string {
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe('The configuration cannot be used:');
  expect(lines[2]).toContain('.env.example');
  return lines[1] ?? '';
}

test.each<[string, Record<string, string>, RegExp]>([
  ['an unknown value', { MAILGPS_BRAIN: 'gpt' }, /MAILGPS_BRAIN: .*offline/],
  ['a misspelt name', { MAILGPS_STOER: 'sqlite' }, /MAILGPS_STOER: there is no such setting/],
  ['an emulated mailbox on a server platform', { K_SERVICE: 'mail-gps' }, /own machine, and K_SERVICE/],
  ['an emulated mailbox for other machines', { HOST: '0.0.0.0' }, /HOST: .*127\.0\.0\.1/],
])('%s is refused, and nothing is touched', async (name, env, told) => {
  const dataDir = await installed(name.replaceAll(' ', '-'));
  const before = contents(dataDir);
  const ended = start(dataDir, env);
  expect(refusal(ended)).toMatch(told);
  expect(ended).toMatchObject({ code: 2, out: '' });
  expect(contents(dataDir)).toEqual(before);
});

test('an unknown option is refused, and --fresh beside it deletes nothing', async () => {
  const dataDir = await installed('option');
  const before = contents(dataDir);
  expect(start(dataDir, {}, '--fresh', '--frehs')).toMatchObject({
    code: 2,
    out: '',
    lines: [expect.stringMatching(/There is no option --frehs\. Known: --fresh/)],
  });
  expect(contents(dataDir)).toEqual(before);
});

test('--fresh does not throw away what a real mailbox’s server has kept', async () => {
  const dataDir = await installed('real-store', 'gmail');
  const before = contents(dataDir);
  expect(start(dataDir, {}, '--fresh')).toMatchObject({
    code: 2,
    out: '',
    lines: [expect.stringMatching(/nothing was deleted/)],
  });
  expect(contents(dataDir)).toEqual(before);
});

test('a port that is taken: which one, and how to choose another', async () => {
  const dataDir = await installed('port');
  const before = contents(dataDir);
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const ended = start(dataDir, { PORT: String(port) });
  other.close();
  expect(ended).toMatchObject({
    code: 1,
    lines: [expect.stringMatching(new RegExp(`Port ${port} is taken.*PORT=${port + 1} .*npm start`))],
  });
  expect(contents(dataDir)).toEqual(before);
});

test('a damaged database is left as it is', async () => {
  const dataDir = await installed('damaged');
  writeFileSync(join(dataDir, 'mailgps.db'), DAMAGE.repeat(500));
  const before = contents(dataDir);
  const ended = start(dataDir);
  expect(ended).toMatchObject({ code: 1, lines: [expect.stringMatching(/mailgps\.db is damaged.*restore/)] });
  expect(contents(dataDir)).toEqual(before);
});

test('a store that a newer version wrote is left as it is', async () => {
  const dataDir = folder('newer');
  mkdirSync(dataDir);
  await (await openSqliteStore({ file: join(dataDir, 'mailgps.db'), schemaVersion: 99 })).close();
  const before = contents(dataDir);
  const ended = start(dataDir);
  expect(ended).toMatchObject({ code: 1, lines: [expect.stringMatching(/newer version/)] });
  expect(contents(dataDir)).toEqual(before);
});

test.each<[string, (path: string) => void]>([
  ['is a file', (path) => writeFileSync(path, 'mine')],
  ['lies under a file', (path) => writeFileSync(path.replace(/\/data$/, ''), 'mine')],
])('a data folder that %s is told with what to do', (name, make) => {
  const parent = folder(name.replaceAll(' ', '-'));
  if (name === 'is a file') mkdirSync(parent);
  const dataDir = join(parent, 'data');
  make(dataDir);
  const ended = start(dataDir);
  expect(ended).toMatchObject({ code: 2, out: '', lines: [expect.stringContaining('MAILGPS_DATA_DIR')] });
  expect(ended.lines[0]).toContain(dataDir);
});

test('a log that cannot be written is told with what to do', async () => {
  const dataDir = await installed('log');
  const before = contents(dataDir);
  mkdirSync(join(dataDir, 'mailgps.log'));
  expect(start(dataDir)).toMatchObject({ code: 2, lines: [expect.stringContaining('mailgps.log')] });
  expect(contents(dataDir)).toEqual(before);
});

test('a damaged emulated mailbox is left as it is', async () => {
  const dataDir = await installed('journal');
  writeFileSync(join(dataDir, 'emulated-gmail.journal'), `${DAMAGE}\n${DAMAGE}\n`);
  const before = contents(dataDir);
  expect(start(dataDir)).toMatchObject({
    code: 1,
    lines: [expect.stringMatching(/emulated-gmail\.journal cannot be read: delete it to start over/)],
  });
  expect(contents(dataDir)).toEqual(before);
});

test('a mailbox elsewhere that nothing is known of is told with what to do', async () => {
  const dataDir = await installed('elsewhere');
  const before = contents(dataDir);
  expect(start(dataDir, { GMAIL_ROOT_URL: 'http://127.0.0.1:9' })).toMatchObject({
    code: 2,
    lines: [expect.stringContaining('Unset GMAIL_ROOT_URL')],
  });
  expect(contents(dataDir)).toEqual(before);
});

test('done: told to stop, a sound server ends with 0', async () => {
  const dataDir = await installed('sound');
  const child = startWith({ PATH: process.env.PATH, PORT: '0', MAILGPS_DATA_DIR: dataDir }, bundle);
  await child.line('MAIL GPS is ready');
  child.process.kill('SIGTERM');
  expect(await child.ended).toBe(0);
});

test('the emulated mailbox says what leaves the machine all the same', async () => {
  const env = { PATH: process.env.PATH, PORT: '0', MAILGPS_DATA_DIR: folder('half'), MAILGPS_BUCKET: 'files-of-a-school' };
  const child = startWith(env, bundle);
  expect(await child.line('The mailbox is emulated')).toContain('this leaves the machine: files to Cloud Storage.');
  child.process.kill('SIGTERM');
  expect(await child.ended).toBe(0);
});

test('a real mailbox: the log says that the server is ready, on what, and that it stops; nobody is named', async () => {
  const child = startWith(
    {
      PATH: process.env.PATH,
      PORT: '0',
      MAILGPS_DATA_DIR: folder('real'),
      MAILGPS_MAILBOX: 'gmail',
      MAILGPS_ADDRESS: 'contact@school.example',
      MAILGPS_TOKEN_KEY: 'a key of the tests that is long enough for the form',
    },
    bundle,
  );
  expect(await child.line('is ready: http://127.0.0.1:')).toMatch(/\(gmail, sqlite, offline\/\d+, in-process\)/);
  child.process.kill('SIGTERM');
  expect(await child.ended).toBe(0);
  expect(child.lines.join('\n')).toContain('"step":"stop"');
  expect(child.lines.join('\n')).not.toContain('@');
});

describe('a running server', () => {
  let app: Booted;
  beforeAll(async () => {
    app = await boot({ tickMs: null, notifications: { lose: 1 } });
  });
  afterAll(() => app.remove());

  const push = (token: string | null) => {
    const data = Buffer.from(JSON.stringify({ emailAddress: EMULATED_ADDRESS, historyId: '999999' })).toString('base64url');
    return fetch(`${app.url}/push/gmail`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ message: { data, messageId: '1' }, subscription: 'projects/local/subscriptions/mail' }),
    });
  };

  test('a push with a bad token is refused, and the mailbox is not marked', async () => {
    const mail = await app.deliver({ subject: 'timetable unseen' });
    const before = await readMailbox(app.ctx.store);
    const mint = (change: object) =>
      app.emulated?.control.mintIdToken({
        sub: 'push',
        email: app.emulated.access.pushAccount,
        aud: `${app.url}/push/gmail`,
        ...change,
      });
    const good = (await mint({})) ?? '';
    const bad = [
      null,
      'abc',
      `${good.slice(0, -8)}AAAAAAAA`,
      await mint({ aud: `${app.url}/push/gmail/` }),
      await mint({ email: 'somebody@project.iam.gserviceaccount.com' }),
      await mint({ expiresInSeconds: -7200 }),
      app.emulated?.people.admin.token,
    ];
    for (const token of bad) {
      const refused = await push(token ?? null);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
      const problem = await refused.json();
      expect(problem).toMatchObject({ status: 401, code: 'unauthenticated', detail: expect.any(String) });
      if (token) expect(JSON.stringify(problem)).not.toContain(token);
    }
    expect(await readMailbox(app.ctx.store)).toEqual(before);
    expect((await push(good)).status).toBe(204);
    expect((await app.until(mail.id, (r) => r.state !== 'received')).categoryId).toBe('timetable');
  });

  test('a template that names what does not exist is refused by line, and the one in force stays', async () => {
    const before = await headVersion(app.ctx.store);
    const template = { revision: before, subject: 'Horaires', body: 'Bonjour,\n\n{{greting}}\n\n{{fact.nothing}}' };
    const refused = await app.api('PUT', '/api/templates/timetable.fr?lang=en', template, 'admin');
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'template', problems: [{ line: 3 }, { line: 5 }] });
    expect(JSON.stringify(refused.body)).toContain('greting');
    expect(await headVersion(app.ctx.store)).toBe(before);
  });
});

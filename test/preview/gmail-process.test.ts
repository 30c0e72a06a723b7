import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { createGmailMailbox } from '../../server/mailbox/gmail.ts';
import type { GmailAccess } from '../../server/preview/gmail/control.ts';
import { createControlClient } from '../../server/preview/gmail/control-client.ts';
import { rawMail } from '../contracts/mailbox.contract.ts';

const ADDRESS = 'contact@ecole.example';

describe('the emulated Gmail as a process of its own', () => {
  // Inside the project, so that the packages that stay outside the bundle are found.
  const folder = mkdtempSync(join(__dirname, '../../node_modules/.mail-gps-'));
  const script = join(folder, 'gmail.mjs');
  const running = new Set<ChildProcess>();
  beforeAll(() =>
    build({
      entryPoints: [join(__dirname, '../../server/preview/gmail/process.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    }),
  );
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  function launch(options: object) {
    const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'pipe'] });
    running.add(child);
    const ended = new Promise<number | null>((resolve) => void child.once('exit', resolve));
    void ended.then(() => running.delete(child));
    const firstLine = (stream: NodeJS.ReadableStream) =>
      new Promise<string>((resolve) => void createInterface({ input: stream }).once('line', resolve));
    return { child, ended, said: firstLine(child.stdout), complained: firstLine(child.stderr) };
  }
  const open = async (options: object) => {
    const { said, ...rest } = launch({ address: ADDRESS, ...options });
    const access = JSON.parse(await said) as GmailAccess;
    const mailbox = createGmailMailbox({ rootUrl: access.url, auth: { token: access.accessToken } });
    return { ...rest, access, mailbox, control: createControlClient(access) };
  };

  it('keeps all it has answered for over a SIGKILL', async () => {
    const options = { dataFile: join(folder, 'mail.jsonl'), accessToken: 'token-one', controlKey: 'key-one' };
    const first = await open(options);
    const ids: string[] = [];
    const raw = rawMail();
    let killed = false;
    const deliveries = (async () => {
      while (!killed) ids.push((await first.control.deliver(raw)).id);
    })().catch(() => {});
    while (ids.length < 40) await new Promise((resolve) => setImmediate(resolve));
    first.child.kill('SIGKILL');
    await first.ended;
    killed = true;
    await deliveries;

    const second = await open(options);
    expect(second.access).toMatchObject({ accessToken: 'token-one', controlKey: 'key-one' });
    const kept = (await second.control.messages()).map(({ id }) => id);
    expect(kept.slice(0, ids.length)).toEqual(ids);
    // One more at most: made durable, its answer lost.
    expect(kept.length - ids.length).toBeLessThanOrEqual(1);
    await expect(second.mailbox.fetchRaw(ids[0] ?? '')).resolves.toBeDefined();
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('ends with its parent when told to', async () => {
    const { child, ended } = await open({ untilInputEnds: true });
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  it('says in one line why it cannot start', async () => {
    const { access } = await open({});
    const { ended, complained } = launch({ address: ADDRESS, port: Number(new URL(access.url).port) });
    expect(await complained).toMatch(/^Port \d+ is in use/);
    expect(await ended).toBe(1);
  });
});

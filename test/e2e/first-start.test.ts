import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseToDeleteReal } from '../../server/administration.ts';
import { readConfig } from '../../server/config.ts';
import { keepToItsMailbox } from '../../server/first-start.ts';
import { createLog } from '../../server/log.ts';
import { wire } from '../../server/wiring.ts';
import { boot } from './support/boot.ts';

/** Nothing leaves a real mailbox on settings that nobody made for it. */
test('what was tried out on the emulated mailbox does not start to answer in a real one', async () => {
  const app = await boot({ tickMs: null });
  await app.stop();
  const config = readConfig({
    PORT: '0',
    MAILGPS_DATA_DIR: app.dataDir,
    MAILGPS_MAILBOX: 'gmail',
    MAILGPS_ADDRESS: 'contact@school.example',
    MAILGPS_TOKEN_KEY: randomBytes(32).toString('base64'),
    GMAIL_ROOT_URL: 'http://127.0.0.1:9/',
  });
  const started = wire(config, createLog({ write: () => undefined }), { tickMs: null }).then(({ stop }) => stop());
  await expect(started).rejects.toMatchObject({
    code: 'config',
    message: expect.stringMatching(/made for the emulated mailbox.*MAILGPS_DATA_DIR/),
  });
  const again = await boot({ tickMs: null, dataDir: app.dataDir });
  await again.remove();
});

test('a store goes on with the address it was made for, and no other', async () => {
  const app = await boot({ tickMs: null });
  const { store } = app.ctx;
  const own = { mailbox: 'emulated', address: 'contact@ecole.example' } as const;
  const moved = keepToItsMailbox(store, { ...own, address: 'bureau@ecole.example' });
  await expect(moved).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(/MAILGPS_ADDRESS=contact@ecole/) });
  // One of an earlier version learns it at its next start.
  await store.delete('installation', 'mailbox');
  await store.create('installation', 'mailbox', { mailbox: 'emulated' });
  await keepToItsMailbox(store, own);
  expect((await store.get('installation', 'mailbox'))?.data).toEqual(own);
  await app.remove();
});

test('nor is a real one’s store played in, and each goes on with its own', async () => {
  const app = await boot({ tickMs: null });
  const { store } = app.ctx;
  await store.delete('installation', 'mailbox');
  const real = { mailbox: 'gmail', address: 'contact@ecole.example' } as const;
  await keepToItsMailbox(store, real);
  await keepToItsMailbox(store, real);
  await expect(keepToItsMailbox(store, { ...real, mailbox: 'emulated' })).rejects.toMatchObject({ code: 'config' });
  await app.remove();
});

test('files of a real mailbox whose records are elsewhere are no demonstration to start over', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'mailgps-e2e-'));
  const config = readConfig({ PORT: '0', MAILGPS_DATA_DIR: dataDir });
  await refuseToDeleteReal(config);
  await mkdir(join(dataDir, 'blobs'));
  await expect(refuseToDeleteReal(config)).rejects.toMatchObject({
    code: 'config',
    message: expect.stringMatching(/nothing was deleted/),
  });
  await writeFile(join(dataDir, 'emulated-gmail.journal'), '');
  await refuseToDeleteReal(config);
  await rm(dataDir, { recursive: true });
});

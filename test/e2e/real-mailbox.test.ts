import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../server/adapters.ts';
import { readConfig } from '../../server/config.ts';
import { type EmulatedGmail, startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { keepSecret } from '../../server/store/secrets.ts';
import { grantRole } from '../../server/store/users.ts';
import { type Wired, wire } from '../../server/wiring.ts';
import { GMAIL_SECRET } from '../../shared/gmail-credential.ts';
import { eml } from './support/eml.ts';
import { scriptedBrain } from './support/scripted-brain.ts';

/** MAILGPS_MAILBOX=gmail on one small server without a public address: a stored consent, and polling alone. */
const KEY = 'a key of the tests that is long enough for the form';

let dataDir: string;
let gmail: EmulatedGmail;
let wired: Wired;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mailgps-real-'));
  gmail = await startEmulatedGmail({ address: 'contact@ecole.example' });
});
afterAll(async () => {
  await wired?.stop();
  await gmail.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('a mail comes, is found by polling, and its answer leaves by a click', async () => {
  const config = readConfig({
    PORT: '0',
    MAILGPS_MAILBOX: 'gmail',
    MAILGPS_ADDRESS: 'contact@ecole.example',
    MAILGPS_TOKEN_KEY: KEY,
    MAILGPS_DATA_DIR: dataDir,
    GMAIL_ROOT_URL: gmail.url,
    GMAIL_CLIENT_ID: gmail.clientId,
    GMAIL_CLIENT_SECRET: gmail.clientSecret,
    MAILGPS_ADDON_AUDIENCE: 'sidebar',
    MAILGPS_HOSTED_DOMAINS: 'ecole.example',
  });
  const store = await openStore(config);
  const { refreshToken } = await gmail.grantConsent({ email: config.address });
  const consent = { kind: 'consent', refreshToken, clientId: gmail.clientId, account: config.address, expiresAt: null };
  await keepSecret(store, GMAIL_SECRET, JSON.stringify(consent), KEY, Date.now());
  await grantRole(store, 'staff@ecole.example', 'staff', Date.now());
  await store.close();

  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  wired = await wire(config, silent, { brain: scriptedBrain(), tickMs: null });
  expect(wired.ctx.topic).toBeNull();
  const { id } = await gmail.deliver(eml({ subject: 'timetable question' }));
  const suggested = new Promise<void>((resolve) => {
    wired.events.on((record, step) => void (record.id === id && step === 'suggested' && resolve()));
  });
  await wired.jobs.run('poll-mailbox');
  await suggested;

  const person = { sub: '1', email: 'staff@ecole.example', hd: 'ecole.example', aud: 'sidebar' };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await gmail.mintIdToken(person)}` };
  const view: { revision: number } = JSON.parse(await (await fetch(`${wired.url}/api/mails/${id}`, { headers })).text());
  const clicked = await fetch(`${wired.url}/api/mails/${id}/reply`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ revision: view.revision }),
  });
  expect(clicked.status).toBe(200);
  expect(await gmail.sent()).toHaveLength(1);

  const methods = Object.keys((await gmail.quota()).methods);
  expect(methods).toContain('messages.get');
  expect(methods).not.toContain('users.watch');
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../server/adapters.ts';
import { readConfig } from '../../server/config.ts';
import { readMailbox } from '../../server/mail/check-mailbox.ts';
import type { LogFields } from '../../server/mail/context.ts';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { type EmulatedGmail, startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { openAlerts } from '../../server/store/alerts.ts';
import { effects, records } from '../../server/store/collections.ts';
import { keepGmailCredential } from '../../server/store/gmail-credential.ts';
import type { Store } from '../../server/store/store.ts';
import { grantRole } from '../../server/store/users.ts';
import { type Overrides, type Wired, wire } from '../../server/wiring.ts';
import { eml } from './support/eml.ts';
import { scriptedBrain } from './support/scripted-brain.ts';

/** Consent is withdrawn, wherever the work stands: nothing is lost, nothing given up, nothing sent twice, and people are told. */
const ADDRESS = 'contact@ecole.example';
const KEY = 'a key of the tests that is long enough for the form';
const PUSH = { audience: 'https://mail.ecole.example/push/gmail', account: 'push@school.iam.gserviceaccount.com' };
const DAY_MS = 24 * 3_600_000;

let folder: string;
let gmail: EmulatedGmail;
let wired: Wired;
let logged: LogFields[];
let offset: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailgps-reauthorise-'));
  gmail = await startEmulatedGmail({ address: ADDRESS, pushAccount: PUSH.account });
  offset = 0;
});
afterEach(async () => {
  await wired.stop();
  await gmail.close();
  await rm(folder, { recursive: true, force: true });
});

const config = () =>
  readConfig({
    PORT: '0',
    MAILGPS_MAILBOX: 'gmail',
    MAILGPS_ADDRESS: ADDRESS,
    MAILGPS_TOKEN_KEY: KEY,
    MAILGPS_DATA_DIR: folder,
    GMAIL_ROOT_URL: gmail.url,
    GMAIL_CLIENT_ID: gmail.clientId,
    GMAIL_CLIENT_SECRET: gmail.clientSecret,
    MAILGPS_ADDON_AUDIENCE: 'sidebar',
    MAILGPS_HOSTED_DOMAINS: 'ecole.example',
    MAILGPS_PUSH_AUDIENCE: PUSH.audience,
    MAILGPS_PUSH_ACCOUNT: PUSH.account,
  });

/** As `cli login` stores it. */
async function consent(store: Store): Promise<void> {
  const { refreshToken } = await gmail.grantConsent();
  const { clientId } = gmail;
  await keepGmailCredential(
    store,
    { kind: 'consent', refreshToken, clientId, account: ADDRESS, expiresAt: null },
    KEY,
    Date.now(),
  );
}

async function start(overrides: Overrides = {}): Promise<void> {
  const store = await openStore(config());
  await consent(store);
  await grantRole(store, 'staff@ecole.example', 'staff', Date.now());
  await store.close();
  logged = [];
  const log = (fields: LogFields) => void logged.push(fields);
  wired = await wire(
    config(),
    { info: log, warn: log, error: log },
    {
      brain: scriptedBrain(),
      tickMs: null,
      now: () => Date.now() + offset,
      settings: { holdMs: 0, autoMode: true, autoModeSince: 1, modes: { timetable: { mode: 'automatic', since: 0 } } },
      ...overrides,
    },
  );
}

const state = () => readMailbox(wired.ctx.store);
const alerts = async () => (await openAlerts(wired.ctx.store, wired.ctx.now())).map(({ cause }) => cause);
const all = async () => (await records.query(wired.ctx.store, { limit: 50 })).items.map(({ data }) => data);
const effect = async () => (await effects.query(wired.ctx.store, { limit: 1 })).items[0]?.data;

/** Asks again until it is so: what is waited for is written by workers in the background. */
async function until(is: () => Promise<boolean>): Promise<void> {
  for (let round = 0; !(await is()); round++) {
    if (round > 1_000) throw new Error(`It does not happen: ${JSON.stringify([await all(), await effect()])}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** As the ticking does: one failing does not stop the others. */
async function tick(): Promise<void> {
  for (const job of ['resume', 'send-due', 'poll-mailbox']) await wired.jobs.run(job).catch(() => undefined);
}

/** With what an error brings along, all the way down. */
function everythingLogged(): string {
  const told = (error: unknown): string =>
    error instanceof Error ? `${error.stack} ${JSON.stringify(error)} ${told(error.cause)}` : JSON.stringify(error ?? null);
  // The places in our own sources name packages with an @.
  return logged.map(({ error, ...fields }) => `${JSON.stringify(fields)} ${told(error).replace(/\n\s+at .*/g, '')}`).join('\n');
}

/** A port whose method has its effect, after which consent is withdrawn, once. */
function withdrawnAfter(name: 'createDraft' | 'changes'): Overrides {
  let once = true;
  const after = async <T>(result: Promise<T>): Promise<T> => {
    const value = await result;
    if (once && armed) {
      once = false;
      await gmail.revokeConsent();
    }
    return value;
  };
  let armed = false;
  return {
    mailbox: (mailbox: Mailbox) => ({
      ...mailbox,
      ...(name === 'createDraft' ? { createDraft: (...args) => after(mailbox.createDraft(...args)) } : {}),
      changes: async (...args) => {
        armed = true;
        return name === 'changes' ? after(mailbox.changes(...args)) : mailbox.changes(...args);
      },
    }),
  };
}

test('noticed when reading: the cursor stays, the push is acknowledged, people are told, and it goes on after a new consent', async () => {
  await start({ settings: { autoMode: false } });
  const { cursor } = await state();
  await gmail.revokeConsent();
  const { id } = await gmail.deliver(eml({ subject: 'timetable question' }));
  await expect(wired.jobs.run('poll-mailbox')).rejects.toMatchObject({ code: 'reauthorise' });
  expect(await state()).toMatchObject({ reauthorise: true, cursor, lease: null, dirty: true });
  await until(async () => (await alerts()).includes('reauthorise'));

  await fetch(`${gmail.url}/gmail/v1/users/me/watch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${gmail.accessToken}`, 'content-type': 'application/json' },
    body: '{"topicName":"projects/p/topics/t"}',
  });
  await gmail.setPush(`${wired.url}/push/gmail`, PUSH.audience);
  await gmail.deliver(eml({ subject: 'another timetable question' }));
  await until(async () => (await gmail.notifications()).acknowledged > 0);
  const { posts, acknowledged } = await gmail.notifications();
  expect(posts).toBe(acknowledged);
  await gmail.setPush(null);

  await consent(wired.ctx.store);
  await tick();
  await until(async () => (await all()).filter((record) => record.state === 'suggested').length === 2);
  expect(await wired.ctx.store.get('records', id)).not.toBeNull();
  expect(await state()).toMatchObject({ reauthorise: false });
  await until(async () => !(await alerts()).includes('reauthorise'));
  expect(logged.some(({ code }) => code === 'reauthorise')).toBe(true);
  expect(everythingLogged()).not.toMatch(/@|ya29|1\/\/|GOCSPX|PRIVATE/);
});

test('noticed when a mail is fetched: it waits for days without being given up, and is then handled', async () => {
  await start(withdrawnAfter('changes'));
  const { id } = await gmail.deliver(eml({ subject: 'timetable question' }));
  await wired.jobs.run('poll-mailbox');
  await until(async () => (await state()).reauthorise);
  for (let day = 0; day < 10; day++) {
    offset += DAY_MS;
    await tick();
  }
  const [waiting] = await all();
  expect(waiting).toMatchObject({ id, state: 'received', lastError: 'reauthorise' });
  expect(waiting?.attempts).toBe(1);
  await consent(wired.ctx.store);
  await tick();
  await tick();
  await until(async () => (await all())[0]?.state === 'suggested');
});

test('noticed when a draft is to leave: it waits, and leaves once', async () => {
  await start(withdrawnAfter('createDraft'));
  await gmail.deliver(eml({ subject: 'timetable question' }));
  await wired.jobs.run('poll-mailbox');
  await until(async () => (await effect())?.state === 'drafted' && (await state()).reauthorise);
  offset += 3_600_000;
  for (let round = 0; round < 20; round++) await tick();
  expect(await effect()).toMatchObject({ state: 'drafted', attempts: 1 });
  expect(await gmail.sent()).toHaveLength(0);
  expect(await alerts()).toEqual(['reauthorise']);
  await consent(wired.ctx.store);
  await tick();
  await tick();
  await until(async () => (await effect())?.nextAttemptAt === null);
  expect(await gmail.sent()).toHaveLength(1);
  expect((await all())[0]?.state).toBe('replied');
  const drafts = (await gmail.messages()).filter(({ labels }) => labels.includes('DRAFT'));
  expect(drafts).toEqual([]);
});

test('noticed at the start: the server runs, says so, and works after a login', async () => {
  await start({ settings: { autoMode: false } });
  await wired.stop();
  await gmail.revokeConsent();
  wired = await wire(config(), { info: () => undefined, warn: () => undefined, error: () => undefined }, { tickMs: null });
  expect((await fetch(`${wired.url}/healthz`)).status).toBe(200);
  expect(await state()).toMatchObject({ reauthorise: true });
  await until(async () => (await alerts()).includes('reauthorise'));
  await gmail.deliver(eml({ subject: 'timetable question' }));
  await consent(wired.ctx.store);
  await tick();
  await until(async () => (await all())[0]?.state === 'suggested');
});

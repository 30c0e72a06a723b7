import { mkdirSync } from 'node:fs';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { type EmulatedGmail, startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { keepGmailCredential } from '../../server/store/gmail-credential.ts';
import { install } from '../../server/store/settings.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { grantRole } from '../../server/store/users.ts';
import { SUBSCRIPTIONS } from '../../server/wake/pubsub-names.ts';
import { DEFAULT_SETTINGS } from '../../shared/policy.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { startCloudStorage } from '../support/cloud-storage-server.ts';
import { type Emulator, hasEmulator, startEmulator } from '../support/emulators.ts';
import { type MistralStandIn, startMistralStandIn } from '../support/mistral-stand-in.ts';
import { emulatorClient } from '../support/pubsub-resources.ts';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.ts';
import { type Said, sayWith } from './support/capture.ts';

type Offline = typeof import('../../server/brain/offline.ts');

/** Learning takes a second of each check; here one reader serves them all. */
jest.mock('../../server/brain/offline.ts', () => {
  const actual = jest.requireActual<Offline>('../../server/brain/offline.ts');
  let brain: ReturnType<Offline['createOfflineBrain']> | null = null;
  return {
    ...actual,
    createOfflineBrain: () => {
      brain ??= actual.createOfflineBrain();
      return brain;
    },
  };
});

const path = useTempFolder();
const tooLong = (text: string) => text.split('\n').filter((line) => [...line].length > 80 && !/^\s+\$ /.test(line));
/** 'mailbox fail' and so on, those that are neither right nor unused. */
const troubles = (said: Said) => {
  const [told] = said.lines() as [{ checks: { id: string; state: string }[] }];
  return told.checks.filter(({ state }) => state === 'fail' || state === 'warn').map(({ id, state }) => `${id} ${state}`);
};

async function inStore(folder: string, work: (store: Store) => Promise<unknown>): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const store = await openSqliteStore({ file: `${folder}/mailgps.db` });
  await work(store);
  await store.close();
}

test('on one’s own machine all is well, and what is not used is said', async () => {
  const env = { MAILGPS_DATA_DIR: path('local') };
  const said = await sayWith(env, ['check'], { answers: '' });
  expect(said).toMatchObject({ code: 0, err: expect.stringMatching(/Checking: .* …/) });
  expect(said.out).toMatch(/^✓ Configuration {5}every setting/);
  expect(said.out).toMatch(/^– Mailbox {11}not used: it is emulated/m);
  expect(tooLong(said.out)).toEqual([]);
  const json = await sayWith(env, ['check', '--json']);
  expect(json.err).toBe('');
  expect(troubles(json)).toEqual(['policy warn']);
});

test('a configuration that cannot be used is a check that fails, problem by problem', async () => {
  const said = await sayWith({ MAILGPS_DATA_DIR: path('broken'), MAILGPS_STORE: 'firestore', MAILGPS_STOER: 'x' }, ['check']);
  expect(said).toMatchObject({ code: 1, err: '' });
  expect(said.out).toMatch(/^✗ Configuration/);
  expect(said.out).toContain('MAILGPS_STOER: there is no such setting');
  expect(said.out).toContain('GOOGLE_CLOUD_PROJECT: needed with');
  expect(tooLong(said.out)).toEqual([]);
});

test('files in a bucket, and settings that nothing can be made of', async () => {
  const storage = await startCloudStorage('school-files');
  const env = {
    MAILGPS_DATA_DIR: path('bucket'),
    MAILGPS_MAILBOX: 'gmail',
    MAILGPS_ADDRESS: 'contact@ecole.example',
    MAILGPS_TOKEN_KEY: 'a key of the tests that is long enough for the form',
    MAILGPS_BUCKET: 'school-files',
    GOOGLE_CLOUD_PROJECT: 'check-1',
    GMAIL_ROOT_URL: storage.url,
    GMAIL_CLIENT_ID: 'client',
    SENTRY_DSN: 'https://sentry.example/without-a-key',
  };
  const said = await sayWith(env, ['check']);
  await storage.close();
  expect(said.code).toBe(1);
  expect(said.out).toMatch(/^✓ Files {13}bucket school-files: written, read, deleted\.$/m);
  expect(said.out).toMatch(/^✗ Alerts: /m);
  expect(said.out).not.toContain('without-a-key');
  expect(storage.calls).toEqual(['upload', 'download', 'delete', 'download']);
});

(hasEmulator('pubsub') ? describe : describe.skip)('a whole configuration, from nothing', () => {
  const KEY = 'a key of the tests that is long enough for the form';
  const MISTRAL_KEY = 'a-mistral-key-of-the-tests';
  let emulator: Emulator;
  let gmail: EmulatedGmail;
  let mistral: MistralStandIn;
  let smtp: SmtpServer;
  let env: Record<string, string>;

  beforeAll(async () => {
    emulator = await startEmulator('pubsub');
    gmail = await startEmulatedGmail({ address: 'contact@ecole.example' });
    mistral = await startMistralStandIn({ apiKey: MISTRAL_KEY });
    smtp = await startSmtpServer();
    env = {
      MAILGPS_DATA_DIR: path('whole'),
      MAILGPS_MAILBOX: 'gmail',
      MAILGPS_ADDRESS: 'contact@ecole.example',
      MAILGPS_TOKEN_KEY: KEY,
      MAILGPS_WAKE: 'pubsub',
      MAILGPS_BRAIN: 'mistral',
      MISTRAL_API_KEY: MISTRAL_KEY,
      MISTRAL_SERVER_URL: mistral.url,
      GOOGLE_CLOUD_PROJECT: 'check-1',
      PUBSUB_EMULATOR_HOST: emulator.host,
      GMAIL_ROOT_URL: gmail.url,
      GMAIL_CLIENT_ID: gmail.clientId,
      GMAIL_CLIENT_SECRET: gmail.clientSecret,
      MAILGPS_PUSH_AUDIENCE: 'https://127.0.0.1:9/push',
      MAILGPS_PUSH_ACCOUNT: 'push@check-1.iam.gserviceaccount.com',
      MAILGPS_ADDON_AUDIENCE: 'sidebar',
      MAILGPS_HOSTED_DOMAINS: 'ecole.example',
      MAILGPS_ALERT_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      MAILGPS_HEARTBEAT_URL: 'https://beats.example/ping/secret-path',
    };
    await inStore(path('whole'), (store) => install(store, defaultPolicy(Date.now()), DEFAULT_SETTINGS));
  }, 90_000);
  afterAll(async () => {
    await Promise.all([emulator.stop(), gmail.close(), mistral.close(), smtp.close()]);
  });

  /** Nothing listens at the public address, and a stand-in is no endpoint in the EU. */
  const EXPECTED = ['public-url warn', 'model warn'];
  const check = (more: Record<string, string> = {}) => sayWith({ ...env, ...more }, ['check', '--json']);

  test('each thing that is missing is told; made one after the other, nothing is', async () => {
    const nothing = await sayWith(env, ['check']);
    expect(nothing.code).toBe(1);
    expect(nothing.out).toMatch(/^✗ Gmail credential {2}There is none/m);
    expect(nothing.out).toContain('$ npm run cli -- login\n');
    expect(tooLong(nothing.out)).toEqual([]);
    expect(troubles(await check())).toEqual([
      'credential fail',
      'mailbox fail',
      'watch fail',
      'pub-sub fail',
      ...EXPECTED,
      'people fail',
      'alerts-smtp fail',
    ]);

    // Without a credential setup makes the rest, and tells of the watch.
    const before = await sayWith(env, ['setup', '--yes']);
    expect(before).toMatchObject({ code: 0, out: expect.stringContaining('by hand  Watch of the mailbox') });

    await inStore(path('whole'), async (store) => {
      const { refreshToken } = await gmail.grantConsent({ email: 'contact@ecole.example' });
      const consent = {
        kind: 'consent' as const,
        refreshToken,
        clientId: gmail.clientId,
        account: 'contact@ecole.example',
        expiresAt: null,
      };
      await keepGmailCredential(store, consent, KEY, Date.now());
      await grantRole(store, 'head@ecole.example', 'admin', Date.now());
    });
    expect(troubles(await check())).toEqual(['watch fail', ...EXPECTED]);
    expect(await sayWith(env, ['setup', '--yes'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('✓ Watch of the mailbox'),
    });
    expect((await sayWith(env, ['setup', '--yes'])).out).toContain('Nothing to make or change.');

    const whole = await check();
    expect(troubles(whole)).toEqual(EXPECTED);
    expect(whole.code).toBe(0);
    expect(whole.lines()[0]).toMatchObject({ ok: true });
    expect(smtp.received).toEqual([]);
    expect(mistral.calls).toEqual([]);
    expect((await gmail.quota()).methods).not.toHaveProperty('drafts.create');
  });

  test('no secret is ever shown', async () => {
    const said =
      (await sayWith(env, ['check'])).out + (await check()).out + (await sayWith(env, ['setup', '--json', '--dry-run'])).out;
    for (const secret of [KEY, MISTRAL_KEY, gmail.clientSecret, 'secret-path', 'ya29.', '1//'])
      expect(said).not.toContain(secret);
  });

  test('what breaks afterwards is told, each by itself', async () => {
    expect(troubles(await check({ MISTRAL_API_KEY: 'another-key' }))).toEqual(['public-url warn', 'model fail']);
    expect(troubles(await check({ MISTRAL_MODEL: 'mistral-small-2503' }))).toEqual(['public-url warn', 'model fail']);
    expect(troubles(await check({ MAILGPS_TOKEN_KEY: 'another key of the tests, long enough for the form' }))).toEqual([
      'credential fail',
      'mailbox fail',
      ...EXPECTED,
    ]);
    expect(troubles(await check({ MAILGPS_ALERT_SMTP_URL: 'smtp://127.0.0.1:9' }))).toEqual([...EXPECTED, 'alerts-smtp fail']);
    expect(troubles(await check({ MAILGPS_PUSH_ACCOUNT: 'other@check-1.iam.gserviceaccount.com' }))).toEqual([
      'pub-sub fail',
      ...EXPECTED,
    ]);

    const client = emulatorClient(emulator.host, 'check-1');
    await client.subscription(SUBSCRIPTIONS.gmail).delete();
    await client.close();
    const gone = await check();
    expect(troubles(gone)).toEqual(['pub-sub fail', ...EXPECTED]);
    expect(gone.out).toContain('Subscription mail-gps-gmail-push: not as setup would have it.');
    await sayWith(env, ['setup', '--yes']);
    expect(troubles(await check())).toEqual(EXPECTED);

    await gmail.revokeConsent();
    const revoked = await check();
    expect(troubles(revoked)).toEqual(['credential fail', 'mailbox fail', ...EXPECTED]);
    expect(revoked.code).toBe(1);
  });
});

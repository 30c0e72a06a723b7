import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../server/adapters.ts';
import { readConfig } from '../../server/config.ts';
import { type EmulatedGmail, startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { keepSecret } from '../../server/store/secrets.ts';
import type { Store } from '../../server/store/store.ts';
import { GMAIL_SECRET } from '../../shared/gmail-credential.ts';
import { type Emulator, hasEmulator, startEmulator } from '../support/emulators.ts';
import { makeTopics, startGmailBridge } from '../support/pubsub-resources.ts';
import { type PushRelay, startPushRelay } from '../support/push-signer.ts';
import { answered, everything, type Herd, newKey, startHerd } from './support/storm.ts';
import { type StormMail, stormMails } from './support/storm-mails.ts';

/**
 * Everything real that can be, and nothing left whole: Pub/Sub's emulator → push → Firestore's emulator → a stand-in for
 * Gmail → a stand-in for Mistral → a reply that left, with three servers of which one is killed every two seconds.
 */
const MAILS = Number(process.env.STORM_MAILS ?? 500);
const KILL_EVERY_MS = 2_000;
/** Far longer than it takes; only a lost mail runs into it. */
const PATIENCE_MS = 240_000;
const PROJECT = 'storm';
const ADDRESS = 'contact@ecole.example';
const PUSH_ACCOUNT = 'push@storm.iam.gserviceaccount.com';

const here = hasEmulator('firestore') && hasEmulator('pubsub') ? describe : describe.skip;

here('a storm', () => {
  let firestore: Emulator;
  let pubsub: Emulator;
  let gmail: EmulatedGmail;
  let bridge: { url: string; close(): Promise<void> };
  let relay: PushRelay;
  let herd: Herd;
  let store: Store;
  let dataDir: string;
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    [firestore, pubsub] = await Promise.all([startEmulator('firestore'), startEmulator('pubsub')]);
    closing.push(firestore.stop, pubsub.stop);
    gmail = await startEmulatedGmail({
      address: ADDRESS,
      pushAccount: PUSH_ACCOUNT,
      notifications: { lose: 0.1, repeat: 0.1, seed: 3 },
    });
    closing.push(gmail.close);
    bridge = await startGmailBridge({ emulatorHost: pubsub.host, project: PROJECT });
    closing.push(bridge.close);
    const audience = 'https://mail-gps.example';
    const identity = { sub: '1', email: PUSH_ACCOUNT, aud: audience, email_verified: true };
    relay = await startPushRelay({
      mint: () => gmail.mintIdToken(identity),
      targets: [],
      habits: { seed: 5, lose: 0.05, cut: 0.02, repeat: 0.05, delay: 0.05, reorder: 0.05 },
    });
    closing.push(relay.close);
    await makeTopics(pubsub.host, PROJECT, { gmailPushUrl: `${relay.url}/push/gmail`, wakePushUrl: `${relay.url}/push/wake` });
    await gmail.setPush(bridge.url);

    dataDir = await mkdtemp(join(tmpdir(), 'mailgps-storm-'));
    closing.push(() => rm(dataDir, { recursive: true, force: true }));
    const env = {
      PORT: '0',
      MAILGPS_MAILBOX: 'gmail',
      MAILGPS_ADDRESS: ADDRESS,
      MAILGPS_TOKEN_KEY: newKey(),
      GMAIL_ROOT_URL: gmail.url,
      GMAIL_CLIENT_ID: gmail.clientId,
      GMAIL_CLIENT_SECRET: gmail.clientSecret,
      MAILGPS_WAKE: 'pubsub',
      PUBSUB_EMULATOR_HOST: pubsub.host,
      GOOGLE_CLOUD_PROJECT: PROJECT,
      MAILGPS_PUSH_AUDIENCE: audience,
      MAILGPS_PUSH_ACCOUNT: PUSH_ACCOUNT,
      MAILGPS_DATA_DIR: dataDir,
      ...(process.env.STORM_SQLITE ? {} : { MAILGPS_STORE: 'firestore', FIRESTORE_EMULATOR_HOST: firestore.host }),
    };
    const config = readConfig(env);
    store = await openStore(config);
    closing.push(store.close);
    const { refreshToken } = await gmail.grantConsent({ email: ADDRESS });
    const consent = { kind: 'consent', refreshToken, clientId: gmail.clientId, account: ADDRESS, expiresAt: null };
    await keepSecret(store, GMAIL_SECRET, JSON.stringify(consent), config.tokenKey ?? '', Date.now());
    herd = await startHerd(3, env, (urls) => relay.setTargets(urls));
    closing.push(herd.stop);
  }, 120_000);

  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  }, 60_000);

  test('five hundred mails: each recorded, each answered at most once, none lost', async () => {
    const mails = stormMails(MAILS);
    const begun = Date.now();
    const killing = new AbortController();
    const killer = killEvery(herd, KILL_EVERY_MS, killing.signal);
    await deliver(mails);
    const { seconds, open } = await settled(begun);
    killing.abort();
    await killer;
    expect(open).toEqual([]);
    process.stderr.write(
      `${JSON.stringify({ mails: mails.length, seconds, kills: herd.kills(), ...relay.counts(), quota: (await gmail.quota()).units })}\n`,
    );
    await everyPromise(mails);
  }, 300_000);

  /** In the order they come, with a fault now and then. */
  async function deliver(mails: readonly StormMail[]): Promise<void> {
    const at = (share: number): number => Math.floor(mails.length * share);
    const faults = new Map<number, () => Promise<void>>([
      [at(0.2), () => gmail.expireHistory()],
      [at(0.3), () => gmail.addFault({ method: '*', kind: 'status', status: 429, reason: 'rateLimitExceeded', times: 60 })],
      [at(0.4), () => gmail.addFault({ method: 'drafts.send', kind: 'drop', after: true, times: 5 })],
      [at(0.5), () => gmail.loseNotifications(50)],
      [at(0.6), () => gmail.addFault({ method: 'drafts.create', kind: 'drop', after: true, times: 5 })],
      [at(0.7), () => gmail.expireHistory()],
      [at(0.8), () => gmail.addFault({ method: '*', kind: 'status', status: 503, reason: 'backendError', times: 40 })],
      [at(0.9), () => gmail.addFault({ method: 'drafts.send', kind: 'status', status: 500, after: true, times: 5 })],
    ]);
    for (const [n, { raw }] of mails.entries()) {
      await faults.get(n)?.();
      await gmail.deliver(raw);
      await sleep(10);
    }
  }

  /** Until nothing is left to do; `open` is what still was when patience ended. */
  async function settled(begun: number): Promise<{ seconds: number; open: object[] }> {
    for (;;) {
      const { records, effects } = await everything(store);
      const open = [
        ...records.filter((r) => r.state === 'received' || r.state === 'held'),
        ...effects.filter((e) => e.nextAttemptAt !== null),
      ].map(({ id, state, attempts, nextAttemptAt }) => ({ id, state, attempts, nextAttemptAt }));
      const seconds = Math.round((Date.now() - begun) / 100) / 10;
      if (process.env.STORM_LOG) process.stderr.write(`${seconds} s: ${records.length} recorded, ${open.length} open\n`);
      if ((records.length >= MAILS && open.length === 0) || Date.now() - begun > PATIENCE_MS) return { seconds, open };
      await sleep(1_000);
    }
  }

  async function everyPromise(mails: readonly StormMail[]): Promise<void> {
    const { records } = await everything(store);
    const arrived = (await gmail.messages()).filter(({ labels }) => !labels.includes('SENT') && !labels.includes('DRAFT'));
    expect(arrived).toHaveLength(mails.length);
    expect(records.map(({ id }) => id).sort()).toEqual(arrived.map(({ id }) => id).sort());

    const answers = await answered(gmail);
    expect(new Set(answers).size).toBe(answers.length);
    const wanted = new Set(mails.filter(({ wants }) => wants === 'answer').map(({ messageId }) => messageId));
    expect(answers.filter((id) => !wanted.has(id))).toEqual([]);
    const replied = records.filter(({ state }) => state === 'replied');
    expect(replied.map(({ messageId }) => messageId).sort()).toEqual([...answers].sort());
    // Most of them left by themselves: a storm in which everything goes to people would prove little.
    expect(answers.length).toBeGreaterThan(wanted.size * 0.8);
    expect(records.filter(({ state }) => state === 'failed')).toEqual([]);
  }
});

async function killEvery(herd: Herd, ms: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await herd.killOne();
  }
}

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../server/adapters.ts';
import { readConfig } from '../../../server/config.ts';
import { type EmulatedGmail, startEmulatedGmail } from '../../../server/preview/gmail/emulated-gmail.ts';
import type { NotificationHabits } from '../../../server/preview/gmail/push.ts';
import { keepSecret } from '../../../server/store/secrets.ts';
import type { Store } from '../../../server/store/store.ts';
import { SUBSCRIPTIONS } from '../../../server/wake/pubsub-names.ts';
import { GMAIL_SECRET } from '../../../shared/gmail-credential.ts';
import { type Emulator, hasEmulator, startEmulator } from '../../support/emulators.ts';
import { type MistralStandIn, startMistralStandIn } from '../../support/mistral-stand-in.ts';
import { makeTopics, startGmailBridge } from '../../support/pubsub-resources.ts';
import { type PushRelay, type RelayHabits, startPushRelay } from '../../support/push-signer.ts';
import { startPusher } from '../../support/pusher.ts';

/** A school's cloud on this machine: Google's emulators, stand-ins for Gmail and Mistral, and what signs Pub/Sub's pushes. */
export interface Cloud {
  gmail: EmulatedGmail;
  mistral: MistralStandIn;
  relay: PushRelay;
  /** The same store that the servers work on. */
  store: Store;
  /** For a server that shall work here. */
  env: Record<string, string>;
  close(): Promise<void>;
}

export interface CloudOptions {
  notifications?: NotificationHabits;
  habits?: RelayHabits;
  mistral?: Parameters<typeof startMistralStandIn>[0];
}

const PROJECT = 'mail-gps-test';
const ADDRESS = 'contact@ecole.example';
const PUSH_ACCOUNT = `push@${PROJECT}.iam.gserviceaccount.com`;
const AUDIENCE = 'https://mail-gps.example';

export function hasCloud(): boolean {
  return hasEmulator('firestore') && hasEmulator('pubsub');
}

export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    return { ...(await assemble(options, closing)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function assemble(options: CloudOptions, closing: (() => Promise<void>)[]): Promise<Omit<Cloud, 'close'>> {
  const opened = <T extends { close(): Promise<void> }>(thing: T): T => {
    closing.push(() => thing.close());
    return thing;
  };
  const started = async (service: 'firestore' | 'pubsub'): Promise<Emulator> => {
    const emulator = await startEmulator(service);
    closing.push(emulator.stop);
    return emulator;
  };
  const [firestore, pubsub] = await Promise.all([started('firestore'), started('pubsub')]);
  const { notifications = {}, habits = {} } = options;
  const gmail = opened(await startEmulatedGmail({ address: ADDRESS, pushAccount: PUSH_ACCOUNT, notifications }));
  const mistral = opened(await startMistralStandIn(options.mistral));
  const identity = { sub: '1', email: PUSH_ACCOUNT, aud: AUDIENCE, email_verified: true };
  const relay = opened(await startPushRelay({ mint: () => gmail.mintIdToken(identity), targets: [], habits }));
  await makeTopics(pubsub.host, PROJECT, { gmailPushUrl: `${relay.url}/push/gmail`, wakePushUrl: null });
  // The emulator leaves two pushes of a subscription unanswered at once; production has no such limit.
  opened(
    await startPusher({
      emulatorHost: pubsub.host,
      project: PROJECT,
      subscription: SUBSCRIPTIONS.wake,
      url: `${relay.url}/push/wake`,
    }),
  );
  const bridge = opened(await startGmailBridge({ emulatorHost: pubsub.host, project: PROJECT }));
  await gmail.setPush(bridge.url);

  const dataDir = await mkdtemp(join(tmpdir(), 'mailgps-cloud-'));
  closing.push(() => rm(dataDir, { recursive: true, force: true }));
  const env = {
    PORT: '0',
    MAILGPS_DATA_DIR: dataDir,
    MAILGPS_MAILBOX: 'gmail',
    MAILGPS_ADDRESS: ADDRESS,
    MAILGPS_TOKEN_KEY: randomBytes(32).toString('base64'),
    GMAIL_ROOT_URL: gmail.url,
    GMAIL_CLIENT_ID: gmail.clientId,
    GMAIL_CLIENT_SECRET: gmail.clientSecret,
    GOOGLE_CLOUD_PROJECT: PROJECT,
    MAILGPS_WAKE: 'pubsub',
    PUBSUB_EMULATOR_HOST: pubsub.host,
    MAILGPS_PUSH_AUDIENCE: AUDIENCE,
    MAILGPS_PUSH_ACCOUNT: PUSH_ACCOUNT,
    MAILGPS_STORE: 'firestore',
    FIRESTORE_EMULATOR_HOST: firestore.host,
    MAILGPS_BRAIN: 'mistral',
    MISTRAL_API_KEY: 'a key of the stand-in',
    MISTRAL_SERVER_URL: mistral.url,
  };
  const config = readConfig(env);
  const store = opened(await openStore(config));
  const { refreshToken } = await gmail.grantConsent({ email: ADDRESS });
  const consent = { kind: 'consent', refreshToken, clientId: gmail.clientId, account: ADDRESS, expiresAt: null };
  await keepSecret(store, GMAIL_SECRET, JSON.stringify(consent), config.tokenKey ?? '', Date.now());
  return { gmail, mistral, relay, store, env };
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pTimeout from 'p-timeout';
import { AppError } from '../shared/errors.ts';
import { GMAIL_SECRET, googleEndpoints } from '../shared/gmail-credential.ts';
import { openAlertChannels, openBlobs, openBrain, openMailbox, openSentry, openStore, topicOf } from './adapters.ts';
import { closed, openCloud } from './administration.ts';
import type { AlertChannel } from './alerts/alerts.ts';
import { alertChecks, clockCheck, heartbeatCheck, publicUrlCheck } from './checks/around.ts';
import type { Check } from './checks/checks.ts';
import { cloudCheck } from './checks/cloud.ts';
import { configurationCheck, tokenKeyCheck } from './checks/configuration.ts';
import { type CredentialFacts, credentialCheck, mailboxCheck, watchCheck } from './checks/gmail.ts';
import { diskCheck, filesCheck, storeCheck } from './checks/keeping.ts';
import { modelCheck, peopleCheck, policyCheck, readerCheck } from './checks/reading.ts';
import { type Config, DATA_FILES, EU_ENDPOINT } from './config.ts';
import { firstPolicy } from './first-start.ts';
import { createMetrics } from './metrics.ts';
import { once } from './once.ts';
import { readGmailCredential } from './store/gmail-credential.ts';
import { readSecret } from './store/secrets.ts';
import type { Store } from './store/store.ts';

// Every check of `cli check`, put together from the configuration. Nothing of it is loaded by the server.

const CLOSE_MS = 3_000;

export interface Checking {
  checks: readonly Check[];
  close(): Promise<void>;
}

export async function openChecks(config: Config, now: () => number = Date.now): Promise<Checking> {
  const emulated = config.mailbox === 'emulated';
  // As a first start would; where it cannot be made, the checks that need it say so.
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 }).catch(() => undefined);
  const store = once(() => openStore(config));
  const needed = () => store().catch(withoutStore);
  const topic = topicOf(config);
  const parts = await openCloud(config);
  const alerts = await openAlerts(config, needed, now);
  const about = { address: config.address, keyless: config.gmail.serviceAccount !== null };
  const checks: Check[] = [
    configurationCheck(config.warnings),
    tokenKeyCheck(config.tokenKey !== null, emulated),
    storeCheck(store, config.store === 'sqlite' ? `SQLite in ${config.dataDir}` : `Firestore of ${config.project}`),
    filesCheck(
      () => openBlobs(config),
      config.bucket === null ? `folder ${join(config.dataDir, DATA_FILES.blobs)}` : `bucket ${config.bucket}`,
    ),
    diskCheck(config.store === 'sqlite' || config.bucket === null ? config.dataDir : null),
    credentialCheck(emulated ? null : async () => describe(config, await needed()), { ...about, now }),
    mailboxCheck(emulated ? null : async () => openMailbox(config, null, createMetrics(), await needed()), about),
    watchCheck(needed, topic, emulated, now),
    ...parts.map(cloudCheck),
    publicUrlCheck(config.publicUrl, config.wake === 'pubsub'),
    modelCheck(await modelOf(config)),
    readerCheck(openBrain, store, () => firstPolicy(config, now()), now),
    policyCheck(needed, config.timezone, now),
    peopleCheck(needed, config.people, emulated),
    ...alertChecks(alerts.channels, emulated),
    heartbeatCheck(config.alerts.heartbeatUrl, emulated),
    clockCheck(clockOf(config), now),
  ];
  return {
    checks,
    /** What does not end soon is left behind: its check has told. */
    async close() {
      const all = Promise.allSettled([...parts.map((part) => part.close?.()), alerts.close(), closed(store)]);
      await pTimeout(all, { milliseconds: CLOSE_MS, message: false });
    },
  };
}

/** A setting that no channel can be made of is a channel that fails. */
async function openAlerts(
  config: Config,
  store: () => Promise<Store>,
  now: () => number,
): Promise<{ channels: AlertChannel[]; close(): Promise<void> }> {
  try {
    const sentry = await openSentry(config, now);
    const channels = [...(await openAlertChannels(config, store)), ...(sentry ? [sentry] : [])];
    return { channels, close: async () => sentry?.close() };
  } catch (error) {
    const refuse = () => Promise.reject(error);
    return { channels: [{ name: 'all', verify: refuse, send: refuse }], close: async () => undefined };
  }
}

/** Its own check says why. */
function withoutStore(): never {
  throw new AppError('illegal-state', 'Cannot be tried without the store: see there.');
}

async function modelOf({ mistral }: Config) {
  if (mistral === null) return null;
  const { listModels } = await import('./brain/mistral-models.ts');
  const list = (signal: AbortSignal) => listModels({ ...mistral, signal });
  return { model: mistral.model, serverUrl: mistral.serverUrl, euEndpoint: EU_ENDPOINT, list };
}

/** Of the stored consent or key, or the service account that needs none; null where nothing is stored. */
async function describe(config: Config, store: Store): Promise<CredentialFacts | null> {
  const { createGmailAuth } = await import('./mailbox/gmail-auth.ts');
  const { scopesOf } = await import('./mailbox/gmail-describe.ts');
  const { serviceAccount } = config.gmail;
  const load = () => readGmailCredential(store, config.tokenKey ?? '');
  const stored = serviceAccount === null ? await load() : null;
  if (serviceAccount === null && stored === null) return null;
  const auth = createGmailAuth({ address: config.address, ...config.gmail, rootUrl: config.gmailRootUrl, load });
  return {
    kind: stored?.kind ?? 'keyless',
    account: stored?.account ?? serviceAccount ?? '',
    scopes: await scopesOf(auth, config.gmailRootUrl),
    storedAt: stored === null ? null : ((await readSecret(store, GMAIL_SECRET, config.tokenKey ?? ''))?.at ?? null),
    expiresAt: stored?.kind === 'consent' ? stored.expiresAt : null,
  };
}

/** Where Google's time matters: tokens are made and checked by it. */
function clockOf(config: Config): string | null {
  const { firestore, pubsub } = config.emulators;
  const cloud = (config.wake === 'pubsub' && pubsub === null) || (config.store === 'firestore' && firestore === null);
  const outside = config.mailbox === 'gmail' || cloud;
  return outside ? (config.gmailRootUrl ?? new URL(googleEndpoints(null).token).origin) : null;
}

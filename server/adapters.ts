import { join } from 'node:path';
import type { RequestHandler } from 'express';
import type { AppError } from '../shared/errors.ts';
import { googleEndpoints } from '../shared/gmail-credential.ts';
import { dayIn } from '../shared/local-time.ts';
import { domainOf } from '../shared/mail.ts';
import type { InsteadOfModel } from '../shared/reading.ts';
import type { AlertChannel } from './alerts/alerts.ts';
import type { SentryChannel } from './alerts/sentry.ts';
import type { Blobs } from './blobs/blobs.ts';
import type { Brain } from './brain/brain.ts';
import type { Keeping } from './brain/offline.ts';
import { type Config, DATA_FILES } from './config.ts';
import type { createAuth } from './http/auth.ts';
import type { Job } from './jobs/jobs.ts';
import { modelJobs } from './jobs/model.ts';
import { describeError } from './log.ts';
import { alertRecipients } from './mail/alert-recipients.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import type { Metrics, ModelCall } from './metrics.ts';
import { once } from './once.ts';
import type { Emulated } from './preview/emulated.ts';
import type { NotificationHabits } from './preview/gmail/push.ts';
import type { PreviewDeps } from './preview/routes.ts';
import { readGmailCredential } from './store/gmail-credential.ts';
import { createModelCounts } from './store/model-usage.ts';
import type { Store } from './store/store.ts';
import { VERSION } from './version.ts';
import { TOPICS, topicPath } from './wake/pubsub-names.ts';
import type { Wake } from './wake/wake.ts';

// The only file that picks adapters. Each is loaded when it is asked for: a start with the embedded ones loads no other.

/** For commands too: beside a running server where the store allows it. */
export async function openStore(config: Config): Promise<Store> {
  if (config.store === 'firestore') {
    const { openFirestoreStore } = await import('./store/firestore.ts');
    return openFirestoreStore({ project: config.project ?? '', emulatorHost: config.emulators.firestore });
  }
  const { openSqliteStore } = await import('./store/sqlite.ts');
  return openSqliteStore({ file: join(config.dataDir, DATA_FILES.store) });
}

/** Copies of the embedded store; a hosted one is copied by its host's own means. */
export async function openBackups(): Promise<typeof import('./store/backup.ts')> {
  return import('./store/backup.ts');
}

/** A stand-in for Google on this machine stands in for its buckets too. */
export async function openBlobs(config: Config): Promise<Blobs> {
  const { bucket, project, gmailRootUrl } = config;
  if (bucket !== null) {
    const { createCloudStorageBlobs } = await import('./blobs/cloud-storage.ts');
    const standIn = gmailRootUrl === null ? {} : { apiEndpoint: gmailRootUrl };
    return createCloudStorageBlobs({ bucket, project: project ?? '', ...standIn });
  }
  const { createFolderBlobs } = await import('./blobs/folder.ts');
  return createFolderBlobs(join(config.dataDir, DATA_FILES.blobs));
}

/** For commands too, which keep nothing of what it learns. */
export async function openBrain(keeping?: Keeping): Promise<Brain> {
  const { createOfflineBrain } = await import('./brain/offline.ts');
  return createOfflineBrain(keeping);
}

/** What is told of each call of a hosted model, and of each mail that the built-in reader read in its place. */
export interface ModelTelling {
  call: (call: ModelCall) => void;
  instead: (why: InsteadOfModel, error?: AppError) => void;
}

/** The brain that is configured, and the jobs that go with it. */
export async function openBrains(
  config: Config,
  telling: ModelTelling,
  now: () => number,
  keeping?: Keeping,
): Promise<{ brain: Brain; jobs: Readonly<Record<string, Job>> }> {
  const offline = await openBrain(keeping);
  if (!config.mistral) return { brain: offline, jobs: {} };
  const { createMistralBrain } = await import('./brain/mistral.ts');
  const { createBrainWithModel } = await import('./brain/with-model.ts');
  const { createModelBudget } = await import('./brain/with-model-budget.ts');
  const { tokensPerDay, ...access } = config.mistral;
  const budget = createModelBudget({ tokensPerDay, timezone: config.timezone, now });
  const counts = createModelCounts(() => dayIn(config.timezone, now()));
  const onCall = (call: ModelCall): void => {
    budget.add(call.inputTokens + call.outputTokens);
    counts.add(call);
    telling.call(call);
  };
  const model = createMistralBrain({ ...access, onCall });
  const brain = createBrainWithModel({ model, offline, budget, onInstead: telling.instead, now });
  return { brain, jobs: modelJobs(budget, brain.health, counts) };
}

export async function openWake(config: Config, concurrency: number): Promise<Wake> {
  if (config.wake === 'pubsub') {
    const { createPubSubWake } = await import('./wake/pubsub.ts');
    // Without credentials its client ends the process at the first publication, by a rejection that nobody can catch.
    if (config.emulators.pubsub === null) await (await import('./cloud/rest.ts')).needSignIn();
    return createPubSubWake({ project: config.project ?? '', emulatorHost: config.emulators.pubsub, concurrency });
  }
  const { createInProcessWake } = await import('./wake/in-process.ts');
  return createInProcessWake({ concurrency });
}

/** Where Gmail tells of changes; null: nowhere, the mailbox is polled. A stand-in ignores the name. */
export function topicOf({ mailbox, wake, project }: Config): string | null {
  if (wake === 'pubsub') return topicPath(project ?? '', TOPICS.gmail);
  return mailbox === 'emulated' ? topicPath('local', TOPICS.gmail) : null;
}

/** Loaded only where it is asked for: a production bundle does not hold it. */
export async function openEmulated(
  config: Config,
  url: string,
  notifications: NotificationHabits | undefined,
  closing: (() => Promise<void>)[],
): Promise<Emulated> {
  const { openEmulatedMailbox } = await import('./preview/emulated.ts');
  const emulated = await openEmulatedMailbox(config, url, notifications);
  closing.push(() => emulated.close());
  return emulated;
}

/**
 * The page that shows the emulated mailbox with the add-on beside it, from the files in `folder`. It is loaded when somebody
 * opens it: a start does not wait for it.
 */
export async function openPreview(
  { address, timezone }: Config,
  emulated: Emulated,
  parts: Pick<PreviewDeps, 'url' | 'onRecord' | 'now' | 'folder'>,
): Promise<RequestHandler> {
  const preview = once(async () => {
    const { createPreview } = await import('./preview/routes.ts');
    return createPreview({ ...parts, emulated, address, timeZone: timezone });
  });
  return async (req, res, next) => {
    if (req.path !== '/' && !req.path.startsWith('/preview/')) return next();
    await (await preview())(req, res, next);
  };
}

export async function openMailbox(config: Config, emulated: Emulated | null, metrics: Metrics, store: Store): Promise<Mailbox> {
  const { createGmailMailbox } = await import('./mailbox/gmail.ts');
  const common = { address: config.address, onCall: metrics.gmail };
  if (emulated) {
    const { url, accessToken } = emulated.access;
    return createGmailMailbox({ ...common, rootUrl: url, auth: { token: accessToken } });
  }
  const { createGmailAuth } = await import('./mailbox/gmail-auth.ts');
  const auth = createGmailAuth({
    address: config.address,
    ...config.gmail,
    rootUrl: config.gmailRootUrl,
    load: () => readGmailCredential(store, config.tokenKey ?? ''),
  });
  return createGmailMailbox({ ...common, ...(config.gmailRootUrl ? { rootUrl: config.gmailRootUrl } : {}), auth });
}

export async function authOptions(
  config: Config,
  emulated: Emulated | null,
  url: string,
): Promise<Parameters<typeof createAuth>[0]> {
  // A server behind a proxy listens elsewhere than where it is called; Cloud Scheduler names where it calls.
  const audience = emulated ? url : (config.publicUrl ?? config.push?.audience ?? url);
  const scheduler = config.schedulerAccount ? { audience, account: config.schedulerAccount } : null;
  if (!emulated) {
    const certs = config.gmailRootUrl ? { certsUrl: googleEndpoints(config.gmailRootUrl).certs } : {};
    return { ...certs, push: config.push, scheduler, people: config.people };
  }
  const { certsUrl, pushAccount } = emulated.access;
  return {
    certsUrl,
    push: { audience: `${url}/push/gmail`, account: pushAccount },
    scheduler,
    people: { audiences: [emulated.audience], hostedDomains: [emulated.domain] },
  };
}

/**
 * The ways to reach people that are configured; for `cli check` too. The store names whom to write to, and is asked for when
 * that is needed. Rejects with `config`.
 */
export async function openAlertChannels({ alerts, address }: Config, store: () => Promise<Store>): Promise<AlertChannel[]> {
  const { smtpUrl, to, webhook } = alerts;
  const channels: AlertChannel[] = [];
  if (smtpUrl !== null) {
    const { createSmtpChannel } = await import('./alerts/smtp.ts');
    const recipients = async () => alertRecipients(await store(), address, to);
    channels.push(createSmtpChannel({ url: smtpUrl, to: recipients, from: `mail-gps@${domainOf(address)}` }));
  }
  if (webhook !== null) {
    const { createWebhookChannel } = await import('./alerts/webhook.ts');
    channels.push(createWebhookChannel({ url: webhook }));
  }
  return channels;
}

/** Another alert channel, which takes unexpected errors too; null where it is not configured. Rejects with `config`. */
export async function openSentry({ alerts }: Config, now: () => number): Promise<SentryChannel | null> {
  if (alerts.sentryDsn === null) return null;
  const { createSentryChannel } = await import('./alerts/sentry.ts');
  return createSentryChannel({ dsn: alerts.sentryDsn, release: `mail-gps@${VERSION}`, describe: describeError, now });
}

/** Calls whoever tells people that the calls have stopped; null where nobody listens. */
export async function openHeartbeat({ alerts }: Config): Promise<(() => Promise<void>) | null> {
  if (alerts.heartbeatUrl === null) return null;
  const { createHeartbeat } = await import('./alerts/webhook-heartbeat.ts');
  return createHeartbeat({ url: alerts.heartbeatUrl });
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { openMailbox, openStore, topicOf } from './adapters.ts';
import { createWatchPart } from './checks/watch.ts';
import type { CloudPart } from './cloud/cloud.ts';
import { type Config, DATA_FILES } from './config.ts';
import { servesRealMailbox } from './first-start.ts';
import { createMetrics } from './metrics.ts';
import { once } from './once.ts';
import { readGmailCredential } from './store/gmail-credential.ts';
import { INDEXES } from './store/indexes.ts';
import type { Store } from './store/store.ts';

// What `cli setup` and `cli check` work with, put together from the configuration. Nothing of it is loaded by the server.

export interface CloudOptions {
  location?: string;
  allowLocation?: string;
  runtimeAccount?: string;
}

/** All that setup looks after: what is used of Google Cloud, and last the watch, which needs its topic and grants. */
export async function openSetup(config: Config, options: CloudOptions): Promise<CloudPart[]> {
  const parts = await openCloud(config, options);
  return config.mailbox === 'gmail' && topicOf(config) !== null ? [...parts, watchPart(config)] : parts;
}

/** What this configuration uses of Google Cloud, in the order in which it is made; empty: nothing. */
export async function openCloud(config: Config, options: CloudOptions = {}): Promise<CloudPart[]> {
  const { project } = config;
  const parts: CloudPart[] = [];
  const { location = null, allowLocation = null, runtimeAccount = null } = options;
  const rest = { project: project ?? '', ...standIn(config) };
  // The emulators have no administration: only what they know themselves is looked at.
  const real = config.gmailRootUrl !== null || (config.emulators.pubsub === null && config.emulators.firestore === null);
  const usesFirestore = config.store === 'firestore' && real;

  if (project !== null) {
    const { createProjectPart } = await import('./cloud/project.ts');
    const projectPart = createProjectPart({
      ...rest,
      runtimeAccount,
      usesFirestore,
      gmailAccount: config.gmail.serviceAccount,
      push: config.wake === 'pubsub' ? config.push : null,
      scheduler: schedulerOf(config),
    });
    if (config.wake === 'pubsub') {
      const { createPubsubPart } = await import('./cloud/pubsub.ts');
      const { signedIn } = await import('./cloud/rest.ts');
      parts.push(
        createPubsubPart({
          project,
          push: config.push && config.publicUrl ? { publicUrl: config.publicUrl, ...config.push } : null,
          runtimeAccount,
          projectNumber: real ? projectPart.number : () => Promise.reject(new Error('an emulator')),
          ...(config.emulators.pubsub === null
            ? { signedIn }
            : { signedIn: async () => undefined, emulatorHost: config.emulators.pubsub }),
        }),
      );
    }
    if (usesFirestore) {
      const { createFirestorePart } = await import('./cloud/firestore.ts');
      const { firestoreIndexes } = await import('./store/firestore/index-file.ts');
      parts.push(createFirestorePart({ ...rest, location, allowLocation, layout: firestoreIndexes(INDEXES) }));
    }
    if (config.bucket !== null) {
      const { createBucketPart } = await import('./cloud/bucket.ts');
      const where = location === 'eur3' || location === null ? 'EU' : location;
      parts.push(createBucketPart({ ...rest, bucket: config.bucket, location: where, allowLocation, runtimeAccount }));
    }
    if (parts.length > 0 && real) parts.push(projectPart);
  }
  return parts;
}

/** A stand-in for Google's APIs on this machine asks for no sign-in. */
function standIn({ gmailRootUrl }: Config): { rootUrl?: string; token?: string } {
  return gmailRootUrl === null ? {} : { rootUrl: gmailRootUrl, token: 'stand-in' };
}

function schedulerOf({ schedulerAccount, publicUrl }: Config) {
  return schedulerAccount === null || publicUrl === null ? null : { account: schedulerAccount, url: publicUrl };
}

function watchPart(config: Config): CloudPart {
  const store = once(() => openStore(config));
  return createWatchPart({
    now: Date.now,
    hasCredential: async () =>
      config.gmail.serviceAccount !== null || (await readGmailCredential(await store(), config.tokenKey ?? '')) !== null,
    open: async () => {
      const opened = await store();
      return { store: opened, mailbox: await openMailbox(config, null, createMetrics(), opened), topic: topicOf(config) };
    },
    close: () => closed(store),
  });
}

/**
 * Refuses to throw away what a real mailbox's server has kept in the data folder: who starts a demonstration over may have
 * forgotten its settings. Rejects with `config`; a store that cannot be read is nobody's to delete either.
 */
export async function refuseToDeleteReal(config: Config): Promise<void> {
  const has = (name: string): boolean => existsSync(join(config.dataDir, name));
  if (!has(DATA_FILES.store)) {
    // A real one may have its records in Firestore and its files here; an emulated one has its mail beside them.
    if (has(DATA_FILES.blobs) && !has('emulated-gmail.journal')) throw notDeleted(config, 'files');
    return;
  }
  const store = await openStore({ ...config, store: 'sqlite' });
  try {
    if (!(await servesRealMailbox(store))) return;
  } finally {
    await store.close();
  }
  throw notDeleted(config, 'the store');
}

function notDeleted({ dataDir }: Config, what: string): AppError {
  const message = `The folder ${dataDir} holds ${what} of a real mailbox: nothing was deleted. Give MAILGPS_DATA_DIR another folder.`;
  return new AppError('config', message);
}

/** No error where it could not even be opened: whoever asked for it was told. */
export async function closed(store: () => Promise<Store>): Promise<void> {
  await store().then(
    (opened) => opened.close(),
    () => undefined,
  );
}

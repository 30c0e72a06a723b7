import { randomUUID } from 'node:crypto';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import pTimeout from 'p-timeout';
import { AppError } from '../../../shared/errors.ts';

export interface ClientOptions {
  project: string;
  /** Firestore's own name for the first one is `(default)`. */
  database: string;
  /** host:port of an emulator; null: Google's servers. */
  emulatorHost: string | null;
}

export interface Client {
  db: Firestore;
  /** As messages name it. */
  place: string;
  close(): Promise<void>;
}

/** The library would go on for ten minutes; whoever waits for us is told long before. */
const PATIENCE_MS = 10_000;
/** Reads are repeated by the library once more, out of reach of its settings. */
const ANSWER_MS = 15_000;

/** Rejects with `unavailable` when there is no answer in time; the call itself may still have its effect. */
export function answered<T>(call: Promise<T>, place: string): Promise<T> {
  const late = () => Promise.reject(new AppError('unavailable', `The ${place} does not answer`));
  return pTimeout(call, { milliseconds: ANSWER_MS, fallback: late });
}

const PATIENCE = {
  interfaces: {
    'google.firestore.v1.Firestore': {
      retry_params: {
        default: {
          initial_retry_delay_millis: 100,
          retry_delay_multiplier: 1.5,
          max_retry_delay_millis: 2_000,
          initial_rpc_timeout_millis: PATIENCE_MS,
          rpc_timeout_multiplier: 1,
          max_rpc_timeout_millis: PATIENCE_MS,
          total_timeout_millis: PATIENCE_MS,
        },
      },
    },
  },
};

/**
 * A client of one database, with the machine's own Google credentials (a service account on Cloud Run; a person's after
 * `gcloud auth application-default login`). It connects with the first call. An emulator is asked without credentials.
 */
export function connect({ project, database, emulatorHost }: ClientOptions): Client {
  const app = initializeApp({ projectId: project }, `mail-gps-${randomUUID()}`);
  const db = getFirestore(app, database);
  db.settings({ clientConfig: PATIENCE, ...(emulatorHost === null ? {} : emulated(emulatorHost)) });
  return {
    db,
    place: `Firestore database ${database} of project ${project}`,
    async close() {
      try {
        await db.terminate();
      } finally {
        await deleteApp(app);
      }
    },
  };
}

/** The domain is named because the library would look for credentials to learn it. */
function emulated(host: string) {
  return { host, ssl: false, clientOptions: { universeDomain: 'googleapis.com' } };
}

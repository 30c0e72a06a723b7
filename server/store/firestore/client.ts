import { randomUUID } from 'node:crypto';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';

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

/** The library would go on for ten minutes; whoever waits for us is told long before (a push has its deadline). */
const PATIENCE_MS = 20_000;

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
  db.settings({ clientConfig: PATIENCE, ...(emulatorHost === null ? {} : { host: emulatorHost, ssl: false }) });
  return {
    db,
    place: `Firestore database ${database} of project ${project}`,
    async close() {
      await db.terminate();
      await deleteApp(app);
    },
  };
}

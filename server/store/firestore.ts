import { setTimeout as wait } from 'node:timers/promises';
import type { Firestore } from 'firebase-admin/firestore';
import pLimit, { type LimitFunction } from 'p-limit';
import { AppError } from '../../shared/errors.ts';
import { checkPlace, encodeDocument } from './document.ts';
import { answered, connect } from './firestore/client.ts';
import { commit, type Expected } from './firestore/commit.ts';
import { toAppError } from './firestore/errors.ts';
import { timeOf, toFields, toStored } from './firestore/form.ts';
import { checkVersion, fieldsNamed, KNOWN_FOR, readMeta } from './firestore/meta.ts';
import { prepareStore } from './firestore/prepare.ts';
import { countMatches, search } from './firestore/search.ts';
import { together } from './firestore/together.ts';
import { type Place, runBody } from './firestore/transaction.ts';
import { INDEXES } from './indexes.ts';
import { checkDeclared, checkLimit, planQuery } from './query.ts';
import { MIGRATIONS, type Migration, SCHEMA_VERSION } from './schema.ts';
import type { IndexSpec, Store, Transaction } from './store.ts';

export interface FirestoreOptions {
  /** The Google Cloud project. */
  project: string;
  /** `(default)` when not given. */
  database?: string;
  /** host:port of Google's emulator, as FIRESTORE_EMULATOR_HOST has it; null: Google's servers. */
  emulatorHost?: string | null;
  schemaVersion?: number;
  migrations?: readonly Migration[];
  indexes?: readonly IndexSpec[];
}

export interface StoreOptions extends Pick<FirestoreOptions, 'schemaVersion' | 'migrations' | 'indexes'> {
  db: Firestore;
  /** As messages name the database. */
  name: string;
  /** Before the name of each collection: tests keep many stores in one database. The index file knows of none. */
  prefix?: string;
  graceMs?: number;
  close?: () => Promise<void>;
}

/** How long a transaction tries again while others change what it read, ms. */
const CONTENTION_MS = 20_000;
const LONGEST_PAUSE_MS = 200;

/**
 * The store on Firestore (Native mode, Standard edition), for several processes on several machines. Rejects with
 * `config` (no such database, no right to it), `store-newer`, `unavailable`.
 */
export async function openFirestoreStore(options: FirestoreOptions): Promise<Store> {
  const { project, database = '(default)', emulatorHost = null, ...rest } = options;
  const client = connect({ project, database, emulatorHost });
  try {
    return await createFirestoreStore({ ...rest, db: client.db, name: client.place, close: client.close });
  } catch (error) {
    // Without credentials there is nothing that could be closed, and that error would hide this one.
    await client.close().catch(() => undefined);
    throw error;
  }
}

/**
 * The same on a client of the caller's. A transaction's body runs on one moment of the store without holding a lock; what
 * it read is made sure of by the commit (docs/decisions/132-firestore-transactions.md), and else it runs again.
 */
export async function createFirestoreStore(options: StoreOptions): Promise<Store> {
  const { db, name, prefix = '', close = async () => undefined } = options;
  const { schemaVersion = SCHEMA_VERSION, migrations = MIGRATIONS, indexes: specs = INDEXES } = options;
  const metaRef = db.collection(`${prefix}_meta`).doc('store');
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await answered(work(), name);
    } catch (error) {
      throw toAppError(error, name);
    }
  }
  const grace = options.graceMs === undefined ? {} : { graceMs: options.graceMs };
  const preparation = { db, place: name, meta: metaRef, prefix, schemaVersion, migrations, specs, ...grace };
  const prepared = await prepareStore(preparation).catch((error: unknown) => Promise.reject(toAppError(error, name)));
  let asked = fieldsNamed(prepared.fields);
  let knownAt = Date.now();
  let closed = false;
  // Who lost once tries again beside few others of this process that write such documents: many would only meet again.
  const again = new Map<string, LimitFunction>();

  const running = new Set<Promise<unknown>>();

  function checkOpen(): void {
    if (closed) throw new AppError('unavailable', 'The store is closed');
  }

  /** What was begun before the store is closed is finished first. */
  async function tracked<T>(work: () => Promise<T>): Promise<T> {
    checkOpen();
    const call = work();
    running.add(call);
    try {
      return await call;
    } finally {
      running.delete(call);
    }
  }

  /** Another process may be of a newer version: it may ask for more fields, which our writes must have, or have migrated. */
  async function beforeWriting(): Promise<void> {
    if (Date.now() - knownAt < KNOWN_FOR) return;
    const found = await guarded(() => readMeta(metaRef));
    if (found === null) throw new AppError('store-corrupt', `The ${name} was emptied while it was in use`);
    checkVersion(found.meta.schema, schemaVersion, name);
    asked = fieldsNamed(found.meta.fields);
    knownAt = Date.now();
  }

  const place: Place = {
    db,
    name,
    document: (collection, id) => db.collection(prefix + collection).doc(id),
    fields: (collection, text) => toFields(collection, text, asked.get(collection), schemaVersion),
  };

  /** One document, written as it is expected to stand. Gives whether it did. */
  async function writeOne(collection: string, id: string, text: string | null, expected: Expected): Promise<boolean> {
    await beforeWriting();
    const change = {
      ref: place.document(collection, id),
      fields: text === null ? null : place.fields(collection, text),
      expected,
    };
    return (await commit(db, name, [change], [])) === 'committed';
  }

  function limitOf(collection: string): LimitFunction {
    const known = again.get(collection) ?? pLimit(4);
    again.set(collection, known);
    return known;
  }

  /** `lost`: it must run again; the collection that it wanted to write first. */
  async function attempt<R>(body: (tx: Transaction) => Promise<R>, lookFirst: boolean): Promise<{ value: R } | { lost: string }> {
    const { value, done, changes, premises } = await runBody(place, body, lookFirst);
    if (done) return { value };
    await beforeWriting();
    return (await commit(db, name, changes, premises)) === 'committed' ? { value } : { lost: changes[0]?.ref.parent.id ?? '' };
  }

  async function repeat<R>(body: (tx: Transaction) => Promise<R>): Promise<R> {
    const end = Date.now() + CONTENTION_MS;
    for (let pause = 5; Date.now() < end; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await wait(pause * (0.5 + Math.random()));
      checkOpen();
      const done = await attempt(body, true);
      if ('value' in done) return done.value;
    }
    throw new AppError('unavailable', `Too many want to change the same documents of the ${name}`);
  }

  const documents = together((refs) => db.getAll(...refs));

  return {
    async get(collection, id) {
      checkPlace(collection, id);
      return tracked(() => guarded(async () => toStored(await documents.load(place.document(collection, id)))));
    },
    async create(collection, id, data) {
      checkPlace(collection, id);
      const text = encodeDocument(collection, data);
      if (await tracked(() => writeOne(collection, id, text, 'absent'))) return;
      throw new AppError('already-exists', `The document exists already in ${collection}`);
    },
    async compareAndSet(collection, id, version, data) {
      checkPlace(collection, id);
      const text = encodeDocument(collection, data);
      const at = timeOf(version);
      if (at !== null && (await tracked(() => writeOne(collection, id, text, { at })))) return;
      throw new AppError('conflict', `A document of ${collection} was changed meanwhile`);
    },
    async delete(collection, id) {
      checkPlace(collection, id);
      await tracked(() => writeOne(collection, id, null, 'anything'));
    },
    transaction: (body) =>
      tracked(async () => {
        const done = await attempt(body, false);
        return 'value' in done ? done.value : limitOf(done.lost)(() => repeat(body));
      }),
    async query(collection, query) {
      const plan = planQuery(collection, query);
      checkDeclared(collection, plan, specs);
      const limit = checkLimit(query.limit);
      return tracked(() => guarded(() => search(db.collection(prefix + collection), plan, limit)));
    },
    async count(collection, query) {
      const plan = planQuery(collection, query);
      checkDeclared(collection, plan, specs);
      return tracked(() => guarded(() => countMatches(db.collection(prefix + collection), plan)));
    },
    async ping() {
      await tracked(() => guarded(() => db.collection(`${prefix}_meta`).doc('ping').set({ at: Date.now() })));
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.allSettled(running);
      await close();
    },
  };
}

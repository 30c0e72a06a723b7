import { AppError } from '../../shared/errors.ts';
import { checkPlace, copyDocument } from './document.ts';
import { INDEXES } from './indexes.ts';
import { checkDeclared, checkLimit, planQuery } from './query.ts';
import { MIGRATIONS, type Migration, SCHEMA_VERSION } from './schema.ts';
import { readDocument } from './sqlite/documents.ts';
import { loadIndexes } from './sqlite/entries.ts';
import { openFile } from './sqlite/open.ts';
import { checkVersion, prepareStore } from './sqlite/prepare.ts';
import { countMatches, search } from './sqlite/search.ts';
import { runTransaction } from './sqlite/transaction.ts';
import { createWriter } from './sqlite/writer.ts';
import type { IndexSpec, Json, Store } from './store.ts';

export interface SqliteOptions {
  /** Made, with its folder, when it does not exist. Several processes on one machine may share it. */
  file: string;
  schemaVersion?: number;
  migrations?: readonly Migration[];
  indexes?: readonly IndexSpec[];
}

const STATE = "SELECT (SELECT value FROM meta WHERE name = 'schema') AS schema, (SELECT count(*) FROM indexes) AS indexes";

/**
 * The embedded store: one SQLite file in WAL mode. Transactions run one after the other under SQLite's write lock, so
 * they are serialisable and a body runs once; those that wait together share one commit. Reads outside a transaction
 * have a connection of their own and see only what is on disk. Rejects with `config`, `store-corrupt`, `store-newer`.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const { file, schemaVersion = SCHEMA_VERSION, migrations = MIGRATIONS, indexes: specs = INDEXES } = options;
  const { reader, writer: connection } = await openFile(file, schemaVersion);
  try {
    await prepareStore(connection, file, schemaVersion, migrations, specs);
  } catch (error) {
    connection.close();
    reader.close();
    throw error;
  }
  let indexes = await loadIndexes(connection);
  let closed = false;

  // Another process may be of a newer version: it may have added indexes, which our writes must keep true, or migrated.
  const writer = createWriter(connection, async () => {
    const state = await connection.get(STATE, []);
    checkVersion(Number(state?.schema), schemaVersion, file);
    if (state?.indexes !== indexes.size) indexes = await loadIndexes(connection);
  });

  function checkOpen(): void {
    if (closed) throw new AppError('unavailable', 'The store is closed');
  }

  const store: Store = {
    async get(collection, id) {
      checkOpen();
      checkPlace(collection, id);
      return readDocument(reader, collection, id);
    },
    async create(collection, id, data) {
      const copy = copyDocument(collection, data);
      await store.transaction(async (tx) => tx.create(collection, id, copy));
    },
    async compareAndSet(collection, id, version, data) {
      const copy = copyDocument(collection, data);
      await store.transaction(async (tx) => {
        const found = await tx.get<Json>(collection, id);
        if (found?.version !== version) throw new AppError('conflict', `A document of ${collection} was changed meanwhile`);
        tx.set(collection, id, copy);
      });
    },
    delete: (collection, id) => store.transaction(async (tx) => tx.delete(collection, id)),
    async transaction(body) {
      checkOpen();
      return writer.run(() => runTransaction(connection, indexes, body));
    },
    async query(collection, query) {
      checkOpen();
      const plan = planQuery(collection, query);
      checkDeclared(collection, plan, specs);
      return search(reader, indexes, collection, plan, checkLimit(query.limit));
    },
    async count(collection, query) {
      checkOpen();
      const plan = planQuery(collection, query);
      checkDeclared(collection, plan, specs);
      return countMatches(reader, indexes, collection, plan);
    },
    async ping() {
      checkOpen();
      const sql = "INSERT INTO meta (name, value) VALUES ('ping', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1";
      await writer.run(async () => ({ value: undefined, apply: () => connection.run(sql, []) }));
    },
    async close() {
      if (closed) return;
      closed = true;
      await writer.drained();
      // libsql finalises its statements when they are collected, so that SQLite itself does not do this at close.
      try {
        await connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        reader.close();
        connection.close();
      }
    },
  };
  return store;
}

import { AppError } from '../../../shared/errors.ts';
import { encodeDocument } from '../document.ts';
import type { Migration } from '../schema.ts';
import type { IndexSpec } from '../store.ts';
import type { Connection } from './connection.ts';
import { eachDocument, writeDocument } from './documents.ts';
import { definitionsOf, entriesOf, type Indexes, indexesOf, loadIndexes, writeEntries } from './entries.ts';
import { beginImmediate, rollback } from './writer.ts';

/** Brings an open store to our form: migrates an older one and builds the indexes it lacks, all or nothing. */
export async function prepareStore(
  connection: Connection,
  file: string,
  schemaVersion: number,
  migrations: readonly Migration[],
  specs: readonly IndexSpec[],
): Promise<void> {
  const found = await loadIndexes(connection);
  const version = await readVersion(connection);
  checkVersion(version, schemaVersion, file);
  if (version === schemaVersion && definitionsOf(specs).every((definition) => found.has(definition))) return;
  await beginImmediate(connection);
  try {
    await buildIndexes(connection, specs);
    await migrate(connection, await loadIndexes(connection), schemaVersion, migrations, file);
    await connection.exec('COMMIT');
  } catch (error) {
    await rollback(connection);
    throw error;
  }
}

export function checkVersion(found: number, ours: number, file: string): void {
  if (found <= ours) return;
  throw new AppError(
    'store-newer',
    `The store ${file} was written by a newer version (form ${found}, this one knows ${ours}): install that version, or restore a backup`,
  );
}

async function readVersion(connection: Connection): Promise<number> {
  return Number((await connection.get("SELECT value FROM meta WHERE name = 'schema'", []))?.value);
}

async function buildIndexes(connection: Connection, specs: readonly IndexSpec[]): Promise<void> {
  const found = await loadIndexes(connection);
  const missing = definitionsOf(specs).filter((definition) => !found.has(definition));
  for (const definition of missing) await connection.run('INSERT INTO indexes (definition) VALUES (?)', [definition]);
  const added: Indexes = new Map([...(await loadIndexes(connection))].filter(([definition]) => missing.includes(definition)));
  for (const collection of new Set([...added.values()].map((index) => index.collection))) {
    const own = indexesOf(added, collection);
    for await (const { id, data } of eachDocument(connection, collection)) {
      await writeEntries(connection, id, [], entriesOf(own, data));
    }
  }
}

async function migrate(
  connection: Connection,
  indexes: Indexes,
  schemaVersion: number,
  migrations: readonly Migration[],
  file: string,
): Promise<void> {
  for (let version = await readVersion(connection); version < schemaVersion; version += 1) {
    const migration = migrations.find(({ to }) => to === version + 1);
    if (!migration) throw new AppError('internal', `No migration brings the store ${file} to form ${version + 1}`);
    for (const { collection, change } of migration.steps) {
      for await (const { id, data } of eachDocument(connection, collection)) {
        const changed = change(data, id);
        await writeDocument(connection, indexes, collection, id, changed && encodeDocument(collection, changed));
      }
    }
    await connection.run("UPDATE meta SET value = ? WHERE name = 'schema'", [version + 1]);
  }
}

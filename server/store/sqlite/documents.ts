import { randomUUID } from 'node:crypto';
import type { Json, Stored } from '../store.ts';
import type { Connection, Row } from './connection.ts';
import { entriesOf, type Indexes, indexesOf, writeEntries } from './entries.ts';

const ONE = 'SELECT id, version, data FROM documents WHERE collection = ? AND id = ?';
const PAGE = 'SELECT id, version, data FROM documents WHERE collection = ? AND id > ? ORDER BY id LIMIT 500';

export function toStored<T extends Json>(row: Row): Stored<T> {
  return { id: String(row.id), version: String(row.version), data: JSON.parse(String(row.data)) };
}

export async function readDocument<T extends Json>(
  connection: Connection,
  collection: string,
  id: string,
): Promise<Stored<T> | null> {
  const row = await connection.get(ONE, [collection, id]);
  return row === undefined ? null : toStored<T>(row);
}

/**
 * Puts an encoded document in place of what stands there, or with null removes it, and keeps the entries true. Needs
 * the write lock.
 */
export async function writeDocument(
  connection: Connection,
  indexes: Indexes,
  collection: string,
  id: string,
  text: string | null,
): Promise<void> {
  const before = await readDocument(connection, collection, id);
  if (text !== null) {
    // A version never comes back, not even when a document is deleted and created again.
    const sql = before
      ? 'UPDATE documents SET version = ?3, data = ?4 WHERE collection = ?1 AND id = ?2'
      : 'INSERT INTO documents (collection, id, version, data) VALUES (?1, ?2, ?3, ?4)';
    await connection.run(sql, [collection, id, randomUUID(), text]);
  } else if (before) {
    await connection.run('DELETE FROM documents WHERE collection = ? AND id = ?', [collection, id]);
  }
  const own = indexesOf(indexes, collection);
  if (own.length === 0) return;
  await writeEntries(
    connection,
    id,
    before ? entriesOf(own, before.data) : [],
    text === null ? [] : entriesOf(own, JSON.parse(text)),
  );
}

/** Every document of a collection, by id, without holding them all at once. */
export async function* eachDocument(connection: Connection, collection: string): AsyncGenerator<Stored<Json>> {
  for (let last = ''; ; ) {
    const rows = await connection.all(PAGE, [collection, last]);
    for (const row of rows) yield toStored(row);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = String(end.id);
  }
}

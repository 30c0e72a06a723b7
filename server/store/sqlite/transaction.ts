import { AppError } from '../../../shared/errors.ts';
import type { Transaction } from '../store.ts';
import { collectWrites, type Write } from '../transaction-body.ts';
import type { Connection } from './connection.ts';
import { readDocument, writeDocument } from './documents.ts';
import type { Indexes } from './entries.ts';
import type { Outcome } from './writer.ts';

/** Runs `body` under the write lock and gives what it asked to write. Rejects with `already-exists`, `timeout`. */
export async function runTransaction<R>(
  connection: Connection,
  indexes: Indexes,
  body: (tx: Transaction) => Promise<R>,
): Promise<Outcome<R>> {
  const { value, writes } = await collectWrites(body, (collection, id) => readDocument(connection, collection, id));
  await checkCreates(connection, writes);
  return {
    value,
    async apply() {
      for (const { collection, id, text } of writes) await writeDocument(connection, indexes, collection, id, text);
    },
  };
}

async function checkCreates(connection: Connection, writes: readonly Write[]): Promise<void> {
  const present = new Map<string, boolean>();
  for (const { kind, collection, id } of writes) {
    const place = `${collection}/${id}`;
    if (kind === 'create') {
      const taken = present.get(place) ?? (await readDocument(connection, collection, id)) !== null;
      if (taken) throw new AppError('already-exists', `The document exists already in ${collection}`);
    }
    present.set(place, kind !== 'delete');
  }
}

import { AppError } from '../../../shared/errors.ts';
import { withinBodyTime } from '../body-time.ts';
import { checkPlace, encodeDocument } from '../document.ts';
import type { Json, Transaction } from '../store.ts';
import type { Connection } from './connection.ts';
import { readDocument, writeDocument } from './documents.ts';
import type { Indexes } from './entries.ts';
import type { Outcome } from './writer.ts';

interface Write {
  kind: 'create' | 'set' | 'delete';
  collection: string;
  id: string;
  text: string | null;
}

/** Runs `body` under the write lock and gives what it asked to write. Rejects with `already-exists`, `timeout`. */
export async function runTransaction<R>(
  connection: Connection,
  indexes: Indexes,
  body: (tx: Transaction) => Promise<R>,
): Promise<Outcome<R>> {
  const writes: Write[] = [];
  let open = true;

  function reading(): void {
    if (!open) throw new AppError('illegal-state', 'This transaction has ended');
    if (writes.length > 0) throw new AppError('illegal-state', 'In a transaction reads come first, then writes');
  }
  function writing(kind: Write['kind'], collection: string, id: string, data: Json | null): void {
    if (!open) throw new AppError('illegal-state', 'This transaction has ended');
    checkPlace(collection, id);
    // The text is taken now: the caller may change the object afterwards.
    writes.push({ kind, collection, id, text: data && encodeDocument(collection, data) });
  }

  const tx: Transaction = {
    async get(collection, id) {
      reading();
      checkPlace(collection, id);
      return readDocument(connection, collection, id);
    },
    create: (collection, id, data) => writing('create', collection, id, data),
    set: (collection, id, data) => writing('set', collection, id, data),
    delete: (collection, id) => writing('delete', collection, id, null),
  };

  let value: R;
  try {
    value = await withinBodyTime(body(tx));
  } finally {
    open = false;
  }
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

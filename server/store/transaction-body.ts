import pTimeout from 'p-timeout';
import { AppError } from '../../shared/errors.ts';
import { checkPlace, encodeDocument } from './document.ts';
import type { Json, Transaction } from './store.ts';

/** A write that a transaction's body asked for. */
export interface Write {
  kind: 'create' | 'set' | 'delete';
  collection: string;
  id: string;
  /** null: deleted. */
  text: string | null;
}

/** How long a transaction's body may take, ms: it reads a few documents, and others wait for it or make it run again. */
const BODY_MS = 10_000;

/**
 * Runs a transaction's body: what it reads comes from `read`, what it asks to write is gathered in its order. Rejects with
 * what the body throws; with `illegal-state` where it reads after it wrote; with `timeout` when it has not ended in time.
 */
export async function collectWrites<R>(
  body: (tx: Transaction) => Promise<R>,
  read: Transaction['get'],
): Promise<{ value: R; writes: Write[] }> {
  const writes: Write[] = [];
  let open = true;

  function checkOpen(): void {
    if (!open) throw new AppError('illegal-state', 'This transaction has ended');
  }
  function write(kind: Write['kind'], collection: string, id: string, data: Json | null): void {
    checkOpen();
    checkPlace(collection, id);
    // The text is taken now: the caller may change the object afterwards.
    writes.push({ kind, collection, id, text: data && encodeDocument(collection, data) });
  }

  const tx: Transaction = {
    async get(collection, id) {
      checkOpen();
      if (writes.length > 0) throw new AppError('illegal-state', 'In a transaction reads come first, then writes');
      checkPlace(collection, id);
      return read(collection, id);
    },
    create: (collection, id, data) => write('create', collection, id, data),
    set: (collection, id, data) => write('set', collection, id, data),
    delete: (collection, id) => write('delete', collection, id, null),
  };

  const late = () => Promise.reject(new AppError('timeout', `A transaction took more than ${BODY_MS} ms`));
  try {
    return { value: await pTimeout(body(tx), { milliseconds: BODY_MS, fallback: late }), writes };
  } finally {
    open = false;
  }
}

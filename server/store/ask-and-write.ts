import type { Store, Transaction } from './store.ts';

/**
 * Asks the store, then writes on what it answered. Nothing guards what a query finds, or does not find, so a document does:
 * `guard`, which whoever changes what the question is about writes in the same transaction. Where it was written since the
 * question was asked, it is asked again. The body runs as a transaction's does, and gets each document it relies on there.
 */
export async function askAndWrite<Found, R>(
  store: Store,
  guard: { collection: string; id: string },
  ask: () => Promise<Found>,
  body: (tx: Transaction, found: Found) => Promise<R>,
): Promise<R> {
  for (;;) {
    const before = await store.get(guard.collection, guard.id);
    const found = await ask();
    const done = await store.transaction(async (tx) => {
      const now = await tx.get(guard.collection, guard.id);
      return now?.version === before?.version ? { value: await body(tx, found) } : null;
    });
    if (done) return done.value;
  }
}

import type { Store } from '../../server/store/store.ts';

/**
 * The store, but every transaction's body runs twice and only the second run counts: as Firestore may do on contention
 * and SQLite never does. A body that has an effect outside its transaction shows itself here.
 */
export function rerunBodies(store: Store): Store {
  return {
    ...store,
    async transaction(body) {
      const discarded = new Error('the first run of the body, thrown away');
      try {
        await store.transaction(async (tx) => {
          await body(tx);
          throw discarded;
        });
      } catch (error) {
        if (error !== discarded) throw error;
      }
      return store.transaction(body);
    },
  };
}

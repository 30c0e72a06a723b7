import type { Json, Store, Transaction } from '../../server/store/store.ts';

export interface Counted {
  reads: number;
  writes: number;
  deletes: number;
}

/**
 * What Firestore would bill (cloud.google.com/firestore/pricing: each document read or written, a query at least one), on
 * any store: what a transaction reads and does not write is written as it stands by its commit (docs/decisions/132).
 */
export function countedStore(store: Store, counted: Counted): Store {
  const reading = (n: number): void => {
    counted.reads += n;
  };
  const billed = ({ items, cursor }: { items: readonly unknown[]; cursor: string | null }): number =>
    Math.max(1, items.length + (cursor === null ? 0 : 1));

  async function transaction<R>(body: (tx: Transaction) => Promise<R>): Promise<R> {
    const run = { got: new Set<string>(), gets: 0, written: new Map<string, boolean>() };
    const value = await store.transaction((tx) => {
      Object.assign(run, { got: new Set(), gets: 0, written: new Map() });
      const writing = (collection: string, id: string, deleted = false): void => {
        run.written.set(`${collection}/${id}`, deleted);
      };
      return body({
        async get<T extends Json>(collection: string, id: string) {
          run.gets += 1;
          run.got.add(`${collection}/${id}`);
          return tx.get<T>(collection, id);
        },
        create(collection, id, data) {
          writing(collection, id);
          tx.create(collection, id, data);
        },
        set(collection, id, data) {
          writing(collection, id);
          tx.set(collection, id, data);
        },
        delete(collection, id) {
          writing(collection, id, true);
          tx.delete(collection, id);
        },
      });
    });
    const deletes = [...run.written.values()].filter(Boolean).length;
    const again = run.written.size === 0 ? 0 : [...run.got].filter((path) => !run.written.has(path)).length;
    reading(run.gets);
    counted.deletes += deletes;
    counted.writes += run.written.size - deletes + again;
    return value;
  }

  return {
    transaction,
    async get(collection, id) {
      reading(1);
      return store.get(collection, id);
    },
    async query(collection, query) {
      const page = await store.query<never>(collection, query);
      reading(billed(page));
      return page;
    },
    async count(collection, query) {
      reading(1);
      return store.count(collection, query);
    },
    async create(collection, id, data) {
      counted.writes += 1;
      return store.create(collection, id, data);
    },
    async compareAndSet(collection, id, version, data) {
      counted.writes += 1;
      return store.compareAndSet(collection, id, version, data);
    },
    async delete(collection, id) {
      counted.deletes += 1;
      return store.delete(collection, id);
    },
    async ping() {
      counted.writes += 1;
      return store.ping();
    },
    close: () => store.close(),
  };
}

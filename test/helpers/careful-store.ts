import { AsyncLocalStorage } from 'node:async_hooks';
import type { Store } from '../../server/store/store.ts';

const within = new AsyncLocalStorage<true>();

/** The store, but it is known while a body runs: `onlyOutside` refuses a port's calls from within one. */
export function knowingBodies(store: Store): Store {
  return { ...store, transaction: (body) => store.transaction((tx) => within.run(true, () => body(tx))) };
}

/**
 * A port whose calls reject from within a transaction's body, which may run several times: a call over the network would be
 * made as often (docs/decisions/132-firestore-transactions.md).
 */
export function onlyOutside<T extends object>(port: T): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown => {
        if (within.getStore()) throw new Error(`${String(name)} was called within a transaction`);
        return Reflect.apply(member, target, given);
      };
    },
  });
}

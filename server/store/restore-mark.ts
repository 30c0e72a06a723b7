import type { Store } from './store.ts';

/**
 * Stands in a store that was restored from a backup: replies that left after the backup are not in it, so nothing may be
 * sent until what stands in SENT has been reconciled. Times are ms since the epoch.
 */
export interface RestoreMark {
  restoredAt: number;
  /** When the backup was made: SENT is to be read from here on, less a margin. */
  backupAt: number;
}

const COLLECTION = 'meta';
const ID = 'restore';

/** null when there is nothing to reconcile. */
export async function readRestoreMark(store: Pick<Store, 'get'>): Promise<RestoreMark | null> {
  return (await store.get<RestoreMark>(COLLECTION, ID))?.data ?? null;
}

export async function setRestoreMark(store: Store, mark: RestoreMark): Promise<void> {
  await store.transaction(async (tx) => tx.set(COLLECTION, ID, mark));
}

export async function clearRestoreMark(store: Store): Promise<void> {
  await store.delete(COLLECTION, ID);
}

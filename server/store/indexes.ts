import type { IndexSpec } from './store.ts';

/**
 * Every query shape of the repositories, in one list: SQLite keeps its entries by it, and Firestore's composite indexes
 * are written from it. A new shape is one more line here; a line that was released is never removed.
 */
export const INDEXES: readonly IndexSpec[] = [];

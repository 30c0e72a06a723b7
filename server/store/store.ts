/**
 * A small document store: what Firestore and SQLite can both do well. Documents are plain JSON objects of at most
 * MAX_DOCUMENT_BYTES; dates are numbers (ms since the epoch). Errors are AppErrors.
 */
export interface Store {
  get<T extends Json>(collection: string, id: string): Promise<Stored<T> | null>;
  /** Rejects with `already-exists`. */
  create(collection: string, id: string, data: Json): Promise<void>;
  /** Writes only if the document still has this version; rejects with `conflict` otherwise, or when it is gone. */
  compareAndSet(collection: string, id: string, version: string, data: Json): Promise<void>;
  /** No error when it is already gone. */
  delete(collection: string, id: string): Promise<void>;
  /**
   * Several documents, all or nothing, serialisable. Reads come first, then writes. The body may run again on contention,
   * so it must have no effect outside `tx` and call nothing over the network. What it throws is passed on unchanged.
   * There is no query in it: Firestore can guard what one finds only by a lock, which a killed process leaves behind
   * (docs/decisions/132-firestore-transactions.md). Who needs one asks before; server/store/ask-and-write.ts says how that is safe.
   */
  transaction<R>(body: (tx: Transaction) => Promise<R>): Promise<R>;
  query<T extends Json>(collection: string, query: Query): Promise<Page<T>>;
  count(collection: string, query: Omit<Query, 'limit' | 'cursor' | 'order'>): Promise<number>;
  /** Answers when the store can be written to. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface Transaction {
  get<T extends Json>(collection: string, id: string): Promise<Stored<T> | null>;
  create(collection: string, id: string, data: Json): void;
  /** Writes whatever stands there: the read in the same transaction is what guards it. */
  set(collection: string, id: string, data: Json): void;
  delete(collection: string, id: string): void;
}

/** Any JSON object. `object` and not Record, so that interfaces fit it; the repositories give the real types. */
export type Json = object;

export interface Stored<T> {
  id: string;
  data: T;
  /** Opaque; changes with every write. */
  version: string;
}

/** Field names are top-level names of the document. Documents that lack the ordered field are left out. */
export interface Query {
  /** All must hold. */
  equals?: Readonly<Record<string, string | number | boolean | null>>;
  /** The array field holds this string. At most one. */
  contains?: { field: string; value: string };
  /** A range on one field, which is then the ordered one. */
  range?: { field: string; gte?: number | string; gt?: number | string; lte?: number | string; lt?: number | string };
  /** Ties are broken by id in the same direction. Without it: by id ascending. */
  order?: { field: string; direction: 'asc' | 'desc' };
  limit: number;
  /** From the page before; opaque. */
  cursor?: string;
}

export interface Page<T> {
  items: Stored<T>[];
  /** null on the last page. */
  cursor: string | null;
}

/** Firestore allows 1 MiB less the name; what is larger belongs in blobs. */
export const MAX_DOCUMENT_BYTES = 1_000_000;

/**
 * What the repositories ask, declared so that every adapter can answer from an index. A query may combine any of the
 * `equals` fields and one of the `contains` fields, ordered (or ranged) by `order` in either direction; `order: null` is
 * by id, which also serves `count`. A query that no declaration covers is refused as `invalid`, everywhere, so that it
 * cannot work on one store and fail on the other. Reading a whole collection by id needs no declaration.
 */
export interface IndexSpec {
  collection: string;
  equals?: readonly string[];
  contains?: readonly string[];
  order: string | null;
}

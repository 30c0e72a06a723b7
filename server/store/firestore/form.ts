import { createHash } from 'node:crypto';
import { type DocumentData, type DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import { DAY_MS } from '../../../shared/durations.ts';
import { AppError } from '../../../shared/errors.ts';
import { sortKey } from '../query.ts';
import type { IndexSpec, Json, Stored } from '../store.ts';

/**
 * How a document stands in Firestore. `data` is its JSON text: Firestore itself takes no array within an array and no
 * field with an empty name. Beside it stands what is asked for: `by` holds single values, `has` lists of words.
 */
export interface Fields {
  data: string;
  by: Record<string, string | number | boolean | null>;
  has: Record<string, string[]>;
  /** Of this very write: Firestore keeps the old version when nothing changes, and a write whose answer was lost is known by it. */
  rev: string;
  /** The form of `data` (schema.ts). */
  form: number;
  /** When Firestore may remove the document. */
  ttl?: Timestamp;
}

/** Which fields of a collection are asked for. */
export interface Asked {
  by: ReadonlySet<string>;
  has: ReadonlySet<string>;
}

/** The year 10000: Firestore knows no later time. */
const LAST_TIME = 253_402_300_800_000;

/**
 * Documents that Firestore removes by itself, within a day or so of `field` and `after`. The purge does the same sooner and
 * in order; this is what remains when it does not run.
 */
export const TTL: Readonly<Record<string, { field: string; after: number }>> = {
  counters: { field: 'expiresAt', after: DAY_MS },
  bodies: { field: 'expiresAt', after: 7 * DAY_MS },
};

/** Firestore compares no more than 1500 bytes of an indexed value. */
const MAX_INDEXED_BYTES = 1_400;
const KEPT_CHARACTERS = 300;

/** What stands in the index for a value: long or broken text by its beginning and its hash, so that equality stays exact. */
export function indexed<T>(value: T): T | string {
  if (typeof value !== 'string') return value;
  if (!/\p{Surrogate}/u.test(value) && (value.length * 3 <= MAX_INDEXED_BYTES || Buffer.byteLength(value) <= MAX_INDEXED_BYTES)) {
    return value;
  }
  const hash = createHash('sha256').update(value, 'utf16le').digest('hex');
  return `${Buffer.from(value.slice(0, KEPT_CHARACTERS)).toString()} ${hash}`;
}

export function askedFields(specs: readonly IndexSpec[]): Map<string, Asked> {
  const all = new Map<string, { by: Set<string>; has: Set<string> }>();
  for (const { collection, equals = [], contains = [], order } of specs) {
    const asked = all.get(collection) ?? { by: new Set(), has: new Set() };
    for (const field of equals) asked.by.add(field);
    for (const field of contains) asked.has.add(field);
    if (order !== null) asked.by.add(order);
    all.set(collection, asked);
  }
  return all;
}

export function toFields(collection: string, text: string, asked: Asked | undefined, form: number): Omit<Fields, 'rev'> {
  const fields: Omit<Fields, 'rev'> = { data: text, by: {}, has: {}, form };
  const ttl = TTL[collection];
  if (!asked && !ttl) return fields;
  const data = new Map<string, unknown>(Object.entries(JSON.parse(text)));
  for (const field of asked?.by ?? []) {
    const value = data.get(field);
    const key = value === undefined ? null : sortKey(value);
    if (key !== null) fields.by[field] = indexedValue(key);
  }
  for (const field of asked?.has ?? []) {
    const value = data.get(field);
    if (Array.isArray(value)) {
      fields.has[field] = [...new Set(value.filter((item) => typeof item === 'string').map((item) => indexed(item)))];
    }
  }
  const end = ttl && data.get(ttl.field);
  if (ttl && typeof end === 'number' && end > 0 && end + ttl.after < LAST_TIME)
    fields.ttl = Timestamp.fromMillis(end + ttl.after);
  return fields;
}

/** The value that stands in the index for a place in the order (query.ts). */
export function indexedValue(key: readonly [rank: number, sort: number | string]): string | number | boolean | null {
  const [rank, sort] = key;
  if (rank === 0) return null;
  if (rank === 1) return sort === 1;
  return indexed(sort);
}

export function toStored<T extends Json>(snapshot: DocumentSnapshot<DocumentData>): Stored<T> | null {
  const text: unknown = snapshot.get('data');
  if (!snapshot.exists) return null;
  if (typeof text !== 'string' || snapshot.updateTime === undefined) {
    throw new AppError('store-corrupt', 'A document is not of our form: has something else written into this database?');
  }
  return { id: snapshot.id, data: JSON.parse(text), version: versionOf(snapshot.updateTime) };
}

export function versionOf(time: Timestamp): string {
  return `${time.seconds}.${time.nanoseconds}`;
}

/** null: never a version of ours. */
export function timeOf(version: string): Timestamp | null {
  const parts = /^(\d{1,12})\.(\d{1,9})$/.exec(version);
  return parts ? new Timestamp(Number(parts[1]), Number(parts[2])) : null;
}

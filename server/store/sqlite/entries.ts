import { BY_ID, conditionValue, sortKey } from '../query.ts';
import type { IndexSpec } from '../store.ts';
import type { Connection } from './connection.ts';

/** One field (or none, for order alone) in one order: what a declared index is made of. */
export interface Index {
  number: number;
  collection: string;
  kind: 'all' | 'equals' | 'contains';
  field: string;
  order: string | null;
}

export interface Entry {
  index: number;
  value: string;
  rank: number;
  sort: number | string;
}

/** Indexes by their definition, as it stands in the store. */
export type Indexes = ReadonlyMap<string, Index>;

export function definitionOf(collection: string, kind: Index['kind'], field: string, order: string | null): string {
  return JSON.stringify([collection, kind, field, order]);
}

/** The indexes that a list of declarations needs. */
export function definitionsOf(specs: readonly IndexSpec[]): string[] {
  const definitions = new Set<string>();
  for (const { collection, equals = [], contains = [], order } of specs) {
    if (order !== null) definitions.add(definitionOf(collection, 'all', '', order));
    for (const field of equals) definitions.add(definitionOf(collection, 'equals', field, order));
    for (const field of contains) definitions.add(definitionOf(collection, 'contains', field, order));
  }
  return [...definitions];
}

export async function loadIndexes(connection: Connection): Promise<Indexes> {
  const indexes = new Map<string, Index>();
  for (const { number, definition } of await connection.all('SELECT number, definition FROM indexes ORDER BY number', [])) {
    const [collection, kind, field, order] = JSON.parse(String(definition));
    indexes.set(String(definition), { number: Number(number), collection, kind, field, order });
  }
  return indexes;
}

export function indexesOf(indexes: Indexes, collection: string): Index[] {
  return [...indexes.values()].filter((index) => index.collection === collection);
}

/** What a document has in each of these indexes. */
export function entriesOf(indexes: readonly Index[], data: object): Entry[] {
  const fields = new Map(Object.entries(data));
  const entries: Entry[] = [];
  for (const index of indexes) {
    const key = index.order === null ? BY_ID : sortKey(fields.get(index.order));
    if (key === null) continue;
    for (const value of valuesOf(index, fields.get(index.field))) {
      entries.push({ index: index.number, value, rank: key[0], sort: key[1] });
    }
  }
  return entries;
}

function valuesOf(index: Index, value: unknown): Iterable<string> {
  if (index.kind === 'all') return [''];
  if (index.kind === 'contains') {
    if (!Array.isArray(value)) return [];
    return new Set(value.filter((item) => typeof item === 'string').map((item) => JSON.stringify(item)));
  }
  const only = conditionValue(value);
  return only === null ? [] : [only];
}

export async function writeEntries(connection: Connection, id: string, before: Entry[], after: Entry[]): Promise<void> {
  const kept = new Set(before.map(keyOf));
  const wanted = new Set(after.map(keyOf));
  for (const entry of before) {
    if (wanted.has(keyOf(entry))) continue;
    const params = [entry.index, entry.value, entry.rank, entry.sort, id];
    await connection.run('DELETE FROM entries WHERE number = ? AND value = ? AND rank = ? AND sort = ? AND id = ?', params);
  }
  for (const entry of after) {
    if (kept.has(keyOf(entry))) continue;
    const params = [entry.index, entry.value, entry.rank, entry.sort, id];
    await connection.run('INSERT INTO entries (number, value, rank, sort, id) VALUES (?, ?, ?, ?, ?)', params);
  }
}

function keyOf(entry: Entry): string {
  return JSON.stringify([entry.index, entry.value, entry.rank, entry.sort]);
}

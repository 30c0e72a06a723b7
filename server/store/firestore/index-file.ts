import type { IndexSpec } from '../store.ts';
import { TTL } from './form.ts';

/** One composite index, as `firebase deploy --only firestore:indexes` and the Admin API take it. */
export interface CompositeIndex {
  collectionGroup: string;
  queryScope: 'COLLECTION';
  fields: ({ fieldPath: string; order: Direction } | { fieldPath: string; arrayConfig: 'CONTAINS' })[];
}

/** What differs from Firestore's own index on every field. */
export interface FieldOverride {
  collectionGroup: string;
  fieldPath: string;
  ttl?: true;
  /** Empty: no index at all. */
  indexes: [];
}

export interface IndexFile {
  indexes: CompositeIndex[];
  fieldOverrides: FieldOverride[];
}

type Direction = 'ASCENDING' | 'DESCENDING';
const DIRECTIONS: readonly Direction[] = ['ASCENDING', 'DESCENDING'];

/** Every collection of the product: their texts are not indexed, whether or not anything else of them is asked for. */
export const COLLECTIONS: readonly string[] = [
  'alerts',
  'audit',
  'bodies',
  'canaries',
  'claims',
  'counters',
  'effects',
  'figures',
  'files',
  'heads',
  'installation',
  'jobs',
  'ledger',
  'mailboxes',
  'model-months',
  'policies',
  'records',
  'replay',
  'secrets',
  'sessions',
  'settings',
  'signin-links',
  'testsends',
  'threads',
  'tombstones',
  'users',
];

/** Fields of every document that nobody asks for: an index would only cost, and `data` is longer than one may be. */
const UNASKED = ['data', 'rev', 'form'];

/**
 * The composite indexes that Firestore needs for the declared queries (docs/decisions/131-firestore-indexes.md), and the
 * fields it shall not index. An order alone, and equalities alone, are answered from its own index on each field. Equalities
 * with an order are joined from one index for each equality, all ending in that order; a word in a list goes with at most
 * one equality (search.ts), and each such pair has an index of its own, so that nothing is joined with a list.
 */
export function firestoreIndexes(specs: readonly IndexSpec[], collections: readonly string[] = COLLECTIONS): IndexFile {
  const indexes = new Map<string, CompositeIndex>();
  const add = (collection: string, ...fields: CompositeIndex['fields']): void => {
    const index: CompositeIndex = { collectionGroup: collection, queryScope: 'COLLECTION', fields };
    indexes.set(JSON.stringify(index), index);
  };
  for (const { collection, equals = [], contains = [], order } of specs) {
    // With an order the field stands last, in both directions; by id alone it stands nowhere, and only lists need an index.
    const ends: CompositeIndex['fields'][] = order === null ? [[]] : DIRECTIONS.map((d) => [by(order, d)]);
    for (const end of ends) {
      if (order !== null) for (const field of equals) if (field !== order) add(collection, by(field), ...end);
      for (const word of contains) {
        const list = { fieldPath: `has.${word}`, arrayConfig: 'CONTAINS' } as const;
        if (order !== null) add(collection, list, ...end);
        for (const field of equals) if (field !== order) add(collection, list, by(field), ...end);
      }
    }
  }
  const all = [...new Set([...specs.map((spec) => spec.collection), ...collections])].sort();
  return {
    indexes: [...indexes.values()],
    fieldOverrides: all.flatMap((collection) => [
      ...UNASKED.map((fieldPath): FieldOverride => ({ collectionGroup: collection, fieldPath, indexes: [] })),
      ...(TTL[collection] ? [{ collectionGroup: collection, fieldPath: 'ttl', ttl: true as const, indexes: [] as [] }] : []),
    ]),
  };
}

function by(field: string, order: Direction = 'ASCENDING'): { fieldPath: string; order: Direction } {
  return { fieldPath: `by.${field}`, order };
}

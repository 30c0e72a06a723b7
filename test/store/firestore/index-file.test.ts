import { readFileSync, writeFileSync } from 'node:fs';
import { COLLECTIONS, firestoreIndexes, type IndexFile } from '../../../server/store/firestore/index-file.ts';
import { divide } from '../../../server/store/firestore/search.ts';
import { INDEXES } from '../../../server/store/indexes.ts';
import { checkDeclared, planQuery } from '../../../server/store/query.ts';
import type { IndexSpec, Query } from '../../../server/store/store.ts';
import { readSources } from '../../architecture/imports.ts';

const FILE = 'deploy/firestore.indexes.json';
const WRITE = 'WRITE_INDEXES=1 npx jest test/store/firestore/index-file.test.ts';

const EVERY = INDEXES.flatMap((spec) => shapesOf(spec).map((query) => ({ collection: spec.collection, query })));

it(`is what the declared queries need (to write it: ${WRITE})`, () => {
  const derived = `${JSON.stringify(firestoreIndexes(INDEXES), null, 2)}\n`;
  if (process.env.WRITE_INDEXES) writeFileSync(FILE, derived);
  expect(readFileSync(FILE, 'utf8')).toBe(derived);
});

it('leaves the text of every collection unindexed', () => {
  const named = [...readSources('.', ['server'])].flatMap(([, source]) =>
    [...source.matchAll(/\bcollection<[^(]*>\('([\w-]+)'\)/g)].map((match) => match[1] ?? ''),
  );
  // What is missing belongs in COLLECTIONS (server/store/firestore/index-file.ts).
  expect(named.filter((name) => !COLLECTIONS.includes(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(10);
  const { fieldOverrides } = firestoreIndexes(INDEXES);
  for (const collectionGroup of COLLECTIONS) {
    expect(fieldOverrides).toContainEqual({ collectionGroup, fieldPath: 'data', indexes: [] });
  }
});

it('removes what has a time to live, and nothing else', () => {
  const { fieldOverrides } = firestoreIndexes(INDEXES);
  const ttl = fieldOverrides.filter((field) => field.ttl);
  expect(ttl.map((field) => [field.collectionGroup, field.fieldPath])).toEqual([
    ['bodies', 'ttl'],
    ['counters', 'ttl'],
  ]);
});

it('stays within what a database may have', () => {
  // 200 composite indexes without a billing account (cloud.google.com/firestore/quotas).
  expect(firestoreIndexes(INDEXES).indexes.length).toBeLessThan(100);
});

it('serves every query that a declaration allows', () => {
  const file = firestoreIndexes(INDEXES);
  for (const { collection, query } of EVERY) {
    checkDeclared(collection, planQuery(collection, query), INDEXES);
    expect({ collection, query, served: served(file, collection, query) }).toEqual({ collection, query, served: true });
  }
});

it('holds no index that serves none', () => {
  const file = firestoreIndexes(INDEXES);
  for (const index of file.indexes) {
    const without = { ...file, indexes: file.indexes.filter((other) => other !== index) };
    const missed = EVERY.some(({ collection, query }) => !served(without, collection, query));
    expect({ index, missed }).toEqual({ index, missed: true });
  }
});

/** Every shape of every declaration: any of its equalities, a word or none, both directions, with a range or without. */
function shapesOf({ equals = [], contains = [], order }: IndexSpec): Query[] {
  const subsets = equals.reduce<string[][]>((all, field) => all.flatMap((set) => [set, [...set, field]]), [[]]);
  const words = [{}, ...contains.map((field) => ({ contains: { field, value: 'x' } }))];
  const ends = order === null ? [{}] : (['asc', 'desc'] as const).map((direction) => ({ order: { field: order, direction } }));
  const ranges = order === null ? [{}] : [{}, { range: { field: order, gte: 1 } }];
  return subsets.flatMap((set) =>
    words.flatMap((word) =>
      ends.flatMap((end) =>
        ranges.map((range) => ({
          equals: Object.fromEntries(set.map((field) => [field, 1])),
          ...word,
          ...end,
          ...range,
          limit: 1,
        })),
      ),
    ),
  );
}

/** Firestore's rules, as its documentation has them (index-overview), written once more from the side of the query. */
function served({ indexes, fieldOverrides }: IndexFile, collection: string, query: Query): boolean {
  const plan = planQuery(collection, query);
  const { asked } = divide(plan);
  const direction = plan.descending ? 'DESCENDING' : 'ASCENDING';
  const list = asked.filter(({ kind }) => kind === 'contains').map(({ field }) => `has.${field} CONTAINS`);
  const equal = asked.filter(({ kind }) => kind === 'equals').map(({ field }) => `by.${field} ASCENDING`);
  const end = plan.order === null ? [] : [`by.${plan.order} ${direction}`];
  const composites = new Set(
    indexes
      .filter((index) => index.collectionGroup === collection)
      .map(({ fields }) => fields.map((f) => `${f.fieldPath} ${'order' in f ? f.order : f.arrayConfig}`).join(', ')),
  );
  const fields = [...list, ...equal, ...end];
  const exempt = fieldOverrides.filter((f) => f.collectionGroup === collection).map((f) => f.fieldPath);
  if (fields.some((field) => exempt.includes(field.split(' ')[0] ?? ''))) return false;
  if (fields.length <= 1) return true;
  if (list.length > 0) return composites.has(fields.join(', '));
  return end.length === 0 || equal.every((field) => composites.has([field, ...end].join(', ')));
}

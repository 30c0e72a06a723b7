import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { COLLECTIONS, firestoreIndexes, type IndexFile } from '../../../server/store/firestore/index-file.ts';
import { divide } from '../../../server/store/firestore/search.ts';
import { INDEXES } from '../../../server/store/indexes.ts';
import { checkDeclared, planQuery } from '../../../server/store/query.ts';
import type { IndexSpec, Query } from '../../../server/store/store.ts';
import { readSources } from '../../architecture/imports.ts';

const FILE = 'deploy/firestore.indexes.json';
const WRITE = 'WRITE_INDEXES=1 npx jest test/store/firestore/index-file.test.ts';

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

it('property: serves every query that a declaration allows', () => {
  const file = firestoreIndexes(INDEXES);
  const asked = fc.constantFrom(...INDEXES).chain((spec) => shapesOf(spec).map((query) => ({ spec, query })));
  fc.assert(
    fc.property(asked, ({ spec: { collection }, query }) => {
      const plan = planQuery(collection, query);
      checkDeclared(collection, plan, INDEXES);
      expect(served(file, collection, query)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

it('is missed when one index is left out', () => {
  const file = firestoreIndexes(INDEXES);
  const queries = INDEXES.flatMap((spec) => fc.sample(shapesOf(spec), 300).map((query) => ({ spec, query })));
  for (const index of file.indexes) {
    const without = { ...file, indexes: file.indexes.filter((other) => other !== index) };
    const missed = queries.filter(({ spec, query }) => !served(without, spec.collection, query));
    expect({ index, missed: missed.length > 0 }).toEqual({ index, missed: true });
  }
});

function shapesOf({ equals = [], contains = [], order }: IndexSpec): fc.Arbitrary<Query> {
  return fc
    .record({
      equals: fc.subarray([...equals]),
      contains: fc.constantFrom(null, ...contains),
      direction: fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
      range: fc.boolean(),
    })
    .map((shape) => ({
      equals: Object.fromEntries(shape.equals.map((field) => [field, 1])),
      ...(shape.contains === null ? {} : { contains: { field: shape.contains, value: 'x' } }),
      ...(order === null ? {} : { order: { field: order, direction: shape.direction } }),
      ...(order !== null && shape.range ? { range: { field: order, gte: 1 } } : {}),
      limit: 1,
    }));
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

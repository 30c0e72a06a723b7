import fc from 'fast-check';
import type { IndexSpec, Query, Store } from '../../server/store/store.ts';
import { isAppError } from '../../shared/errors.ts';
import type { OpenStore } from './store.contract.ts';
import { walk } from './store-queries.ts';

/** Random operations on a store and on a plain map beside it: both must always say the same. */
export function storeModel(open: OpenStore): void {
  describe('against a model', () => {
    it('does what a map would do', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 25 }), async (operations) => {
          const store = await open(INDEXES);
          try {
            await play(store, operations);
          } finally {
            await store.close();
          }
        }),
        { numRuns: 40 },
      );
    });
  });
}

const INDEXES: IndexSpec[] = [
  { collection: 'records', equals: ['status', 'flag'], contains: ['words'], order: 'at' },
  { collection: 'records', equals: ['status', 'flag'], contains: ['words'], order: null },
];

interface Doc {
  status?: string | number | boolean | null;
  flag?: boolean;
  words?: string[];
  at?: number | string | null;
}
type Model = Map<string, Doc>;
type Write = { id: string; data: Doc | null };

const id = fc.constantFrom('a', 'b', 'c', 'é', '🎓');
const status = fc.constantFrom('held', 'sent', 1, '1', true, null);
const word = fc.constantFrom('x', 'y', 'é');
const at = fc.constantFrom<number | string | null>(0, 1, 2, -1, 0.5, 'x', 'Y', '🎓', '｡', null);
const doc: fc.Arbitrary<Doc> = fc.record(
  { status, flag: fc.boolean(), words: fc.array(word, { maxLength: 3 }), at },
  { requiredKeys: [] },
);
const bounds = fc.constantFrom({ gte: 0 }, { gt: 0, lt: 2 }, { lte: 1 }, { gte: 'Y' }, { lt: 'z' });
const query = fc.record(
  {
    equals: fc.record({ status, flag: fc.boolean() }, { requiredKeys: [] }),
    contains: fc.record({ field: fc.constant('words'), value: word }),
    range: bounds.map((bound) => ({ field: 'at', ...bound })),
    order: fc.record({ field: fc.constant('at'), direction: fc.constantFrom<'asc' | 'desc'>('asc', 'desc') }),
    limit: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: ['limit'] },
);
const operation = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), id, data: doc }),
  fc.record({ kind: fc.constant('change' as const), id, data: doc, stale: fc.boolean() }),
  fc.record({ kind: fc.constant('delete' as const), id }),
  fc.record({
    kind: fc.constant('together' as const),
    writes: fc.array(fc.record({ id, data: fc.option(doc) }), { maxLength: 4 }),
    created: fc.option(id),
    fails: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('query' as const), query }),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

async function play(store: Store, operations: Operation[]): Promise<void> {
  const model: Model = new Map();
  for (const step of operations) {
    if (step.kind === 'create') await expectSame(store.create('records', step.id, step.data), create(model, step.id, step.data));
    if (step.kind === 'delete') {
      await store.delete('records', step.id);
      model.delete(step.id);
    }
    if (step.kind === 'change') {
      const found = await store.get('records', step.id);
      const version = found === null || step.stale ? 'stale' : found.version;
      const changes = model.has(step.id) && !step.stale;
      await expectSame(store.compareAndSet('records', step.id, version, step.data), changes ? null : 'conflict');
      if (changes) model.set(step.id, step.data);
    }
    if (step.kind === 'together') await together(store, model, step.writes, step.created, step.fails);
    if (step.kind === 'query') await compare(store, model, step.query);
    const held = await store.query('records', { limit: 100 });
    expect(Object.fromEntries(held.items.map(({ id, data }) => [id, data]))).toEqual(Object.fromEntries(model));
  }
}

function create(model: Model, id: string, data: Doc): string | null {
  if (model.has(id)) return 'already-exists';
  model.set(id, data);
  return null;
}

async function together(store: Store, model: Model, writes: Write[], created: string | null, fails: boolean): Promise<void> {
  const after: Model = new Map(model);
  for (const { id, data } of writes) {
    if (data) after.set(id, data);
    else after.delete(id);
  }
  const refused = fails ? 'illegal-state' : created === null ? null : create(after, created, { at: 0 });
  const run = store.transaction(async (tx) => {
    for (const { id, data } of writes) {
      if (data) tx.set('records', id, data);
      else tx.delete('records', id);
    }
    if (created !== null) tx.create('records', created, { at: 0 });
    if (fails) await tx.get('records', 'a').then(() => Promise.reject(new Error('read after a write')));
  });
  // Without a write before it, the reading above is allowed: the body then fails of itself.
  if (fails && writes.length === 0 && created === null) return expect(run).rejects.toThrow('read after a write');
  await expectSame(run, refused);
  if (refused !== null) return;
  model.clear();
  for (const [id, data] of after) model.set(id, data);
}

async function compare(store: Store, model: Model, asked: Query): Promise<void> {
  const expected = answer(model, asked);
  expect((await walk(store, asked)).flat()).toEqual(expected);
  const { limit, order, ...counted } = asked;
  expect(await store.count('records', counted)).toBe(answer(model, counted).length);
}

function answer(model: Model, { equals = {}, contains, range, order }: Partial<Query>): string[] {
  const field = order?.field ?? range?.field;
  const found = [...model].filter(([, data]) => {
    const fields = new Map<string, unknown>(Object.entries(data));
    if (Object.entries(equals).some(([name, value]) => fields.get(name) !== value)) return false;
    if (contains && !data.words?.includes(contains.value)) return false;
    if (field !== undefined && data.at === undefined) return false;
    return !range || inRange(data.at, range);
  });
  const compared = found.sort(([a, x], [b, y]) => (field === undefined ? 0 : compareValues(x.at, y.at)) || compareText(a, b));
  return (order?.direction === 'desc' ? compared.reverse() : compared).map(([id]) => id);
}

function inRange(value: Doc['at'], { gte, gt, lte, lt }: NonNullable<Query['range']>): boolean {
  if (value === null || typeof value !== typeof (gte ?? gt ?? lte ?? lt)) return false;
  if (gte !== undefined && compareValues(value, gte) < 0) return false;
  if (gt !== undefined && compareValues(value, gt) <= 0) return false;
  if (lte !== undefined && compareValues(value, lte) > 0) return false;
  return lt === undefined || compareValues(value, lt) < 0;
}

function compareValues(a: Doc['at'], b: Doc['at']): number {
  const kind = (value: Doc['at']) => (value === null ? 0 : typeof value === 'number' ? 1 : 2);
  if (kind(a) !== kind(b)) return kind(a) - kind(b);
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
}

/** By code point, which is what UTF-8 bytes give; JavaScript's own comparison goes by UTF-16 units. */
function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

async function expectSame(run: Promise<unknown>, refused: string | null): Promise<void> {
  const code = await run.then(
    () => null,
    (error: unknown) => (isAppError(error) ? error.code : String(error)),
  );
  expect(code).toBe(refused);
}

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../server/store/sqlite.ts';
import type { Query, Store } from '../server/store/store.ts';

/** What the embedded store does with 100,000 records of about 4 KB, as JSON lines: transactions a second, times of queries. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mailgps-bench-'));
  const file = join(folder, 'store.db');
  try {
    const store = await openSqliteStore({ file });
    for (const workers of [1, 16, 64]) await transactions(store, workers, workers === 1 ? 1500 : 6000);
    for (const workers of [1, 16, 64]) await indexed(store, workers, workers === 1 ? 1000 : 3000);
    await timed('fill to 100,000 records', () => fill(store, 100_000));
    for (const [name, query] of Object.entries(QUERIES)) await queried(store, name, query);
    await timed('count of a state', () => store.count('effects', { equals: { state: 'sent' } }));
    await store.close();
    await timed('open again', async () => (await openSqliteStore({ file })).close());
    report('size of the file', statSync(file).size / 1_048_576, 'MiB');
    report('resident memory', process.memoryUsage().rss / 1_048_576, 'MiB');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const order = { field: 'receivedAt', direction: 'desc' } as const;
const QUERIES: Record<string, Query> = {
  'newest 50': { order, limit: 50 },
  state: { equals: { state: 'held' }, order, limit: 50 },
  'state and category, common': { equals: { state: 'held', categoryId: 'c2' }, order, limit: 50 },
  'state and category, each common, never together': { equals: { state: 'held', categoryId: 'c1' }, order, limit: 50 },
  'state and assignee, rare': { equals: { state: 'replied', assigneeId: 'p1' }, order, limit: 50 },
  'word in every mail, and state': { equals: { state: 'held' }, contains: { field: 'tokens', value: 're' }, order, limit: 50 },
  'word, state and category': {
    equals: { state: 'held', categoryId: 'c2' },
    contains: { field: 'tokens', value: 'v5' },
    order,
    limit: 50,
  },
  'due now': { range: { field: 'nextAttemptAt', lte: 5000 }, limit: 50 },
};

function record(i: number): object {
  return {
    state: ['received', 'suggested', 'held', 'replied'][i % 4],
    categoryId: `c${i % 8}`,
    assigneeId: i % 1000 === 3 ? 'p1' : null,
    waiting: i % 3 === 0,
    receivedAt: (i * 7919) % 1_000_003,
    nextAttemptAt: i % 50 === 0 ? i : null,
    tokens: ['re', `w${i % 500}`, `v${i % 77}`, `u${i % 9}`, `t${i % 1200}`],
    text: 'x'.repeat(3000),
    timeline: Array.from({ length: 8 }, (_, k) => ({ at: k, what: `step${k}`, reasons: ['a', 'b'] })),
  };
}

/** Two documents read and one of 4 KB written, without indexes. */
async function transactions(store: Store, workers: number, total: number): Promise<void> {
  let longest = 0;
  let last = performance.now();
  let watch = true;
  const turn = (): void => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (watch) setImmediate(turn);
  };
  turn();
  const rate = await inParallel(workers, total, (n) =>
    store.transaction(async (tx) => {
      await tx.get('plain', `d${n % 300}`);
      await tx.get('plain', `e${n % 7}`);
      tx.set('plain', `d${n % 300}`, record(n));
    }),
  );
  watch = false;
  report(`transactions, ${workers} at a time`, rate, '/s');
  report(`longest turn of the event loop, ${workers} at a time`, longest, 'ms');
}

async function indexed(store: Store, workers: number, total: number): Promise<void> {
  const rate = await inParallel(workers, total, (n) => store.create('records', `new-${workers}-${n}`, record(n)));
  report(`new records with their indexes, ${workers} at a time`, rate, '/s');
}

async function fill(store: Store, total: number): Promise<void> {
  for (let n = await store.count('records', { range: { field: 'receivedAt', gte: 0 } }); n < total; n += 100) {
    const from = n;
    await store.transaction(async (tx) => {
      for (let i = from; i < Math.min(from + 100, total); i++) tx.create('records', `r${i}`, record(i));
    });
  }
}

async function queried(store: Store, name: string, query: Query): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 21; i++) {
    const start = performance.now();
    await store.query('records', query);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  report(`first page, ${name}: median`, times[10] ?? 0, 'ms');
  report(`first page, ${name}: longest of 21`, times[20] ?? 0, 'ms');
}

async function inParallel(workers: number, total: number, work: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (next < total) await work(next++);
    }),
  );
  return total / ((performance.now() - start) / 1000);
}

async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  report(name, performance.now() - start, 'ms');
}

function report(name: string, value: number, unit: string): void {
  console.log(JSON.stringify({ name, value: Math.round(value * 100) / 100, unit }));
}

void main();

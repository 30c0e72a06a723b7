import { planQuery } from '../../../server/store/query.ts';
import { connect } from '../../../server/store/sqlite/connection.ts';
import { loadIndexes } from '../../../server/store/sqlite/entries.ts';
import { statement } from '../../../server/store/sqlite/search.ts';
import { openSqliteStore } from '../../../server/store/sqlite.ts';
import type { Query } from '../../../server/store/store.ts';
import { useTempFolder } from '../../helpers/temp-folder.ts';

const inFolder = useTempFolder();
const indexes = [{ collection: 'records', equals: ['status', 'person'], contains: ['words'], order: 'at' }];
const order = { field: 'at', direction: 'desc' } as const;
const cursor = Buffer.from('[2,5,"a"]').toString('base64url');
const contains = { field: 'words', value: 'x' };

it.each<[string, Partial<Query>]>([
  ['all by id', {}],
  ['an order', { order }],
  ['a condition', { equals: { status: 'held' }, order }],
  ['conditions and a word', { equals: { status: 'held', person: null }, contains, order }],
  ['a range', { range: { field: 'at', gte: 1, lt: 9 } }],
  ['all of it, from a cursor', { equals: { status: 'held' }, contains, range: { field: 'at', gte: 1 }, order, cursor }],
])('answers %s from an index alone: nothing is scanned or sorted', async (name, query) => {
  const file = inFolder(`${name.length}.db`);
  const store = await openSqliteStore({ file, indexes });
  await store.create('records', 'a', { status: 'held', at: 1, words: ['x'] });
  const connection = connect(file, 0);
  const known = await loadIndexes(connection);
  for (const columns of ['d.id, d.version, d.data', 'count(*) AS total']) {
    const { sql, params } = await statement(connection, known, 'records', planQuery('records', query), columns);
    const plan = (await connection.all(`EXPLAIN QUERY PLAN ${sql}`, params)).map(({ detail }) => String(detail));
    expect(plan.length).toBeGreaterThan(0);
    for (const step of plan) expect(step).toMatch(/^SEARCH .* USING (COVERING INDEX|INDEX|PRIMARY KEY)/);
  }
  connection.close();
  await store.close();
});

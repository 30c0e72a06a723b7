import { readdirSync } from 'node:fs';
import { openSqliteStore } from '../../../server/store/sqlite.ts';
import { bundleScript, startScript } from '../../helpers/child.ts';
import { useTempFolder } from '../../helpers/temp-folder.ts';

const inFolder = useTempFolder();
let script: string;
beforeAll(() => {
  script = bundleScript('test/store/sqlite/child.ts');
});

it('lets several processes make and share one store, and loses no update', async () => {
  const file = inFolder('shared', 'a.db');
  const children = [1, 2, 3].map(() => startScript(script, 'count', file, '200'));
  const store = await openSqliteStore({ file });
  for (let i = 0; i < 100; i++) {
    await store.transaction(async (tx) => {
      const found = await tx.get<{ n: number }>('counters', 'a');
      tx.set('counters', 'a', { n: (found?.data.n ?? 0) + 1 });
    });
  }
  expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0]);
  expect((await store.get('counters', 'a'))?.data).toEqual({ n: 700 });
  await store.close();
  expect(readdirSync(inFolder('shared')).filter((name) => name.includes('new'))).toEqual([]);
});

it('keeps what it reported when the process is killed, and never half a transaction', async () => {
  const file = inFolder('killed.db');
  for (const round of [1, 2, 3]) {
    const child = startScript(script, 'create', file);
    await child.line(`created ${round * 5}`);
    child.process.kill('SIGKILL');
    expect(await child.ended).toBe('SIGKILL');
    const store = await openSqliteStore({ file, indexes: [{ collection: 'records', equals: ['status'], order: null }] });
    const reported = Number(child.lines.at(-1)?.split(' ')[1]);
    for (let i = 0; i <= reported; i++) {
      for (const name of ['x', 'y', 'z']) expect((await store.get('records', `${name}${i}`))?.data).toEqual({ status: name, i });
    }
    const records = await store.query('records', { limit: 10_000 });
    const twins = await store.query('twins', { limit: 10_000 });
    expect(twins.items.map(({ id }) => id)).toEqual(records.items.map(({ id }) => id));
    const x = records.items.filter(({ id }) => id.startsWith('x'));
    expect(await store.count('records', { equals: { status: 'x' } })).toBe(x.length);
    for (const { id } of records.items) await store.delete('records', id);
    for (const { id } of twins.items) await store.delete('twins', id);
    await store.close();
  }
});

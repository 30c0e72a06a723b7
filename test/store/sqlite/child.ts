/** A second process on a store: `count FILE TIMES` counts up, `create FILE` creates documents until it is killed. */
import { openSqliteStore } from '../../../server/store/sqlite.ts';

async function main([task, file = '', times = '0']: string[]): Promise<void> {
  const indexes = [{ collection: 'records', equals: ['status'], order: null }];
  const store = await openSqliteStore({ file, indexes });
  process.stdout.write('ready\n');
  if (task === 'count') {
    await Promise.all(
      Array.from({ length: Number(times) }, () =>
        store.transaction(async (tx) => {
          const found = await tx.get<{ n: number }>('counters', 'a');
          tx.set('counters', 'a', { n: (found?.data.n ?? 0) + 1 });
        }),
      ),
    );
    await store.close();
    return;
  }
  for (let i = 0; ; i++) {
    await Promise.all(
      ['x', 'y', 'z'].map((name) =>
        store.transaction(async (tx) => {
          tx.create('records', `${name}${i}`, { status: name, i });
          tx.create('twins', `${name}${i}`, { i });
        }),
      ),
    );
    process.stdout.write(`created ${i}\n`);
  }
}

void main(process.argv.slice(2));

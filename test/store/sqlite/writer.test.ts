import { type Connection, connect } from '../../../server/store/sqlite/connection.ts';
import { readDocument } from '../../../server/store/sqlite/documents.ts';
import { runTransaction } from '../../../server/store/sqlite/transaction.ts';
import { createWriter } from '../../../server/store/sqlite/writer.ts';
import { openSqliteStore } from '../../../server/store/sqlite.ts';
import type { Transaction } from '../../../server/store/store.ts';
import { useTempFolder } from '../../helpers/temp-folder.ts';

const inFolder = useTempFolder();
let made = 0;

async function open(): Promise<{
  file: string;
  connection: Connection;
  commits: () => number;
  write: (body: Body) => Promise<unknown>;
}> {
  made += 1;
  const file = inFolder(`${made}.db`);
  await (await openSqliteStore({ file })).close();
  const connection = connect(file, 0);
  let commits = 0;
  const counting: Connection = {
    ...connection,
    exec(sql) {
      if (sql === 'COMMIT') commits += 1;
      return connection.exec(sql);
    },
  };
  const writer = createWriter(counting, async () => undefined);
  const write = (body: Body) => writer.run(() => runTransaction(connection, new Map(), body));
  return { file, connection, commits: () => commits, write };
}
type Body = (tx: Transaction) => Promise<unknown>;

it('commits all that wait together once', async () => {
  const { connection, commits, write } = await open();
  await Promise.all(Array.from({ length: 20 }, (_, n) => write(async (tx) => tx.create('records', `r${n}`, { n }))));
  expect(commits()).toBeLessThan(10);
  expect(await readDocument(connection, 'records', 'r19')).toMatchObject({ data: { n: 19 } });
  connection.close();
});

it('does not let one that fails take the others along', async () => {
  const { connection, write } = await open();
  await write(async (tx) => tx.create('records', 'taken', {}));
  const broken = new Error('broken');
  const results = await Promise.allSettled([
    write(async (tx) => tx.create('records', 'a', {})),
    write(async (tx) => {
      tx.set('records', 'b', {});
      throw broken;
    }),
    write(async (tx) => tx.create('records', 'taken', {})),
    write(async (tx) => tx.create('records', 'c', {})),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(await readDocument(connection, 'records', 'c')).not.toBeNull();
  expect(await readDocument(connection, 'records', 'b')).toBeNull();
  connection.close();
});

it('keeps all or nothing when the disk is full, says so, and goes on once there is room', async () => {
  const { connection, write } = await open();
  await write(async (tx) => tx.create('records', 'before', {}));
  const pages = Number((await connection.get('PRAGMA page_count', []))?.page_count);
  await connection.exec(`PRAGMA max_page_count = ${pages + 10}`);
  const large = { text: 'x'.repeat(30_000) };
  const results = await Promise.allSettled([
    write(async (tx) => tx.create('records', 'small', {})),
    write(async (tx) => {
      tx.create('records', 'first', {});
      for (let n = 0; n < 4; n++) tx.create('records', `large${n}`, large);
    }),
  ]);
  for (const result of results) {
    expect(result).toMatchObject({
      status: 'rejected',
      reason: { code: 'unavailable', message: expect.stringContaining('No room left') },
    });
  }
  for (const id of ['small', 'first', 'large0']) expect(await readDocument(connection, 'records', id)).toBeNull();
  await connection.exec(`PRAGMA max_page_count = ${pages + 1000}`);
  await write(async (tx) => tx.create('records', 'large0', large));
  expect(await readDocument(connection, 'records', 'large0')).not.toBeNull();
  expect(await readDocument(connection, 'records', 'before')).not.toBeNull();
  connection.close();
});

it('waits for another process that writes, without holding up this one', async () => {
  const { file, connection, write } = await open();
  const other = connect(file, 0);
  await other.exec('BEGIN IMMEDIATE');
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
    if (turns === 5) void other.exec('COMMIT');
  }, 1);
  await write(async (tx) => tx.create('records', 'a', {}));
  clearInterval(counting);
  expect(turns).toBeGreaterThanOrEqual(5);
  other.close();
  connection.close();
});

it('refuses a transaction that is used after its end', async () => {
  const { connection, write } = await open();
  let kept: Transaction | undefined;
  await write(async (tx) => {
    kept = tx;
  });
  expect(() => kept?.set('records', 'a', {})).toThrow(expect.objectContaining({ code: 'illegal-state' }));
  await expect(kept?.get('records', 'a')).rejects.toMatchObject({ code: 'illegal-state' });
  connection.close();
});

import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  advanceLedger,
  eachPack,
  figuresSince,
  forgetRows,
  leaseLedger,
  ledgerState,
  writeRows,
} from '../../server/store/ledger.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import type { ReplayRow } from '../../shared/replay.ts';
import { aRow, decidedOn } from '../shared/support/rows.ts';

let store: Store;
let file: string;
beforeEach(async () => {
  file = join(tmpdir(), `mailgps-ledger-${randomUUID()}.db`);
  store = await openSqliteStore({ file });
});
afterEach(async () => {
  await store.close();
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
});

interface Source {
  id: string;
  recordedAt: number;
  category?: string;
}

const write = (mails: readonly Source[]) =>
  writeRows(store, mails, ({ id, recordedAt, category = 'fees' }) =>
    aRow({ id, at: recordedAt, receivedAt: recordedAt, category, decided: decidedOn() }),
  );

async function packs(since = 0): Promise<(readonly ReplayRow[])[]> {
  const found = [];
  for await (const rows of eachPack(store, since)) found.push(rows);
  return found;
}

async function received(): Promise<number> {
  const days = await figuresSince(store, '2000-01-01');
  return days
    .flatMap((day) => Object.values(day).flatMap((cells) => Object.values(cells)))
    .reduce((sum, { received: n }) => sum + n, 0);
}

const mails = (count: number, from = 0): Source[] =>
  Array.from({ length: count }, (_, n) => ({ id: `m${String(from + n).padStart(6, '0')}`, recordedAt: (from + n) * 10 }));

test('mails in order fill packs of a thousand, and the sums are those of the rows', async () => {
  for (let from = 0; from < 2_500; from += 250) await write(mails(250, from));
  const found = await packs();
  expect(found.map(({ length }) => length)).toEqual([1000, 1000, 500]);
  expect(found.flat().map(({ id }) => id)).toEqual(mails(2_500).map(({ id }) => id));
  expect(await received()).toBe(2_500);
});

test('what comes late goes where it belongs, and a full pack gives way', async () => {
  await write(mails(1_500));
  await write(mails(300).map(({ id, recordedAt }) => ({ id: `late-${id}`, recordedAt: recordedAt + 5 })));
  await write([{ id: 'first', recordedAt: -50 }]);
  const rows = (await packs()).flat();
  expect(rows).toHaveLength(1_801);
  expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort((a, b) => a - b));
  expect(Math.max(...(await packs()).map(({ length }) => length))).toBeLessThanOrEqual(1_000);
  expect(await received()).toBe(1_801);
});

test('a row stands once, however often and in whatever order it is written, and last as it was last', async () => {
  const source = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), category: fc.constantFrom('fees', 'visa') });
  const fixed = { a: 10, b: 20, c: 20, d: 5 } as Record<string, number>;
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(source, { maxLength: 3 }), { maxLength: 5 }), async (writes) => {
      round += 1;
      const last = new Map<string, string>();
      for (const group of writes) {
        const unique = [...new Map(group.map((one) => [one.id, one])).values()];
        await write(
          unique.map(({ id, category }) => ({ id: `${round}-${id}`, recordedAt: round * 1000 + (fixed[id] ?? 0), category })),
        );
        for (const { id, category } of unique) last.set(`${round}-${id}`, category);
      }
      const own = (await packs()).flat().filter(({ id }) => id.startsWith(`${round}-`));
      expect(Object.fromEntries(own.map(({ id, category }) => [id, category]))).toEqual(Object.fromEntries(last));
      expect(own).toHaveLength(last.size);
    }),
    { numRuns: 15 },
  );
  expect(await received()).toBe((await packs()).flat().length);
});

test('many mails of one moment are told apart', async () => {
  await write(mails(1_200).map(({ id }) => ({ id, recordedAt: 7 })));
  await write(mails(1_200).map(({ id }) => ({ id, recordedAt: 7, category: 'visa' })));
  const rows = (await packs()).flat();
  expect(rows).toHaveLength(1_200);
  expect(new Set(rows.map(({ category }) => category))).toEqual(new Set(['visa']));
});

test('past their time rows go or lose whom they are about; the sums stay', async () => {
  await write(mails(1_500));
  await forgetRows(store, 12_000);
  const rows = (await packs()).flat();
  expect(rows).toHaveLength(500);
  expect(rows.filter(({ id }) => id === '')).toHaveLength(201);
  expect(rows.filter(({ decided }) => decided?.sender === '' && decided.thread === '')).toHaveLength(201);
  expect(await received()).toBe(1_500);
  // What is written beside them afterwards takes none of them away.
  await write(mails(10, 1_500));
  expect((await packs()).flat()).toHaveLength(510);
  expect(await received()).toBe(1_510);
});

test('only packs that may hold a time are read', async () => {
  await write(mails(3_000));
  expect((await packs(25_000)).flat()).toHaveLength(1_000);
  expect((await packs(20_001)).flat()).toHaveLength(1_000);
  expect((await packs(19_000)).flat()).toHaveLength(2_000);
});

test('one at a time writes rows: whoever lost the lease is refused, and has written nothing', async () => {
  expect(await leaseLedger(store, 'first', 1_000, 100)).not.toBeNull();
  expect(await leaseLedger(store, 'first', 1_050, 100)).toBeNull();
  expect(await leaseLedger(store, 'second', 1_100, 100)).not.toBeNull();
  const [mail] = mails(1);
  const late = writeRows(store, mail ? [mail] : [], ({ id }) => aRow({ id }), 'first');
  await expect(late).rejects.toMatchObject({ code: 'conflict' });
  await expect(advanceLedger(store, 'first', { through: 5_000, until: null })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await packs()).toEqual([]);
  await advanceLedger(store, 'second', { through: 1_100, until: null });
  expect(await ledgerState(store)).toEqual({ through: 1_100, lease: null });
});

import fc from 'fast-check';
import { createModelBudget } from '../../server/brain/with-model-budget.ts';
import { counters } from '../../server/store/collections.ts';
import { syncModelUsage } from '../../server/store/model-usage.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

const EVENING = Date.UTC(2026, 10, 23, 21); // 22:00 in Paris
const HOUR = 3_600_000;

const file = useTempFolder();
let store: Store;
let stores = 0;
beforeEach(async () => {
  store = await openSqliteStore({ file: file(`${stores++}.db`) });
});
afterEach(() => store.close());

function process_(clock: { now: number }, tokensPerDay = 1_000) {
  const budget = createModelBudget({ tokensPerDay, timezone: 'Europe/Paris', now: () => clock.now });
  return { ...budget, sync: () => syncModelUsage(store, budget, clock.now) };
}

it('allows until the tokens are used, and again after midnight of the school', async () => {
  const clock = { now: EVENING };
  const one = process_(clock);
  one.add(999);
  expect(one.allows()).toBe(true);
  one.add(1);
  expect(one.allows()).toBe(false);
  await one.sync();
  expect(one.allows()).toBe(false);
  clock.now += HOUR;
  expect(one.allows()).toBe(false);
  clock.now += HOUR; // 00:00 in Paris, 23:00 in UTC
  expect(one.allows()).toBe(true);
  await one.sync();
  expect(one.allows()).toBe(true);
});

it('none at all allows nothing', () => {
  expect(process_({ now: EVENING }, 0).allows()).toBe(false);
});

it('counts what other processes used, from the next sync on, and after a restart', async () => {
  const clock = { now: EVENING };
  const [one, two] = [process_(clock), process_(clock)];
  one.add(600);
  two.add(500);
  expect([one.allows(), two.allows()]).toEqual([true, true]);
  await one.sync();
  await two.sync();
  expect([one.allows(), two.allows()]).toEqual([true, false]);
  await one.sync();
  expect(one.allows()).toBe(false);
  const restarted = process_(clock);
  await restarted.sync();
  expect(restarted.allows()).toBe(false);
});

it('what is used while it is being counted is counted the next time', async () => {
  const clock = { now: EVENING };
  const one = process_(clock);
  one.add(100);
  const syncing = one.sync();
  one.add(50);
  await syncing;
  await one.sync();
  expect((await counters.get(store, 'model:2026-11-23'))?.data).toMatchObject({ n: 150 });
});

it('what was used before midnight stands on that day, and nothing is written where nothing was used', async () => {
  const clock = { now: EVENING };
  const one = process_(clock);
  one.add(70);
  clock.now += 3 * HOUR;
  await one.sync();
  await one.sync();
  expect((await counters.get(store, 'model:2026-11-23'))?.data.n).toBe(70);
  expect(await counters.get(store, 'model:2026-11-24')).toBeNull();
});

it('however it is used and synchronised, the store ends with the sum', async () => {
  const step = fc.record({ who: fc.integer({ min: 0, max: 2 }), tokens: fc.integer({ min: 0, max: 500 }), sync: fc.boolean() });
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      // A day of its own for each run.
      const clock = { now: EVENING + runs++ * 24 * HOUR };
      const all = [0, 1, 2].map(() => process_(clock));
      for (const { who, tokens, sync } of steps) {
        all[who]?.add(tokens);
        if (sync) await all[who]?.sync();
      }
      for (const one of all) await one.sync();
      const sum = steps.reduce((total, { tokens }) => total + tokens, 0);
      const day = new Date(clock.now).toISOString().slice(0, 10);
      expect((await counters.get(store, `model:${day}`))?.data.n ?? 0).toBe(sum);
      await all[0]?.sync();
      expect(all[0]?.allows()).toBe(sum < 1_000);
    }),
    { numRuns: 50 },
  );
});

import fc from 'fast-check';
import { addCell, type Cell, cellsOf, SUMS, tookQuantile, waitedQuantile } from '../../shared/figures.ts';
import { aRow } from './support/rows.ts';

const HOUR = 3_600_000;

function whole(days: ReturnType<typeof cellsOf>): Cell {
  const all: Cell = { received: 0 };
  for (const cells of Object.values(days)) for (const cell of Object.values(cells)) addCell(all, cell);
  return all;
}

test('sums of parts are the sums of the whole, however the mails are parted', () => {
  const row = fc.record({
    day: fc.constantFrom('2026-11-20', '2026-11-21'),
    category: fc.constantFrom('fees', 'none'),
    state: fc.constantFrom('replied', 'routed', 'ignored', 'suggested'),
    by: fc.constantFrom('automatic', 'staff', 'outside'),
    answeredAt: fc.integer({ min: 0, max: 10 * HOUR }),
    bounced: fc.constantFrom(true, undefined),
    spent: fc.option(fc.record({ microUsd: fc.nat(2_000), unpriced: fc.nat(2) }), { nil: undefined }),
  } as const);
  fc.assert(
    fc.property(fc.array(row), fc.nat(), (changes, cut) => {
      const rows = changes.map((change, n) => {
        const { bounced, spent, ...rest } = change;
        return aRow({ id: `m${n}`, ...rest, ...(bounced ? { bounced } : {}), ...(spent ? { spent } : {}) });
      });
      const at = rows.length === 0 ? 0 : cut % rows.length;
      const parts: Cell = { received: 0 };
      for (const part of [rows.slice(0, at), rows.slice(at)]) addCell(parts, whole(cellsOf(part)));
      expect(parts).toEqual(whole(cellsOf(rows)));
      expect(parts.received).toBe(rows.length);
      const spent = rows.flatMap((row) => row.spent ?? []);
      expect(parts.asked ?? 0).toBe(spent.length);
      expect(parts.microUsd ?? 0).toBe(spent.reduce((sum, { microUsd }) => sum + microUsd, 0));
    }),
  );
});

test('every sum counts what it is called after', () => {
  const rows = [
    aRow({ by: 'automatic', answeredAt: 1, state: 'replied', became: 'automatic', byItself: true }),
    aRow({ by: 'staff', answeredAt: 1, state: 'replied', became: 'edited' }),
    aRow({ by: 'outside', answeredAt: 1, state: 'replied', became: 'outside' }),
    aRow({ state: 'routed', passedOn: true }),
    aRow({ state: 'ignored', setAside: true }),
    aRow({ state: 'failed' }),
    aRow({ state: 'held' }),
    aRow({ state: 'suggested', waiting: true, corrected: true, wrong: true, bounced: true }),
    aRow({ became: 'replaced' }),
    aRow({ became: 'as-was' }),
    aRow({ became: 'adapted' }),
  ];
  const all = whole(cellsOf(rows));
  const rest = SUMS.filter((sum) => sum !== 'received' && sum !== 'rehearsed' && sum !== 'decided');
  expect(Object.fromEntries(rest.map((sum) => [sum, all[sum]]))).toEqual(Object.fromEntries(rest.map((sum) => [sum, 1])));
  expect(all.received).toBe(rows.length);
});

test('sums from before costs were kept are added to those with them', () => {
  const all: Cell = { received: 0 };
  addCell(all, { received: 2, automatic: 1 });
  expect(all).toEqual({ received: 2, automatic: 1 });
  addCell(all, { received: 1, asked: 1, microUsd: 250, unpriced: 0 });
  expect(all).toEqual({ received: 3, automatic: 1, asked: 1, microUsd: 250, unpriced: 0 });
});

test('a time told from the scale is off by a tenth at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 11, max: 10 * 24 * HOUR }), (ms) => {
      const { staffTook } = whole(cellsOf([aRow({ receivedAt: 0, answeredAt: ms, by: 'staff' })]));
      const told = tookQuantile(staffTook, 0.5) ?? 0;
      expect(Math.abs(told - ms) / ms).toBeLessThan(0.11);
    }),
  );
});

test('how long waits what waits: median and nine in ten', () => {
  const now = 1000 * HOUR;
  const rows = Array.from({ length: 10 }, (_, n) => aRow({ waiting: true, receivedAt: now - (n + 1) * HOUR }));
  const { waitingSince } = whole(cellsOf(rows));
  expect(waitedQuantile(waitingSince, 0.5, now)).toBeGreaterThan(4 * HOUR);
  expect(waitedQuantile(waitingSince, 0.5, now)).toBeLessThan(7 * HOUR);
  expect(waitedQuantile(waitingSince, 0.9, now)).toBeGreaterThan(8 * HOUR);
  expect(waitedQuantile(undefined, 0.5, now)).toBeNull();
  expect(tookQuantile({}, 0.9)).toBeNull();
});

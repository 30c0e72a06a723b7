import fc from 'fast-check';
import { createAsking, LATE_MS, SOON_MS } from '../../server/console/page/asking.ts';

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

/** When it asked, for changes at these moments; ended long after. */
function asked(changes: readonly number[]): number[] {
  const at: number[] = [];
  const begun = Date.now();
  const asking = createAsking(() => at.push(Date.now() - begun));
  let now = 0;
  for (const change of [...changes].sort((a, b) => a - b)) {
    jest.advanceTimersByTime(change - now);
    now = change;
    asking.changed();
  }
  jest.advanceTimersByTime(10 * LATE_MS);
  asking.end();
  return at;
}

it('asks soon, and once more when the sums are there', () => {
  expect(asked([100])).toEqual([100 + SOON_MS, 100 + LATE_MS]);
  expect(asked([0, 10, 20, 1_400])).toEqual([SOON_MS, LATE_MS, 2 * LATE_MS]);
});

it('asks after the last change of all, whenever it came, and never often', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(moments, (changes) => {
      const at = asked(changes);
      const last = Math.max(...changes);
      expect(at.some((moment) => moment >= last + LATE_MS && moment <= last + 2 * LATE_MS)).toBe(true);
      for (const change of changes) expect(at.some((moment) => moment > change && moment <= change + LATE_MS)).toBe(true);
      for (const moment of at) {
        expect(at.filter((other) => other >= moment && other < moment + LATE_MS).length).toBeLessThanOrEqual(3);
      }
      // Nothing goes on by itself.
      expect(at.every((moment) => moment <= last + 2 * LATE_MS)).toBe(true);
    }),
  );
});

it('asks no more once it has ended', () => {
  const ask = jest.fn();
  const asking = createAsking(ask);
  asking.changed();
  asking.changed();
  asking.end();
  jest.advanceTimersByTime(10 * LATE_MS);
  expect(ask).not.toHaveBeenCalled();
});

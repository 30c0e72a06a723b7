import fc from 'fast-check';
import { wilson } from '../../shared/interval.ts';

const seen = fc.integer({ min: 1, max: 5_000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

test('the interval lies within 0 and 1 and holds the share that was seen', () => {
  fc.assert(
    fc.property(seen, ([k, n]) => {
      const { low, high } = wilson(k, n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(k / n);
      expect(high).toBeGreaterThanOrEqual(k / n);
      expect(high).toBeGreaterThan(low);
    }),
  );
});

test('it is the mirror image for what was not seen, and narrows with more of the same', () => {
  fc.assert(
    fc.property(seen, fc.integer({ min: 2, max: 20 }), ([k, n], times) => {
      const { low, high } = wilson(k, n);
      expect(wilson(n - k, n).low).toBeCloseTo(1 - high, 10);
      expect(wilson(n - k, n).high).toBeCloseTo(1 - low, 10);
      const more = wilson(k * times, n * times);
      expect(more.high - more.low).toBeLessThan(high - low);
    }),
  );
});

test('known values (Wilson 1927; 95 %), and nothing is known of nothing', () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  const ten = wilson(10, 10);
  expect(ten.low).toBeCloseTo(0.7225, 3);
  expect(ten.high).toBe(1);
  expect(wilson(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.2775, 3) });
  expect(wilson(50, 100)).toEqual({ low: expect.closeTo(0.4038, 3), high: expect.closeTo(0.5962, 3) });
});

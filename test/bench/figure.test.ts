import { atLeast, atMost, quantile } from '../../bench/support/figure.ts';

test('a figure is judged by what was measured, not by what is printed', () => {
  expect(atMost('x', 10.004, 'ms', 10)).toEqual({ name: 'x', value: 10, unit: 'ms', budget: 10, within: false });
  expect(atMost('x', 0, 'calls', 0)).toMatchObject({ within: true });
  expect(atLeast('x', 99.9, 'mails/s', 100)).toMatchObject({ value: 99.9, within: false });
  expect(atMost('x', 3, 'ms', null)).toMatchObject({ budget: null, within: null });
});

test('a quantile is one of the values', () => {
  expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(quantile([5, 1, 4, 2, 3], 0.95)).toBe(5);
  expect(quantile([7], 0.01)).toBe(7);
});

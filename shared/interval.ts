/** Two-sided 95 %. */
const Z = 1.959964;

/**
 * Between which shares the true one lies, with 95 % confidence, when `k` of `n` were seen: Wilson's score interval, which
 * is honest for few cases and for shares near 0 and 1. Of nothing nothing is known: 0 to 1.
 */
export function wilson(k: number, n: number): { low: number; high: number } {
  if (n <= 0) return { low: 0, high: 1 };
  const p = Math.min(k, n) / n;
  const square = Z * Z;
  const middle = p + square / (2 * n);
  const spread = Z * Math.sqrt((p * (1 - p) + square / (4 * n)) / n);
  const scale = 1 + square / n;
  // At the ends the formula gives 0 and 1 but for the rounding.
  return { low: k <= 0 ? 0 : Math.max(0, (middle - spread) / scale), high: k >= n ? 1 : Math.min(1, (middle + spread) / scale) };
}

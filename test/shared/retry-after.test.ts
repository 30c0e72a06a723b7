import { retryAfterMs } from '../../shared/retry-after.ts';

const NOW = Date.UTC(2026, 10, 2, 10, 0, 0);

test.each<[string | null, number | undefined]>([
  ['7', 7_000],
  [' 0 ', 0],
  ['Mon, 02 Nov 2026 10:01:00 GMT', 60_000],
  ['Mon, 02 Nov 2026 09:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('%p asks for %p ms', (header, ms) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
});

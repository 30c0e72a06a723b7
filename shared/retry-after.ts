/**
 * What a Retry-After header asks for: seconds or a date (RFC 9110 §10.2.3). Milliseconds from `now`; undefined when it is
 * absent or cannot be read.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const value = header?.trim();
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

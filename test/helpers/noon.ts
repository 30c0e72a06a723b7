import type { Policy } from '../../shared/policy.ts';

const HOURS_BEHIND = new Date().getUTCHours() - 12;

/** A zone in which it is noon: whatever is counted of today does not begin anew while a test runs. POSIX has the sign this way. */
const NOON = `Etc/GMT${HOURS_BEHIND < 0 ? '-' : '+'}${Math.abs(HOURS_BEHIND)}`;

export function atNoon(pack: Policy): Policy {
  return { ...pack, hours: { ...pack.hours, timezone: NOON } };
}

import { addDays, type Day, dayIn, instantOf, weekdayOf } from './local-time.ts';
import { type Localized, type OpeningHours, WEEKDAYS } from './policy.ts';

/** How far ahead we look for an opening: a school that is shut for more than a year has no hours to count. */
const HORIZON_DAYS = 400;

/** Minutes past midnight; null when it is no time of day. '24:00' is the end of the day. */
export function minutesOf(time: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (match) return Number(match[1]) * 60 + Number(match[2]);
  return time === '24:00' ? 1440 : null;
}

/** A day's open stretches in minutes past midnight, sorted and joined; unreadable or backward ones are left out. */
export function stretchesOn(hours: OpeningHours, day: Day): [from: number, until: number][] {
  if (closureOn(hours, day)) return [];
  const weekday = WEEKDAYS[weekdayOf(day)];
  const read = (weekday ? hours.weekly[weekday] : [])
    .map(([from, until]) => [minutesOf(from), minutesOf(until)] as const)
    .filter((stretch): stretch is [number, number] => stretch[0] !== null && stretch[1] !== null && stretch[0] < stretch[1])
    .sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, until] of read) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else joined.push([from, until]);
  }
  return joined;
}

/** The closure that covers a day, or null. */
export function closureOn(hours: OpeningHours, day: Day): { from: Day; until: Day; name: Localized } | null {
  return hours.closures.find((closure) => closure.from <= day && day <= closure.until) ?? null;
}

/** A day's open stretches as instants, ms since the epoch. The end is excluded. */
function instantsOn(hours: OpeningHours, day: Day): [number, number][] {
  return stretchesOn(hours, day)
    .map(([from, until]): [number, number] => [
      instantOf(hours.timezone, day, from),
      until === 1440 ? instantOf(hours.timezone, addDays(day, 1), 0) : instantOf(hours.timezone, day, until),
    ])
    .filter(([from, until]) => from < until);
}

/** Whether the school is open at `now` (ms since the epoch). */
export function isOpen(hours: OpeningHours, now: number): boolean {
  return instantsOn(hours, dayIn(hours.timezone, now)).some(([from, until]) => from <= now && now < until);
}

/**
 * The instant at which `ms` of open time will have passed since `now`: only open hours count, closures and changes of
 * the clock included. `ms` ≤ 0 gives `now`. What the open hours of the next 400 days do not hold (never open, shut for
 * more than a year) is counted on the clock from the last closing, so that what is due always falls due.
 */
export function addOpenTime(hours: OpeningHours, now: number, ms: number): number {
  if (!(ms > 0)) return now;
  let left = ms;
  let closedAt = now;
  let day = dayIn(hours.timezone, now);
  for (let i = 0; i < HORIZON_DAYS; i++) {
    for (const [from, until] of instantsOn(hours, day)) {
      const start = Math.max(from, now);
      if (start >= until) continue;
      if (left <= until - start) return start + left;
      left -= until - start;
      closedAt = until;
    }
    day = addDays(day, 1);
  }
  return closedAt + left;
}

/** Today while some open time is left of it, else the next day with any; null when there is none within a year. */
export function nextOpenDay(hours: OpeningHours, now: number): Day | null {
  let day = dayIn(hours.timezone, now);
  for (let i = 0; i < HORIZON_DAYS; i++) {
    if (instantsOn(hours, day).some(([, until]) => until > now)) return day;
    day = addDays(day, 1);
  }
  return null;
}

/** Monday to Sunday of the week that `now` lies in, or a later one. */
export function weekOf(hours: OpeningHours, now: number, weeksAhead = 0): Day[] {
  const today = dayIn(hours.timezone, now);
  const monday = addDays(today, 7 * weeksAhead - weekdayOf(today));
  return WEEKDAYS.map((_, i) => addDays(monday, i));
}

import { DAY_MS, MINUTE_MS } from './durations.ts';

/**
 * Wall-clock arithmetic in an IANA time zone with Intl alone: `shared` also runs in the add-on, where no library is.
 * Days are YYYY-MM-DD, which sort as text.
 */
export type Day = string;

export const DAY_PATTERN = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs about a hundred times what using one does, so each zone keeps its own. */
function formatter(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(timezone, made);
  return made;
}

/** True when the runtime knows the zone. */
export function isTimezone(timezone: string): boolean {
  try {
    return formatter(timezone) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The wall clock read as if it were UTC, ms, to the second. */
function wallClock(timezone: string, at: number): number {
  const field: Record<string, number> = {};
  for (const part of formatter(timezone).formatToParts(at)) field[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** What the zone's clock is ahead of UTC at `at` (ms since the epoch), ms. */
export function offsetIn(timezone: string, at: number): number {
  return wallClock(timezone, at) - Math.floor(at / 1000) * 1000;
}

/** The day it is in the zone at `at` (ms since the epoch). */
export function dayIn(timezone: string, at: number): Day {
  return new Date(wallClock(timezone, at)).toISOString().slice(0, 10);
}

/** Minutes past midnight that the zone's clock shows at `at` (ms since the epoch). */
export function minutesIn(timezone: string, at: number): number {
  return Math.floor((((wallClock(timezone, at) % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS);
}

/** The year, month and day of a day; NaN where it is not one. */
export function dayParts(day: Day): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** True for a day that the calendar has: 2027-02-30 has the form and is not one. */
export function isDay(value: string): boolean {
  if (!DAY_PATTERN.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === value;
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** How many days later `to` is; below 0 where it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** 0 for Monday to 6 for Sunday (ISO 8601). */
export function weekdayOf(day: Day): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/**
 * The instant at which the zone's clock shows `minutes` past midnight on `day`. Where the clock jumps over that time
 * (spring) it is the first instant after the gap's start that keeps the offset before it, as RFC 5545 §3.3.5 has it;
 * where it comes twice (autumn) it is the first.
 */
export function instantOf(timezone: string, day: Day, minutes: number): number {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
  // A day on either side of the wanted wall time there is exactly one offset each; a change lies between them or not.
  const before = wallClock(timezone, wall - DAY_MS) - (wall - DAY_MS);
  const after = wallClock(timezone, wall + DAY_MS) - (wall + DAY_MS);
  for (const offset of [before, after]) {
    if (wallClock(timezone, wall - offset) === wall) return wall - offset;
  }
  return wall - before;
}

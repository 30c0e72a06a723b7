import { DAY_MS } from '../../../../shared/durations.ts';
import { WEEKDAYS, type Weekday } from '../../../../shared/policy.ts';
import { LOCALE } from '../format.ts';
import type { Language } from '../preferences.ts';

type Weekly = Readonly<Partial<Record<Weekday, readonly (readonly [string, string])[]>>>;

/** A Monday: names of weekdays are made from days. */
const MONDAY = Date.UTC(2024, 0, 1);

/** The week's opening hours, days in a row with the same hours together; closed days are left out. */
export function openHours(weekly: Weekly, language: Language): string[] {
  const name = new Intl.DateTimeFormat(LOCALE[language], { weekday: 'short', timeZone: 'UTC' });
  const days = WEEKDAYS.map((weekday, index) => ({
    day: name.format(MONDAY + index * DAY_MS),
    hours: (weekly[weekday] ?? []).map(([from, until]) => `${from}–${until}`).join(', '),
  }));
  const groups: { first: string; last: string; hours: string }[] = [];
  for (const { day, hours } of days) {
    const before = groups.at(-1);
    if (before?.hours === hours) before.last = day;
    else groups.push({ first: day, last: day, hours });
  }
  return groups
    .filter(({ hours }) => hours !== '')
    .map(({ first, last, hours }) => `${first === last ? first : `${first}–${last}`} ${hours}`);
}

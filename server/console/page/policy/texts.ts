import { weekdayName as weekdayInText } from '../../../../shared/dates-in-words.ts';
import { type Day, dayIn } from '../../../../shared/local-time.ts';
import { WEEKDAYS, type Weekday } from '../../../../shared/policy.ts';
import { dayText, LOCALE, withFirst } from '../format.ts';
import type { Language } from '../preferences.ts';
import { policyWords } from './words.ts';

/** As a label of its own: with a capital in French too. */
export function weekdayName(weekday: Weekday, language: Language): string {
  const name = weekdayInText(WEEKDAYS.indexOf(weekday), language);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A day with its year: periods reach over the turn of it. */
export function dateText(day: string, language: Language): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return day;
  const form = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return withFirst(new Intl.DateTimeFormat(LOCALE[language], form).format(at), language);
}

/** A day that stands in a table: with its weekday and its year. */
export function longDateText(day: string, language: Language): string {
  return Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? day : `${dayText(day, language)} ${day.slice(0, 4)}`;
}

export function periodText(from: string | null, until: string | null, language: Language): string {
  const { period } = policyWords(language);
  if (from && from === until) return period.on(dateText(from, language));
  if (from && until) return period.both(dateText(from, language), dateText(until, language));
  if (from) return period.from(dateText(from, language));
  return until ? period.until(dateText(until, language)) : period.always;
}

export function todayIn(timeZone: string): Day {
  return dayIn(timeZone, Date.now());
}

/** Of two days the later: a period ends where it begins, at the soonest. */
export function laterOf(a: string, b: string): string {
  return [a, b].toSorted()[1] ?? a;
}

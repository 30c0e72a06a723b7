import { dateInWords, shortDate, timeInWords, weekdayName } from '../../../shared/dates-in-words.ts';
import { addDays, type Day, dayIn } from '../../../shared/local-time.ts';
import { closureOn, stretchesOn, weekOf } from '../../../shared/opening-hours.ts';
import { type Language, type OpeningHours, WEEKDAYS } from '../../../shared/policy.ts';

export const HOURS_PERIODS = ['this-week', 'next-week', 'seven-days', 'regular'] as const;
export type HoursPeriod = (typeof HOURS_PERIODS)[number];

/** Closures further ahead than this would only make an answer longer. */
const MAX_CLOSURES = 4;

/** The opening hours as a "- " list: each day of a week, closures named, or the regular week without dates. */
export function hoursInWords(hours: OpeningHours, period: HoursPeriod, now: number, language: Language): string {
  if (period === 'regular') return regularWeek(hours, language);
  return daysOf(hours, period, now)
    .map((day) => {
      const closure = closureOn(hours, day);
      const why = closure ? `${shut(language)} (${closure.name[language]})` : shut(language);
      return item(dateInWords(day, language), stretchesInWords(stretchesOn(hours, day), language) || why, language);
    })
    .join('\n');
}

/** A week from Monday to Sunday, or today and the six days after it. */
function daysOf(hours: OpeningHours, period: HoursPeriod, now: number): Day[] {
  if (period !== 'seven-days') return weekOf(hours, now, period === 'next-week' ? 1 : 0);
  const today = dayIn(hours.timezone, now);
  return WEEKDAYS.map((_, i) => addDays(today, i));
}

/** Days that follow each other with the same hours stand in one line. */
function regularWeek(hours: OpeningHours, language: Language): string {
  const lines: { first: number; last: number; words: string }[] = [];
  const open: OpeningHours = { ...hours, closures: [] };
  // Any week will do for reading the weekly pattern: 2024-01-01 was a Monday.
  WEEKDAYS.forEach((_, weekday) => {
    const words = stretchesInWords(stretchesOn(open, `2024-01-0${weekday + 1}`), language) || shut(language);
    const line = lines.at(-1);
    if (line && line.words === words) line.last = weekday;
    else lines.push({ first: weekday, last: weekday, words });
  });
  return lines.map(({ first, last, words }) => item(weekdays(first, last, language), words, language)).join('\n');
}

/** The closures from today on that change something, as a "- " list; '' when there is none. */
export function closuresInWords(hours: OpeningHours, now: number, language: Language): string {
  const today = dayIn(hours.timezone, now);
  return hours.closures
    .filter((closure) => closure.until >= today && wouldBeOpen(hours, closure))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .slice(0, MAX_CLOSURES)
    .map((closure) => {
      const [from, until] = [shortDate(closure.from, language), shortDate(closure.until, language)];
      const range = language === 'fr' ? `du ${from} au ${until}` : `${from} to ${until}`;
      return item(closure.from === closure.until ? dateInWords(closure.from, language) : range, closure.name[language], language);
    })
    .join('\n');
}

/** A holiday on a day without opening hours is no news. */
function wouldBeOpen(hours: OpeningHours, closure: { from: Day; until: Day }): boolean {
  const open: OpeningHours = { ...hours, closures: [] };
  const days = WEEKDAYS.map((_, i) => addDays(closure.from, i));
  return days.some((day) => day <= closure.until && stretchesOn(open, day).length > 0);
}

function stretchesInWords(stretches: readonly (readonly [number, number])[], language: Language): string {
  return stretches.map(([from, until]) => `${timeInWords(from, language)} – ${timeInWords(until, language)}`).join(', ');
}

function weekdays(first: number, last: number, language: Language): string {
  const [from, until] = [weekdayName(first, language), weekdayName(last, language)];
  if (first === last) return from;
  if (last === first + 1) return language === 'fr' ? `${from} et ${until}` : `${from} and ${until}`;
  return language === 'fr' ? `du ${from} au ${until}` : `${from} to ${until}`;
}

function shut(language: Language): string {
  return language === 'fr' ? 'fermé' : 'closed';
}

/** French sets a blank before a colon. */
function item(left: string, right: string, language: Language): string {
  return `- ${left}${language === 'fr' ? ' : ' : ': '}${right}`;
}

import { dateInWords, timeInWords, weekdayName } from '../../../shared/dates-in-words.ts';
import { minutesOf } from '../../../shared/opening-hours.ts';
import { type FactRow, type Language, WEEKDAYS } from '../../../shared/policy.ts';

/** Rows in an answer; more belong on a page that the answer links to. */
const MAX_LINES = 40;

/**
 * A table as a "- " list, stretches of the same day and label in one line: '- lundi : Bibliothèque, 9 h – 12 h, 14 h – 17 h',
 * '- Thursday 10 December 2026: Law, 9:00'.
 */
export function tableInWords(rows: readonly FactRow[], language: Language): string {
  const lines: { head: readonly string[]; times: string[] }[] = [];
  for (const row of rows) {
    const head = [dayOf(row, language), row.label[language].trim()].filter((part) => part !== '');
    const last = lines.at(-1);
    if (last && last.head.join('\n') === head.join('\n')) last.times.push(...timesOf(row, language));
    else lines.push({ head, times: timesOf(row, language) });
  }
  return lines
    .slice(0, MAX_LINES)
    .map(({ head, times }) => item([...head, ...times], language))
    .join('\n');
}

/** French sets a blank before a colon. */
function item([first = '', ...others]: readonly string[], language: Language): string {
  const colon = language === 'fr' ? ' : ' : ': ';
  return others.length === 0 ? `- ${first}` : `- ${first}${colon}${others.join(', ')}`;
}

function dayOf({ day, weekday }: FactRow, language: Language): string {
  if (day !== null) return dateInWords(day, language);
  return weekday === null ? '' : weekdayName(WEEKDAYS.indexOf(weekday), language);
}

function timesOf({ from, until }: FactRow, language: Language): string[] {
  const [start, end] = [from, until].map((time) => (time === null ? null : minutesOf(time)));
  if (typeof start !== 'number') return [];
  const words = timeInWords(start, language);
  return [typeof end === 'number' ? `${words} – ${timeInWords(end, language)}` : words];
}

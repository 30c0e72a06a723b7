import { type Day, dayParts, weekdayOf } from './local-time.ts';
import type { Language } from './policy.ts';

/**
 * Days and times in words. Written out rather than left to Intl: its punctuation and blanks change between the ICU
 * versions of Node 20, 22 and 24, and what an admin approved must read the same on each.
 */
const WEEKDAY_NAMES: Readonly<Record<Language, readonly string[]>> = {
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};
const MONTHS: Readonly<Record<Language, string>> = {
  fr: 'janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre',
  en: 'January,February,March,April,May,June,July,August,September,October,November,December',
};

export function weekdayName(weekday: number, language: Language): string {
  return WEEKDAY_NAMES[language][weekday] ?? '';
}

/** 'lundi 30 novembre 2026', 'mardi 1er décembre 2026', 'Monday 30 November 2026'. */
export function dateInWords(day: Day, language: Language): string {
  return `${weekdayName(weekdayOf(day), language)} ${shortDate(day, language)}`;
}

/** '30 novembre 2026', '1 December 2026'. */
export function shortDate(day: Day, language: Language): string {
  const parts = dayParts(day);
  const month = MONTHS[language].split(',')[parts.month - 1] ?? '';
  const number = language === 'fr' && parts.day === 1 ? '1er' : String(parts.day);
  return `${number} ${month} ${parts.year}`;
}

/** Minutes past midnight: '9 h', '13 h 30' in French; '9:00', '13:30' in English. */
export function timeInWords(minutes: number, language: Language): string {
  const hour = Math.floor(minutes / 60);
  const minute = minutes % 60;
  const padded = String(minute).padStart(2, '0');
  if (language === 'en') return `${hour}:${padded}`;
  return minute === 0 ? `${hour} h` : `${hour} h ${padded}`;
}

import type { Language } from '../../../shared/policy.ts';

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** The hour of today's mail, the day of older mail. */
export function shortTime(time: number, now: number, language: Language, timeZone: string): string {
  const day = (at: number): string => format(at, language, { dateStyle: 'short', timeZone });
  return day(time) === day(now)
    ? format(time, language, { timeStyle: 'short', timeZone })
    : format(time, language, { day: 'numeric', month: 'short', timeZone });
}

/** The hour of today's mail, day and hour of older mail. */
export function dayAndTime(time: number, now: number, language: Language, timeZone: string): string {
  const short = shortTime(time, now, language, timeZone);
  const hour = format(time, language, { timeStyle: 'short', timeZone });
  return short === hour ? hour : `${short}, ${hour}`;
}

export function longTime(time: number, language: Language, timeZone: string): string {
  return format(time, language, { dateStyle: 'full', timeStyle: 'short', timeZone });
}

export function isoTime(time: number): string {
  return new Date(time).toISOString();
}

function format(time: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALES[language], options).format(time);
}

import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import type { Language } from '../../../shared/policy.ts';

/** Numbers, times and spans in the reader's language; times in the school's time zone. */

export const LOCALE = { fr: 'fr-FR', en: 'en-GB' } as const;

export function numberText(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language]).format(value);
}

/** `3 mails`: the number, and the word that goes with it. In French 0 is singular, in English plural. */
export function countText(count: number, language: Language, one: string, other: string): string {
  const word = new Intl.PluralRules(LOCALE[language]).select(count) === 'one' ? one : other;
  return `${numberText(count, language)}\u00A0${word}`;
}

/** US dollars. What is less than a dime keeps two digits that say something: a mail's reading costs a fraction of a cent. */
export function usdText(usd: number, language: Language): string {
  const tiny = usd > 0 && usd < 0.0995;
  const digits = tiny ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(LOCALE[language], { style: 'currency', currency: 'USD', ...digits }).format(usd);
}

/** `share` from 0 to 1. */
export function percentText(share: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** Day and time of an instant (ms since the epoch). */
export function momentText(at: number, language: Language, timeZone: string): string {
  const form = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  return withFirst(new Intl.DateTimeFormat(LOCALE[language], form).format(at), language);
}

export function clockText(at: number, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE[language], { timeStyle: 'short', timeZone }).format(at);
}

/** `day`: YYYY-MM-DD, which is the same day in every time zone. */
export function dayText(day: string, language: Language, style: 'short' | 'long' = 'long'): string {
  const form =
    style === 'long'
      ? ({ weekday: 'short', day: 'numeric', month: 'long' } as const)
      : ({ day: 'numeric', month: 'short' } as const);
  return withFirst(
    new Intl.DateTimeFormat(LOCALE[language], { ...form, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)),
    language,
  );
}

/** French counts the first of a month, and only that: 1er mai, 2 mai. */
export function withFirst(date: string, language: Language): string {
  return language === 'fr' ? date.replace(/(?<!\S)1 (?=\p{Ll})/u, '1er ') : date;
}

/** A full hour of the clock, 0 to 24: 14 h, 14:00. */
export function hourText(hour: number, language: Language): string {
  return language === 'fr' ? `${hour}\u00A0h` : `${String(hour).padStart(2, '0')}:00`;
}

const SECOND_MS = 1_000;
const UNITS = [
  { from: 2 * DAY_MS, unit: 'day', ms: DAY_MS },
  { from: HOUR_MS, unit: 'hour', ms: HOUR_MS },
  { from: MINUTE_MS, unit: 'minute', ms: MINUTE_MS },
  { from: SECOND_MS, unit: 'second', ms: SECOND_MS },
  { from: 0, unit: 'millisecond', ms: 1 },
] as const;

/** Of what still waits, which is known to the hour. */
export function waitedText(ms: number, language: Language): string {
  const hour = spanText(Math.max(HOUR_MS, ms), language);
  if (ms > HOUR_MS) return hour;
  return language === 'fr' ? `moins de ${hour}` : `under ${hour}`;
}

/** How long, in one unit that a person thinks in: 40 ms, 12 s, 3.5 hr, 2 days. */
export function spanText(ms: number, language: Language): string {
  const { unit, ms: one } = UNITS.find(({ from }) => ms >= from) ?? UNITS[4];
  const value = ms / one;
  const maximumFractionDigits = value < 10 && unit !== 'millisecond' && unit !== 'minute' ? 1 : 0;
  return new Intl.NumberFormat(LOCALE[language], { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits }).format(
    value,
  );
}

import { dayIn } from '../../../../shared/local-time.ts';
import { clockText, momentText } from '../format.ts';
import type { Language } from '../preferences.ts';

/** The clock for today, the day and the clock for any other. `now`, `at`: ms since the epoch. */
export function whenText(at: number, language: Language, timeZone: string, now = Date.now()): string {
  if (dayIn(timeZone, at) !== dayIn(timeZone, now)) return momentText(at, language, timeZone);
  const clock = clockText(at, language, timeZone);
  return language === 'fr' ? `à ${clock}` : `at ${clock}`;
}

/** The same at the beginning of a cell, where no preposition leads to it. */
export function cellText(at: number, language: Language, timeZone: string): string {
  return whenText(at, language, timeZone).replace(/^(?:à|at) /, '');
}

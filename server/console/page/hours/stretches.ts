import { WEEKDAYS } from '../../../../shared/policy.ts';
import { weekdayName } from '../policy/texts.ts';
import type { Language } from '../preferences.ts';
import type { Weekly } from './data.ts';

/** The week's table, without its looks. */
export type Stretch = [from: string, until: string];

export type StretchFault = 'incomplete' | 'backward' | 'overlap';

/** What is wrong with a day's stretches, if anything. They may stand in any order. */
export function faultOf(stretches: readonly Stretch[]): StretchFault | null {
  if (stretches.some(([from, until]) => from === '' || until === '')) return 'incomplete';
  if (stretches.some(([from, until]) => from >= until)) return 'backward';
  const sorted = stretches.toSorted(([a], [b]) => a.localeCompare(b));
  return sorted.some(([, until], i) => until > (sorted[i + 1]?.[0] ?? '99:99')) ? 'overlap' : null;
}

export function sorted(stretches: readonly Stretch[]): Stretch[] {
  return stretches.toSorted(([a], [b]) => a.localeCompare(b));
}

/** A first stretch is a morning; the next begins where the last ends. */
export function oneMore(stretches: readonly Stretch[]): Stretch[] {
  const last = stretches.at(-1);
  if (!last) return [['09:00', '12:00']];
  const next: Stretch = last[1] < '13:30' ? ['13:30', '17:00'] : [last[1], ''];
  return [...stretches, next];
}

/** Days whose hours are not what they were: what is sent when they are saved. */
export function changedDays(before: Weekly, after: Weekly): Partial<Weekly> {
  const days = WEEKDAYS.filter((day) => JSON.stringify(before[day]) !== JSON.stringify(after[day]));
  return Object.fromEntries(days.map((day) => [day, sorted(after[day])]));
}

export function weekText(weekly: Weekly, language: Language, closed: string): string {
  return WEEKDAYS.map((day) => `${weekdayName(day, language)}: ${dayText(weekly[day], closed)}`).join('\n');
}

export function dayText(stretches: readonly Stretch[], closed: string): string {
  return stretches.length === 0 ? closed : stretches.map(([from, until]) => `${from}–${until}`).join(', ');
}

import { EXPIRY_NOTICE_DAYS, type Period } from '../../../../shared/facts.ts';
import { addDays, type Day, daysBetween } from '../../../../shared/local-time.ts';
import type { Fact } from './data.ts';

/** `soon`: it holds, and its end is so near that it is announced. */
export type FactState = 'now' | 'soon' | 'later' | 'over';

export function stateOf({ validFrom, validUntil }: Period, today: Day): FactState {
  if (validFrom !== null && validFrom > today) return 'later';
  if (validUntil === null) return 'now';
  if (validUntil < today) return 'over';
  return validUntil <= addDays(today, EXPIRY_NOTICE_DAYS) ? 'soon' : 'now';
}

/** By what they are called, and of one key the newest period first. */
export function sortedFacts(facts: readonly Fact[], language: 'fr' | 'en'): Fact[] {
  const name = ({ label, key }: Fact): string => `${label[language]} ${key}`;
  return facts.toSorted((a, b) =>
    a.key === b.key ? (b.validFrom ?? '').localeCompare(a.validFrom ?? '') : name(a).localeCompare(name(b), language),
  );
}

/** The period with a beginning and an end that most facts have; null where none has both. */
export function commonPeriod(facts: readonly Period[]): { from: string; until: string } | null {
  const counts = new Map<string, number>();
  for (const { validFrom, validUntil } of facts) {
    if (validFrom === null || validUntil === null) continue;
    const period = `${validFrom} ${validUntil}`;
    counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, m], [b, n]) => n - m || b.localeCompare(a));
  const [from, until] = most?.[0].split(' ') ?? [];
  return from !== undefined && until !== undefined ? { from, until } : null;
}

/** What is about a year long ends a year later, whatever a leap year does to its length. */
const YEAR_DAYS = [330, 400] as const;

/** The period that begins on the day after: as long as the one before, or its year. */
export function nextPeriod({ from, until }: { from: string; until: string }): { from: string; until: string } {
  const begin = addDays(until, 1);
  const days = daysBetween(from, until);
  if (days < YEAR_DAYS[0] || days > YEAR_DAYS[1]) return { from: begin, until: addDays(begin, days) };
  const next = `${Number(until.slice(0, 4)) + 1}${until.slice(4)}`;
  return { from: begin, until: next.endsWith('02-29') ? next.replace('02-29', '02-28') : next };
}

/** A name for templates, made of what people call it: 'Dates d’examens' → 'dates-d-examens'. '' where nothing is left. */
export function keyOf(label: string): string {
  const plain = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 60);
}

import { AppError } from '../../../../shared/errors.ts';
import { type Period, samePeriod } from '../../../../shared/facts.ts';
import { addDays, type Day, daysBetween } from '../../../../shared/local-time.ts';
import type { Fact, Policy } from '../../../../shared/policy.ts';
import { taken } from './problems.ts';

/** Pure changes of facts. A fact is known by its key and its period. */

/** What does not belong to the kind is left out, so that nothing stays behind unseen. */
function cleanFact(fact: Fact): Fact {
  const { rows, ...rest } = fact;
  const base = { ...rest, dates: fact.kind === 'dates' ? [...new Set(fact.dates)].sort() : [] };
  if (fact.kind === 'table') return { ...base, value: EMPTY, rows: rows ?? [] };
  return fact.kind === 'dates' ? { ...base, value: EMPTY } : base;
}

const EMPTY = { fr: '', en: '' };

export function addFact(policy: Policy, fact: Fact): Policy {
  if (policy.facts.some((known) => known.key === fact.key && samePeriod(known, fact))) {
    throw taken(`facts.${fact.key}`, 'validFrom');
  }
  return { ...policy, facts: [...policy.facts, cleanFact(fact)] };
}

/** Puts a fact in the place of the one of a key and period; its own period may be another. */
export function editFact(policy: Policy, key: string, period: Period, fact: Omit<Fact, 'key'>): Policy {
  const at = placeOf(policy, key, period);
  const other = policy.facts.some((known, i) => i !== at && known.key === key && samePeriod(known, fact));
  if (other) throw taken(`facts.${key}`, 'validFrom');
  return { ...policy, facts: policy.facts.map((known, i) => (i === at ? cleanFact({ key, ...fact }) : known)) };
}

/** Adds a fact, or replaces the one of the same key and period: what an import does. */
export function putFact(policy: Policy, fact: Fact): Policy {
  const known = policy.facts.some((other) => other.key === fact.key && samePeriod(other, fact));
  return known ? editFact(policy, fact.key, fact, fact) : addFact(policy, fact);
}

/** `until`: the last day it holds; null, or a day before it began, takes it out. */
export function retireFact(policy: Policy, key: string, period: Period, until: Day | null): Policy {
  const at = placeOf(policy, key, period);
  const begun = until !== null && (period.validFrom === null || period.validFrom <= until);
  const facts = begun
    ? policy.facts.map((fact, i) => (i === at ? { ...fact, validUntil: until } : fact))
    : policy.facts.filter((_, i) => i !== at);
  return { ...policy, facts };
}

/** Whether two periods, open where null, have a day in common. */
export function overlaps(a: Period, b: Period): boolean {
  return (a.validFrom ?? '') <= (b.validUntil ?? LAST) && (b.validFrom ?? '') <= (a.validUntil ?? LAST);
}

const LAST = '9999-12-31';

/** Whole weeks between two days: what keeps a Saturday a Saturday. */
export function shiftedByWeeks(day: Day, from: Day, to: Day): Day {
  return addDays(day, Math.round(daysBetween(from, to) / 7) * 7);
}

function placeOf(policy: Policy, key: string, period: Period): number {
  const at = policy.facts.findIndex((fact) => fact.key === key && samePeriod(fact, period));
  if (at < 0) throw new AppError('not-found', 'There is no fact of that key for that period.');
  return at;
}

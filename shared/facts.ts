import type { Day } from './local-time.ts';
import type { Fact, Language, Policy } from './policy.ts';

/** Why something an answer needs cannot be given: there is none, or what there is does not hold on that day. */
export type Absence = 'missing' | 'expired';

export type FactFound = { fact: Fact; why: null } | { fact: null; why: Absence };

/**
 * The fact of this key that holds on `day`: where several do, the one that began last (a correction is added, not
 * written over). A list of days holds only while one of them is still to come.
 */
export function factOn(policy: Pick<Policy, 'facts'>, key: string, day: Day, language: Language): FactFound {
  const all = policy.facts.filter((fact) => fact.key === key);
  if (all.length === 0) return { fact: null, why: 'missing' };
  const inDate = all
    .filter((fact) => (fact.validFrom ?? day) <= day && day <= (fact.validUntil ?? day))
    .sort((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? 1 : -1));
  const [fact] = inDate;
  if (!fact) return { fact: null, why: 'expired' };
  if (fact.kind === 'dates') return nextDateOf(fact, day) === null ? { fact: null, why: 'expired' } : { fact, why: null };
  return fact.value[language].trim() === '' ? { fact: null, why: 'missing' } : { fact, why: null };
}

/** The days of a `dates` fact from `day` on, in order. */
export function datesFrom(fact: Pick<Fact, 'dates'>, day: Day): Day[] {
  return fact.dates.filter((date) => date >= day).sort();
}

export function nextDateOf(fact: Pick<Fact, 'dates'>, day: Day): Day | null {
  return datesFrom(fact, day)[0] ?? null;
}

import { addDays, type Day } from './local-time.ts';
import { type Fact, type FactRow, type Language, type Policy, WEEKDAYS } from './policy.ts';

/** Why something an answer needs cannot be given: there is none, or what there is does not hold on that day. */
export type Absence = 'missing' | 'expired';

/** When something holds, both days included; null: open at that end. */
export type Period = Pick<Fact, 'validFrom' | 'validUntil'>;

export function samePeriod(a: Period, b: Period): boolean {
  return a.validFrom === b.validFrom && a.validUntil === b.validUntil;
}

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
  if (fact.kind === 'table') return tableOn(fact, day, language);
  return fact.value[language].trim() === '' ? { fact: null, why: 'missing' } : { fact, why: null };
}

/** A table holds while one of its rows is still to come, and only where no row lacks its words in the language. */
function tableOn(fact: Fact, day: Day, language: Language): FactFound {
  if (rowsFrom(fact, day).length === 0) return { fact: null, why: (fact.rows ?? []).length === 0 ? 'missing' : 'expired' };
  return isUntranslated(fact, language) ? { fact: null, why: 'missing' } : { fact, why: null };
}

/** Whether a fact has nothing to say in a language. */
export function isUntranslated(fact: Pick<Fact, 'kind' | 'value' | 'rows'>, language: Language): boolean {
  if (fact.kind === 'dates') return false;
  if (fact.kind !== 'table') return fact.value[language].trim() === '';
  return (fact.rows ?? []).some(({ label }) => label[language].trim() === '' && (label.fr + label.en).trim() !== '');
}

/** The rows of a table that are not past on `day`: those of weekdays in the week's order, then by day and time. */
export function rowsFrom(fact: Pick<Fact, 'rows'>, day: Day): FactRow[] {
  const place = (row: FactRow): string =>
    `${row.day ?? ''} ${row.weekday === null ? 7 : WEEKDAYS.indexOf(row.weekday)} ${row.from ?? ''}`;
  return (fact.rows ?? [])
    .filter((row) => row.day === null || row.day >= day)
    .map((row, i) => ({ row, i, at: place(row) }))
    .sort((a, b) => (a.at === b.at ? a.i - b.i : a.at < b.at ? -1 : 1))
    .map(({ row }) => row);
}

/** The days of a `dates` fact from `day` on, in order. */
export function datesFrom(fact: Pick<Fact, 'dates'>, day: Day): Day[] {
  return fact.dates.filter((date) => date >= day).sort();
}

export function nextDateOf(fact: Pick<Fact, 'dates'>, day: Day): Day | null {
  return datesFrom(fact, day)[0] ?? null;
}

/** A fact that an answer needs in a language. */
export interface FactUse {
  key: string;
  language: Language;
}

/** How long before its end somebody is told: time to ask whoever knows, and to publish. */
export const EXPIRY_NOTICE_DAYS = 14;

/**
 * The keys for which there is a day, from today to two weeks ahead, on which none of their periods holds; the soonest
 * first. A successor that begins in time keeps a key out of it. What has no period at all, or no words in the language, is
 * no matter of time: the check of templates tells of it.
 */
export function expiringFacts(policy: Pick<Policy, 'facts'>, uses: readonly FactUse[], today: Day): { key: string; from: Day }[] {
  const days = Array.from({ length: EXPIRY_NOTICE_DAYS + 1 }, (_, i) => addDays(today, i));
  const soonest = new Map<string, Day>();
  for (const { key, language } of uses) {
    const from = days.find((day) => factOn(policy, key, day, language).why === 'expired');
    const known = soonest.get(key);
    if (from !== undefined && (known === undefined || from < known)) soonest.set(key, from);
  }
  return [...soonest].map(([key, from]) => ({ key, from })).sort((a, b) => (a.from + a.key < b.from + b.key ? -1 : 1));
}

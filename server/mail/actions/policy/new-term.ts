import type { Day } from '../../../../shared/local-time.ts';
import { categoryOf, type Fact, type FactRow, type Policy, publishedTemplate, type Template } from '../../../../shared/policy.ts';
import { overlaps, shiftedByWeeks } from './edit-facts.ts';

export interface NewTerm {
  from: { from: Day; until: Day };
  to: { from: Day; until: Day };
  /** What becomes of days: moved by whole weeks, or left out until somebody writes them. */
  dates: 'shift' | 'empty';
  at: number;
}

export interface TermPlan {
  policy: Policy;
  copied: readonly Fact[];
  skipped: readonly { key: string; why: 'open-ended' | 'already-there' | 'not-in-period' }[];
  /** Keys whose days, or the years that their words name, somebody has to look at. */
  review: readonly string[];
}

/**
 * The facts that held at the end of a period, once more for the next one: texts and links as they are, days moved or left
 * out. What has no end, or has a fact for the new period already, stays as it is. Pure.
 */
export function newTerm(policy: Policy, { from, to, dates, at }: NewTerm): TermPlan {
  const period = { validFrom: to.from, validUntil: to.until };
  const copied: Fact[] = [];
  const skipped: { key: string; why: TermPlan['skipped'][number]['why'] }[] = [];
  for (const key of new Set(policy.facts.map((fact) => fact.key))) {
    const all = policy.facts.filter((fact) => fact.key === key);
    const last = lastIn(all, from);
    if (!last) skipped.push({ key, why: 'not-in-period' });
    else if (last.validUntil === null) skipped.push({ key, why: 'open-ended' });
    else if (all.some((fact) => overlaps(fact, period) && fact !== last)) skipped.push({ key, why: 'already-there' });
    else if (overlaps(last, period)) skipped.push({ key, why: 'already-there' });
    else copied.push({ ...moved(last, from.from, to.from, dates), ...period });
  }
  const review = copied.filter((fact) => fact.kind === 'dates' || hasDays(fact) || namesYear(fact)).map(({ key }) => key);
  const term = { from: to.from, until: to.until, startedAt: at };
  return { policy: { ...policy, facts: [...policy.facts, ...copied], term }, copied, skipped, review };
}

/** Of the facts of a key, the one that held last within the period. */
function lastIn(facts: readonly Fact[], { from, until }: NewTerm['from']): Fact | undefined {
  return facts
    .filter((fact) => overlaps(fact, { validFrom: from, validUntil: until }))
    .sort((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? 1 : -1))[0];
}

function hasDays({ kind, rows = [] }: Fact): boolean {
  return kind === 'table' && rows.some(({ day }) => day !== null);
}

/** Words and addresses are copied as they stand: “from 17 October 2026”, “…/fees-2026.pdf” say what was true. */
function namesYear({ value }: Fact): boolean {
  return [value.fr, value.en].some((words) => /(?<!\d)20\d{2}(?!\d)/.test(words));
}

function moved(fact: Fact, from: Day, to: Day, how: NewTerm['dates']): Fact {
  const shift = (day: Day): Day => shiftedByWeeks(day, from, to);
  if (fact.kind === 'dates') return { ...fact, dates: how === 'shift' ? fact.dates.map(shift) : [] };
  if (!hasDays(fact)) return fact;
  // Rows without a day (a desk's hours on Mondays) hold as they are.
  const rows = (fact.rows ?? []).flatMap((row): FactRow[] =>
    row.day === null ? [row] : how === 'shift' ? [{ ...row, day: shift(row.day) }] : [],
  );
  return { ...fact, rows };
}

/** Templates in force that nobody made or looked at since the term began. */
export function toReview(policy: Policy): Template[] {
  return policy.templates.filter((template) => isInForce(policy, template) && isToReview(policy, template));
}

export function isToReview(policy: Policy, { madeAt = 0, reviewedAt = 0 }: Template): boolean {
  return policy.term !== undefined && Math.max(madeAt, reviewedAt) < policy.term.startedAt;
}

export function isInForce(policy: Policy, template: Template): boolean {
  const inUse = categoryOf(policy, template.categoryId)?.retired === false;
  return inUse && publishedTemplate(policy, template.categoryId, template.language) === template;
}

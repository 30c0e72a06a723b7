import { dateInWords } from '../../../../shared/dates-in-words.ts';
import { AppError } from '../../../../shared/errors.ts';
import { factOn, nextDateOf, rowsFrom } from '../../../../shared/facts.ts';
import { type Day, dayIn } from '../../../../shared/local-time.ts';
import { nextOpenDay } from '../../../../shared/opening-hours.ts';
import { categoryOf, type Fact, type Language, type Localized, type Policy } from '../../../../shared/policy.ts';
import { closuresInWords, HOURS_PERIODS, type HoursPeriod, hoursInWords } from '../../render/hours.ts';
import { tableInWords } from '../../render/table.ts';
import type { Variable } from '../../render/template-language.ts';

export interface TemplateName {
  kind: 'variable' | 'slot' | 'fact' | 'form';
  name: string;
  /** What is written in the template. */
  insert: string;
  label: Localized;
  /** What it stands for today in the template's language; null where that depends on the mail, or where there is nothing. */
  value: string | null;
}

/** Everything that a template of a category may say: each `insert` passes checkTemplate. Rejects nothing but a category that is not there. */
export function namesFor(policy: Policy, categoryId: string, language: Language, now: number): TemplateName[] {
  const category = categoryOf(policy, categoryId);
  if (!category) throw new AppError('not-found', 'There is no such category.', { topic: 'category-unknown' });
  const today = dayIn(policy.hours.timezone, now);
  const slots = category.slots.flatMap((slot): TemplateName[] => {
    const name = `slot.${slot.name}`;
    const plain = { kind: 'slot', name, insert: `{{${name}}}`, label: slot.label, value: null } as const;
    return slot.required ? [plain] : [{ ...plain, insert: `{{#if ${name}}}{{${name}}}{{/if}}` }];
  });
  const keys = [...new Set(policy.facts.map(({ key }) => key))];
  return [
    ...variables(policy, language, now),
    ...slots,
    ...keys.flatMap((key) => factNames(policy, key, language, today)),
    ...HOURS_PERIODS.map((period) => hoursName(policy, period, language, now)),
  ];
}

function variables(policy: Policy, language: Language, now: number): TemplateName[] {
  const { organisation, hours } = policy;
  const next = nextOpenDay(hours, now);
  const values: Readonly<Record<Variable, string | null>> = {
    greeting: null,
    organisation: organisation.name[language],
    humanContact: organisation.humanContact[language],
    nextOpenDay: next && dateInWords(next, language),
    closures: closuresInWords(hours, now, language) || null,
  };
  return Object.entries(LABELS).map(([name, label]) => ({
    kind: 'variable',
    name,
    insert: `{{${name}}}`,
    label,
    value: values[name as Variable],
  }));
}

const LABELS: Readonly<Record<Variable, Localized>> = {
  greeting: { fr: 'Salutation, avec le nom de la personne', en: 'Greeting, with the person’s name' },
  organisation: { fr: 'Nom de l’établissement', en: 'Name of the organisation' },
  humanContact: { fr: 'Comment joindre une personne', en: 'How to reach a person' },
  nextOpenDay: { fr: 'Prochain jour d’ouverture', en: 'Next open day' },
  closures: { fr: 'Fermetures à venir', en: 'Closures to come' },
};

/** A fact by its key, and a list of days in the two other ways there are. */
function factNames(policy: Policy, key: string, language: Language, today: Day): TemplateName[] {
  const all = policy.facts.filter((fact) => fact.key === key);
  const { fact } = factOn(policy, key, today, language);
  const label = (fact ?? all[0])?.label ?? { fr: key, en: key };
  const plain: TemplateName = {
    kind: 'fact',
    name: `fact.${key}`,
    insert: `{{fact.${key}}}`,
    label,
    value: fact && factInWords(fact, language, today),
  };
  if (all.some(({ kind }) => kind !== 'dates')) return [plain];
  const upcoming = `{{#each (upcoming "${key}")}}- {{this}}\n{{/each}}`;
  return [
    plain,
    { ...plain, kind: 'form', name: `nextDate ${key}`, insert: `{{nextDate "${key}"}}` },
    { ...plain, kind: 'form', name: `upcoming ${key}`, insert: upcoming, value: null },
  ];
}

function factInWords(fact: Fact, language: Language, today: Day): string | null {
  if (fact.kind === 'table') return tableInWords(rowsFrom(fact, today), language);
  if (fact.kind !== 'dates') return fact.value[language];
  const next = nextDateOf(fact, today);
  return next && dateInWords(next, language);
}

function hoursName(policy: Policy, period: HoursPeriod, language: Language, now: number): TemplateName {
  return {
    kind: 'form',
    name: `hours ${period}`,
    insert: `{{hours "${period}"}}`,
    label: PERIODS[period],
    value: hoursInWords(policy.hours, period, now, language),
  };
}

const PERIODS: Readonly<Record<HoursPeriod, Localized>> = {
  'this-week': { fr: 'Horaires de cette semaine', en: 'This week’s hours' },
  'next-week': { fr: 'Horaires de la semaine prochaine', en: 'Next week’s hours' },
  'seven-days': { fr: 'Horaires des sept jours qui viennent', en: 'Hours of the next seven days' },
  regular: { fr: 'Horaires habituels', en: 'The usual hours' },
};

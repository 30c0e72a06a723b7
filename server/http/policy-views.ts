import type * as api from '../../shared/api.ts';
import { dayIn } from '../../shared/local-time.ts';
import { presentPerson } from '../../shared/people.ts';
import {
  type Category,
  type Fact,
  type Language,
  type Localized,
  modeOf,
  type Person,
  type Policy,
  type Settings,
  type Template,
} from '../../shared/policy.ts';
import { newestOf } from '../mail/actions/policy/edit-templates.ts';
import { isInForce, isToReview } from '../mail/actions/policy/new-term.ts';
import { placeOf } from '../mail/actions/policy/problems.ts';
import type { TemplateProblem } from '../mail/check-template.ts';
import type { PolicyProblem } from '../pack/check-policy.ts';

/** Entities of a policy as they are shown. */
export function templateView(policy: Policy, template: Template): api.TemplateView {
  const { id, categoryId, language, version, subject, body, files, published, madeAt, reviewedAt } = template;
  const inForce = isInForce(policy, template);
  return {
    id,
    categoryId,
    language,
    version,
    subject,
    body,
    files: files.map(({ name, type, size, sha256, validFrom, validUntil }) => ({
      id: sha256,
      name,
      type,
      size,
      validFrom: validFrom ?? null,
      validUntil: validUntil ?? null,
    })),
    published,
    inForce,
    madeAt: madeAt ?? null,
    reviewedAt: reviewedAt ?? null,
    toReview: inForce && isToReview(policy, template),
  };
}

export function categoryView(category: Category, settings: Settings): api.CategoryView {
  const { id, name, description, handling, personId, retired, mergedInto, slots } = category;
  return {
    id,
    name: both(name),
    description: both(description),
    handling,
    personId,
    retired,
    mergedInto: mergedInto ?? null,
    mode: modeOf(settings, id),
    modeSince: settings.modes[id]?.since ?? null,
    slots: slots.map((slot) => ({ name: slot.name, label: both(slot.label), type: slot.type, required: slot.required })),
  };
}

export function categoryDetail(category: Category, settings: Settings): api.CategoryDetail {
  const view = categoryView(category, settings);
  const choices = category.slots.map((slot) => slot.choices.map(({ value, words }) => ({ value, words: [...words] })));
  return {
    ...view,
    slots: view.slots.map((slot, i) => ({ ...slot, choices: choices[i] ?? [] })),
    examples: { fr: [...category.examples.fr], en: [...category.examples.en] },
  };
}

export function personView(policy: Policy, person: Person, now: number): api.PersonView {
  const { id, name, function: duty, address, absences, retired } = person;
  const today = presentPerson(policy, id, dayIn(policy.hours.timezone, now));
  return {
    id,
    name,
    function: both(duty),
    address,
    absences: absences.map((absence) => ({ ...absence })),
    retired: retired ?? false,
    today: today && { id: today.id, name: today.name },
  };
}

export function factView({ key, kind, label, value, dates, rows, validFrom, validUntil }: Fact): api.FactView {
  return {
    key,
    kind,
    label: both(label),
    value: both(value),
    dates: [...dates],
    rows: (rows ?? []).map((row) => ({ ...row, label: both(row.label) })),
    validFrom,
    validUntil,
  };
}

export function hoursView({ hours }: Policy): NonNullable<api.PolicyEntity['hours']> {
  const { weekly, closures, timezone } = hours;
  const open = (day: keyof typeof weekly): [string, string][] => weekly[day].map(([from, until]) => [from, until]);
  return {
    timezone,
    weekly: {
      mon: open('mon'),
      tue: open('tue'),
      wed: open('wed'),
      thu: open('thu'),
      fri: open('fri'),
      sat: open('sat'),
      sun: open('sun'),
    },
    closures: closures.map(({ from, until, name }) => ({ from, until, name: both(name) })),
  };
}

/** What an entity (touched.ts) is in a policy; nothing where it is not there. */
export function entityView(policy: Policy, entity: string, settings: Settings, now: number): api.PolicyEntity {
  const [part = ''] = entity.split('.', 1);
  const id = entity.slice(part.length + 1);
  switch (part) {
    case 'templates': {
      const newest = newestOf(policy, id);
      return newest ? { template: templateView(policy, newest) } : {};
    }
    case 'categories': {
      const category = policy.categories.find((one) => one.id === id);
      return category ? { category: categoryDetail(category, settings) } : {};
    }
    case 'people': {
      const person = policy.people.find((one) => one.id === id);
      return person ? { person: personView(policy, person, now) } : {};
    }
    case 'facts':
      return { facts: policy.facts.filter(({ key }) => key === id || id === '').map(factView) };
    case 'hours':
      return { hours: hoursView(policy) };
    case 'organisation':
      return { organisation: organisationView(policy) };
    default:
      return {};
  }
}

export function organisationView({ organisation }: Policy): NonNullable<api.PolicyEntity['organisation']> {
  const { name, language, humanContact } = organisation;
  return { name: both(name), language, humanContact: both(humanContact) };
}

export function policyProblemViews(problems: readonly PolicyProblem[], language: Language): api.PolicyProblemView[] {
  return problems.map((problem) => {
    const { code, severity, message } = problem;
    return { code, severity, ...placeOf(problem), message: message[language] };
  });
}

export function templateProblemViews(problems: readonly TemplateProblem[], language: Language): api.TemplateProblemView[] {
  return problems.map(({ message, ...problem }) => ({ ...problem, message: message[language] }));
}

function both({ fr, en }: Localized): { fr: string; en: string } {
  return { fr, en };
}

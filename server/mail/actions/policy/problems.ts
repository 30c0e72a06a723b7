import type { PolicyProblem, PolicyProblemCode } from '../../../pack/check-policy.ts';

/** Where a problem stands: the entity as touched.ts names it (hours as one), and the field of it. */
export function placeOf({ path, code, field }: PolicyProblem): { entity: string; field: string } {
  const [part = '', id = '', ...rest] = path.split('.');
  if (part === 'hours') return { entity: 'hours', field: [id, ...rest].join('.') };
  // The ids of templates have a dot, and a list of doubles adds the version or the period.
  const entity = part === 'templates' ? path.replace(/ \(\d+\)$/, '') : `${part}.${id.split(' ')[0] ?? ''}`;
  return { entity, field: field ?? FIELDS[code][part] ?? rest.join('.') };
}

/** By part of the policy, where the code does not say it alone. */
const FIELDS: Readonly<Record<PolicyProblemCode, Readonly<Record<string, string>>>> = {
  'duplicate-id': { categories: 'id', people: 'id', templates: 'version', facts: 'validFrom' },
  'none-category': { categories: 'handling' },
  'no-template': { categories: 'templates' },
  template: { templates: 'body' },
  'unknown-person': { categories: 'personId', people: 'absences' },
  'retired-person': { categories: 'personId', people: 'absences' },
  'merged-into': { categories: 'mergedInto' },
  'nobody-present': { people: 'absences' },
  'own-address': { people: 'address' },
  'stand-in-loop': { people: 'absences' },
  period: { people: 'absences', facts: 'validUntil' },
  'fact-not-now': { facts: 'validUntil' },
  link: { facts: 'value' },
  table: { facts: 'rows' },
  choices: {},
  hours: {},
  'sample-value': { people: 'address', facts: 'value' },
};

/**
 * The errors that keep a change from being published: those that were not there before, and those of what it touches. An
 * error that stands elsewhere already can be mended in its own time.
 */
export function refusing(
  before: readonly PolicyProblem[],
  after: readonly PolicyProblem[],
  touched: readonly string[],
): PolicyProblem[] {
  const known = new Set(before.map(keyOf));
  const own = new Set(touched.map((name) => (name.startsWith('hours.') ? 'hours' : name)));
  return after.filter(
    (problem) =>
      problem.severity === 'error' &&
      // A template's own text is looked at when it is saved, and a draft is saved whatever is wrong.
      (!known.has(keyOf(problem)) || (own.has(placeOf(problem).entity) && problem.code !== 'template')),
  );
}

/** What an admin is told beside a change that was published: warnings of what it touched, and new ones. */
export function worthTelling(
  before: readonly PolicyProblem[],
  after: readonly PolicyProblem[],
  touched: readonly string[],
): PolicyProblem[] {
  const known = new Set(before.map(keyOf));
  const own = new Set(touched.map((name) => (name.startsWith('hours.') ? 'hours' : name)));
  return after.filter((problem) => !known.has(keyOf(problem)) || own.has(placeOf(problem).entity));
}

function keyOf({ code, path, message }: PolicyProblem): string {
  return `${code} ${path} ${message.en}`;
}

import { AppError, type ErrorCode } from '../../../../shared/errors.ts';
import type { PolicyProblem, PolicyProblemCode } from '../../../pack/check-policy.ts';

const refusals = new WeakMap<AppError, readonly PolicyProblem[]>();

/** What keeps a change from being made, by place; undefined for an error that is about something else. */
export const policyProblemsOf = (error: AppError): readonly PolicyProblem[] | undefined => refusals.get(error);

/** The policy would not fit together after a change. */
export function unfit(problems: readonly PolicyProblem[], code: ErrorCode = 'invalid'): AppError {
  const error = new AppError(code, 'The policy would not fit together after this change.', { topic: 'policy-problems' });
  refusals.set(error, problems);
  return error;
}

/** A change that cannot be made at all, for one reason. `path`: as checkPolicy writes it. */
export function unfitFor(
  code: PolicyProblemCode,
  path: string,
  field: string,
  [fr, en]: readonly [fr: string, en: string],
  kind: ErrorCode = 'invalid',
): AppError {
  return unfit([{ code, severity: 'error', path, field, message: { fr, en } }], kind);
}

/** Of something new whose name is taken. */
export function taken(path: string, field: string): AppError {
  const why = ['Ce nom est déjà pris : choisissez-en un autre.', 'This name is taken: choose another one.'] as const;
  return unfitFor('duplicate-id', path, field, why, 'already-exists');
}

/** Where a problem stands: the entity as touched.ts names it (hours as one), and the field of it. */
export function placeOf({ path, code, field }: PolicyProblem): { entity: string; field: string } {
  const [part = '', id = '', ...rest] = path.split('.');
  if (part === 'hours') return { entity: 'hours', field: [id, ...rest].join('.') };
  // The ids of templates have a dot, and a list of doubles adds the version or the period.
  const named = part === 'templates' ? path.replace(/ \(\d+\)$/, '') : `${part}.${id.split(' ')[0] ?? ''}`;
  const entity = id === '' ? part : named;
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
  const { isNew, isOwn } = comparing(before, touched);
  return after.filter(
    (problem) =>
      problem.severity === 'error' &&
      // A template's own text is looked at when it is saved, and a draft is saved whatever is wrong.
      (isNew(problem) || (isOwn(problem) && problem.code !== 'template')),
  );
}

/** What an admin is told beside a change that was published: warnings of what it touched, and new ones. */
export function worthTelling(
  before: readonly PolicyProblem[],
  after: readonly PolicyProblem[],
  touched: readonly string[],
): PolicyProblem[] {
  const { isNew, isOwn } = comparing(before, touched);
  return after.filter((problem) => isNew(problem) || isOwn(problem));
}

function comparing(before: readonly PolicyProblem[], touched: readonly string[]) {
  const known = new Set(before.map(keyOf));
  const own = new Set(touched.map((name) => (name.startsWith('hours.') ? 'hours' : name)));
  return {
    isNew: (problem: PolicyProblem): boolean => !known.has(keyOf(problem)),
    isOwn: (problem: PolicyProblem): boolean => own.has(placeOf(problem).entity),
  };
}

function keyOf({ code, path, message }: PolicyProblem): string {
  return `${code} ${path} ${message.en}`;
}

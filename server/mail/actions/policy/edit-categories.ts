import { AppError } from '../../../../shared/errors.ts';
import { type Category, categoryOf, LANGUAGES, type Policy } from '../../../../shared/policy.ts';
import { taken, unfitFor } from './problems.ts';

/** Pure changes of a policy's categories. */
export type CategoryFields = Pick<Category, 'name' | 'description' | 'examples' | 'slots' | 'personId' | 'handling'>;

export function addCategory(policy: Policy, id: string, fields: CategoryFields): Policy {
  if (categoryOf(policy, id)) throw taken(`categories.${id}`, 'id');
  return { ...policy, categories: [...policy.categories, { id, ...fields, retired: false }] };
}

/** Only what is given is changed. One that is taken back into use stands for itself again. */
export function editCategory(policy: Policy, id: string, change: Partial<CategoryFields & Pick<Category, 'retired'>>): Policy {
  const { mergedInto, ...category } = wanted(policy, id);
  const edited = { ...category, ...change };
  const merged = edited.retired && mergedInto !== undefined ? { mergedInto } : {};
  return withCategory(policy, { ...edited, ...merged });
}

/**
 * Retires a category in favour of another. Its records keep its id and are shown under the other's name; what was merged
 * into it before follows. With `examples` the other learns from its mails too.
 */
export function mergeCategory(policy: Policy, id: string, into: string, examples: boolean): Policy {
  const from = wanted(policy, id);
  const target = wanted(policy, into);
  if (id === into) throw unfitFor('merged-into', `categories.${id}`, 'mergedInto', ITSELF);
  if (target.retired) throw unfitFor('merged-into', `categories.${id}`, 'mergedInto', RETIRED);
  const learned = examples ? { ...target, examples: joined(target, from) } : target;
  return withCategory(withCategory(policy, { ...from, retired: true, mergedInto: into }), learned);
}

const ITSELF = ['Une catégorie ne se réunit pas à elle-même.', 'A category cannot be merged into itself.'] as const;
const RETIRED = [
  'L’autre catégorie est retirée : choisissez-en une en service.',
  'The other category is retired: choose one that is in use.',
] as const;

function joined(target: Category, from: Category): Category['examples'] {
  const [fr, en] = LANGUAGES.map((language) => [...new Set([...target.examples[language], ...from.examples[language]])]);
  return { fr: (fr ?? []).slice(0, MAX_EXAMPLES), en: (en ?? []).slice(0, MAX_EXAMPLES) };
}

/** A pack takes no more. */
const MAX_EXAMPLES = 500;

function withCategory(policy: Policy, category: Category): Policy {
  return { ...policy, categories: policy.categories.map((known) => (known.id === category.id ? category : known)) };
}

function wanted(policy: Policy, id: string): Category {
  const found = categoryOf(policy, id);
  if (!found) throw new AppError('not-found', 'There is no such category.', { topic: 'category-unknown' });
  return found;
}

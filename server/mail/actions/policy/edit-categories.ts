import { AppError } from '../../../../shared/errors.ts';
import { type Category, categoryOf, LANGUAGES, type Policy } from '../../../../shared/policy.ts';

/** Pure changes of a policy's categories. */
export type CategoryFields = Pick<Category, 'name' | 'description' | 'examples' | 'slots' | 'personId' | 'handling'>;

export function addCategory(policy: Policy, id: string, fields: CategoryFields): Policy {
  if (categoryOf(policy, id)) throw new AppError('already-exists', 'There is a category of that id.');
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
  if (id === into) throw new AppError('invalid', 'A category cannot be merged into itself.');
  if (target.retired) throw new AppError('invalid', 'The other category is retired: choose one that is in use.');
  const learned = examples ? { ...target, examples: joined(target, from) } : target;
  return withCategory(withCategory(policy, { ...from, retired: true, mergedInto: into }), learned);
}

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

import { AppError } from '../../../../shared/errors.ts';
import {
  categoryOf,
  type Language,
  newestVersions,
  type Policy,
  type Template,
  type TemplateFile,
} from '../../../../shared/policy.ts';
import { isInForce } from './new-term.ts';
import { unfitFor } from './problems.ts';

export interface TemplateText {
  id: string;
  subject: string;
  body: string;
  published: boolean;
  /** Without it those of the version before. */
  files?: readonly TemplateFile[] | undefined;
  /** For a template that does not exist yet. */
  categoryId?: string | undefined;
  language?: Language | undefined;
}

/** The next version of a template. Throws `invalid` where a new one is not named after its category and language. Pure. */
export function nextVersion(policy: Policy, text: TemplateText, at: number): Template {
  const { id, subject, body, published } = text;
  const latest = newestOf(policy, id);
  if (latest) {
    const { reviewedAt: _reviewed, ...known } = latest;
    const files = text.files ?? latest.files;
    return { ...known, version: latest.version + 1, subject, body, files, published, madeAt: at };
  }
  const { categoryId, language } = text;
  if (!categoryId || !language || id !== `${categoryId}.${language}`) throw unfitFor('template', `templates.${id}`, 'id', NAMED);
  if (!categoryOf(policy, categoryId)) throw unfitFor('template', `templates.${id}`, 'categoryId', NO_CATEGORY);
  return { id, categoryId, language, version: 1, subject, body, files: text.files ?? [], published, madeAt: at };
}

const NAMED = [
  'Un nouveau modèle porte le nom de sa catégorie et de sa langue : fees.fr.',
  'A new template is named after its category and its language: fees.fr.',
] as const;
const NO_CATEGORY = ['Cette catégorie n’existe pas.', 'There is no such category.'] as const;

/** Of all versions, published or not. */
export function newestOf(policy: Policy, id: string): Template | undefined {
  return newestVersions(policy.templates.filter((template) => template.id === id))[0];
}

export function versionOf(policy: Policy, id: string, version: number): Template {
  const found = policy.templates.find((template) => template.id === id && template.version === version);
  if (!found) throw new AppError('not-found', 'There is no such version of this template.');
  return found;
}

/** Somebody read the version in force and says that it still holds. Pure. */
export function reviewed(policy: Policy, id: string, at: number): Policy {
  const current = policy.templates.find((template) => template.id === id && isInForce(policy, template));
  if (!current) throw new AppError('not-found', 'No version of this template is in force.');
  return {
    ...policy,
    templates: policy.templates.map((template) => (template === current ? { ...template, reviewedAt: at } : template)),
  };
}

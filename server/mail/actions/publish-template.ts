import { AppError } from '../../../shared/errors.ts';
import { categoryOf, type Language, type Policy, type Template } from '../../../shared/policy.ts';
import { audit, hashOf } from '../../store/audit.ts';
import { headVersion, publishPolicy } from '../../store/settings.ts';
import { checkTemplate, type TemplateProblem } from '../check-template.ts';
import type { Context } from '../context.ts';
import type { Staff } from './act.ts';

export interface TemplateEdit {
  id: string;
  /** Version of the policy the edit was made on. */
  policyVersion: number;
  subject: string;
  body: string;
  published: boolean;
  /** For a template that does not exist yet. */
  categoryId?: string | undefined;
  language?: Language | undefined;
}

export type Published =
  | { ok: true; policyVersion: number; template: Template; problems: TemplateProblem[] }
  /** Nothing was written; at least one problem is an error. */
  | { ok: false; problems: TemplateProblem[] };

/**
 * Adds a version of a template and publishes the policy with it; earlier versions stay. Held replies that stand on the
 * policy before become suggestions when they fall due. Rejects with `conflict` and `invalid`.
 */
export async function publishTemplate(ctx: Context, edit: TemplateEdit, by: Staff): Promise<Published> {
  return ctx.store.transaction(async (tx) => {
    const head = await headVersion(tx);
    if (head !== edit.policyVersion) {
      throw new AppError('conflict', 'The policy was changed since it was shown.', { topic: 'policy-changed' });
    }
    const policy = await ctx.policyOf(tx, head);
    const template = nextVersion(policy, edit);
    const problems = checkTemplate(template, policy);
    if (problems.some(({ severity }) => severity === 'error')) return { ok: false, problems };
    const next = await publishPolicy(tx, { ...policy, templates: [...policy.templates, template] });
    const detail = {
      version: template.version,
      policy: next.version,
      published: template.published,
      text: hashOf(template.body),
    };
    audit(tx, { at: ctx.now(), actor: by.id, action: 'template', target: template.id, detail }, next.version);
    return { ok: true, policyVersion: next.version, template, problems };
  });
}

function nextVersion(policy: Policy, edit: TemplateEdit): Template {
  const { id, subject, body, published } = edit;
  const latest = policy.templates
    .filter((t) => t.id === id)
    .reduce<Template | null>((best, t) => (best && best.version > t.version ? best : t), null);
  if (latest) return { ...latest, version: latest.version + 1, subject, body, published };
  const { categoryId, language } = edit;
  if (!categoryId || !language) throw new AppError('invalid', 'A new template needs its category and its language.');
  if (!categoryOf(policy, categoryId)) throw new AppError('invalid', 'There is no such category.');
  if (id !== `${categoryId}.${language}`)
    throw new AppError('invalid', 'A template is named after its category and language: fees.fr');
  return { id, categoryId, language, version: 1, subject, body, files: [], published };
}

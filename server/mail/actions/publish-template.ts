import { AppError, isAppError } from '../../../shared/errors.ts';
import type { Language, Policy, Template, TemplateFile } from '../../../shared/policy.ts';
import { hashOf } from '../../store/audit.ts';
import { headVersion } from '../../store/settings.ts';
import { checkTemplate, type TemplateProblem } from '../check-template.ts';
import type { Context } from '../context.ts';
import type { Staff } from './act.ts';
import { changePolicy, type PolicyChanged } from './policy/change-policy.ts';
import { newestOf, nextVersion, versionOf } from './policy/edit-templates.ts';
import { templateFiles } from './policy/files.ts';

export interface TemplateEdit {
  id: string;
  /** Version of the policy the edit was made on. */
  policyVersion: number;
  subject: string;
  body: string;
  /** A draft is kept whatever is wrong with it, and never sent. */
  published: boolean;
  /** Ids of uploaded files; without it those of the version before. */
  files?: readonly string[] | undefined;
  /** For a template that does not exist yet. */
  categoryId?: string | undefined;
  language?: Language | undefined;
}

export type Published =
  | { ok: true; policyVersion: number; template: Template; problems: TemplateProblem[]; change: PolicyChanged }
  /** Nothing was written; at least one problem is an error. */
  | { ok: false; problems: TemplateProblem[] };

/**
 * Adds a version of a template and publishes the policy with it; earlier versions stay. Held replies that stand on the
 * policy before become suggestions when they fall due. Rejects with `conflict` and `invalid`.
 */
export async function publishTemplate(ctx: Context, edit: TemplateEdit, by: Staff): Promise<Published> {
  const { policyVersion, files: ids, ...text } = edit;
  let files: readonly TemplateFile[] | undefined;
  const next = (policy: Policy): Template => nextVersion(policy, { ...text, files }, ctx.now());
  return publish(ctx, edit, by, 'template', next, async (tx) => {
    files = ids && (await templateFiles(tx, ids));
  });
}

/** The words and files of an earlier version, as a new one. Rejects like `publishTemplate`, and with `not-found`. */
export async function restoreTemplate(
  ctx: Context,
  asked: { id: string; policyVersion: number; version: number; published: boolean },
  by: Staff,
): Promise<Published> {
  const next = (policy: Policy): Template => {
    const { subject, body, files } = versionOf(policy, asked.id, asked.version);
    return nextVersion(policy, { id: asked.id, subject, body, files, published: asked.published }, ctx.now());
  };
  return publish(ctx, asked, by, 'template-restore', next, async (tx) => {
    const { files } = versionOf(await ctx.policyOf(tx, await headVersion(tx)), asked.id, asked.version);
    // A file that no newer version carried may have been deleted.
    await templateFiles(
      tx,
      files.map(({ sha256 }) => sha256),
    );
  });
}

async function publish(
  ctx: Context,
  { id, policyVersion, published }: Pick<TemplateEdit, 'id' | 'policyVersion' | 'published'>,
  by: Staff,
  action: string,
  next: (policy: Policy) => Template,
  prepare: Parameters<typeof changePolicy>[1]['prepare'] = async () => undefined,
): Promise<Published> {
  let problems: TemplateProblem[] = [];
  try {
    const change = await changePolicy(ctx, {
      revision: policyVersion,
      by,
      action,
      target: id,
      prepare,
      apply: (policy) => ({ ...policy, templates: [...policy.templates, next(policy)] }),
      check: (policy) => {
        problems = checkTemplate(saved(policy, id), policy);
        if (published && problems.some(({ severity }) => severity === 'error'))
          throw new AppError('template', 'The template has errors and was not published.');
      },
      detail: (policy) => {
        const template = saved(policy, id);
        return { version: template.version, published: template.published, text: hashOf(template.body) };
      },
    });
    return { ok: true, policyVersion: change.version, template: saved(change.policy, id), problems, change };
  } catch (error) {
    if (isAppError(error, 'template')) return { ok: false, problems };
    throw error;
  }
}

function saved(policy: Policy, id: string): Template {
  const template = newestOf(policy, id);
  if (!template) throw new AppError('internal', 'A template that was just saved is not there.');
  return template;
}

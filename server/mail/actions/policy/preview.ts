import type { Missing } from '../../../../shared/decision.ts';
import { AppError, isAppError } from '../../../../shared/errors.ts';
import type { Mail } from '../../../../shared/mail.ts';
import type { Language, Policy, Template, TemplateFile } from '../../../../shared/policy.ts';
import type { Reading } from '../../../../shared/reading.ts';
import { bodies, records } from '../../../store/collections.ts';
import { checkTemplate, type TemplateProblem } from '../../check-template.ts';
import type { Context } from '../../context.ts';
import { missingFor, type Rendered, renderReply } from '../../render-reply.ts';
import { sampleMail } from './sample-mail.ts';

/** A template as it stands in the editor, and what to try it on. */
export interface Trial {
  categoryId: string;
  language: Language;
  subject: string;
  body: string;
  files?: readonly TemplateFile[];
  /** A mail of the mailbox; without it a sample. */
  mailId?: string | undefined;
}

export interface Tried {
  mail: Mail;
  stored: boolean;
  /** As an automatic reply would read; null where the template has an error. */
  rendered: Rendered | null;
  missing: readonly Missing[];
  problems: readonly TemplateProblem[];
}

/** Fills a template that need not be saved. Writes nothing. Rejects with `not-found` for a mail that is not kept (any more). */
export async function tryTemplate(ctx: Context, policy: Policy, trial: Trial): Promise<Tried> {
  const { categoryId, language, subject, body, files = [], mailId } = trial;
  const now = ctx.now();
  const { mail, reading } = mailId === undefined ? sampleMail(policy, categoryId, language, now) : await storedMail(ctx, mailId);
  const id = `${categoryId}.${language}`;
  const template: Template = { id, categoryId, language, version: 0, subject, body, files, published: false };
  const problems = checkTemplate(template, policy);
  const broken = problems.some(({ severity }) => severity === 'error');
  const rendered = broken ? null : filled({ template, mail, reading, policy, now });
  return {
    mail,
    stored: mailId !== undefined,
    rendered,
    missing: broken ? [] : missingFor(template, reading, policy, now),
    problems,
  };
}

/** Words of this very mail may run into a link, which no check of the template alone can tell. */
function filled(input: Omit<Parameters<typeof renderReply>[0], 'by'>): Rendered | null {
  try {
    return renderReply({ ...input, by: { kind: 'automatic' } });
  } catch (error) {
    if (isAppError(error, 'template')) return null;
    throw error;
  }
}

async function storedMail(ctx: Context, id: string): Promise<{ mail: Mail; reading: Pick<Reading, 'slots'> }> {
  const [record, body] = await Promise.all([records.get(ctx.store, id), bodies.get(ctx.store, id)]);
  const mail = body?.data.mail;
  if (!record || !mail)
    throw new AppError('not-found', 'The text of this mail is not kept here (any more).', { topic: 'mail-unknown' });
  return { mail, reading: record.data.reading ?? { slots: [] } };
}

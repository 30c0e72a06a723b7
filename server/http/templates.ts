import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import { changePolicy } from '../mail/actions/policy/change-policy.ts';
import { reviewed, versionOf } from '../mail/actions/policy/edit-templates.ts';
import { namesFor } from '../mail/actions/policy/names.ts';
import { tryTemplate } from '../mail/actions/policy/preview.ts';
import { sendTest } from '../mail/actions/policy/test-send.ts';
import { type Published, publishTemplate, restoreTemplate } from '../mail/actions/publish-template.ts';
import type { Context } from '../mail/context.ts';
import { lineDifferences } from './differences.ts';
import { staffOf } from './mails.ts';
import { answerOf, heldNow, named, policyInForce, telling } from './policy-change.ts';
import { policyProblemViews, templateProblemViews, templateView } from './policy-views.ts';
import type { Call } from './route.ts';
import { withExtras } from './send-error.ts';

type Body<S extends z.ZodType> = Call<unknown, z.output<S>>;

/** Templates as admins edit them. */
export function templateHandlers(ctx: Context) {
  return {
    publish: async (call: Call<unknown, api.TemplateBody>) => {
      const { revision, ...edit } = call.body;
      const by = await staffOf(ctx, call.user);
      const asked = { ...edit, id: named(call.params, 'id'), policyVersion: revision };
      return saved(ctx, call, await telling(ctx, call, () => publishTemplate(ctx, asked, by)));
    },

    restore: async (call: Body<typeof api.RestoreBody>) => {
      const { revision, version, published } = call.body;
      const by = await staffOf(ctx, call.user);
      const asked = { id: named(call.params, 'id'), policyVersion: revision, version, published };
      return saved(ctx, call, await telling(ctx, call, () => restoreTemplate(ctx, asked, by)));
    },

    review: async (call: Body<typeof api.ReviewBody>) => {
      const id = named(call.params, 'id');
      const change = {
        revision: call.body.revision,
        by: call.user,
        action: 'template-review',
        target: id,
        apply: (policy: Parameters<typeof reviewed>[0]) => reviewed(policy, id, ctx.now()),
      };
      const made = await telling(ctx, call, () => changePolicy(ctx, change));
      return answerOf(ctx, call, `templates.${id}`, made);
    },

    diff: async ({ params, query }: Call<z.output<typeof api.TemplateDiffQuery>, unknown>) => {
      const policy = await policyInForce(ctx);
      const [from, to] = [query.from, query.to].map((version) => versionOf(policy, named(params, 'id'), version));
      if (!from || !to) throw new AppError('not-found', 'There is no such version of this template.');
      return {
        from: templateView(policy, from),
        to: templateView(policy, to),
        subject: lineDifferences(from.subject, to.subject),
        body: lineDifferences(from.body, to.body),
      };
    },

    preview: async ({ body, language }: Body<typeof api.PreviewBody>): Promise<api.PreviewView> => {
      const { mail, stored, rendered, missing, problems } = await tryTemplate(ctx, await policyInForce(ctx), body);
      return {
        rendered: rendered && { subject: rendered.subject, text: rendered.text, html: rendered.html },
        missing: missing.map(({ kind, name, why }) => ({ kind, name, why })),
        problems: templateProblemViews(problems, language),
        mail: { id: stored ? mail.id : null, subject: mail.subject, text: mail.newText },
      };
    },

    test: async ({ body, user }: Body<typeof api.TestBody>) => {
      const { files, ...trial } = body;
      const sent = await sendTest(ctx, await policyInForce(ctx), { trial, files, by: user, to: user.email });
      return { to: user.email, ...sent };
    },

    names: async ({ params, query, language }: Call<z.output<typeof api.NamesQuery>, unknown>) => {
      const policy = await policyInForce(ctx);
      const items = namesFor(policy, named(params, 'id'), query.language, ctx.now());
      return { policyVersion: policy.version, items: items.map((item) => ({ ...item, label: item.label[language] })) };
    },
  };
}

async function saved(ctx: Context, { language }: Pick<Call<unknown, unknown>, 'language'>, made: Published) {
  const problems = templateProblemViews(made.problems, language);
  if (!made.ok) throw withExtras(new AppError('template', 'The template has errors and was not published.'), { problems });
  const { change, template, policyVersion } = made;
  return {
    policyVersion,
    rebased: change.rebased,
    template: templateView(change.policy, template),
    warnings: problems,
    policyWarnings: policyProblemViews(
      change.problems.filter(({ code }) => code !== 'template'),
      language,
    ),
    held: await heldNow(ctx),
  };
}

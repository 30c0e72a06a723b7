import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import { dayIn } from '../../shared/local-time.ts';
import { presentPerson } from '../../shared/people.ts';
import type { Language, Policy, Template } from '../../shared/policy.ts';
import { publishTemplate } from '../mail/actions/publish-template.ts';
import type { TemplateProblem } from '../mail/check-template.ts';
import type { Context } from '../mail/context.ts';
import { headVersion, readSettings } from '../store/settings.ts';
import { staffOf } from './mails.ts';
import type { Call } from './route.ts';
import { withExtras } from './send-error.ts';

/** What the school decides: categories, templates, people, facts. Every answer names the policy version it is of. */
export function policyHandlers(ctx: Context) {
  const head = async (): Promise<Policy> => ctx.policyOf(ctx.store, await headVersion(ctx.store));
  return {
    categories: async () => {
      const [policy, settings] = await Promise.all([head(), readSettings(ctx.store)]);
      const items = policy.categories.map(({ id, name, description, handling, personId, retired, slots }) => ({
        id,
        name,
        description,
        handling,
        personId,
        retired,
        // A category that nobody has set is in rehearsal (shared/decide.ts).
        mode: settings.modes[id]?.mode ?? ('rehearsal' as const),
        modeSince: settings.modes[id]?.since ?? null,
        slots: slots.map((slot) => ({ name: slot.name, label: slot.label, type: slot.type, required: slot.required })),
      }));
      return { policyVersion: policy.version, items };
    },

    people: async () => {
      const policy = await head();
      const day = dayIn(policy.hours.timezone, ctx.now());
      const items = policy.people.map((person) => {
        const today = presentPerson(policy, person.id, day);
        return { ...person, absences: [...person.absences], today: today && { id: today.id, name: today.name } };
      });
      return { policyVersion: policy.version, items };
    },

    facts: async () => {
      const policy = await head();
      return { policyVersion: policy.version, items: policy.facts.map((fact) => ({ ...fact, dates: [...fact.dates] })) };
    },

    templates: async ({ query }: Call<z.output<typeof api.TemplatesQuery>, unknown>) => {
      const policy = await head();
      const shown = query.versions ? policy.templates : newest(policy.templates);
      return { policyVersion: policy.version, items: shown.map(templateView) };
    },

    publish: async ({ params, body, user, language }: Call<unknown, api.TemplateBody>) => {
      const { revision, ...edit } = body;
      try {
        const by = await staffOf(ctx, user);
        const made = await publishTemplate(ctx, { ...edit, id: params.id ?? '', policyVersion: revision }, by);
        const problems = problemViews(made.problems, language);
        if (made.ok) return { policyVersion: made.policyVersion, template: templateView(made.template), warnings: problems };
        throw withExtras(new AppError('template', 'The template has errors and was not published.'), { problems });
      } catch (error) {
        if (!isAppError(error, 'conflict')) throw error;
        throw withExtras(error, { policyVersion: await headVersion(ctx.store) });
      }
    },
  };
}

function newest(templates: readonly Template[]): Template[] {
  const found = new Map<string, Template>();
  for (const template of templates) {
    const known = found.get(template.id);
    if (!known || known.version < template.version) found.set(template.id, template);
  }
  return [...found.values()];
}

function templateView({ id, categoryId, language, version, subject, body, files, published }: Template) {
  const shown = files.map(({ name, type, size }) => ({ name, type, size }));
  return { id, categoryId, language, version, subject, body, files: shown, published };
}

function problemViews(problems: readonly TemplateProblem[], language: Language) {
  return problems.map(({ message, ...problem }) => ({ ...problem, message: message[language] }));
}

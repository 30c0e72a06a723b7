import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import { type Category, categoryOf, type Person } from '../../shared/policy.ts';
import { addCategory, type CategoryFields, editCategory, mergeCategory } from '../mail/actions/policy/edit-categories.ts';
import { addFact, editFact, retireFact } from '../mail/actions/policy/edit-facts.ts';
import { editHours, editOrganisation } from '../mail/actions/policy/edit-hours.ts';
import { addPerson, editPerson } from '../mail/actions/policy/edit-people.ts';
import type { Context } from '../mail/context.ts';
import { readSettings } from '../store/settings.ts';
import { editPolicy, named, policyInForce } from './policy-change.ts';
import { categoryDetail } from './policy-views.ts';
import type { Call } from './route.ts';

type Body<S extends z.ZodType> = Call<unknown, z.output<S>>;

/** Categories, people, facts, hours and the organisation as admins edit them: one entity a call. */
export function editHandlers(ctx: Context) {
  return {
    category: async ({ params }: Call<unknown, unknown>) => {
      const [policy, settings] = await Promise.all([policyInForce(ctx), readSettings(ctx.store)]);
      const category = categoryOf(policy, named(params, 'id'));
      if (!category) throw new AppError('not-found', 'There is no such category.', { topic: 'category-unknown' });
      return { policyVersion: policy.version, category: categoryDetail(category, settings) };
    },

    addCategory: (call: Body<typeof api.CategoryNewBody>) => {
      const { revision, id, ...fields } = call.body;
      return editPolicy(ctx, call, `categories.${id}`, {
        revision,
        action: 'category-new',
        apply: (policy) => addCategory(policy, id, fields),
      });
    },

    editCategory: (call: Body<typeof api.CategoryEditBody>) => {
      const id = named(call.params, 'id');
      const { revision, ...fields } = call.body;
      const change: Partial<CategoryFields & Pick<Category, 'retired'>> = given(fields);
      return editPolicy(ctx, call, `categories.${id}`, {
        revision,
        action: fields.retired ? 'category-retire' : 'category',
        apply: (policy) => editCategory(policy, id, change),
      });
    },

    mergeCategory: (call: Body<typeof api.MergeBody>) => {
      const id = named(call.params, 'id');
      const { revision, into, examples } = call.body;
      return editPolicy(ctx, call, `categories.${id}`, {
        revision,
        action: 'category-merge',
        apply: (policy) => mergeCategory(policy, id, into, examples),
        detail: () => ({ into }),
      });
    },

    addPerson: (call: Body<typeof api.PersonNewBody>) => {
      const { revision, ...person } = call.body;
      return editPolicy(ctx, call, `people.${person.id}`, {
        revision,
        action: 'person-new',
        apply: (policy) => addPerson(policy, person),
      });
    },

    editPerson: (call: Body<typeof api.PersonEditBody>) => {
      const id = named(call.params, 'id');
      const { revision, ...fields } = call.body;
      const change: Partial<Omit<Person, 'id'>> = given(fields);
      return editPolicy(ctx, call, `people.${id}`, {
        revision,
        action: fields.retired ? 'person-retire' : 'person',
        apply: (policy) => editPerson(policy, id, change),
      });
    },

    addFact: (call: Body<typeof api.FactNewBody>) => {
      const { revision, fact } = call.body;
      return editPolicy(ctx, call, `facts.${fact.key}`, {
        revision,
        action: 'fact-new',
        apply: (policy) => addFact(policy, fact),
      });
    },

    editFact: (call: Body<typeof api.FactEditBody>) => {
      const key = named(call.params, 'key');
      const { revision, period, fact } = call.body;
      return editPolicy(ctx, call, `facts.${key}`, {
        revision,
        action: 'fact',
        apply: (policy) => editFact(policy, key, period, fact),
      });
    },

    retireFact: (call: Body<typeof api.FactRetireBody>) => {
      const key = named(call.params, 'key');
      const { revision, period, until } = call.body;
      return editPolicy(ctx, call, `facts.${key}`, {
        revision,
        action: 'fact-retire',
        apply: (policy) => retireFact(policy, key, period, until),
      });
    },

    hours: (call: Body<typeof api.HoursBody>) => {
      const { revision, ...change } = call.body;
      return editPolicy(ctx, call, 'hours', { revision, action: 'hours', apply: (policy) => editHours(policy, given(change)) });
    },

    organisation: (call: Body<typeof api.OrganisationBody>) => {
      const { revision, ...change } = call.body;
      return editPolicy(ctx, call, 'organisation', {
        revision,
        action: 'organisation',
        apply: (policy) => editOrganisation(policy, change),
      });
    },
  };
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that were not named: what is left is what shall change. */
function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}

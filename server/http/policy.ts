import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { expiringFacts } from '../../shared/facts.ts';
import { dayIn } from '../../shared/local-time.ts';
import { newestVersions, type Policy } from '../../shared/policy.ts';
import type { Context } from '../mail/context.ts';
import { expiringFiles, factsInUse } from '../mail/expiring-facts.ts';
import { readSettings } from '../store/settings.ts';
import { policyInForce } from './policy-change.ts';
import { categoryView, factView, hoursView, organisationView, personView, templateView } from './policy-views.ts';
import type { Call } from './route.ts';

/** What the school decides, as all staff may read it. Every answer names the policy version it is of. */
export function policyHandlers(ctx: Context) {
  const head = (): Promise<Policy> => policyInForce(ctx);
  return {
    categories: async () => {
      const [policy, settings] = await Promise.all([head(), readSettings(ctx.store)]);
      return { policyVersion: policy.version, items: policy.categories.map((category) => categoryView(category, settings)) };
    },

    people: async () => {
      const policy = await head();
      return { policyVersion: policy.version, items: policy.people.map((person) => personView(policy, person, ctx.now())) };
    },

    facts: async (): Promise<api.FactList> => {
      const policy = await head();
      const today = dayIn(policy.hours.timezone, ctx.now());
      const facts = expiringFacts(policy, factsInUse(policy), today).map(({ key, from }) => ({
        kind: 'fact' as const,
        name: key,
        from,
      }));
      const files = expiringFiles(policy, today).map(({ name, from }) => ({ kind: 'file' as const, name, from }));
      return {
        policyVersion: policy.version,
        items: policy.facts.map(factView),
        expiring: [...facts, ...files],
        term: policy.term ? { ...policy.term } : null,
      };
    },

    templates: async ({ query }: Call<z.output<typeof api.TemplatesQuery>, unknown>) => {
      const policy = await head();
      const shown = query.versions ? policy.templates : newestVersions(policy.templates);
      return { policyVersion: policy.version, items: shown.map((template) => templateView(policy, template)) };
    },

    hours: async () => {
      const policy = await head();
      return { policyVersion: policy.version, ...hoursView(policy) };
    },

    organisation: async () => {
      const policy = await head();
      return { policyVersion: policy.version, ...organisationView(policy) };
    },
  };
}

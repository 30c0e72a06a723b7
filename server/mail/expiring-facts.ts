import { expiringFacts, type FactUse } from '../../shared/facts.ts';
import { dayIn } from '../../shared/local-time.ts';
import { LANGUAGES, type Policy, publishedTemplate } from '../../shared/policy.ts';
import { headVersion } from '../store/settings.ts';
import type { Context } from './context.ts';
import { analyse } from './render/template-language.ts';

/** What the answers in force need: of each category in use, the newest published template of each language. */
export function factsInUse(policy: Policy): FactUse[] {
  const inForce = policy.categories
    .filter(({ retired }) => !retired)
    .flatMap(({ id }) => LANGUAGES.flatMap((language) => publishedTemplate(policy, id, language) ?? []));
  return inForce.flatMap(({ subject, body, language }) =>
    // What stands inside an `#if` on itself is left out when it is not there: the answer leaves all the same.
    [...analyse(body).uses, ...analyse(subject).uses].flatMap(({ kind, name, guarded }) =>
      kind === 'fact' && !guarded ? [{ key: name, language }] : [],
    ),
  );
}

/** Tells of facts that answers need and that end within two weeks, by their keys; or that there are none any more. */
export async function tellExpiringFacts(ctx: Context): Promise<void> {
  const policy = await ctx.policyOf(ctx.store, await headVersion(ctx.store));
  const today = dayIn(policy.hours.timezone, ctx.now());
  const expiring = expiringFacts(policy, factsInUse(policy), today);
  if (expiring.length === 0) ctx.allClear('facts-expiring');
  else ctx.alert('facts-expiring', { about: expiring.map(({ key, from }) => `${key} (${from})`) });
}

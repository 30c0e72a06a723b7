import { EXPIRY_NOTICE_DAYS, expiringFacts, type FactUse } from '../../shared/facts.ts';
import { addDays, type Day, dayIn } from '../../shared/local-time.ts';
import { LANGUAGES, type Policy, publishedTemplate, type Template } from '../../shared/policy.ts';
import { headVersion } from '../store/settings.ts';
import type { Context } from './context.ts';
import { analyse } from './render/template-language.ts';

/** What the answers in force need: of each category in use, the newest published template of each language. */
export function factsInUse(policy: Policy): FactUse[] {
  return templatesInForce(policy).flatMap(({ subject, body, language }) =>
    // What stands inside an `#if` on itself is left out when it is not there: the answer leaves all the same.
    [...analyse(body).uses, ...analyse(subject).uses].flatMap(({ kind, name, guarded }) =>
      kind === 'fact' && !guarded ? [{ key: name, language }] : [],
    ),
  );
}

function templatesInForce(policy: Policy): Template[] {
  return policy.categories
    .filter(({ retired }) => !retired)
    .flatMap(({ id }) => LANGUAGES.flatMap((language) => publishedTemplate(policy, id, language) ?? []));
}

/** Files of the answers in force whose time ends within two weeks, or has ended: the first day without each, the soonest first. */
export function expiringFiles(policy: Policy, today: Day): { name: string; from: Day }[] {
  const last = addDays(today, EXPIRY_NOTICE_DAYS);
  const soonest = new Map<string, { name: string; from: Day }>();
  for (const { name, sha256, validUntil } of templatesInForce(policy).flatMap(({ files }) => files)) {
    const from = validUntil ? addDays(validUntil, 1) : null;
    if (from !== null && from <= last) soonest.set(sha256, { name, from: from < today ? today : from });
  }
  return [...soonest.values()].sort((a, b) => (a.from + a.name < b.from + b.name ? -1 : 1));
}

/** What was said to end may have a successor now: whoever published it need not wait a day for the alert to go. */
export function clearExpiringFacts(ctx: Pick<Context, 'now' | 'allClear'>, policy: Policy): void {
  if (expiring(policy, dayIn(policy.hours.timezone, ctx.now())).length === 0) ctx.allClear('facts-expiring');
}

function expiring(policy: Policy, today: Day): string[] {
  const facts = expiringFacts(policy, factsInUse(policy), today).map(({ key, from }) => `${key} (${from})`);
  return [...facts, ...expiringFiles(policy, today).map(({ name, from }) => `${name} (${from})`)];
}

/** Tells of facts and files that answers need and that end within two weeks, by their names; or that there are none any more. */
export async function tellExpiringFacts(ctx: Context): Promise<void> {
  const policy = await ctx.policyOf(ctx.store, await headVersion(ctx.store));
  const about = expiring(policy, dayIn(policy.hours.timezone, ctx.now()));
  if (about.length === 0) ctx.allClear('facts-expiring');
  else ctx.alert('facts-expiring', { about });
}

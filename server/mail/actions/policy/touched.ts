import type { Policy } from '../../../../shared/policy.ts';

/**
 * What of a policy is edited as one thing, by name: 'categories.fees', 'people.bursar', 'templates.fees.fr' (all its
 * versions), 'facts.open-days' (all its periods), 'hours.timezone', 'hours.weekly.mon', 'hours.closures.2026-12-24 2026-12-31',
 * 'organisation', 'term'. Two changes that touch none in common do not get in each other's way.
 */
export function entitiesOf(policy: Policy): Map<string, unknown> {
  const { hours } = policy;
  return new Map<string, unknown>([
    ...policy.categories.map((category) => [`categories.${category.id}`, category] as const),
    ...policy.people.map((person) => [`people.${person.id}`, person] as const),
    ...grouped('templates', policy.templates, ({ id }) => id),
    ...grouped('facts', policy.facts, ({ key }) => key),
    ...Object.entries(hours.weekly).map(([weekday, stretches]) => [`hours.weekly.${weekday}`, stretches] as const),
    ...grouped('hours.closures', hours.closures, ({ from, until }) => `${from} ${until}`),
    ['hours.timezone', hours.timezone],
    ['organisation', policy.organisation],
    ...(policy.term ? [['term', policy.term] as const] : []),
  ]);
}

/** Names of what differs between two policies, in a stable order. */
export function touchedBy(before: Policy, after: Policy): string[] {
  const [was, is] = [entitiesOf(before), entitiesOf(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names.filter((name) => canonical(was.get(name)) !== canonical(is.get(name))).sort();
}

/** The same text for the same content, whatever the order of the keys: one side was stored and read again. */
export function canonical(value: unknown): string {
  const text = JSON.stringify(value, (_key, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
  return text ?? '';
}

function grouped<T>(part: string, list: readonly T[], nameOf: (entry: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const entry of list) {
    const name = `${part}.${nameOf(entry)}`;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups];
}

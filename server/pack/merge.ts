import { newestVersions, type Policy, type Template } from '../../shared/policy.ts';

/** Ids of what a pack would change, by kind of change. */
export interface Changes {
  'categories added': string[];
  'categories changed': string[];
  'categories retired': string[];
  'answers changed': string[];
  'answers withdrawn': string[];
  'people changed': string[];
  'facts changed': string[];
  'other changes': string[];
}

/**
 * A pack on top of what is in force. Its categories, people, facts and hours replace what stands there; nothing that
 * records refer to goes away: a category that the pack lacks is retired, an answer that differs becomes a new version with
 * the files of the one before, one that the pack lacks is no longer published.
 */
export function mergePack(current: Policy, pack: Policy): { policy: Policy; changes: Changes } {
  const categories = [
    ...pack.categories,
    ...current.categories.filter(({ id }) => !named(pack.categories, id)).map((category) => ({ ...category, retired: true })),
  ];
  const known = newestPublished(current.templates);
  const wanted = newestPublished(pack.templates);
  const fresh = [...wanted.values()].flatMap((template) => nextVersion(current.templates, known.get(template.id), template));
  const withdrawn = [...known.keys()].filter((id) => !wanted.has(id));
  const templates = [
    ...current.templates.map((template) => (withdrawn.includes(template.id) ? { ...template, published: false } : template)),
    ...fresh,
  ];
  const { organisation, people, facts, hours } = pack;
  const policy: Policy = { ...current, organisation, categories, templates, people, facts, hours };
  const changes: Changes = {
    'categories added': ids(pack.categories).filter((id) => !named(current.categories, id)),
    'categories changed': changedIds(current.categories, pack.categories),
    'categories retired': ids(
      categories.filter(({ id, retired }) => retired && named(current.categories, id)?.retired === false),
    ),
    'answers changed': fresh.map(({ id }) => id),
    'answers withdrawn': withdrawn,
    'people changed': [...changedIds(current.people, people), ...differing(ids(current.people), ids(people))],
    'facts changed': changedKeys(current, pack),
    'other changes': (['organisation', 'hours'] as const).filter((part) => !same(current[part], pack[part])),
  };
  return { policy, changes };
}

function newestPublished(templates: readonly Template[]): Map<string, Template> {
  return new Map(newestVersions(templates.filter(({ published }) => published)).map((template) => [template.id, template]));
}

function nextVersion(all: readonly Template[], now: Template | undefined, wanted: Template): Template[] {
  if (now && now.subject === wanted.subject && now.body === wanted.body) return [];
  const versions = all.filter(({ id }) => id === wanted.id).map(({ version }) => version);
  return [{ ...wanted, version: Math.max(0, ...versions) + 1, files: now?.files ?? [] }];
}

function named<T extends { id: string }>(list: readonly T[], id: string): T | undefined {
  return list.find((entry) => entry.id === id);
}

function ids(list: readonly { id: string }[]): string[] {
  return list.map(({ id }) => id);
}

function changedIds<T extends { id: string }>(before: readonly T[], after: readonly T[]): string[] {
  return ids(after.filter((entry) => named(before, entry.id) !== undefined && !same(named(before, entry.id), entry)));
}

/** A key may stand several times, each with its own period: it changed where any of them did. */
function changedKeys(before: Policy, after: Policy): string[] {
  const of = ({ facts }: Policy, key: string) => facts.filter((fact) => fact.key === key);
  const keys = new Set([...after.facts, ...before.facts].map(({ key }) => key));
  return [...keys].filter((key) => !same(of(before, key), of(after, key)));
}

function differing(before: readonly string[], after: readonly string[]): string[] {
  return [...after.filter((id) => !before.includes(id)), ...before.filter((id) => !after.includes(id))];
}

/** Whatever the order of the keys: one side was stored and read again. */
function same(a: unknown, b: unknown): boolean {
  return sorted(a) === sorted(b);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
}

import type { Settings } from '../../../shared/policy.ts';

/**
 * What a change of the settings changed, for the log: `holdMs=0 modes.fees=rehearsal` as it was, and the same as it is now. What
 * was not there is left out. Switches and numbers only: addresses among the settings are personal.
 */
export function settingsTold(before: Settings, after: Settings): { was: string; now: string } {
  const [was, now] = [flat(before), flat(after)];
  const paths = [...new Set([...was.keys(), ...now.keys()])].filter((path) => was.get(path) !== now.get(path));
  const told = (values: ReadonlyMap<string, string>): string =>
    paths.flatMap((path) => (values.has(path) ? [`${path}=${values.get(path)}`] : [])).join(' ');
  return { was: told(was), now: told(now) };
}

/** Not chosen by anybody: they follow from the rest. */
const FOLLOWS: ReadonlySet<string> = new Set(['revision', 'autoModeSince']);

function flat({ modes, ...rest }: Settings): Map<string, string> {
  const found = new Map<string, string>();
  const add = (path: string, value: unknown): void => {
    if (typeof value === 'number' || typeof value === 'boolean') found.set(path, String(value));
  };
  for (const [name, value] of Object.entries(rest)) {
    if (FOLLOWS.has(name) || Array.isArray(value)) continue;
    if (typeof value === 'object' && value !== null) {
      for (const [part, inner] of Object.entries(value)) add(`${name}.${part}`, inner);
    } else add(name, value);
  }
  for (const [id, { mode }] of Object.entries(modes)) found.set(`modes.${id}`, mode);
  return found;
}

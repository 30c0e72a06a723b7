import { useLayoutEffect, useState } from 'preact/hooks';
import { keep, type Looks, looksOf, oneOf, readKept } from '../../page-kit/kept.ts';
import type { Role } from '../page-api.ts';

export interface Preferences extends Looks {
  role: Role;
  /** The first explanation was read. */
  introduced: boolean;
}

const KEY = 'mail-gps-preview';

export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, set] = useState(readPreferences);
  // Before it is drawn: nothing flashes in the other colours.
  useLayoutEffect(() => {
    const { documentElement } = document;
    documentElement.lang = preferences.language;
    documentElement.dataset.theme = preferences.theme;
    keep(KEY, preferences);
  }, [preferences]);
  return [preferences, (change) => set((before) => ({ ...before, ...change }))];
}

function readPreferences(): Preferences {
  const kept = readKept(KEY);
  return { ...looksOf(kept), role: oneOf(kept.role, ['staff', 'admin'], 'staff'), introduced: kept.introduced === true };
}

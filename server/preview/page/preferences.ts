import { useLayoutEffect, useState } from 'preact/hooks';
import type { Role } from '../page-api.ts';

export type Language = 'fr' | 'en';
export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  role: Role;
  language: Language;
  theme: Theme;
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
    keep(preferences);
  }, [preferences]);
  return [preferences, (change) => set((before) => ({ ...before, ...change }))];
}

function readPreferences(): Preferences {
  const kept = Object(found());
  const one = <T extends string>(value: unknown, of: readonly T[], otherwise: T): T =>
    of.find((known) => known === value) ?? otherwise;
  return {
    role: one(kept.role, ['staff', 'admin'], 'staff'),
    language: one(kept.language, ['fr', 'en'], navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en'),
    theme: one(kept.theme, ['system', 'light', 'dark'], 'system'),
    introduced: kept.introduced === true,
  };
}

/** Where a browser keeps nothing, the page works all the same and forgets. */
function found(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}

function keep(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    return;
  }
}

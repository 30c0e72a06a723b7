import { useEffect, useState } from 'preact/hooks';

export type Language = 'fr' | 'en';
export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  language: Language;
  theme: Theme;
}

const KEY = 'mail-gps-console';

export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, set] = useState(readPreferences);
  // Before the pages below ask for anything: their calls name the language.
  document.documentElement.lang = preferences.language;
  document.documentElement.dataset.theme = preferences.theme;
  useEffect(() => keep(preferences), [preferences]);
  return [preferences, (change) => set((before) => ({ ...before, ...change }))];
}

function readPreferences(): Preferences {
  const kept = Object(found());
  const one = <T extends string>(value: unknown, of: readonly T[], otherwise: T): T =>
    of.find((known) => known === value) ?? otherwise;
  return {
    language: one(kept.language, ['fr', 'en'], navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en'),
    theme: one(kept.theme, ['system', 'light', 'dark'], 'system'),
  };
}

/** Where a browser keeps nothing, the console works all the same and forgets. */
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

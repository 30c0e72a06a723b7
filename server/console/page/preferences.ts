import { useEffect, useState } from 'preact/hooks';
import { keep, type Looks, looksOf, readKept } from '../../page-kit/kept.ts';

export type { Language } from '../../../shared/policy.ts';
export type Preferences = Looks;

const KEY = 'mail-gps-console';

export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, set] = useState(() => looksOf(readKept(KEY)));
  // Before the pages below ask for anything: their calls name the language.
  document.documentElement.lang = preferences.language;
  document.documentElement.dataset.theme = preferences.theme;
  useEffect(() => keep(KEY, preferences), [preferences]);
  return [preferences, (change) => set((before) => ({ ...before, ...change }))];
}

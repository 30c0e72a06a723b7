import type { Language } from '../../shared/policy.ts';

export type Theme = 'system' | 'light' | 'dark';

/** How somebody wants a page to be. */
export interface Looks {
  language: Language;
  theme: Theme;
}

/** What this browser kept under a name. Where it keeps nothing, a page works all the same and forgets. */
export function readKept(name: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(localStorage.getItem(name) ?? '{}'));
  } catch {
    return {};
  }
}

export function keep(name: string, value: object): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    return;
  }
}

export function oneOf<T extends string>(value: unknown, known: readonly T[], otherwise: T): T {
  return known.find((each) => each === value) ?? otherwise;
}

/** As it was kept, else as the browser speaks and the system looks. */
export function looksOf({ language, theme }: Readonly<Record<string, unknown>>): Looks {
  return {
    language: oneOf(language, ['fr', 'en'], navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en'),
    theme: oneOf(theme, ['system', 'light', 'dark'], 'system'),
  };
}

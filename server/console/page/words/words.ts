import type { Language } from '../preferences.ts';
import { EN } from './en.ts';
import { FR } from './fr.ts';

/** Texts of the shell and of what all pages have. Each page has its own words beside it. */
export interface Words {
  skip: string;
  menu: string;
  language: string;
  theme: { label: string; system: string; light: string; dark: string };
  role: Readonly<Record<'staff' | 'admin', string>>;
  signOut: string;
  signIn: {
    title: string;
    why: string;
    google: string;
    link: string;
    over: string;
    failed: string;
    usedLink: string;
    none: string;
  };
  loading: string;
  retry: string;
  offline: string;
  notLoaded: string;
  failed: string;
  notAllowed: string;
  unknownPage: string;
  undo: string;
  close: string;
  cancel: string;
  save: string;
  saved: string;
  more: string;
  all: string;
  none: string;
  adminOnly: string;
  conflict: { title: string; text: string; theirs: string; mine: string; take: string; keep: string };
  alerts: string;
  since: (moment: string) => string;
  /** Something was started by hand, and is through. */
  jobDone: string;
}

export function wordsOf(language: Language): Words {
  return language === 'fr' ? FR : EN;
}

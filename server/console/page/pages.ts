import type { FunctionComponent } from 'preact';
import type { Place } from './place.ts';
import type { Language } from './preferences.ts';

export interface Page {
  /** In the address: `#/mails`. */
  name: string;
  title: Readonly<Record<Language, string>>;
  load: () => Promise<{ Page: FunctionComponent<{ place: Place }> }>;
}

/** Every page there is, in the order of the menu. Each is loaded when it is opened. */
export const PAGES: readonly Page[] = [
  { name: 'today', title: { fr: 'Aujourd’hui', en: 'Today' }, load: () => import('./today/page.tsx') },
  { name: 'mails', title: { fr: 'Messages', en: 'Mails' }, load: () => import('./mails/page.tsx') },
  { name: 'auto-mode', title: { fr: 'Mode automatique', en: 'Auto-mode' }, load: () => import('./auto-mode/page.tsx') },
  { name: 'templates', title: { fr: 'Modèles', en: 'Templates' }, load: () => import('./templates/page.tsx') },
  { name: 'facts', title: { fr: 'Informations', en: 'Facts' }, load: () => import('./facts/page.tsx') },
  { name: 'categories', title: { fr: 'Catégories', en: 'Categories' }, load: () => import('./categories/page.tsx') },
  { name: 'people', title: { fr: 'Personnes', en: 'People' }, load: () => import('./people/page.tsx') },
  { name: 'hours', title: { fr: 'L’école', en: 'School' }, load: () => import('./hours/page.tsx') },
  { name: 'audit', title: { fr: 'Journal', en: 'Audit log' }, load: () => import('./audit/page.tsx') },
  {
    name: 'personal-data',
    title: { fr: 'Données personnelles', en: 'Personal data' },
    load: () => import('./personal-data/page.tsx'),
  },
];

import type { Category, OpeningHours, Organisation, Person, Policy, Template } from '../../shared/policy.ts';
import { defaultCategories } from './categories.ts';
import { defaultFacts } from './facts.ts';
import { closuresOf, schoolYear } from './school-year.ts';
import { englishTemplates } from './templates/en.ts';
import { frenchTemplates } from './templates/fr.ts';

const TIMEZONE = 'Europe/Paris';

/** What a new installation starts with, in date at `now` (ms since the epoch): a made-up school in French and English. */
export function defaultPolicy(now: number, categories: readonly Category[] = defaultCategories): Policy {
  const year = schoolYear(now, TIMEZONE);
  return {
    schema: 1,
    version: 1,
    organisation,
    categories,
    templates: defaultTemplates,
    people,
    facts: defaultFacts(year),
    hours: { timezone: TIMEZONE, weekly, closures: closuresOf(year) },
  };
}

const organisation: Organisation = {
  language: 'fr',
  name: { fr: 'École Exemple', en: 'École Exemple' },
  humanContact: {
    fr: 'répondez à ce message, appelez le 01 99 00 00 00 ou passez à l’accueil aux heures d’ouverture.',
    en: 'reply to this mail, call +33 1 99 00 00 00 or come to the front desk during opening hours.',
  },
};

const weekday = [
  ['09:00', '12:30'],
  ['13:30', '17:30'],
] as const;
const weekly: OpeningHours['weekly'] = {
  mon: weekday,
  tue: weekday,
  wed: weekday,
  thu: weekday,
  fri: [
    ['09:00', '12:30'],
    ['13:30', '16:30'],
  ],
  sat: [],
  sun: [],
};

/** Functions, not persons: the school puts its own names and addresses here. */
const people: readonly Person[] = [
  person('admissions-office', 'Service des admissions', 'Admissions', 'Admissions', 'admissions@ecole.example'),
  person('registrar', 'Service de la scolarité', 'Scolarité', 'Registrar', 'scolarite@ecole.example'),
  person('bursar', 'Service comptable', 'Comptabilité et financement', 'Accounts and funding', 'comptabilite@ecole.example'),
  person('student-life', 'Service de la vie étudiante', 'Vie étudiante', 'Student services', 'vie-etudiante@ecole.example'),
  person('programme-director', 'Direction des formations', 'Formations', 'Programmes', 'formations@ecole.example'),
];

function person(id: string, name: string, fr: string, en: string, address: string): Person {
  return { id, name, function: { fr, en }, address, absences: [] };
}

const defaultTemplates: readonly Template[] = [
  ...Object.entries(frenchTemplates).map(([id, text]) => template(id, 'fr', text)),
  ...Object.entries(englishTemplates).map(([id, text]) => template(id, 'en', text)),
];

function template(categoryId: string, language: Template['language'], text: { subject: string; body: string }): Template {
  return { id: `${categoryId}.${language}`, categoryId, language, version: 1, ...text, files: [], published: true };
}

import type { Language } from '../preferences.ts';
import type { StretchFault } from './stretches.ts';

export interface HoursWords {
  title: string;
  tabs: Readonly<Record<'hours' | 'absences' | 'organisation' | 'policy', string>>;
  weekly: string;
  weeklyHint: (timezone: string) => string;
  closed: string;
  addStretch: (day: string) => string;
  stretch: { from: (day: string) => string; until: (day: string) => string; remove: (day: string) => string };
  faults: Readonly<Record<StretchFault, string>>;
  weekday: string;
  open: string;
  closures: string;
  closuresHint: string;
  closureName: string;
  addClosure: string;
  noClosures: string;
  past: string;
  removeClosure: (name: string) => string;
  absences: {
    intro: string;
    none: string;
    columns: Readonly<Record<'person' | 'days' | 'standIn' | 'state', string>>;
    add: string;
    person: string;
    standIn: string;
    nobody: string;
    now: string;
    later: string;
    over: string;
    remove: (name: string) => string;
    removed: (name: string) => string;
    today: (name: string) => string;
    nobodyToday: string;
  };
  organisation: { intro: string; name: string; language: string; languageHint: string; contact: string; contactHint: string };
  policy: {
    export: string;
    exportText: string;
    download: string;
    import: string;
    importText: string;
    file: string;
    tooLarge: string;
    unreadable: string;
    look: string;
    nothing: string;
    would: string;
    columns: Readonly<Record<'kind' | 'what', string>>;
    changes: Readonly<Record<string, string>>;
    problems: string;
    blocked: string;
    apply: string;
    confirmTitle: string;
    confirmText: string;
    applied: (version: number) => string;
    again: string;
  };
}

const FR: HoursWords = {
  title: 'L’école',
  tabs: { hours: 'Horaires et fermetures', absences: 'Absences', organisation: 'Nom et contact', policy: 'Tout en un fichier' },
  weekly: 'Horaires de la semaine',
  weeklyHint: (timezone) => `Fuseau horaire : ${timezone}. Les délais d’envoi comptent ces heures, et les réponses les citent.`,
  closed: 'Fermé',
  addStretch: (day) => `Ajouter une plage le ${day}`,
  stretch: {
    from: (day) => `${day}, ouverture`,
    until: (day) => `${day}, fermeture`,
    remove: (day) => `Retirer cette plage du ${day}`,
  },
  faults: {
    incomplete: 'Une heure manque.',
    backward: 'La fermeture précède l’ouverture.',
    overlap: 'Deux plages se chevauchent.',
  },
  weekday: 'Jour',
  open: 'Ouvert',
  closures: 'Fermetures',
  closuresHint: 'Vacances, jours fériés, ponts. Les réponses annoncent celles qui viennent.',
  closureName: 'Nom',
  addClosure: 'Ajouter une fermeture',
  noClosures: 'Aucune fermeture à venir.',
  past: 'Fermetures passées',
  removeClosure: (name) => `Retirer la fermeture ${name}`,
  absences: {
    intro: 'Pendant une absence, ce qui irait à la personne va à sa remplaçante ou à son remplaçant.',
    none: 'Personne n’est absent.',
    columns: { person: 'Personne', days: 'Jours', standIn: 'Remplacement', state: 'État' },
    add: 'Noter une absence',
    person: 'Personne absente',
    standIn: 'Remplacée par',
    nobody: 'Personne : le message reste dans la boîte partagée',
    now: 'En cours',
    later: 'À venir',
    over: 'Passée',
    remove: (name) => `Retirer l’absence de ${name}`,
    removed: (name) => `L’absence de ${name} est retirée.`,
    today: (name) => `Aujourd’hui : ${name}`,
    nobodyToday: 'Aujourd’hui : personne',
  },
  organisation: {
    intro: 'Ce que disent toutes les réponses.',
    name: 'Nom de l’établissement',
    language: 'Langue de l’équipe',
    languageHint: 'Celle des notes jointes aux messages transmis.',
    contact: 'Comment joindre une personne',
    contactHint: 'Chaque réponse automatique le dit : un bureau, un numéro, ou « répondez à ce message ».',
  },
  policy: {
    export: 'Exporter',
    exportText:
      'Catégories, modèles, personnes, informations et horaires en un fichier : à garder, ou à reprendre dans une autre installation.',
    download: 'Télécharger le fichier',
    import: 'Importer',
    importText:
      'Un fichier exporté ici prend la place de ce qui est en vigueur. Les versions précédentes restent, et vous voyez d’abord ce qui changerait.',
    file: 'Fichier exporté (.json)',
    tooLarge: 'Ce fichier est trop grand.',
    unreadable: 'Ce fichier n’est pas un export de MAIL GPS.',
    look: 'Voir ce qui changerait',
    nothing: 'Rien ne changerait : tout est déjà ainsi.',
    would: 'Ce qui changerait',
    columns: { kind: 'Changement', what: 'Quoi' },
    changes: {
      'categories added': 'Catégories ajoutées',
      'categories changed': 'Catégories modifiées',
      'categories retired': 'Catégories retirées',
      'answers changed': 'Modèles : nouvelle version',
      'answers withdrawn': 'Modèles retirés',
      'people changed': 'Personnes modifiées',
      'facts changed': 'Informations modifiées',
      'other changes': 'Autres (établissement, horaires)',
    },
    problems: 'Remarques',
    blocked: 'Tant qu’une erreur demeure, le fichier ne peut pas être appliqué.',
    apply: 'Appliquer ce fichier',
    confirmTitle: 'Appliquer ce fichier ?',
    confirmText: 'Tout ce qui est listé ci-dessus change d’un coup. Les réponses retenues redeviennent des suggestions.',
    applied: (version) => `Appliqué : version ${version} de la politique.`,
    again: 'Quelqu’un d’autre a modifié la politique entre-temps : refaites l’aperçu.',
  },
};

const EN: HoursWords = {
  title: 'The school',
  tabs: { hours: 'Hours and closures', absences: 'Absences', organisation: 'Name and contact', policy: 'All in one file' },
  weekly: 'Weekly hours',
  weeklyHint: (timezone) => `Time zone: ${timezone}. Sending delays count these hours, and replies name them.`,
  closed: 'Closed',
  addStretch: (day) => `Add hours on ${day}`,
  stretch: {
    from: (day) => `${day}, opens`,
    until: (day) => `${day}, closes`,
    remove: (day) => `Remove these hours of ${day}`,
  },
  faults: { incomplete: 'A time is missing.', backward: 'It closes before it opens.', overlap: 'Two of them overlap.' },
  weekday: 'Day',
  open: 'Open',
  closures: 'Closures',
  closuresHint: 'Holidays, public holidays, bridge days. Replies announce those to come.',
  closureName: 'Name',
  addClosure: 'Add a closure',
  noClosures: 'No closures to come.',
  past: 'Past closures',
  removeClosure: (name) => `Remove the closure ${name}`,
  absences: {
    intro: 'During an absence, what would go to the person goes to whoever stands in.',
    none: 'Nobody is absent.',
    columns: { person: 'Person', days: 'Days', standIn: 'Stand-in', state: 'State' },
    add: 'Note an absence',
    person: 'Who is absent',
    standIn: 'Stand-in',
    nobody: 'Nobody: the mail stays in the shared mailbox',
    now: 'Now',
    later: 'To come',
    over: 'Past',
    remove: (name) => `Remove the absence of ${name}`,
    removed: (name) => `The absence of ${name} is removed.`,
    today: (name) => `Today: ${name}`,
    nobodyToday: 'Today: nobody',
  },
  organisation: {
    intro: 'What every reply says.',
    name: 'Name of the school',
    language: 'Language of the staff',
    languageHint: 'That of the notes that go with mails passed on.',
    contact: 'How to reach a person',
    contactHint: 'Every automatic reply says so: a desk, a number, or “reply to this mail”.',
  },
  policy: {
    export: 'Export',
    exportText: 'Categories, templates, people, facts and hours in one file: to keep, or to take to another installation.',
    download: 'Download the file',
    import: 'Import',
    importText:
      'A file that was exported here takes the place of what is in force. Earlier versions stay, and you first see what would change.',
    file: 'Exported file (.json)',
    tooLarge: 'This file is too large.',
    unreadable: 'This file is no export of MAIL GPS.',
    look: 'See what would change',
    nothing: 'Nothing would change: everything is so already.',
    would: 'What would change',
    columns: { kind: 'Change', what: 'What' },
    changes: {
      'categories added': 'Categories added',
      'categories changed': 'Categories changed',
      'categories retired': 'Categories retired',
      'answers changed': 'Templates: new version',
      'answers withdrawn': 'Templates withdrawn',
      'people changed': 'People changed',
      'facts changed': 'Facts changed',
      'other changes': 'Others (school, hours)',
    },
    problems: 'Remarks',
    blocked: 'While an error is left, the file cannot be applied.',
    apply: 'Apply this file',
    confirmTitle: 'Apply this file?',
    confirmText: 'Everything listed changes at once. Replies that are held become suggestions again.',
    applied: (version) => `Applied: version ${version} of the policy.`,
    again: 'Somebody else changed the policy meanwhile: look at it again.',
  },
};

export const hoursWords = (language: Language): HoursWords => (language === 'fr' ? FR : EN);

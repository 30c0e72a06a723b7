import type { Language } from '../preferences.ts';

/** Texts that the pages of what the school decides have in common. */
export interface PolicyWords {
  languages: Readonly<Record<Language, string>>;
  edit: string;
  add: string;
  remove: string;
  from: string;
  until: string;
  name: string;
  nobody: string;
  actions: string;
  /** Of a period that is open at one end, or at both. */
  period: {
    always: string;
    from: (day: string) => string;
    until: (day: string) => string;
    both: (from: string, until: string) => string;
    on: (day: string) => string;
    first: string;
    last: string;
    hint: string;
  };
  discard: { question: string; yes: string; no: string };
  /** What a name that programs use is made of. */
  plainName: string;
  savedBeside: string;
  unchanged: string;
  warnings: (remarks: string) => string;
  refused: string;
  conflict: {
    by: (name: string, at: string) => string;
    somebody: string;
    theirs: string;
    mine: string;
    gone: string;
    keepHint: string;
  };
  diff: { added: string; removed: string; same: string };
  weekday: string;
}

const FR: PolicyWords = {
  languages: { fr: 'Français', en: 'Anglais' },
  edit: 'Modifier',
  add: 'Ajouter',
  remove: 'Retirer',
  from: 'Du',
  until: 'Au',
  name: 'Nom',
  nobody: 'Personne',
  actions: 'Actions',
  period: {
    always: 'sans limite',
    from: (day) => `à partir du ${day}`,
    until: (day) => `jusqu’au ${day}`,
    both: (from, until) => `du ${from} au ${until}`,
    on: (day) => `le ${day}`,
    first: 'Valable à partir du',
    last: 'Dernier jour de validité',
    hint: 'Laissez vide ce qui n’a pas de limite.',
  },
  plainName: 'Des lettres sans accent, des chiffres et des tirets, sans espace',
  discard: { question: 'Abandonner ce que vous avez écrit ?', yes: 'Abandonner', no: 'Continuer à écrire' },
  savedBeside: 'Enregistré. Ce qu’une autre personne a modifié ailleurs entre-temps est conservé.',
  unchanged: 'Rien n’a changé : c’était déjà ainsi.',
  warnings: (remarks) => `Enregistré, avec des remarques : ${remarks}`,
  refused: 'Rien n’a été modifié :',
  conflict: {
    by: (name, at) => `${name} a enregistré une autre version, ${at}.`,
    somebody: 'Une autre personne a enregistré une autre version.',
    theirs: 'Ce qui a changé entre-temps',
    mine: 'Ce que vous avez changé',
    gone: '(n’existe plus)',
    keepHint:
      'Si vous continuez avec le vôtre, il remplacera la version en place quand vous enregistrerez. Reprenez-en d’abord ce qui doit rester.',
  },
  diff: { added: 'Ajouté', removed: 'Supprimé', same: 'Inchangé' },
  weekday: 'Jour',
};

const EN: PolicyWords = {
  languages: { fr: 'French', en: 'English' },
  edit: 'Edit',
  add: 'Add',
  remove: 'Remove',
  from: 'From',
  until: 'Until',
  name: 'Name',
  nobody: 'Nobody',
  actions: 'Actions',
  period: {
    always: 'no limit',
    from: (day) => `from ${day}`,
    until: (day) => `until ${day}`,
    both: (from, until) => `${from} to ${until}`,
    on: (day) => `on ${day}`,
    first: 'Valid from',
    last: 'Last day it holds',
    hint: 'Leave empty what has no limit.',
  },
  plainName: 'Letters without accents, digits and hyphens, no spaces',
  discard: { question: 'Discard what you wrote?', yes: 'Discard', no: 'Go on writing' },
  savedBeside: 'Saved. What somebody else changed elsewhere meanwhile was kept.',
  unchanged: 'Nothing changed: it said so already.',
  warnings: (remarks) => `Saved, with remarks: ${remarks}`,
  refused: 'Nothing was changed:',
  conflict: {
    by: (name, at) => `${name} saved another version, ${at}.`,
    somebody: 'Somebody else saved another version.',
    theirs: 'What changed meanwhile',
    mine: 'What you changed',
    gone: '(no longer there)',
    keepHint: 'If you go on with yours, it takes the place of what stands there once you save. Copy over first what has to stay.',
  },
  diff: { added: 'Added', removed: 'Removed', same: 'Unchanged' },
  weekday: 'Day',
};

export const policyWords = (language: Language): PolicyWords => (language === 'fr' ? FR : EN);

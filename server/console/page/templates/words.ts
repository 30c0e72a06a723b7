import type { Language } from '../preferences.ts';

type Why = Readonly<Record<'missing' | 'expired', string>>;

export interface TemplateWords {
  title: string;
  intro: string;
  category: string;
  language: string;
  version: (n: number) => string;
  state: { inForce: string; earlier: string; draft: string; newerDraft: string; toReview: string; none: string; retired: string };
  retiredCategories: string;
  write: string;
  back: string;
  review: { title: string; text: (day: string) => string; still: string; done: string };
  unknown: string;
  subject: string;
  subjectHint: string;
  body: string;
  bodyHint: string;
  editor: Readonly<Record<'title' | 'publish' | 'draft' | 'test' | 'revert' | 'fixFirst' | 'dirty' | 'noChange', string>>;
  publishedAs: (n: number) => string;
  draftAs: (n: number) => string;
  tookTheirs: string;
  tested: (to: string) => string;
  problems: { title: string; none: string; line: (part: string, n: number) => string; error: string; warning: string };
  files: Readonly<Record<'title' | 'none' | 'attach' | 'choose' | 'upload' | 'gone', string>>;
  names: {
    title: string;
    search: string;
    none: string;
    kinds: Readonly<Record<'variable' | 'slot' | 'fact' | 'form', string>>;
  };
  preview: {
    title: string;
    part: string;
    html: string;
    text: string;
    on: string;
    sample: string;
    mail: string;
    noSubject: string;
    frame: string;
    broken: string;
    missing: string;
    why: Readonly<Record<'slot' | 'fact', Why>>;
  };
  versions: {
    title: string;
    version: string;
    saved: string;
    state: string;
    actions: string;
    unknown: string;
    compare: string;
    restore: string;
    from: string;
    to: string;
    restoreTitle: (n: number) => string;
    restoreText: (n: number, next: number) => string;
  };
  phrases: Readonly<Record<string, string>>;
}

const FR: TemplateWords = {
  title: 'Modèles de réponse',
  intro: 'Les réponses que l’école a approuvées, par catégorie et par langue. Chaque enregistrement crée une nouvelle version.',
  category: 'Catégorie',
  language: 'Langue',
  version: (n) => `Version ${n}`,
  state: {
    inForce: 'En vigueur',
    earlier: 'Antérieure',
    draft: 'Brouillon',
    newerDraft: 'Brouillon plus récent',
    toReview: 'À relire',
    none: 'Aucun modèle',
    retired: 'Retirée',
  },
  retiredCategories: 'Catégories retirées',
  write: 'Rédiger',
  back: 'Tous les modèles',
  review: {
    title: 'À relire pour la nouvelle période',
    text: (day) => `Personne n’a relu ces modèles depuis que la période a commencé ici, le ${day}.`,
    still: 'Toujours juste',
    done: 'Noté : ce modèle reste valable.',
  },
  unknown: 'Ce modèle n’existe pas.',
  subject: 'Objet',
  subjectHint: 'Sert seulement quand le message n’a pas d’objet.',
  body: 'Texte',
  bodyHint: 'Tapez {{ pour choisir ce qui est rempli pour chaque message. Une ligne vide sépare deux paragraphes.',
  editor: {
    title: 'Rédaction',
    publish: 'Enregistrer et utiliser',
    draft: 'Garder en brouillon',
    test: 'M’envoyer un essai',
    revert: 'Revenir à la version enregistrée',
    fixFirst: 'Tant qu’il reste une erreur, ce texte ne peut être gardé qu’en brouillon.',
    dirty: 'Modifications non enregistrées',
    noChange: 'Identique à la version enregistrée',
  },
  publishedAs: (n) => `La version ${n} est en vigueur : la prochaine réponse l’emploie.`,
  draftAs: (n) => `La version ${n} est gardée en brouillon. Rien ne change dans les réponses.`,
  tookTheirs: 'La version en place a pris la place de votre texte.',
  tested: (to) => `Essai envoyé à ${to}.`,
  problems: {
    title: 'Remarques',
    none: 'Aucune erreur.',
    line: (part, n) => `${part}, ligne ${n}`,
    error: 'Erreur',
    warning: 'Remarque',
  },
  files: {
    title: 'Pièces jointes',
    none: 'Aucune pièce jointe.',
    attach: 'Joindre un fichier',
    choose: 'Choisir…',
    upload: 'Téléverser un fichier',
    gone: '(fichier supprimé)',
  },
  names: {
    title: 'Ce que le texte peut dire',
    search: 'Chercher',
    none: 'Rien de ce nom.',
    kinds: { variable: 'Général', slot: 'Trouvé dans le message', fact: 'Informations de l’école', form: 'Formes particulières' },
  },
  preview: {
    title: 'Aperçu',
    part: 'Partie du message',
    html: 'Mise en forme',
    text: 'Texte seul',
    on: 'Rempli pour',
    sample: 'Un message d’exemple',
    mail: 'Le message auquel on répond',
    noSubject: '(sans objet)',
    frame: 'La réponse telle qu’elle s’affiche',
    broken: 'L’aperçu revient dès que les erreurs sont corrigées.',
    missing: 'Sur ce message, la réponse ne partirait pas d’elle-même :',
    why: {
      slot: { missing: 'n’a pas été trouvé dans le message', expired: 'n’est plus valable' },
      fact: { missing: 'n’est pas renseigné', expired: 'n’est pas valable aujourd’hui' },
    },
  },
  versions: {
    title: 'Versions',
    version: 'Version',
    saved: 'Enregistrée',
    state: 'État',
    actions: 'Actions',
    unknown: 'à l’installation',
    compare: 'Comparer',
    restore: 'Rétablir',
    from: 'De',
    to: 'À',
    restoreTitle: (n) => `Rétablir la version ${n} ?`,
    restoreText: (n, next) =>
      `Le texte et les pièces jointes de la version ${n} deviennent la version ${next}, en vigueur aussitôt. Aucune version n’est effacée.`,
  },
  phrases: { Completions: 'Propositions', Diagnostics: 'Remarques', 'Control character': 'Caractère de contrôle' },
};

const EN: TemplateWords = {
  title: 'Reply templates',
  intro: 'The answers that the school has approved, by category and language. Each time you save, a new version is made.',
  category: 'Category',
  language: 'Language',
  version: (n) => `Version ${n}`,
  state: {
    inForce: 'In force',
    earlier: 'Earlier',
    draft: 'Draft',
    newerDraft: 'Newer draft',
    toReview: 'To review',
    none: 'No template',
    retired: 'Retired',
  },
  retiredCategories: 'Retired categories',
  write: 'Write',
  back: 'All templates',
  review: {
    title: 'To review for the new period',
    text: (day) => `Nobody has looked at these templates since the period was begun here, on ${day}.`,
    still: 'Still right',
    done: 'Noted: this template still holds.',
  },
  unknown: 'There is no such template.',
  subject: 'Subject',
  subjectHint: 'Used only where the mail has no subject.',
  body: 'Text',
  bodyHint: 'Type {{ to choose what is filled in for each mail. An empty line begins a new paragraph.',
  editor: {
    title: 'Text',
    publish: 'Save and use',
    draft: 'Keep as draft',
    test: 'Send me a test',
    revert: 'Back to the saved version',
    fixFirst: 'While an error is left, this text can only be kept as a draft.',
    dirty: 'Changes not saved',
    noChange: 'Same as the saved version',
  },
  publishedAs: (n) => `Version ${n} is in force: the next reply uses it.`,
  draftAs: (n) => `Version ${n} is kept as a draft. Replies stay as they are.`,
  tookTheirs: 'What stands there took the place of your text.',
  tested: (to) => `Test sent to ${to}.`,
  problems: {
    title: 'Remarks',
    none: 'No errors.',
    line: (part, n) => `${part}, line ${n}`,
    error: 'Error',
    warning: 'Remark',
  },
  files: {
    title: 'Attachments',
    none: 'No attachments.',
    attach: 'Attach a file',
    choose: 'Choose…',
    upload: 'Upload a file',
    gone: '(deleted file)',
  },
  names: {
    title: 'What the text may say',
    search: 'Search',
    none: 'Nothing of that name.',
    kinds: { variable: 'General', slot: 'Found in the mail', fact: 'Facts of the school', form: 'Special forms' },
  },
  preview: {
    title: 'Preview',
    part: 'Part of the mail',
    html: 'Formatted',
    text: 'Plain text',
    on: 'Filled in for',
    sample: 'A sample mail',
    mail: 'The mail that is answered',
    noSubject: '(no subject)',
    frame: 'The reply as it is shown',
    broken: 'The preview is back as soon as the errors are corrected.',
    missing: 'On this mail, the reply would not leave by itself:',
    why: {
      slot: { missing: 'was not found in the mail', expired: 'no longer holds' },
      fact: { missing: 'is not filled in', expired: 'does not hold today' },
    },
  },
  versions: {
    title: 'Versions',
    version: 'Version',
    saved: 'Saved',
    state: 'State',
    actions: 'Actions',
    unknown: 'at installation',
    compare: 'Compare',
    restore: 'Restore',
    from: 'From',
    to: 'To',
    restoreTitle: (n) => `Restore version ${n}?`,
    restoreText: (n, next) =>
      `The text and attachments of version ${n} become version ${next}, in force at once. No version is deleted.`,
  },
  phrases: {},
};

export const templateWords = (language: Language): TemplateWords => (language === 'fr' ? FR : EN);

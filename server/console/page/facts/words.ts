import type { Language } from '../preferences.ts';
import type { FactKind } from './data.ts';
import type { FactState } from './fact-state.ts';
import type { RowFault } from './rows.ts';

export interface FactWords {
  title: string;
  tabs: Readonly<Record<'facts' | 'files' | 'import' | 'term', string>>;
  kinds: Readonly<Record<FactKind, string>>;
  state: Readonly<Record<Exclude<FactState, 'now'>, string>>;
  search: string;
  past: string;
  all: string;
  create: string;
  nothing: string;
  empty: string;
  moreLines: (n: number) => string;
  columns: Readonly<Record<'name' | 'says' | 'period', string>>;
  do: Readonly<Record<'edit' | 'next' | 'end', string>>;
  expiring: { title: string; text: string; now: string; from: (day: string) => string };
  form: {
    create: string;
    edit: (name: string) => string;
    label: string;
    key: string;
    keyHint: (key: string) => string;
    kind: string;
    value: string;
    link: string;
    dates: string;
    day: (n: number) => string;
    addDay: string;
    rows: string;
    row: (n: number) => string;
    addRow: string;
    what: string;
    when: string;
    noDay: string;
    onDay: string;
    date: string;
    from: string;
    until: string;
    faults: Readonly<Record<RowFault, string>>;
  };
  end: {
    title: (name: string) => string;
    text: string;
    how: Readonly<Record<'end' | 'never', string>>;
    until: string;
    action: string;
    remove: string;
  };
  files: {
    intro: string;
    upload: string;
    none: string;
    unused: string;
    inUse: string;
    columns: Readonly<Record<'name' | 'period' | 'used', string>>;
    choose: string;
    limit: (size: string) => string;
    tooLarge: (size: string) => string;
    editTitle: (name: string) => string;
    save: string;
    carried: string;
    saved: (name: string) => string;
    delete: string;
    deleteTitle: (name: string) => string;
    deleteText: string;
    deleted: (name: string) => string;
  };
  import: {
    intro: string;
    file: string;
    fileHint: string;
    tooLarge: string;
    target: string;
    newFact: string;
    look: string;
    understood: (rows: number, refused: number) => string;
    refused: string;
    line: (n: number) => string;
    rows: string;
    columns: Readonly<Record<'line' | 'what' | 'when' | 'hours', string>>;
    replaces: string;
    adds: string;
    apply: (n: number) => string;
    applied: (n: number) => string;
  };
  term: {
    intro: string;
    last: (from: string, until: string) => string;
    from: string;
    to: string;
    first: string;
    lastDay: string;
    dates: string;
    empty: string;
    shift: string;
    look: string;
    again: string;
    would: (n: number) => string;
    done: (n: number) => string;
    copied: string;
    review: string;
    skipped: (n: number) => string;
    why: Readonly<Record<'open-ended' | 'already-there' | 'not-in-period', string>>;
    templates: string;
    toTemplates: string;
    apply: string;
  };
}

const frCount = (n: number, one: string, many: string): string => `${n} ${n < 2 ? one : many}`;
const enCount = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const FR: FactWords = {
  title: 'Informations',
  tabs: { facts: 'Informations', files: 'Fichiers', import: 'Importer un calendrier', term: 'Nouvelle période' },
  kinds: { text: 'texte', link: 'lien', dates: 'dates', table: 'tableau' },
  state: { soon: 'Se termine bientôt', later: 'À venir', over: 'Terminée' },
  search: 'Chercher',
  past: 'Montrer aussi ce qui est terminé',
  all: 'Toutes les informations',
  create: 'Nouvelle information',
  nothing: 'Aucune information ici',
  empty: '(vide)',
  moreLines: (n) => `et ${frCount(n, 'autre ligne', 'autres lignes')}`,
  columns: { name: 'Information', says: 'Contenu', period: 'Validité' },
  do: { edit: 'Modifier', next: 'Reconduire', end: 'Terminer' },
  expiring: {
    title: 'Bientôt sans réponse',
    text: 'Des réponses en vigueur emploient ce qui suit. Sans information valable, elles ne partent plus d’elles-mêmes.',
    now: 'n’est plus valable.',
    from: (day) => `manquera à partir du ${day}.`,
  },
  form: {
    create: 'Nouvelle information',
    edit: (name) => `Modifier « ${name} »`,
    label: 'Intitulé',
    key: 'Nom dans les modèles',
    keyHint: (key) => `S’écrit {{fact.${key || '…'}}} dans un modèle.`,
    kind: 'Nature',
    value: 'Texte',
    link: 'Adresse (https://…)',
    dates: 'Dates',
    day: (n) => `Date ${n}`,
    addDay: 'Ajouter une date',
    rows: 'Lignes',
    row: (n) => `Ligne ${n}`,
    addRow: 'Ajouter une ligne',
    what: 'Quoi',
    when: 'Quand',
    noDay: 'Sans jour',
    onDay: 'À une date',
    date: 'Date',
    from: 'De',
    until: 'À',
    faults: {
      empty: 'Il manque un intitulé ou un horaire.',
      backward: 'La fin précède le début.',
      'one-language': 'L’intitulé manque dans une langue : la réponse dans cette langue ne partirait pas d’elle-même.',
    },
  },
  end: {
    title: (name) => `Terminer « ${name} » ?`,
    text: 'Les réponses qui en ont besoin ne partiront plus d’elles-mêmes, sauf si une autre période la remplace.',
    how: { end: 'Elle n’est plus vraie après un certain jour', never: 'Elle n’a jamais été vraie : la retirer tout à fait' },
    until: 'Dernier jour de validité',
    action: 'Terminer',
    remove: 'Retirer',
  },
  files: {
    intro: 'Des fichiers que les modèles peuvent joindre à leurs réponses.',
    upload: 'Téléverser un fichier',
    none: 'Aucun fichier pour le moment',
    unused: 'nulle part',
    inUse: 'Un modèle joint ce fichier : retirez-le d’abord du modèle.',
    columns: { name: 'Fichier', period: 'Validité', used: 'Joint à' },
    choose: 'Fichier',
    limit: (size) => `PDF, document, image ou calendrier ; ${size} au plus.`,
    tooLarge: (size) => `Ce fichier fait ${size} : c’est trop pour un courriel.`,
    editTitle: (name) => `Modifier « ${name} »`,
    save: 'Enregistrer',
    carried: 'Les modèles qui le joignent prendront ce nom et ces dates à leur prochain enregistrement.',
    saved: (name) => `« ${name} » est enregistré.`,
    delete: 'Supprimer',
    deleteTitle: (name) => `Supprimer « ${name} » ?`,
    deleteText: 'Le fichier ne pourra plus être joint. Les réponses déjà envoyées ne changent pas.',
    deleted: (name) => `« ${name} » est supprimé.`,
  },
  import: {
    intro:
      'Un calendrier (.ics) ou un tableau (.csv, première ligne : date ou jour, intitulé, début, fin). Rien ne change avant que vous l’appliquiez.',
    file: 'Fichier .ics ou .csv',
    fileHint: 'Un mégaoctet au plus.',
    tooLarge: 'Ce fichier dépasse un mégaoctet : n’exportez que la période voulue.',
    target: 'Pour',
    newFact: 'Une nouvelle information',
    look: 'Lire le fichier',
    understood: (rows, refused) =>
      `${frCount(rows, 'ligne comprise', 'lignes comprises')}, ${frCount(refused, 'refusée', 'refusées')}`,
    refused: 'Ces lignes n’ont pas été prises :',
    line: (n) => `Ligne ${n} :`,
    rows: 'Lignes comprises',
    columns: { line: 'Ligne', what: 'Quoi', when: 'Quand', hours: 'Horaire' },
    replaces: 'Elles remplaceront le contenu actuel de cette information pour cette période.',
    adds: 'Elles formeront une information nouvelle pour cette période.',
    apply: (n) => `Appliquer ${frCount(n, 'ligne', 'lignes')}`,
    applied: (n) => `Calendrier appliqué : ${frCount(n, 'ligne', 'lignes')}.`,
  },
  term: {
    intro:
      'Reprend pour la période suivante ce qui est valable dans celle-ci. Les textes et les liens restent, les dates sont à revoir.',
    last: (from, until) => `Dernière période ouverte : du ${from} au ${until}.`,
    from: 'Période en cours',
    to: 'Période suivante',
    first: 'Premier jour',
    lastDay: 'Dernier jour',
    dates: 'Les dates',
    empty: 'Les laisser vides, à saisir',
    shift: 'Les décaler de semaines entières, à vérifier',
    look: 'Voir ce que cela donne',
    again: 'Refaites l’aperçu avant d’appliquer.',
    would: (n) => `${frCount(n, 'information serait reprise', 'informations seraient reprises')}`,
    done: (n) => `${frCount(n, 'information reprise', 'informations reprises')}`,
    copied: 'Informations reprises',
    review: 'Dates à revoir',
    skipped: (n) => frCount(n, 'information reste telle quelle', 'informations restent telles quelles'),
    why: {
      'open-ended': 'n’a pas de fin : rien à reprendre.',
      'already-there': 'a déjà un contenu pour la période suivante.',
      'not-in-period': 'n’est pas valable dans la période en cours.',
    },
    templates: 'Modèles que personne n’a relus depuis :',
    toTemplates: 'Relire les modèles',
    apply: 'Ouvrir la nouvelle période',
  },
};

const EN: FactWords = {
  title: 'Facts',
  tabs: { facts: 'Facts', files: 'Files', import: 'Import a timetable', term: 'New term' },
  kinds: { text: 'text', link: 'link', dates: 'dates', table: 'table' },
  state: { soon: 'Ends soon', later: 'To come', over: 'Over' },
  search: 'Search',
  past: 'Show what is over, too',
  all: 'All facts',
  create: 'New fact',
  nothing: 'No facts here',
  empty: '(empty)',
  moreLines: (n) => `and ${enCount(n, 'more line', 'more lines')}`,
  columns: { name: 'Fact', says: 'What it says', period: 'Holds' },
  do: { edit: 'Edit', next: 'Next period', end: 'End' },
  expiring: {
    title: 'Soon without an answer',
    text: 'Replies in force use what follows. Where nothing holds, they no longer leave by themselves.',
    now: 'no longer holds.',
    from: (day) => `will be missing from ${day}.`,
  },
  form: {
    create: 'New fact',
    edit: (name) => `Edit “${name}”`,
    label: 'What it is called',
    key: 'Name in templates',
    keyHint: (key) => `Written as {{fact.${key || '…'}}} in a template.`,
    kind: 'Kind',
    value: 'Text',
    link: 'Address (https://…)',
    dates: 'Dates',
    day: (n) => `Date ${n}`,
    addDay: 'Add a date',
    rows: 'Rows',
    row: (n) => `Row ${n}`,
    addRow: 'Add a row',
    what: 'What',
    when: 'When',
    noDay: 'No day',
    onDay: 'On a date',
    date: 'Date',
    from: 'From',
    until: 'Until',
    faults: {
      empty: 'A label or a time is missing.',
      backward: 'It ends before it begins.',
      'one-language': 'The label is missing in one language: the reply in that language would not leave by itself.',
    },
  },
  end: {
    title: (name) => `End “${name}”?`,
    text: 'Replies that need it no longer leave by themselves, unless another period takes its place.',
    how: { end: 'It is no longer true after a certain day', never: 'It was never true: take it out altogether' },
    until: 'Last day it holds',
    action: 'End',
    remove: 'Take out',
  },
  files: {
    intro: 'Files that templates may attach to their replies.',
    upload: 'Upload a file',
    none: 'No files yet',
    unused: 'nowhere',
    inUse: 'A template carries this file: take it out of the template first.',
    columns: { name: 'File', period: 'Holds', used: 'Attached to' },
    choose: 'File',
    limit: (size) => `PDF, document, picture or calendar; ${size} at most.`,
    tooLarge: (size) => `This file has ${size}: too much for a mail.`,
    editTitle: (name) => `Edit “${name}”`,
    save: 'Save',
    carried: 'Templates that carry it take this name and these dates when they are saved next.',
    saved: (name) => `“${name}” is saved.`,
    delete: 'Delete',
    deleteTitle: (name) => `Delete “${name}”?`,
    deleteText: 'The file can no longer be attached. Replies that were sent stay as they are.',
    deleted: (name) => `“${name}” is deleted.`,
  },
  import: {
    intro:
      'A calendar (.ics) or a table (.csv, first line: date or weekday, label, start, end). Nothing changes until you apply it.',
    file: '.ics or .csv file',
    fileHint: 'One megabyte at most.',
    tooLarge: 'This file has more than a megabyte: export only the period you need.',
    target: 'For',
    newFact: 'A new fact',
    look: 'Read the file',
    understood: (rows, refused) => `${enCount(rows, 'row', 'rows')} understood, ${refused} refused`,
    refused: 'These rows were not taken:',
    line: (n) => `Line ${n}:`,
    rows: 'Rows understood',
    columns: { line: 'Line', what: 'What', when: 'When', hours: 'Time' },
    replaces: 'They take the place of what this fact says for this period.',
    adds: 'They make a new fact for this period.',
    apply: (n) => `Apply ${enCount(n, 'row', 'rows')}`,
    applied: (n) => `Timetable applied: ${enCount(n, 'row', 'rows')}.`,
  },
  term: {
    intro: 'Copies what holds in this period to the next one. Texts and links stay; dates have to be looked at.',
    last: (from, until) => `Last period begun: ${from} to ${until}.`,
    from: 'This period',
    to: 'Next period',
    first: 'First day',
    lastDay: 'Last day',
    dates: 'Dates',
    empty: 'Leave them empty, to be written',
    shift: 'Move them by whole weeks, to be checked',
    look: 'See what that comes to',
    again: 'Look at it again before you apply it.',
    would: (n) => `${enCount(n, 'fact', 'facts')} would be copied`,
    done: (n) => `${enCount(n, 'fact', 'facts')} copied`,
    copied: 'Copied facts',
    review: 'Check the dates',
    skipped: (n) => `${enCount(n, 'fact stays as it is', 'facts stay as they are')}`,
    why: {
      'open-ended': 'has no end: nothing to copy.',
      'already-there': 'has something for the next period already.',
      'not-in-period': 'does not hold in this period.',
    },
    templates: 'Templates that nobody has looked at since:',
    toTemplates: 'Review the templates',
    apply: 'Begin the new term',
  },
};

export const factWords = (language: Language): FactWords => (language === 'fr' ? FR : EN);

import type { SlotType } from '../../../../shared/policy.ts';
import type { Language } from '../preferences.ts';
import type { Detail } from './data.ts';

type Handling = Detail['handling'];

export interface CategoryWords {
  title: string;
  intro: string;
  create: string;
  back: string;
  unknown: string;
  retiredTitle: string;
  columns: Readonly<Record<'name' | 'handling' | 'person' | 'mode' | 'merged', string>>;
  mode: Readonly<Record<'never' | 'rehearsal' | 'automatic', string>>;
  handling: Readonly<Record<Handling, string>>;
  nobody: string;
  form: {
    name: string;
    id: string;
    idHint: string;
    description: string;
    descriptionHint: string;
    handling: string;
    person: string;
    examples: string;
    examplesHint: string;
    counts: (fr: number, en: number) => string;
    slots: string;
    slotsHint: string;
    noSlots: string;
    slot: (n: number) => string;
    addSlot: string;
    slotName: string;
    slotLabel: string;
    slotType: string;
    required: string;
    choices: string;
    choicesHint: string;
    types: Readonly<Record<SlotType, string>>;
    saved: string;
    templates: string;
    created: string;
  };
  retire: { action: string; title: (name: string) => string; text: readonly string[]; done: (name: string) => string };
  reuse: { action: string; title: (name: string) => string; text: string; done: (name: string) => string };
  merge: {
    action: string;
    title: (name: string) => string;
    text: readonly string[];
    into: string;
    examples: string;
    done: (name: string) => string;
  };
}

const FR: CategoryWords = {
  title: 'Catégories',
  intro: 'Ce que MAIL GPS sait reconnaître, et ce qu’il en fait. Les descriptions et les exemples sont ce dont il apprend.',
  create: 'Nouvelle catégorie',
  back: 'Toutes les catégories',
  unknown: 'Cette catégorie n’existe pas.',
  retiredTitle: 'Catégories retirées',
  columns: { name: 'Catégorie', handling: 'Traitement', person: 'Destinataire', mode: 'Mode', merged: 'Réunie à' },
  mode: { never: 'Jamais automatique', rehearsal: 'Essai à blanc', automatic: 'Automatique' },
  handling: {
    answer: 'Répondre par le modèle',
    route: 'Transmettre à la personne',
    none: 'Laisser dans la boîte partagée',
  },
  nobody: 'Personne : boîte partagée',
  form: {
    name: 'Nom',
    id: 'Identifiant',
    idHint: 'Minuscules et tirets. Il ne change plus ensuite.',
    description: 'Ce qui en fait partie, et ce qui n’en fait pas partie',
    descriptionHint: 'Une ou deux phrases, lues par l’équipe et par le modèle.',
    handling: 'Traitement',
    person: 'Destinataire',
    examples: 'Exemples de messages',
    examplesHint: 'Comme les gens les écrivent, sans noms de personnes. Une ligne de trois tirets (---) sépare deux exemples.',
    counts: (fr, en) => `${fr} en français, ${en} en anglais`,
    slots: 'Détails à trouver dans le message',
    slotsHint: 'Par exemple une formation ou une date : repris mot pour mot du message, jamais devinés.',
    noSlots: 'Aucun détail.',
    slot: (n) => `Détail ${n}`,
    addSlot: 'Ajouter un détail',
    slotName: 'Nom dans les modèles',
    slotLabel: 'Intitulé',
    slotType: 'Nature',
    required: 'Sans lui, la réponse ne part pas d’elle-même',
    choices: 'Valeurs possibles',
    choicesHint: 'Une par ligne : la valeur, deux-points, puis les mots qui la désignent, séparés par des virgules.',
    types: { text: 'texte', date: 'date', number: 'nombre', 'student-number': 'numéro d’étudiant', choice: 'choix' },
    saved: 'Enregistré : les prochains messages sont lus ainsi.',
    templates: 'Modèles de cette catégorie',
    created: 'Créée, à l’essai à blanc. Rédigez maintenant ses modèles de réponse.',
  },
  retire: {
    action: 'Retirer',
    title: (name) => `Retirer « ${name} » ?`,
    text: [
      'Les nouveaux messages n’y seront plus rangés, et ses modèles ne seront plus envoyés.',
      'Les messages déjà traités la gardent : l’historique et les chiffres ne changent pas.',
    ],
    done: (name) => `« ${name} » est retirée.`,
  },
  reuse: {
    action: 'Remettre en service',
    title: (name) => `Remettre « ${name} » en service ?`,
    text: 'De nouveaux messages y seront rangés, et elle reparaît sous son propre nom.',
    done: (name) => `« ${name} » est de nouveau en service.`,
  },
  merge: {
    action: 'Réunir à une autre',
    title: (name) => `Réunir « ${name} » à une autre catégorie ?`,
    text: [
      'Elle est retirée, et ses messages apparaissent désormais sous le nom de l’autre.',
      'Rien n’est perdu : chaque message garde ce qui avait été décidé, et la réunion peut être défaite.',
    ],
    into: 'Réunir à',
    examples: 'L’autre apprend aussi de ses exemples',
    done: (name) => `Réunie à « ${name} ».`,
  },
};

const EN: CategoryWords = {
  title: 'Categories',
  intro: 'What MAIL GPS can recognise, and what it does with it. Descriptions and examples are what it learns from.',
  create: 'New category',
  back: 'All categories',
  unknown: 'There is no such category.',
  retiredTitle: 'Retired categories',
  columns: { name: 'Category', handling: 'What happens', person: 'Goes to', mode: 'Mode', merged: 'Merged into' },
  mode: { never: 'Never automatic', rehearsal: 'Rehearsal', automatic: 'Automatic' },
  handling: { answer: 'Answered from the template', route: 'Passed on to the person', none: 'Left in the shared mailbox' },
  nobody: 'Nobody: shared mailbox',
  form: {
    name: 'Name',
    id: 'Identifier',
    idHint: 'Lower-case words with hyphens. It does not change later.',
    description: 'What belongs here, and what does not',
    descriptionHint: 'A sentence or two, read by staff and by the model.',
    handling: 'What happens',
    person: 'Goes to',
    examples: 'Examples of mails',
    examplesHint: 'As people write them, without names of people. A line of three hyphens (---) sets two examples apart.',
    counts: (fr, en) => `${fr} in French, ${en} in English`,
    slots: 'Details to find in the mail',
    slotsHint: 'A programme or a date, for instance: taken word for word from the mail, never guessed.',
    noSlots: 'No details.',
    slot: (n) => `Detail ${n}`,
    addSlot: 'Add a detail',
    slotName: 'Name in templates',
    slotLabel: 'What it is called',
    slotType: 'Kind',
    required: 'Without it, the reply does not leave by itself',
    choices: 'Possible values',
    choicesHint: 'One a line: the value, a colon, then the words that stand for it, set apart by commas.',
    types: { text: 'text', date: 'date', number: 'number', 'student-number': 'student number', choice: 'choice' },
    saved: 'Saved: mails to come are read this way.',
    templates: 'Templates of this category',
    created: 'Created, in rehearsal. Now write its reply templates.',
  },
  retire: {
    action: 'Retire',
    title: (name) => `Retire “${name}”?`,
    text: [
      'New mails are no longer put here, and its templates are no longer sent.',
      'Mails that were handled keep it: history and figures stay as they are.',
    ],
    done: (name) => `“${name}” is retired.`,
  },
  reuse: {
    action: 'Take back into use',
    title: (name) => `Take “${name}” back into use?`,
    text: 'New mails are put here again, and it is shown under its own name.',
    done: (name) => `“${name}” is in use again.`,
  },
  merge: {
    action: 'Merge into another',
    title: (name) => `Merge “${name}” into another category?`,
    text: [
      'It is retired, and its mails are shown under the other’s name from now on.',
      'Nothing is lost: each mail keeps what was decided, and the merge can be undone.',
    ],
    into: 'Merge into',
    examples: 'The other learns from its examples, too',
    done: (name) => `Merged into “${name}”.`,
  },
};

export const categoryWords = (language: Language): CategoryWords => (language === 'fr' ? FR : EN);

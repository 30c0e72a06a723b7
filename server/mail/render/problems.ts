import type { Localized } from '../../../shared/policy.ts';
import { type FindingCode, MAX_SOURCE, VARIABLES } from './template-language.ts';

export type TemplateProblemCode =
  | FindingCode
  | 'unknown-category'
  | 'unknown-slot'
  | 'unknown-fact'
  | 'fact-untranslated'
  | 'table-inline'
  | 'unused-required-slot'
  | 'optional-slot-bare'
  | 'empty-body'
  | 'empty-subject'
  | 'subject-lines'
  | 'slot-in-link'
  | 'too-many-conditions'
  | 'gap-mark'
  | 'unprintable'
  | 'html-in-text';

const CAN_SAY = `${VARIABLES.join(', ')}, slot.…, fact.…, hours "this-week", nextDate "…", date slot.…`;

/** What is wrong and what to do, for the admin who saves the template. */
export function problemText(code: TemplateProblemCode, name: string): Localized {
  const [fr, en] = WORDS[code];
  return { fr: fr.replaceAll('$', () => name), en: en.replaceAll('$', () => name) };
}

const WORDS: Readonly<Record<TemplateProblemCode, readonly [fr: string, en: string]>> = {
  syntax: [
    'Accolades illisibles ici : vérifiez que chaque {{…}} est fermé et que chaque {{#if}} a son {{/if}}.',
    'The braces cannot be read here: check that each {{…}} is closed and each {{#if}} has its {{/if}}.',
  ],
  'too-long': [`Texte trop long : ${MAX_SOURCE} caractères au plus.`, `The text is too long: at most ${MAX_SOURCE} characters.`],
  'not-allowed': ['« $ » n’est pas permis dans un modèle : retirez-le.', '“$” is not allowed in a template: take it out.'],
  'unknown-variable': [`{{$}} n’existe pas. Possibles : ${CAN_SAY}.`, `{{$}} does not exist. There are: ${CAN_SAY}.`],
  'unknown-helper': [
    '« $ » n’existe pas : seuls if, unless, each, hours, nextDate et date sont permis.',
    '“$” does not exist: only if, unless, each, hours, nextDate and date are allowed.',
  ],
  'bad-argument': [
    '« $ » est mal employé : {{hours "this-week"}}, {{nextDate "clé d’un fait de dates"}}, {{date slot.x}} (information de type date), {{#each (upcoming "clé")}}- {{this}}{{/each}}.',
    '“$” is used wrongly: {{hours "this-week"}}, {{nextDate "key of a fact of dates"}}, {{date slot.x}} (a detail of type date), {{#each (upcoming "key")}}- {{this}}{{/each}}.',
  ],
  'unknown-category': [
    'La catégorie « $ » n’existe pas : choisissez-en une.',
    'The category “$” does not exist: choose one that does.',
  ],
  'unknown-slot': [
    'La catégorie ne lit aucune information « $ » : ajoutez-la à la catégorie ou retirez-la du texte.',
    'The category reads no detail “$”: add it to the category or take it out of the text.',
  ],
  'unknown-fact': [
    'Le fait « $ » n’existe pas : créez-le ou corrigez son nom.',
    'The fact “$” does not exist: create it or correct its name.',
  ],
  'fact-untranslated': [
    'Le fait « $ » est vide dans la langue de ce modèle : la réponse ne partira jamais seule.',
    'The fact “$” is empty in this template’s language: the answer will never leave by itself.',
  ],
  'table-inline': [
    'Le fait « $ » est un tableau : il devient une liste, mettez-le seul sur sa ligne.',
    'The fact “$” is a table: it becomes a list, put it on a line of its own.',
  ],
  'unused-required-slot': [
    'La catégorie exige l’information « $ », que ce texte n’emploie pas.',
    'The category requires the detail “$”, which this text does not use.',
  ],
  'optional-slot-bare': [
    'L’information « $ » est facultative : sans elle, la réponse ne partira jamais seule. Entourez-la de {{#if slot.$}}…{{/if}}.',
    'The detail “$” is optional: without it the answer will never leave by itself. Put it inside {{#if slot.$}}…{{/if}}.',
  ],
  'empty-body': ['Le texte est vide.', 'The text is empty.'],
  'empty-subject': [
    'L’objet est vide : il sert lorsque le message reçu n’en a pas.',
    'The subject is empty: it is used when the mail has none.',
  ],
  'subject-lines': ['L’objet tient sur une seule ligne.', 'The subject must be a single line.'],
  'slot-in-link': [
    'Des mots du message toucheraient un lien ou une adresse : séparez-les par un blanc.',
    'Words of the mail would touch a link or an address: put a blank between them.',
  ],
  'too-many-conditions': [
    'Trop de {{#if}} sur des noms différents (8 au plus) : faites-en deux catégories ou un texte plus simple.',
    'Too many {{#if}} on different names (at most 8): make two categories of it, or a simpler text.',
  ],
  'gap-mark': ['Les signes ⟦ ⟧ sont réservés : retirez-les.', 'The signs ⟦ ⟧ are reserved: take them out.'],
  unprintable: [
    'Cette ligne contient des caractères invisibles, qui seront retirés.',
    'This line has invisible characters, which will be taken out.',
  ],
  'html-in-text': [
    'Les balises HTML s’afficheront telles quelles : écrivez en texte simple.',
    'HTML tags will be shown as they stand: write plain text.',
  ],
};

import type { Language } from '../../../../shared/policy.ts';
import { countText } from '../format.ts';

export interface PersonalDataWords {
  title: string;
  find: string;
  findText: string;
  address: string;
  search: string;
  noted: string;
  nothing: (address: string) => string;
  nothingHint: string;
  found: (count: number) => string;
  columns: { received: string; subject: string; state: string; held: string };
  text: string;
  outgoing: (kind: 'reply' | 'forward', to: string) => string;
  textGone: string;
  noSubject: string;
  download: string;
  erase: string;
  eraseTitle: (address: string) => string;
  eraseGoes: string;
  eraseStays: string;
  eraseMailbox: string;
  eraseAction: string;
  erased: (erased: number) => string;
  pending: (pending: number) => string;
  kept: string;
  keptText: string;
  days: string;
  bodyDays: string;
  bodyHint: string;
  recordDays: string;
  recordHint: string;
  lower: (days: number) => string;
  lowerTitle: string;
  lowerAction: string;
  wrongDays: string;
  stands: (body: number, record: number) => string;
  keptColumns: { what: string; why: string; long: string };
  keptRows: (body: string, record: string) => readonly (readonly [what: string, why: string, long: string])[];
  docs: string;
}

const fr = (count: number, one: string, other: string): string => countText(count, 'fr', one, other);
const en = (count: number, one: string, other: string): string => countText(count, 'en', one, other);

const FR: PersonalDataWords = {
  title: 'Données personnelles',
  find: 'Tout ce qui concerne un expéditeur',
  findText: 'Une personne demande ce que l’école a d’elle, ou demande à en être effacée\u00A0: cherchez par son adresse.',
  address: 'Adresse de la personne',
  search: 'Chercher',
  noted: 'Chaque recherche est notée au journal, sans l’adresse.',
  nothing: (address) => `Rien n’est conservé sur ${address}`,
  nothingHint: 'Ni message reçu, ni réponse. Les messages qui sont dans Gmail ne sont pas cherchés ici.',
  found: (count) => fr(count, 'message', 'messages'),
  columns: { received: 'Reçu', subject: 'Objet', state: 'État', held: 'Ce qui est conservé' },
  text: 'Texte du message',
  outgoing: (kind, to) => (kind === 'reply' ? `Réponse à ${to}` : `Transmis à ${to}`),
  textGone: 'Le texte n’est plus conservé.',
  noSubject: '(sans objet)',
  download: 'Télécharger (JSON)',
  erase: 'Effacer…',
  eraseTitle: (address) => `Effacer ce qui concerne ${address}\u00A0?`,
  eraseGoes:
    'S’effacent\u00A0: le nom, l’adresse, l’objet, le texte, les pièces jointes nommées, les réponses et les suggestions.',
  eraseStays:
    'Restent\u00A0: le nombre, les dates, les catégories et les états, sans rien qui désigne la personne. Cela ne peut pas être annulé.',
  eraseMailbox: 'Les messages eux-mêmes sont dans Gmail\u00A0: supprimez-les là-bas aussi.',
  eraseAction: 'Effacer définitivement',
  erased: (count) => `${fr(count, 'message effacé', 'messages effacés')}.`,
  pending: (count) =>
    `${fr(count, 'message est en cours d’envoi', 'messages sont en cours d’envoi')}\u00A0: recommencez dans quelques minutes.`,
  kept: 'Durées de conservation',
  keptText: 'Ce qui est plus ancien est supprimé d’heure en heure.',
  days: 'jours',
  bodyDays: 'Texte des messages',
  bodyHint: 'Vaut pour les messages qui arriveront.',
  recordDays: 'Fiches des messages',
  recordHint: 'Expéditeur, objet, catégorie, réponse, historique. Vaut pour toutes les fiches.',
  lower: (days) =>
    `Les fiches de plus de ${fr(days, 'jour', 'jours')} seront supprimées dans l’heure, avec leurs réponses. Cela ne peut pas être annulé.`,
  lowerTitle: 'Conserver moins longtemps\u00A0?',
  lowerAction: 'Conserver moins longtemps',
  wrongDays: 'Un nombre de jours entre 1 et 3\u202F650.',
  stands: (body, record) => `Texte\u00A0: ${fr(body, 'jour', 'jours')}, fiches\u00A0: ${fr(record, 'jour', 'jours')}`,
  keptColumns: { what: 'Quoi', why: 'Pourquoi', long: 'Combien de temps' },
  keptRows: (body, record) => [
    ['Texte d’un message reçu', 'proposer une réponse, le donner à lire à l’équipe', `${body} après son arrivée`],
    ['Fiche d’un message', 'suivre, expliquer une décision', `${record} après son arrivée`],
    ['Réponse ou transmission', 'ne l’envoyer qu’une fois, reconnaître un échec', 'avec la fiche'],
    [
      'Ce qu’est devenu chaque message\u00A0: raisons, scores, durées, sans texte ni nom',
      'chiffres, essais à blanc, simulations',
      'avec la fiche',
    ],
    ['Sommes par jour et par catégorie', 'chiffres', 'sans limite\u00A0: ce sont des nombres'],
    ['Comptes par expéditeur, par empreinte', 'plafonner les réponses automatiques', '400 jours au plus'],
    [
      'Empreintes des messages répondus, conversations où l’école a répondu',
      'ne pas répondre deux fois',
      'pas encore supprimées',
    ],
    ['Empreinte d’un message effacé', 'ne pas le faire revenir', 'sans limite'],
    ['Connexions à la console', 'laisser entrer un navigateur', '8 heures'],
    ['Comptes de l’équipe', 'savoir qui peut quoi', 'jusqu’à leur retrait'],
    ['Journal, sans texte ni adresse d’expéditeur', 'rendre des comptes', 'sans limite'],
  ],
  docs: 'Le registre des traitements, les sous-traitants et l’analyse d’impact sont préparés dans docs/privacy.md, livré avec le programme.',
};

const EN: PersonalDataWords = {
  title: 'Personal data',
  find: 'All about a sender',
  findText: 'Somebody asks what the school holds of them, or asks to be erased: look them up by their address.',
  address: 'The person’s address',
  search: 'Look up',
  noted: 'Each look-up is noted in the audit log, without the address.',
  nothing: (address) => `Nothing is kept of ${address}`,
  nothingHint: 'No mail, no answer. What stands in Gmail is not looked through here.',
  found: (count) => en(count, 'mail', 'mails'),
  columns: { received: 'Received', subject: 'Subject', state: 'State', held: 'What is kept' },
  text: 'Text of the mail',
  outgoing: (kind, to) => (kind === 'reply' ? `Reply to ${to}` : `Passed on to ${to}`),
  textGone: 'The text is no longer kept.',
  noSubject: '(no subject)',
  download: 'Download (JSON)',
  erase: 'Erase…',
  eraseTitle: (address) => `Erase what is kept of ${address}?`,
  eraseGoes: 'What goes: name, address, subject, text, names of attachments, answers and suggestions.',
  eraseStays: 'What stays: counts, dates, categories and states, with nothing that tells who it was. This cannot be undone.',
  eraseMailbox: 'The mails themselves are in Gmail: delete them there too.',
  eraseAction: 'Erase for good',
  erased: (count) => `${en(count, 'mail was', 'mails were')} erased.`,
  pending: (count) => `${en(count, 'mail is', 'mails are')} leaving at this moment: try again in a few minutes.`,
  kept: 'How long things are kept',
  keptText: 'What is older is deleted every hour.',
  days: 'days',
  bodyDays: 'Text of mails',
  bodyHint: 'Holds for mail that is still to come.',
  recordDays: 'Records of mails',
  recordHint: 'Sender, subject, category, answer, history. Holds for every record.',
  lower: (days) =>
    `Records older than ${en(days, 'day', 'days')} will be deleted within the hour, with their answers. This cannot be undone.`,
  lowerTitle: 'Keep things for a shorter time?',
  lowerAction: 'Keep for a shorter time',
  wrongDays: 'A number of days from 1 to 3,650.',
  stands: (body, record) => `Text: ${en(body, 'day', 'days')}, records: ${en(record, 'day', 'days')}`,
  keptColumns: { what: 'What', why: 'Why', long: 'How long' },
  keptRows: (body, record) => [
    ['Text of an incoming mail', 'to suggest an answer, to let staff read it', `${body} after it came`],
    ['Record of a mail', 'tracking, explaining a decision', `${record} after it came`],
    ['Reply or forward', 'to send it once, to recognise a bounce', 'with the record'],
    ['What became of each mail: reasons, scores, times, without text or name', 'figures, rehearsal, what-if', 'with the record'],
    ['Sums by day and category', 'figures', 'for good: they are numbers'],
    ['Counts by sender, by hash', 'caps on automatic replies', '400 days at most'],
    ['Hashes of answered mails, conversations the school answered in', 'not to answer twice', 'not deleted yet'],
    ['Hash of an erased mail', 'so that it does not come back', 'for good'],
    ['Sign-ins to the console', 'to let a browser in', '8 hours'],
    ['Accounts of staff', 'who may do what', 'until they are taken away'],
    ['Audit log, without text or a sender’s address', 'accountability', 'for good'],
  ],
  docs: 'The register entry, the processors and the impact assessment are prepared in docs/privacy.md, which comes with the program.',
};

export const personalDataWords = (language: Language): PersonalDataWords => (language === 'fr' ? FR : EN);
/** `90 days`, in the reader's language. */
export const daysText = (days: number, language: Language): string =>
  language === 'fr' ? fr(days, 'jour', 'jours') : en(days, 'day', 'days');

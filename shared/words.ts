import type { ErrorCode, ErrorTopic } from './errors.ts';
import type { Localized } from './policy.ts';
import type { Delivery, RecordState } from './record.ts';

/** What is stored as codes, in the reader's language. Reasons have their own list (reasons.ts). */

export const STATE_WORDS: Readonly<Record<RecordState, Localized>> = {
  received: { fr: 'Reçu', en: 'Received' },
  suggested: { fr: 'À traiter', en: 'To answer' },
  held: { fr: 'En attente d’envoi', en: 'Held before sending' },
  routed: { fr: 'Confié à quelqu’un', en: 'With someone' },
  ignored: { fr: 'Rien à répondre', en: 'Nothing to answer' },
  failed: { fr: 'En échec', en: 'Failed' },
  replied: { fr: 'Répondu', en: 'Answered' },
};

export const DELIVERY_WORDS: Readonly<Record<Delivery['state'], Localized>> = {
  accepted: { fr: 'Remis à Gmail', en: 'Accepted by Gmail' },
  bounced: { fr: 'Non remis', en: 'Bounced' },
  answered: { fr: 'La personne a répondu', en: 'The person wrote back' },
  'no-bounce-seen': { fr: 'Aucun avis de non-remise après 72 h', en: 'No bounce seen after 72 h' },
};

const TIMELINE_WORDS: Readonly<Record<string, Localized>> = {
  received: STATE_WORDS.received,
  suggested: { fr: 'Réponse proposée', en: 'Answer suggested' },
  held: { fr: 'Réponse automatique mise en attente', en: 'Automatic reply held' },
  routed: { fr: 'Confié à une personne', en: 'Given to a person' },
  ignored: STATE_WORDS.ignored,
  failed: STATE_WORDS.failed,
  replied: { fr: 'Réponse envoyée', en: 'Reply sent' },
  forwarded: { fr: 'Transmis', en: 'Passed on' },
  withdrawn: { fr: 'Envoi retiré', en: 'Sending withdrawn' },
  bounced: DELIVERY_WORDS.bounced,
  answered: DELIVERY_WORDS.answered,
  'no-bounce-seen': DELIVERY_WORDS['no-bounce-seen'],
  'send-unknown': { fr: 'Issue de l’envoi inconnue', en: 'Outcome of sending unknown' },
  'report-delayed': { fr: 'Remise retardée', en: 'Delivery delayed' },
  'report-success': { fr: 'Rapport de remise reçu', en: 'Delivery report received' },
  'report-feedback': { fr: 'Signalement d’abus reçu', en: 'Abuse report received' },
  sending: { fr: 'Envoi demandé', en: 'Sending asked for' },
  'sending-adapted': { fr: 'Envoi de la proposition adaptée demandé', en: 'Sending of the adapted suggestion asked for' },
  refreshed: { fr: 'Proposition mise à jour', en: 'Suggestion brought up to date' },
  drafted: { fr: 'Brouillon créé dans Gmail', en: 'Draft made in Gmail' },
  assigned: { fr: 'Pris en charge', en: 'Taken on' },
  unassigned: { fr: 'Plus pris en charge', en: 'No longer taken on' },
  category: { fr: 'Catégorie corrigée', en: 'Category corrected' },
  done: { fr: 'Classé sans réponse', en: 'Closed without an answer' },
  reopened: { fr: 'Rouvert', en: 'Reopened' },
  retried: { fr: 'Nouvel essai demandé', en: 'Another attempt asked for' },
  wrong: { fr: 'Réponse automatique signalée comme erronée', en: 'Automatic reply marked as wrong' },
  'taken-out': { fr: 'Sorti des indésirables ou de la corbeille', en: 'Taken out of spam or the bin' },
  erased: { fr: 'Données personnelles effacées', en: 'Personal data erased' },
};

/** The code itself where there are no words for it yet: a newer server may have written it. */
export function timelineWords(what: string, language: keyof Localized): string {
  return TIMELINE_WORDS[what]?.[language] ?? what;
}

/**
 * What went wrong, for whoever asked, and what to do about it: the sidebar shows nothing else of a problem. The stable code
 * says the same to a program.
 */
export const ERROR_WORDS: Readonly<Record<ErrorCode, Localized>> = {
  invalid: {
    fr: 'La demande est incomplète ou mal formée : vérifiez ce que vous avez saisi, puis réessayez.',
    en: 'The request is incomplete or malformed: check what you entered, then try again.',
  },
  'not-found': {
    fr: 'Cela n’existe pas, ou n’existe plus : actualisez, puis choisissez dans ce qui est affiché.',
    en: 'This is not there, or no longer: refresh, then choose from what is shown.',
  },
  'already-exists': {
    fr: 'Cela existe déjà : actualisez pour le voir, ou choisissez un autre nom.',
    en: 'This exists already: refresh to see it, or choose another name.',
  },
  conflict: {
    fr: 'La situation a changé entre-temps : relisez ce qui est affiché, puis réessayez.',
    en: 'Something changed meanwhile: read what is shown now, then try again.',
  },
  'already-replied': {
    fr: 'Une réponse est déjà partie ou en train de partir : rouvrez le message si vous voulez répondre encore.',
    en: 'A reply has left or is leaving already: reopen the mail if you want to answer again.',
  },
  'illegal-state': {
    fr: 'Ce n’est pas possible dans l’état actuel : choisissez parmi les actions proposées.',
    en: 'This is not possible in the present state: choose one of the actions offered.',
  },
  unauthenticated: {
    fr: 'Votre identité n’a pas été reconnue : reconnectez-vous avec votre compte de l’école, puis réessayez.',
    en: 'Your identity was not recognised: sign in again with your school account, then try again.',
  },
  forbidden: {
    fr: 'Vous n’avez pas ce droit : demandez à un administrateur.',
    en: 'You may not do this: ask an administrator.',
  },
  'too-large': {
    fr: 'C’est trop volumineux : raccourcissez, puis réessayez.',
    en: 'This is too large: shorten it, then try again.',
  },
  'rate-limited': {
    fr: 'Trop de demandes à la fois : réessayez dans une minute.',
    en: 'Too many requests at once: try again in a minute.',
  },
  config: {
    fr: 'Le serveur est mal configuré : prévenez la personne qui l’exploite.',
    en: 'The server is not set up correctly: tell whoever runs it.',
  },
  'port-in-use': {
    fr: 'Le port du serveur est déjà utilisé : prévenez la personne qui l’exploite.',
    en: 'The server’s port is in use: tell whoever runs it.',
  },
  'store-newer': {
    fr: 'Les données viennent d’une version plus récente : prévenez la personne qui exploite le serveur.',
    en: 'The data come from a newer version: tell whoever runs the server.',
  },
  'store-corrupt': {
    fr: 'Les données sont endommagées : prévenez la personne qui exploite le serveur.',
    en: 'The data are damaged: tell whoever runs the server.',
  },
  'cursor-too-old': {
    fr: 'La boîte partagée est en cours de relecture : réessayez dans quelques minutes.',
    en: 'The shared mailbox is being read again: try again in a few minutes.',
  },
  reauthorise: {
    fr: 'La boîte partagée doit être autorisée de nouveau : prévenez un administrateur.',
    en: 'The shared mailbox must be authorised again: tell an administrator.',
  },
  'outcome-unknown': {
    fr: 'On ne sait pas si c’est parti : regardez dans les messages envoyés de la boîte partagée avant de recommencer.',
    en: 'Whether it left is not known: look into the shared mailbox’s sent mail before you try again.',
  },
  unavailable: {
    fr: 'Le service est momentanément indisponible : réessayez dans un instant.',
    en: 'The service is not available at the moment: try again shortly.',
  },
  timeout: {
    fr: 'Pas de réponse à temps : actualisez pour voir ce qu’il en est, puis réessayez.',
    en: 'No answer came in time: refresh to see how things stand, then try again.',
  },
  template: {
    fr: 'Le modèle de réponse contient des erreurs : corrigez-les, puis publiez de nouveau.',
    en: 'The template has errors: correct them, then publish again.',
  },
  internal: {
    fr: 'Une erreur inattendue s’est produite : réessayez, et prévenez un administrateur si elle revient.',
    en: 'Something unexpected went wrong: try again, and tell an administrator if it happens again.',
  },
};

/** The same for what one code is too wide for. */
export const TOPIC_WORDS: Readonly<Record<ErrorTopic, Localized>> = {
  'mail-unknown': {
    fr: 'Ce message n’a pas encore été traité : demandez à le traiter maintenant.',
    en: 'This mail has not been handled yet: ask for it to be handled now.',
  },
  'mail-elsewhere': {
    fr: 'Ce message n’est pas dans la boîte partagée : transférez-le-lui pour qu’il soit traité.',
    en: 'This mail is not in the shared mailbox: forward it there to have it handled.',
  },
  'person-unknown': {
    fr: 'Cette personne n’est plus dans la liste : actualisez, puis choisissez quelqu’un d’autre.',
    en: 'This person is no longer on the list: refresh, then choose somebody else.',
  },
  'category-unknown': {
    fr: 'Cette catégorie n’existe plus : actualisez, puis choisissez-en une autre.',
    en: 'This category is no longer there: refresh, then choose another one.',
  },
  'mail-changed': {
    fr: 'Ce message a changé depuis qu’il a été affiché : rien n’a été fait. Regardez ce qu’il en est, puis réessayez.',
    en: 'This mail changed since it was shown: nothing was done. Look at how it stands, then try again.',
  },
  'text-changed': {
    fr: 'Le texte proposé a changé depuis qu’il a été affiché : rien n’est parti. Relisez-le, puis envoyez.',
    en: 'The suggested text changed since it was shown: nothing was sent. Read it again, then send.',
  },
  'text-gone': {
    fr: 'Ce texte n’existe plus : actualisez, puis relisez la proposition.',
    en: 'This text is no longer there: refresh, then read the suggestion again.',
  },
  'settings-changed': {
    fr: 'Quelqu’un a changé les réglages entre-temps : rien n’a été fait. Regardez ce qu’il en est, puis réessayez.',
    en: 'Somebody changed the settings meanwhile: nothing was done. Look at how they stand, then try again.',
  },
  'policy-changed': {
    fr: 'Quelqu’un a changé la même chose entre-temps : rien n’a été publié. Regardez son changement, puis refaites le vôtre.',
    en: 'Somebody changed the same thing meanwhile: nothing was published. Look at their change, then make yours again.',
  },
  'policy-problems': {
    fr: 'Ce changement ne va pas avec le reste : rien n’a été publié. Corrigez ce qui est indiqué, puis réessayez.',
    en: 'This change does not fit with the rest: nothing was published. Mend what is named, then try again.',
  },
  'file-type': {
    fr: 'Ce genre de fichier n’est pas accepté : envoyez un PDF, une image (PNG, JPEG), un document (DOCX, XLSX, PPTX, ODT, ODS) ou un texte.',
    en: 'This kind of file is not accepted: send a PDF, a picture (PNG, JPEG), a document (DOCX, XLSX, PPTX, ODT, ODS) or a text.',
  },
  'file-in-use': {
    fr: 'Une réponse porte encore ce fichier : retirez-le d’abord de la réponse.',
    en: 'An answer still carries this file: take it off the answer first.',
  },
  'answered-elsewhere': {
    fr: 'Le même message est arrivé par une autre voie et y a reçu sa réponse : rien n’est parti, classez celui-ci.',
    en: 'The same mail came by another way and was answered there: nothing was sent, close this one.',
  },
  'mail-erased': {
    fr: 'Ce qui était connu de ce message a été effacé : répondez dans Gmail s’il le faut.',
    en: 'What was known of this mail has been erased: answer in Gmail if need be.',
  },
  'no-address': {
    fr: 'Aucune adresse ne permet de répondre à ce message : joignez la personne autrement, puis classez-le.',
    en: 'There is no address an answer could go to: reach the person another way, then close the mail.',
  },
  'no-text': {
    fr: 'Il n’y a pas de texte proposé pour ce message : écrivez la réponse vous-même.',
    en: 'There is no suggested text for this mail: write the answer yourself.',
  },
  'gaps-left': {
    fr: 'Le texte a encore des endroits à compléter, marqués ⟦…⟧ : remplissez-les, puis envoyez.',
    en: 'The text still has places to fill in, marked ⟦…⟧: complete them, then send.',
  },
  'person-away': {
    fr: 'Cette personne est absente sans remplaçant, ou son adresse est une des nôtres : choisissez quelqu’un d’autre.',
    en: 'This person is away without a stand-in, or the address is one of our own: choose somebody else.',
  },
  'text-differs': {
    fr: 'Le texte a changé depuis qu’il a été affiché : relisez-le, puis envoyez.',
    en: 'The text changed since it was shown: read it again, then send.',
  },
  'session-over': {
    fr: 'Votre session est terminée : connectez-vous à nouveau.',
    en: 'Your session is over: sign in again.',
  },
  'link-used': {
    fr: 'Ce lien a déjà servi ou n’est plus valable : « npm run cli -- console » en affiche un nouveau.',
    en: 'This link was used already or is too old: "npm run cli -- console" prints a new one.',
  },
  'no-links': {
    fr: 'Il n’y a pas de lien de connexion ici : connectez-vous avec votre compte Google de l’école.',
    en: 'There are no sign-in links here: sign in with your Google account of the school.',
  },
  'not-from-our-page': {
    fr: 'Cette demande ne venait pas de la console : rechargez la page, puis réessayez.',
    en: 'This request did not come from the console: load the page again, then retry.',
  },
  'admins-only': {
    fr: 'Seul un administrateur peut faire cela : demandez-le-lui.',
    en: 'Only an administrator may do this: ask one.',
  },
  'no-role': {
    fr: 'Votre compte n’a pas encore accès à MAIL GPS : demandez à un administrateur de vous l’ouvrir.',
    en: 'Your account has no access to MAIL GPS yet: ask an administrator to grant it.',
  },
  'last-admin': {
    fr: 'C’est le dernier compte d’administration : donnez d’abord ce rôle à quelqu’un d’autre.',
    en: 'This is the last administrator: make somebody else one first.',
  },
  'other-account': {
    fr: 'Votre adresse était liée à un autre compte Google : demandez à un administrateur de retirer l’accès puis de le rendre.',
    en: 'Your address was bound to another Google account: ask an administrator to revoke the role and grant it again.',
  },
  'not-of-the-school': {
    fr: 'Ce compte Google n’est pas de l’école : connectez-vous avec votre compte de l’école.',
    en: 'This Google account is not of the school: sign in with your school account.',
  },
  'not-sent': {
    fr: 'Gmail a refusé l’envoi : rien n’est parti. Vérifiez l’adresse, ou répondez dans Gmail.',
    en: 'Gmail refused the mail: nothing was sent. Check the address, or answer in Gmail.',
  },
};

/** Of a second answer to a mail: who was first. */
export const ANSWERED_WORDS = {
  automatic: {
    fr: 'Une réponse automatique est déjà partie : rouvrez le message si vous voulez répondre encore.',
    en: 'An automatic reply has left already: reopen the mail if you want to answer again.',
  },
  staff: {
    fr: '{name} a déjà répondu à ce message : rouvrez-le si vous voulez répondre encore.',
    en: '{name} has answered this mail already: reopen it if you want to answer again.',
  },
  outside: {
    fr: 'Quelqu’un a déjà répondu dans Gmail : rouvrez le message si vous voulez répondre encore.',
    en: 'Somebody has answered in Gmail already: reopen the mail if you want to answer again.',
  },
  leaving: {
    fr: 'Une réponse est en train de partir : actualisez dans un instant pour voir si elle est partie.',
    en: 'A reply is on its way: refresh in a moment to see whether it has left.',
  },
  unknown: {
    fr: 'Une réponse est peut-être déjà partie : regardez dans les messages envoyés, puis rouvrez le message s’il le faut.',
    en: 'A reply may have left already: look into the sent mail, then reopen the mail if need be.',
  },
} as const satisfies Record<string, Localized>;

/** Of an action that the state of a mail does not allow. */
export const STATE_REFUSED_WORDS: Localized = {
  fr: 'Ce n’est pas possible pour un message dans l’état « {state} » : choisissez parmi les actions proposées.',
  en: 'This is not possible for a mail in the state “{state}”: choose one of the actions offered.',
};

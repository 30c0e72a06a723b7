import type { ErrorCode } from './errors.ts';
import type { Localized } from './policy.ts';
import type { Delivery, RecordState } from './record.ts';

/** What is stored as codes, in the reader's language. Reasons have their own list (reasons.ts). */

export const STATE_WORDS: Readonly<Record<RecordState, Localized>> = {
  received: { fr: 'Reçu', en: 'Received' },
  suggested: { fr: 'À traiter', en: 'To answer' },
  held: { fr: 'En attente d’envoi', en: 'Held before sending' },
  routed: { fr: 'Confié à quelqu’un', en: 'With someone' },
  ignored: { fr: 'Sans réponse à donner', en: 'Nothing to answer' },
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

/** What went wrong, for whoever asked; the stable code says the same to a program. */
export const ERROR_WORDS: Readonly<Record<ErrorCode, Localized>> = {
  invalid: { fr: 'La demande n’a pas la forme attendue', en: 'The request does not have the agreed form' },
  'not-found': { fr: 'Introuvable', en: 'Not found' },
  'already-exists': { fr: 'Existe déjà', en: 'Already exists' },
  conflict: { fr: 'La situation a changé entre-temps', en: 'Something changed meanwhile' },
  'already-replied': { fr: 'Une réponse est déjà partie ou en train de partir', en: 'A reply has left or is leaving already' },
  'illegal-state': { fr: 'Impossible dans l’état actuel', en: 'Not possible in the present state' },
  unauthenticated: { fr: 'Identité non reconnue', en: 'Identity not recognised' },
  forbidden: { fr: 'Accès refusé', en: 'Access denied' },
  'too-large': { fr: 'Trop volumineux', en: 'Too large' },
  'rate-limited': { fr: 'Trop de demandes : réessayez dans un instant', en: 'Too many requests: try again in a moment' },
  config: { fr: 'Configuration incorrecte', en: 'Wrong configuration' },
  'port-in-use': { fr: 'Port déjà utilisé', en: 'Port in use' },
  'store-newer': { fr: 'Données écrites par une version plus récente', en: 'Data written by a newer version' },
  'store-corrupt': { fr: 'Données endommagées', en: 'Damaged data' },
  'cursor-too-old': { fr: 'Historique de la boîte trop ancien', en: 'Mailbox history too old' },
  reauthorise: { fr: 'La boîte partagée doit être autorisée de nouveau', en: 'The shared mailbox must be authorised again' },
  'outcome-unknown': { fr: 'Issue inconnue : à vérifier dans Gmail', en: 'Outcome unknown: please check in Gmail' },
  unavailable: { fr: 'Momentanément indisponible', en: 'Not available at the moment' },
  timeout: { fr: 'Pas de réponse à temps', en: 'No answer in time' },
  template: { fr: 'Le modèle de réponse ne peut pas être utilisé', en: 'The template cannot be used' },
  internal: { fr: 'Erreur interne', en: 'Internal error' },
};

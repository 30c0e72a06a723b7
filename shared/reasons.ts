import type { Localized } from './policy.ts';

/**
 * Why a mail was handled as it was. Codes are stored; the words are shown in the reader's language.
 * Order here has no meaning; a record's own list is in the order the reasons were found.
 */
export const REASONS = {
  // screening
  bounce: { fr: 'Avis de non-remise', en: 'Delivery failure notice' },
  'delivery-report': { fr: 'Rapport de remise ou de lecture', en: 'Delivery or read report' },
  'abuse-report': { fr: 'Signalement d’abus', en: 'Abuse report' },
  'auto-submitted': { fr: 'Message envoyé par une machine', en: 'Sent by a machine' },
  'auto-reply': { fr: 'Réponse automatique (absence)', en: 'Automatic reply (out of office)' },
  'null-sender': { fr: 'Expéditeur vide : aucune réponse possible', en: 'Null sender: must not be answered' },
  list: { fr: 'Liste de diffusion ou envoi en nombre', en: 'Mailing list or bulk mail' },
  'no-reply': { fr: 'Adresse qui n’accepte pas de réponse', en: 'A no-reply address' },
  'own-mail': { fr: 'Notre propre message', en: 'Our own mail' },
  spam: { fr: 'Classé comme indésirable par Gmail', en: 'Marked as spam by Gmail' },
  trash: { fr: 'Dans la corbeille', en: 'In the bin' },
  promotion: { fr: 'Classé comme promotion par Gmail', en: 'Marked as a promotion by Gmail' },
  unauthenticated: { fr: 'Expéditeur non authentifié', en: 'The sender could not be authenticated' },
  'auth-missing': { fr: 'Aucun résultat d’authentification', en: 'No authentication result' },
  'reply-to-differs': { fr: 'La réponse irait à un autre domaine', en: 'The reply would go to another domain' },
  'sender-ambiguous': { fr: 'Expéditeur illisible ou multiple', en: 'Unreadable or ambiguous sender' },
  'not-addressed': { fr: 'Notre adresse n’est pas parmi les destinataires', en: 'Our address is not among the recipients' },
  'own-group': { fr: 'Reçu par un groupe de l’école', en: 'Came through a group of the school' },
  'trusted-form': { fr: 'Formulaire du site', en: 'A form of the website' },
  thanks: { fr: 'Simple remerciement', en: 'Only says thanks' },
  // reading
  'none-of-these': { fr: 'Aucune catégorie ne convient', en: 'No category fits' },
  'low-confidence': { fr: 'Pas assez certain', en: 'Not certain enough' },
  'several-requests': { fr: 'Plusieurs demandes', en: 'Several requests' },
  distress: { fr: 'Détresse possible', en: 'Possible distress' },
  threat: { fr: 'Menace', en: 'A threat' },
  complaint: { fr: 'Réclamation', en: 'A complaint' },
  legal: { fr: 'Question juridique', en: 'A legal matter' },
  medical: { fr: 'Question de santé', en: 'A medical matter' },
  judgement: { fr: 'Demande une appréciation humaine', en: 'Needs a person’s judgement' },
  'personal-case': { fr: 'Concerne un dossier particulier', en: 'About one person’s own case' },
  instruction: { fr: 'Contient des consignes adressées à une machine', en: 'Holds instructions aimed at a machine' },
  language: { fr: 'Langue non prise en charge', en: 'A language we do not answer in' },
  'attachment-only': { fr: 'La demande est dans une pièce jointe', en: 'The request stands only in an attachment' },
  'empty-mail': { fr: 'Message vide', en: 'Empty mail' },
  'broken-mail': { fr: 'Message endommagé', en: 'Damaged mail' },
  // policy
  'auto-mode-off': { fr: 'Le mode automatique est coupé', en: 'Auto-mode is off' },
  'category-never': { fr: 'Catégorie sans envoi automatique', en: 'This category is never answered automatically' },
  rehearsal: { fr: 'Catégorie à l’essai à blanc', en: 'This category is in rehearsal' },
  'category-routed': { fr: 'Toujours transmis à la personne compétente', en: 'Always passed to the person in charge' },
  'no-template': { fr: 'Aucune réponse publiée', en: 'No published answer' },
  'slot-missing': { fr: 'Une information manque dans le message', en: 'The mail lacks a detail the answer needs' },
  'fact-missing': { fr: 'Une information de l’école manque', en: 'A fact the answer needs is missing' },
  'fact-expired': { fr: 'Une information de l’école n’est plus à jour', en: 'A fact the answer needs is out of date' },
  'template-error': { fr: 'La réponse ne peut pas être composée', en: 'The answer cannot be composed' },
  'offline-brain': { fr: 'Lu sans le modèle : proposition seulement', en: 'Read without the model: suggestion only' },
  'model-unavailable': {
    fr: 'Le modèle ne répond pas : proposition seulement',
    en: 'The model does not answer: suggestion only',
  },
  'model-budget': { fr: 'Budget du modèle épuisé : proposition seulement', en: 'The model’s budget is used up: suggestion only' },
  'model-withheld': { fr: 'Trop personnel pour être confié au modèle', en: 'Too private to be given to the model' },
  'slot-unfounded': {
    fr: 'Le modèle a cité des mots absents du message',
    en: 'The model quoted words that are not in the mail',
  },
  'brains-disagree': { fr: 'Les deux lectures divergent', en: 'The two readings disagree' },
  certain: { fr: 'Assez certain', en: 'Certain enough' },
  // history
  'too-old': { fr: 'Message de plus de 24 heures', en: 'More than 24 hours old' },
  'before-auto-mode': { fr: 'Reçu avant l’activation du mode automatique', en: 'Came before auto-mode was switched on' },
  'follow-up': { fr: 'Suite à une réponse automatique', en: 'Follows an automatic reply' },
  'person-in-thread': { fr: 'Une personne a déjà écrit dans ce fil', en: 'A person has written in this thread' },
  'other-mail': { fr: 'Un autre message du fil attend une réponse', en: 'Another mail of the thread waits for an answer' },
  colleague: { fr: 'Écrit par une personne de l’école', en: 'Written by a person of the school' },
  duplicate: { fr: 'Même message reçu par une autre voie', en: 'The same mail came by another way' },
  'cap-day': { fr: 'Plafond du jour atteint', en: 'Daily cap reached' },
  'cap-hour': { fr: 'Plafond de l’heure atteint', en: 'Hourly cap reached' },
  'cap-sender': { fr: 'Plafond par expéditeur atteint', en: 'Cap for this sender reached' },
  'cap-thread': { fr: 'Plafond du fil atteint', en: 'Cap for this thread reached' },
  // what happened later
  'person-replied': { fr: 'Une personne a répondu dans Gmail', en: 'A person replied in Gmail' },
  'changed-while-held': { fr: 'La situation a changé pendant l’attente', en: 'Something changed while it was held' },
  'switched-off-while-held': {
    fr: 'Mode automatique coupé pendant l’attente',
    en: 'Auto-mode was switched off while it was held',
  },
  cancelled: { fr: 'Annulé par une personne', en: 'Cancelled by a person' },
  'send-unknown': { fr: 'Issue de l’envoi inconnue : à vérifier', en: 'Whether it was sent is unknown: please check' },
  'send-failed': { fr: 'L’envoi a échoué', en: 'Sending failed' },
  'too-many-attempts': { fr: 'Échec après plusieurs essais', en: 'Failed after several attempts' },
  gone: { fr: 'Le message n’existe plus dans la boîte', en: 'The mail is no longer in the mailbox' },
  'marked-wrong': { fr: 'Signalée comme erronée', en: 'Marked as wrong' },
  'by-staff': { fr: 'Décidé par une personne', en: 'Decided by a person' },
  restored: { fr: 'Après restauration : à vérifier', en: 'After a restore: please check' },
} as const satisfies Record<string, Localized>;

export type ReasonCode = keyof typeof REASONS;

export function reasonText(code: ReasonCode, language: 'fr' | 'en'): string {
  return REASONS[code][language];
}

import { HOUR_MS } from './durations.ts';
import type { Language, Localized } from './policy.ts';

/** What needs a person besides single mails, and what that person can do about it. */
export interface AlertWords {
  title: Localized;
  /** A sentence or two: what it means and what to do. */
  todo: Localized;
  /** It goes on until it is over (`allClear`), and is told ever more rarely meanwhile; else each time is a new one. */
  lasting: boolean;
}

export const ALERTS = {
  reauthorise: {
    lasting: true,
    title: { fr: 'La boîte demande une nouvelle autorisation', en: 'The mailbox asks for new consent' },
    todo: {
      fr: 'Rien n’est lu ni envoyé. Lancez « npm run cli -- login » et connectez-vous avec le compte de la boîte partagée ; ce qui est arrivé entre-temps sera lu ensuite.',
      en: 'Nothing is read or sent. Run "npm run cli -- login" and sign in with the account of the shared mailbox; what came meanwhile is read then.',
    },
  },
  'watch-lapsed': {
    lasting: true,
    title: { fr: 'Gmail n’annonce plus les nouveaux messages', en: 'Gmail no longer announces new mail' },
    todo: {
      fr: 'La boîte est encore relevée toutes les quelques minutes. Lancez « npm run cli -- check » et suivez ses indications.',
      en: 'The mailbox is still read every few minutes. Run "npm run cli -- check" and follow what it says.',
    },
  },
  'mail-failed': {
    lasting: false,
    title: { fr: 'Un message n’a pas pu être traité', en: 'A mail could not be handled' },
    todo: {
      fr: 'Il attend une personne : ouvrez la liste des messages en échec, puis « Réessayer », ou répondez dans Gmail.',
      en: 'It waits for a person: open the list of failed mails, then retry, or answer in Gmail.',
    },
  },
  'send-unknown': {
    lasting: false,
    title: { fr: 'Un envoi a échoué ou son issue est inconnue', en: 'A mail could not be sent, or its outcome is unknown' },
    todo: {
      fr: 'Regardez dans « Messages envoyés » de Gmail si la réponse est partie ; elle ne sera pas renvoyée d’elle-même.',
      en: 'Look in Gmail’s Sent whether the reply left; it will not be sent again by itself.',
    },
  },
  resync: {
    lasting: false,
    title: { fr: 'La boîte a été relue par date', en: 'The mailbox was read again by date' },
    todo: {
      fr: 'Gmail ne connaissait plus notre repère, après une longue pause ; les messages d’avant ont été retrouvés par leur date. Rien à faire, sauf si cela se répète : lancez alors « npm run cli -- check ».',
      en: 'Gmail no longer knew our place in its history, after a long pause; earlier mail was found by its date. Nothing to do unless it happens again: then run "npm run cli -- check".',
    },
  },
  'model-down': {
    lasting: true,
    title: { fr: 'Mistral ne répond plus depuis dix minutes', en: 'Mistral has not answered for ten minutes' },
    todo: {
      fr: 'Le lecteur intégré lit à sa place ; ce qu’il lit est seulement proposé, sauf si vous l’avez autorisé à envoyer. Voyez status.mistral.ai, la clé et le crédit ; « npm run cli -- check » essaie le modèle.',
      en: 'The built-in reader reads instead; what it reads is only suggested, unless you have allowed it to send. See status.mistral.ai, the key and the credit; "npm run cli -- check" tries the model.',
    },
  },
  'model-budget': {
    lasting: true,
    title: { fr: 'Le budget du modèle pour aujourd’hui est épuisé', en: 'The model’s budget for today is used up' },
    todo: {
      fr: 'Le lecteur intégré lit jusqu’à minuit. Relevez MISTRAL_TOKENS_PER_DAY si cela ne suffit pas.',
      en: 'The built-in reader reads until midnight. Raise MISTRAL_TOKENS_PER_DAY if that is too little.',
    },
  },
  'canary-missed': {
    lasting: true,
    title: { fr: 'Le message témoin n’a pas été vu', en: 'The canary mail was not seen' },
    todo: {
      fr: 'Les nouveaux messages ne sont peut-être pas lus. Lancez « npm run cli -- check » et regardez le journal ; en attendant, surveillez la boîte dans Gmail.',
      en: 'New mail may not be read. Run "npm run cli -- check" and look at the log; until then watch the mailbox in Gmail.',
    },
  },
  'facts-expiring': {
    lasting: true,
    title: { fr: 'Des informations de l’école arrivent à échéance', en: 'Facts of the school are about to expire' },
    todo: {
      fr: 'Publiez leur nouvelle période, dans la console ou par un fichier (« npm run cli -- policy export », puis « policy import ») : sans elle, les réponses qui en ont besoin ne partent plus d’elles-mêmes.',
      en: 'Publish their next period, in the console or by a file ("npm run cli -- policy export", then "policy import"): without it the answers that need them no longer leave by themselves.',
    },
  },
} as const satisfies Record<string, AlertWords>;

export type AlertCause = keyof typeof ALERTS;

export const ALERT_CAUSES = Object.keys(ALERTS) as readonly AlertCause[];

/** What is known of one notice beside its words. */
export interface AlertFigures {
  /** How often it happened since it was last told; 1 when just once. */
  count: number;
  /** Ids of mails it is about, a few of them. */
  recordIds: readonly string[];
  /** Names of other things it is about, such as keys of facts. Nothing personal. */
  about: readonly string[];
}

/** When a notice was made, and when what it tells of began (ms since the epoch). */
export interface AlertTimes {
  at: number;
  since: number;
}

const FIGURES = {
  lasting: { fr: (d: string) => `Dure depuis ${d}.`, en: (d: string) => `Has lasted for ${d}.` },
  count: { fr: (n: number) => `${n} fois depuis le dernier avis.`, en: (n: number) => `${n} times since it was last told.` },
  mails: { fr: 'Messages (identifiants) : ', en: 'Mails (ids): ' },
  about: { fr: 'Concerne : ', en: 'Concerns: ' },
} as const;

/** The whole notice in plain text: what happened, what to do, how often or for how long, about what. */
export function alertText(cause: AlertCause, notice: AlertFigures & AlertTimes, language: Language): string {
  const { title, todo, lasting } = ALERTS[cause];
  const { count, recordIds, about, at, since } = notice;
  // How often what lasts was noticed tells only how often somebody looked.
  const lasted = lasting && at - since >= HOUR_MS ? [FIGURES.lasting[language](duration(at - since, language))] : [];
  const figures = [
    ...(lasting ? lasted : count > 1 ? [FIGURES.count[language](count)] : []),
    ...(about.length > 0 ? [FIGURES.about[language] + about.join(', ')] : []),
    ...(recordIds.length > 0 ? [FIGURES.mails[language] + recordIds.join(', ')] : []),
  ];
  return [`${title[language]}.`, todo[language], ...(figures.length > 0 ? [figures.join('\n')] : [])].join('\n\n');
}

/** Whole hours, and from two days on whole days. */
function duration(ms: number, language: Language): string {
  const hours = Math.floor(ms / HOUR_MS);
  if (hours < 48) return `${hours} h`;
  const days = Math.floor(hours / 24);
  return language === 'fr' ? `${days} jours` : `${days} days`;
}

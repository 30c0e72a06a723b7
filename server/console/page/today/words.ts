import type { Language } from '../../../../shared/policy.ts';
import { countText } from '../format.ts';
import type { Part, Period } from './data.ts';

export interface TodayWords {
  title: string;
  period: { label: string } & Readonly<Record<Period, string>>;
  category: string;
  everything: string;
  asOf: (time: string) => string;
  counting: string;
  key: { received: string; automated: string; waiting: string; corrected: string };
  automatedHint: (answered: number) => string;
  automatedNone: string;
  waitedHint: (median: string, most: string) => string;
  waitedNone: string;
  correctedHint: string;
  receivedHint: (from: string, until: string) => string;
  who: string;
  whoRows: Readonly<Record<'automatic' | 'passedOn' | 'staff' | 'outside' | 'routed' | 'held' | 'ignored' | 'failed', string>>;
  quality: string;
  qualityRows: Readonly<
    Record<'bounced' | 'wrong' | 'corrected' | 'rehearsed' | 'asWas' | 'adapted' | 'edited' | 'replaced', string>
  >;
  speed: string;
  speedHint: string;
  speedColumns: { what: string; median: string; most: string; count: string };
  speedRows: Readonly<Record<'automaticTook' | 'staffTook' | 'decidedIn' | 'waited', string>>;
  cost: Readonly<
    Record<
      | 'title'
      | 'column'
      | 'total'
      | 'perMail'
      | 'calls'
      | 'tokens'
      | 'mean'
      | 'hint'
      | 'unknown'
      | 'ofCategory'
      | 'none'
      | 'noneOfCategory',
      string
    >
  > & { unpriced: (calls: number) => string };
  days: {
    titles: Readonly<Record<'hour' | 'day' | 'week', string>>;
    columns: Readonly<Record<'hour' | 'day' | 'week', string>>;
    hour: (from: string, until: string) => string;
    table: string;
    hint: string;
  };
  parts: Readonly<Record<Part, string>>;
  received: string;
  categories: string;
  categoryColumns: Readonly<
    Record<'name' | 'received' | 'automatic' | 'staff' | 'waiting' | 'corrected' | 'wrong' | 'bounced' | 'cost', string>
  >;
  waitingNow: string;
  waitingAll: (count: string) => string;
  waitingSince: (span: string) => string;
  nothingWaits: string;
  heldNow: (count: number) => string;
  autoMode: { on: string; off: string };
  noSubject: string;
  followsUp: string;
  emptyPeriod: string;
  emptyHint: string;
  emptyTerm: (mailbox: string) => string;
  emptyTermHint: string;
  wider: string;
}

const FR: TodayWords = {
  title: 'Aujourd’hui',
  period: { label: 'Période', day: 'Aujourd’hui', week: '7 jours', term: 'Semestre' },
  category: 'Catégorie',
  everything: 'Toutes les catégories',
  asOf: (time) => `Chiffres de ${time}`,
  counting: 'Les chiffres sont en cours de calcul.',
  key: { received: 'Messages reçus', automated: 'Automatisation', waiting: 'En attente', corrected: 'Catégories corrigées' },
  automatedHint: (answered) => countText(answered, 'fr', 'parti de lui-même', 'partis d’eux-mêmes'),
  automatedNone: 'rien à traiter sur la période',
  waitedHint: (median, most) => `attente médiane\u00A0: ${median}\u00A0; pour 9 sur 10\u00A0: ${most}`,
  waitedNone: 'personne n’attend de réponse',
  correctedHint: 'par l’équipe, après lecture',
  receivedHint: (from, until) => (from === until ? from : `du ${from} au ${until}`),
  who: 'Ce qu’ils sont devenus',
  whoRows: {
    automatic: 'Réponse automatique',
    passedOn: 'Transmis automatiquement',
    staff: 'Réponse de l’équipe',
    outside: 'Réponse dans Gmail',
    routed: 'Confiés à une personne',
    held: 'Retenus avant envoi',
    ignored: 'Rien à répondre',
    failed: 'En échec',
  },
  quality: 'Qualité',
  qualityRows: {
    bounced: 'Réponses non distribuées',
    wrong: 'Signalées « c’était une erreur »',
    corrected: 'Catégories corrigées',
    rehearsed: 'Seraient partis (essai à blanc)',
    asWas: 'Suggestions envoyées telles quelles',
    adapted: 'Envoyées dans leur version adaptée',
    edited: 'Suggestions retouchées',
    replaced: 'Suggestions remplacées',
  },
  speed: 'Délais',
  speedHint:
    'Médiane\u00A0: la moitié a pris moins de temps, l’autre moitié davantage. 9 sur 10\u00A0: un message sur dix a pris plus longtemps.',
  speedColumns: { what: 'De quoi à quoi', median: 'Médiane', most: '9 sur 10 en', count: 'Messages' },
  speedRows: {
    automaticTook: 'De l’arrivée à la réponse automatique',
    staffTook: 'De l’arrivée à la réponse de l’équipe',
    decidedIn: 'De la découverte du message à la décision',
    waited: 'Attente de ce qui attend encore',
  },
  cost: {
    title: 'Coût du modèle',
    column: 'Coût',
    total: 'Sur la période',
    perMail: 'Par message reçu',
    calls: 'Appels au modèle',
    tokens: 'Jetons lus et écrits',
    mean: 'Durée moyenne d’un appel',
    hint: 'En dollars américains, d’après les tarifs publics que cette version connaît, et non d’après la facture.',
    unknown: 'prix inconnu',
    unpriced: (calls) =>
      `${countText(calls, 'fr', 'appel n’est pas compté', 'appels ne sont pas comptés')}, faute de prix connu.`,
    ofCategory: 'Pour une catégorie\u00A0: ce que la lecture et la reformulation de ses messages ont coûté.',
    none: 'Rien\u00A0: aucun modèle hébergé n’a été interrogé, et le lecteur intégré ne coûte rien.',
    noneOfCategory: 'Rien que l’on sache\u00A0: pour ces messages, aucun appel à un modèle hébergé n’a été noté.',
  },
  days: {
    titles: { hour: 'Heure par heure', day: 'Jour par jour', week: 'Semaine par semaine' },
    columns: { hour: 'Heure', day: 'Jour', week: 'Semaine du' },
    hour: (from, until) => `de ${from} à ${until}`,
    table: 'Les mêmes chiffres en tableau',
    hint: 'Une barre mène à ses messages.',
  },
  parts: {
    automatic: 'Réponse automatique',
    staff: 'Réponse de l’équipe',
    outside: 'Réponse dans Gmail',
    waiting: 'En attente',
    setAside: 'Retenus, ou rien à répondre',
  },
  received: 'Reçus',
  categories: 'Par catégorie',
  categoryColumns: {
    name: 'Catégorie',
    received: 'Reçus',
    automatic: 'Automatiques',
    staff: 'Équipe',
    waiting: 'En attente',
    corrected: 'Corrigés',
    wrong: 'Erreurs',
    bounced: 'Non distribués',
    cost: 'Coût du modèle',
  },
  waitingNow: 'Attendent une personne',
  waitingAll: (count) => `Voir les ${count}`,
  waitingSince: (span) => `depuis ${span}`,
  nothingWaits: 'Rien n’attend. Tout a été traité.',
  heldNow: (count) => countText(count, 'fr', 'retenu avant envoi', 'retenus avant envoi'),
  autoMode: { on: 'Mode automatique en marche', off: 'Mode automatique arrêté' },
  noSubject: '(sans objet)',
  followsUp: 'suite d’une réponse automatique',
  emptyPeriod: 'Aucun message sur cette période',
  emptyHint: 'Essayez une période plus longue, ou une autre catégorie.',
  emptyTerm: (mailbox) => `Aucun message n’est encore arrivé dans ${mailbox}`,
  emptyTermHint: 'Dès qu’un message arrive, il est compté ici. Rien n’est à faire de votre côté.',
  wider: 'Voir le semestre',
};

const EN: TodayWords = {
  title: 'Today',
  period: { label: 'Period', day: 'Today', week: '7 days', term: 'Term' },
  category: 'Category',
  everything: 'All categories',
  asOf: (time) => `Figures as of ${time}`,
  counting: 'The figures are being counted.',
  key: { received: 'Mails received', automated: 'Automation', waiting: 'Waiting', corrected: 'Categories corrected' },
  automatedHint: (answered) => countText(answered, 'en', 'left by itself', 'left by themselves'),
  automatedNone: 'nothing to handle in this period',
  waitedHint: (median, most) => `median wait: ${median}; for 9 in 10: ${most}`,
  waitedNone: 'nobody waits for an answer',
  correctedHint: 'by staff, after reading',
  receivedHint: (from, until) => (from === until ? from : `${from} to ${until}`),
  who: 'What became of them',
  whoRows: {
    automatic: 'Automatic reply',
    passedOn: 'Passed on by itself',
    staff: 'Reply by staff',
    outside: 'Reply in Gmail',
    routed: 'Given to a person',
    held: 'Held before sending',
    ignored: 'Nothing to answer',
    failed: 'Failed',
  },
  quality: 'Quality',
  qualityRows: {
    bounced: 'Replies that bounced',
    wrong: 'Reported as wrong',
    corrected: 'Categories corrected',
    rehearsed: 'Would have left (rehearsal)',
    asWas: 'Suggestions sent as they were',
    adapted: 'Sent in adapted words',
    edited: 'Suggestions edited',
    replaced: 'Suggestions replaced',
  },
  speed: 'How long it takes',
  speedHint: 'Median: half took less time, the other half more. 9 in 10: one mail in ten took longer.',
  speedColumns: { what: 'From what to what', median: 'Median', most: '9 in 10 within', count: 'Mails' },
  speedRows: {
    automaticTook: 'From arrival to the automatic reply',
    staffTook: 'From arrival to the reply by staff',
    decidedIn: 'From first sight of the mail to the decision',
    waited: 'Waiting time of what still waits',
  },
  cost: {
    title: 'Cost of the model',
    column: 'Cost',
    total: 'In this period',
    perMail: 'For each mail received',
    calls: 'Calls of the model',
    tokens: 'Tokens read and written',
    mean: 'A call takes on average',
    hint: 'In US dollars, by the list prices this version knows, not by the bill.',
    unknown: 'price not known',
    unpriced: (calls) => `${countText(calls, 'en', 'call is', 'calls are')} not in it, as their price is not known.`,
    ofCategory: 'Of a category: what reading and wording its mails cost.',
    none: 'Nothing: no hosted model was asked, and the built-in reader costs nothing.',
    noneOfCategory: 'Nothing that is known: of these mails no call of a hosted model was noted.',
  },
  days: {
    titles: { hour: 'Hour by hour', day: 'Day by day', week: 'Week by week' },
    columns: { hour: 'Hour', day: 'Day', week: 'Week of' },
    hour: (from, until) => `${from} to ${until}`,
    table: 'The same figures as a table',
    hint: 'A bar leads to its mails.',
  },
  parts: {
    automatic: 'Automatic reply',
    staff: 'Reply by staff',
    outside: 'Reply in Gmail',
    waiting: 'Waiting',
    setAside: 'Held, or nothing to answer',
  },
  received: 'Received',
  categories: 'By category',
  categoryColumns: {
    name: 'Category',
    received: 'Received',
    automatic: 'Automatic',
    staff: 'Staff',
    waiting: 'Waiting',
    corrected: 'Corrected',
    wrong: 'Wrong',
    bounced: 'Bounced',
    cost: 'Cost of the model',
  },
  waitingNow: 'Waits for a person',
  waitingAll: (count) => `See all ${count}`,
  waitingSince: (span) => `for ${span}`,
  nothingWaits: 'Nothing waits. Everything has been handled.',
  heldNow: (count) => countText(count, 'en', 'held before sending', 'held before sending'),
  autoMode: { on: 'Auto-mode is on', off: 'Auto-mode is off' },
  noSubject: '(no subject)',
  followsUp: 'follows an automatic reply',
  emptyPeriod: 'No mail in this period',
  emptyHint: 'Try a longer period, or another category.',
  emptyTerm: (mailbox) => `No mail has arrived in ${mailbox} yet`,
  emptyTermHint: 'As soon as one arrives, it is counted here. There is nothing for you to do.',
  wider: 'See the term',
};

export const todayWords = (language: Language): TodayWords => (language === 'fr' ? FR : EN);

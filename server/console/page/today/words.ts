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
  speedColumns: { what: string; median: string; most: string };
  speedRows: Readonly<Record<'automaticTook' | 'staffTook' | 'decidedIn' | 'waited', string>>;
  cost: string;
  tokens: (count: string) => string;
  tokensHint: string;
  noModel: string;
  days: { title: string; weeks: string; table: string; day: string; week: string; hint: string };
  parts: Readonly<Record<Part, string>>;
  received: string;
  categories: string;
  categoryColumns: Readonly<
    Record<'name' | 'received' | 'automatic' | 'staff' | 'waiting' | 'corrected' | 'wrong' | 'bounced', string>
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
  waitedHint: (median, most) => `la moitié depuis ${median} au plus, neuf sur dix depuis ${most} au plus`,
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
    ignored: 'Sans réponse à donner',
    failed: 'En échec',
  },
  quality: 'Qualité',
  qualityRows: {
    bounced: 'Réponses non distribuées',
    wrong: 'Signalées « c’était une erreur »',
    corrected: 'Catégories corrigées',
    rehearsed: 'Seraient partis (répétition)',
    asWas: 'Suggestions envoyées telles quelles',
    adapted: 'Envoyées dans leur version adaptée',
    edited: 'Suggestions retouchées',
    replaced: 'Suggestions remplacées',
  },
  speed: 'Délais',
  speedColumns: { what: 'De quoi à quoi', median: '1 fois sur 2', most: '9 fois sur 10' },
  speedRows: {
    automaticTook: 'De l’arrivée à la réponse automatique',
    staffTook: 'De l’arrivée à la réponse de l’équipe',
    decidedIn: 'De la découverte à la décision',
    waited: 'Attente de ce qui n’a pas de réponse',
  },
  cost: 'Modèle',
  tokens: (count) => `${count} jetons`,
  tokensHint: 'lus et écrits par le modèle hébergé, sur 40 jours au plus ; leur prix est dans docs/costs.md',
  noModel: 'Aucun modèle hébergé n’a été interrogé : le lecteur intégré ne coûte rien.',
  days: {
    title: 'Jour par jour',
    weeks: 'Semaine par semaine',
    table: 'Les mêmes chiffres en tableau',
    day: 'Jour',
    week: 'Semaine du',
    hint: 'Une barre mène à ses messages.',
  },
  parts: {
    automatic: 'Réponse automatique',
    staff: 'Réponse de l’équipe',
    outside: 'Réponse dans Gmail',
    waiting: 'En attente',
    other: 'Confiés, sans réponse ou en échec',
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
  waitedHint: (median, most) => `half for ${median} at most, nine in ten for ${most} at most`,
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
  speedColumns: { what: 'From what to what', median: '1 in 2', most: '9 in 10' },
  speedRows: {
    automaticTook: 'From arrival to the automatic reply',
    staffTook: 'From arrival to the reply by staff',
    decidedIn: 'From first sight to the decision',
    waited: 'Waiting time of what has no answer',
  },
  cost: 'Model',
  tokens: (count) => `${count} tokens`,
  tokensHint: 'read and written by the hosted model, over 40 days at most; docs/costs.md has their price',
  noModel: 'No hosted model was asked: the built-in reader costs nothing.',
  days: {
    title: 'Day by day',
    weeks: 'Week by week',
    table: 'The same figures as a table',
    day: 'Day',
    week: 'Week of',
    hint: 'A bar leads to its mails.',
  },
  parts: {
    automatic: 'Automatic reply',
    staff: 'Reply by staff',
    outside: 'Reply in Gmail',
    waiting: 'Waiting',
    other: 'Given to a person, unanswered or failed',
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

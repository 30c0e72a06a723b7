import type { Language } from './policy.ts';

/**
 * The facts a text states, as far as they have a shape: numbers, amounts, days and times, in figures and in words. A run
 * of such words without another between them is one fact: "samedi 5 décembre 2026", "120 €", "01 23 45 67 89".
 */
export interface Fact {
  /** Its words, lower-cased, in order. */
  words: readonly string[];
  kind: 'date' | 'amount' | 'phone' | 'number';
}

const MONTHS =
  'janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre decembre ' +
  'january february march april may june july august september october november december';
const DAYS =
  'lundi mardi mercredi jeudi vendredi samedi dimanche lundis mardis mercredis jeudis vendredis samedis dimanches ' +
  'monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays ' +
  'demain hier aujourd’hui après-demain tomorrow yesterday today tonight minuit midi noon midnight';
/** Not "un" and "one": they are articles and pronouns far more often. */
const NUMBERS =
  'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante ' +
  'soixante cent cents mille million millions milliard dizaine douzaine quinzaine vingtaine trentaine centaine moitié tiers ' +
  'double triple deuxième troisième ' +
  'two three four five seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen ' +
  'twenty thirty forty fifty sixty seventy eighty ninety hundred thousand billion dozen half twice third fourth fifth';
const MONEY =
  '€ $ £ % ‰ ¥ euro euros eur centime centimes cent dollar dollars usd livre livres pound pounds gbp chf franc francs';
/** Facts only beside a number. */
const UNITS =
  'h heure heures hour hours am pm a.m p.m minute minutes min jour jours day days semaine semaines week weeks mois month months ' +
  'an ans année années year years crédit crédits credit credits ects km kg place places';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const MONTH_WORDS = setOf(MONTHS);
const DAY_WORDS = setOf(DAYS);
const NUMBER_WORDS = setOf(NUMBERS);
const MONEY_WORDS = setOf(MONEY);
const UNIT_WORDS = setOf(UNITS);

const NUMERIC_DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})$/;
const PHONE_DIGITS = 7;

/** Where a sentence or a line ends, a fact ends. */
const BREAK = '|';
/**
 * Figures with what holds them together in one number: "1 200", "12,50", "01 23 45 67 89", "2026-12-05", "+33 (0)1 …". Any
 * other numeral (½, ③, ٣) is a number of its own.
 */
const TOKEN =
  /[+(]?\d+(?:(?:[ \u00A0\u202F’'.,:/-]|\) ?| ?\()\d+)*|\p{N}|[€$£%‰¥]|[\p{L}\p{M}]+(?:[’'.-][\p{L}\p{M}]+)*|\n|[.;:!?…]+(?=\s|$)/gu;
const THOUSANDS = /(?<=\d)[ \u00A0\u202F’'](?=\d{3}(?!\d))/g;

/** A text's words and numbers in order, with a mark where a sentence or a line ends. */
export function wordsOf(text: string): string[] {
  return [...text.normalize('NFC').matchAll(TOKEN)].map(([token]) => {
    if (/^\p{L}/u.test(token)) return token.toLowerCase().replaceAll("'", '’');
    if (/^[\n.;:!?…]/u.test(token)) return BREAK;
    return token.replace(/[\u00A0\u202F]/g, ' ').replace(THOUSANDS, '');
  });
}

export function factsOf(text: string): Fact[] {
  const facts: Fact[] = [];
  let run: string[] = [];
  const end = (): void => {
    if (run.length > 0 && isFact(run)) facts.push({ words: run, kind: kindOf(run) });
    run = [];
  };
  for (const word of wordsOf(text)) {
    if (isPart(word)) run.push(word);
    else end();
  }
  end();
  return facts;
}

function isPart(word: string): boolean {
  return (
    isNumeral(word) ||
    [MONTH_WORDS, DAY_WORDS, NUMBER_WORDS, MONEY_WORDS, UNIT_WORDS].some((set) => set.has(word)) ||
    isOrdinal(word)
  );
}

function isNumeral(word: string): boolean {
  return /\p{N}/u.test(word);
}

/** What follows the figures of "1er", "2nd", "5th". */
function isOrdinal(word: string): boolean {
  return /^(?:er|ère|e|ème|st|nd|rd|th)$/.test(word);
}

/** "May" and "livres" are words like others unless a number stands beside them. */
function isFact(run: readonly string[]): boolean {
  if (run.some(isNumeral)) return true;
  const only = run.length === 1 ? run[0] : undefined;
  if (only !== undefined && (only === 'may' || only === 'mars' || only === 'livre' || only === 'livres')) return false;
  return run.some((word) => !UNIT_WORDS.has(word) && !isOrdinal(word));
}

function kindOf(run: readonly string[]): Fact['kind'] {
  if (run.some((word) => MONEY_WORDS.has(word))) return 'amount';
  if (run.some((word) => NUMERIC_DATE.test(word) || MONTH_WORDS.has(word))) return 'date';
  if (run.some((word) => word.replace(/\D/g, '').length >= PHONE_DIGITS)) return 'phone';
  return run.some((word) => DAY_WORDS.has(word)) ? 'date' : 'number';
}

/** Whether the words stand somewhere among the others, in this order and without another between them. */
export function holds(words: readonly string[], fact: readonly string[]): boolean {
  return words.some((_, at) => fact.every((word, i) => words[at + i] === word));
}

const SMALL: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: setOf(
    'le la les l un une des du de d et est sont je j nous vous on ne pas que qui pour dans sur avec au aux ce cette ces votre vos notre nos se si par plus mais ou bonjour merci cordialement votre être avoir',
  ),
  en: setOf(
    'the a an of to and is are you we they it this that these your our for in on at with from by not do does can will if or but so please thank hello dear regards be have',
  ),
};

/** Share of words that only bind sentences in a language: 0.2 to 0.6 in it, near 0 in another. */
export function shareOfLanguage(text: string, language: Language): number {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.length === 0 ? 0 : words.filter((word) => SMALL[language].has(word)).length / words.length;
}

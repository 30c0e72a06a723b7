import { NONE } from '../../../shared/reading.ts';
import type { Classifier } from './classifier.ts';
import { lexicon } from './lexicon.ts';
import { featuresOfTokens, type Part, type Prepared } from './prepare.ts';
import { fold } from './text.ts';

const ANNOUNCED =
  /\b(?:deux|trois|quatre|plusieurs|2|3|4|two|three|four|several|some|a few|couple of) (?:petites? |autres? |small |quick |more )?(?:questions?|choses|demandes|points|things|requests|sujets)\b/;
const FURTHER =
  /\b(?:par ailleurs|d'autre part|autre question|autre chose|en outre|de plus|par la meme occasion|tant que j'y suis|au passage|deuxiemement|ensuite|egalement|aussi|en plus|sinon|puisque j'y suis|reste a savoir|by the way|while we are at it|also|another question|besides|secondly|in addition|additionally|on top of that|one more thing|while i'm at it|and also|as well|further|furthermore|separately|moreover|au fait|j'en profite|profit(?:e|ant) de (?:ce|mon)|pendant que (?:j'y suis|je vous)|tant que je vous|deuxieme (?:chose|point|question|demande|sujet)|seconde? (?:chose|question|thing|point|demande)|autre (?:point|sujet|demande)|while i have you|while i'm (?:at it|writing)|since i'm writing|on another (?:note|matter|subject)|unrelated|incidentally|two (?:quick )?ones)\b/;
/** Opens a sentence: what follows is a request of its own even where it is put as a statement. */
const OPENS_FURTHER =
  /^(?:et |and )?(?:par ailleurs|d'autre part|autre question|autre chose|en outre|deuxiemement|sinon|enfin|egalement|aussi|also|another question|another thing|besides|secondly|in addition|additionally|on top of that|one more thing|furthermore|separately|moreover|finally|au fait|j'en profite|profitant de|deuxieme (?:chose|point|question)|second (?:thing|question|point)|while i have you|incidentally|on another (?:note|matter))\b/;
/** How sure a request has to be of its category to be counted as one of its own. */
const SURE = 0.6;
const SURE_CLAUSE = 0.92;
/** Without a word of the lexicon that tells a topic. */
const SURE_UNTOLD = 0.8;
/** A question that belongs to none of the categories, beside one that does. */
const SURE_NONE = 0.9;
/** What the mail as a whole gives a request that is not announced: a passing word is none. */
const PLAUSIBLE = 0.1;
/** The writer says that something further comes. */
const SURE_FURTHER = 0.5;

export interface Requests {
  /** The categories of the requests, in the order they are made; more than one means several requests. */
  ids: readonly string[];
  /** The writer says so himself: numbers them, or goes on with "par ailleurs". */
  plain: boolean;
}

/** `whole` is what the classifier makes of the mail as a whole, in its order. */
export function requestsOf(prepared: Prepared, classifier: Classifier, whole: readonly number[]): Requests {
  const plausible = (id: string): boolean => (whole[classifier.ids.indexOf(id)] ?? 0) >= PLAUSIBLE;
  const found: string[] = [];
  const add = (id: string): void => void (found.includes(id) || found.push(id));
  let announced = false;
  let plain = false;
  for (const [i, part] of prepared.parts.entries()) {
    const text = fold(part.sentence.text);
    announced ||= ANNOUNCED.test(text);
    const further = announced || part.sentence.item || (i > 0 && FURTHER.test(text));
    if (part.role !== 'ask' && !part.sentence.item && !(part.role === 'tell' && OPENS_FURTHER.test(text))) continue;
    // "My son is ill today. Could you also tell me …": what was told before was the first request.
    if (further && found.length === 0) for (const id of toldBefore(prepared, i, classifier)) add(id);
    plain ||= further;
    for (const [k, clause] of requestsIn(part).entries()) {
      const topics = topicsIn(clause);
      // "… and does one have to register?" belongs to what stands before it.
      const following = topics.every((topic) => FOLLOWING.has(topic)) && (k > 0 || new Set(topics).size < 2);
      if (topics.length > 0 && following && !further && found.length > 0) continue;
      const own = bestOf(clause, classifier);
      // A question without a topic of its own asks about what the sentence before it speaks of.
      const told = topics.length > 0 || (further && own.score >= SURE_UNTOLD && clause.length > 3);
      const before = prepared.parts[i - 1]?.tokens ?? [];
      if (!told && topicsIn(before).length === 0) continue;
      const { id, score } = told ? own : bestOf(before, classifier);
      if (id === NONE && !(part.sentence.question && score >= SURE_NONE)) continue;
      if (!further && id !== NONE && !plausible(id)) continue;
      if (score >= (further ? SURE_FURTHER : k > 0 ? SURE_CLAUSE : SURE)) add(id);
    }
  }
  return { ids: found, plain };
}

function toldBefore(prepared: Prepared, end: number, classifier: Classifier): string[] {
  return prepared.parts
    .slice(0, end)
    .filter((part) => part.role === 'tell' && topicsIn(part.tokens).length > 0)
    .map((part) => bestOf(part.tokens, classifier))
    .filter(({ id, score }) => id !== NONE && score >= SURE_CLAUSE)
    .map(({ id }) => id);
}

/** Clauses that name a topic are requests of their own; what names none belongs to what stands before it. */
function requestsIn(part: Part): (readonly string[])[] {
  const requests: (readonly string[])[] = [];
  for (const clause of part.clauses()) {
    const last = requests.at(-1);
    if (last === undefined || (topicsIn(clause).length > 0 && topicsIn(last).length > 0)) requests.push(clause);
    else requests[requests.length - 1] = [...last, ...clause];
  }
  return requests;
}

function bestOf(tokens: readonly string[], classifier: Classifier): { id: string; score: number } {
  const scores = classifier.scores(featuresOfTokens(tokens));
  const best = scores.reduce((top, score, k) => (score > (scores[top] ?? 0) ? k : top), 0);
  return { id: classifier.ids[best] ?? NONE, score: scores[best] ?? 0 };
}

function topicsIn(tokens: readonly string[]): string[] {
  return lexicon()
    .match(tokens)
    .map((match) => match.concept)
    .filter((concept) => !VAGUE.has(concept));
}

/** Concepts that go with any topic. */
const VAGUE = new Set(
  'WHEN WEEKDAY DAYPART MONTH GETDOC COURSE FIELD WHO OFFICE SEMESTER OPTION ATTESTFOR TALK ROOM PLACE OFFER HOURS CALENDAR'.split(
    ' ',
  ),
);
/** Concepts that ask on about what was asked before them. */
const FOLLOWING = new Set('ENROL APPLY DEADLINE BOOKING PIECES OPEN CLASSTIME COURSELANG SELECTION ATTEST RENTREE'.split(' '));

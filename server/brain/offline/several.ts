import { NONE } from '../../../shared/reading.ts';
import type { Classifier } from './classifier.ts';
import { lexicon } from './lexicon.ts';
import { featuresOfTokens, type Part, type Prepared } from './prepare.ts';
import { fold } from './text.ts';

const ANNOUNCED =
  /\b(?:deux|trois|quatre|plusieurs|2|3|4|two|three|four|several|some|a few|couple of) (?:petites? |autres? |small |quick |more )?(?:questions?|choses|demandes|points|things|requests|sujets)\b/;
const FURTHER =
  /\b(?:par ailleurs|d'autre part|autre question|autre chose|en outre|de plus|par la meme occasion|tant que j'y suis|au passage|deuxiemement|ensuite|egalement|aussi|en plus|also|another question|besides|secondly|in addition|additionally|on top of that|one more thing|while i'm at it|and also|as well|further|furthermore|separately|moreover)\b/;
/** How sure a request has to be of its category to be counted as one of its own. */
const SURE = 0.75;
const SURE_CLAUSE = 0.85;
/** A question that belongs to none of the categories, beside one that does. */
const SURE_NONE = 0.9;
/** The writer says that something further comes. */
const SURE_FURTHER = 0.45;

/** The categories of the requests, in the order they are made; more than one id means several requests. */
export function requestsOf(prepared: Prepared, classifier: Classifier): string[] {
  const found: string[] = [];
  let announced = false;
  for (const [i, part] of prepared.parts.entries()) {
    const text = fold(part.sentence.text);
    announced ||= ANNOUNCED.test(text);
    if (part.role !== 'ask' && !part.sentence.item) continue;
    const further = announced || part.sentence.item || FURTHER.test(text);
    const clauses = clausesOf(part);
    for (const clause of clauses) {
      const own = topicsIn(clause);
      // A question without a topic of its own asks about what the sentence before it speaks of.
      const tokens = own.length > 0 ? clause : (prepared.parts[i - 1]?.tokens ?? []);
      const topics = own.length > 0 ? own : topicsIn(tokens);
      if (topics.length === 0) continue;
      // "… and does one have to register?" belongs to what stands before it.
      const following = topics.every((topic) => FOLLOWING.has(topic)) && (clauses.length > 1 || new Set(topics).size < 2);
      if (following && !further && found.length > 0) continue;
      const scores = classifier.scores(featuresOfTokens(tokens));
      const best = scores.reduce((top, score, k) => (score > (scores[top] ?? 0) ? k : top), 0);
      const id = classifier.ids[best] ?? NONE;
      if (id === NONE && !(part.sentence.question && (scores[best] ?? 0) >= SURE_NONE)) continue;
      const enough = further ? SURE_FURTHER : clauses.length > 1 ? SURE_CLAUSE : SURE;
      if ((scores[best] ?? 0) >= enough && !found.includes(id)) found.push(id);
    }
  }
  return found;
}

/** "How does one apply and what does a year cost?": a sentence may hold two questions. */
function clausesOf(part: Part): (readonly string[])[] {
  const cut = part.tokens.findIndex((token, i) => i > 3 && JOIN.has(token) && QUESTION.has(part.tokens[i + 1] ?? ''));
  return cut < 0 ? [part.tokens] : [part.tokens.slice(0, cut), part.tokens.slice(cut + 1)];
}

const JOIN = new Set(['et', 'and', 'puis', 'also', 'plus']);
const QUESTION = new Set(
  'comment combien quand quel quelle quels quelles ou est faut peut puis y a how what when where which who is are can do does could'.split(
    ' ',
  ),
);

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
const FOLLOWING = new Set(
  'ENROL APPLY DEADLINE BOOKING PIECES OPEN CLASSTIME COURSELANG SELECTION ATTEST RENTREE PRICE'.split(' '),
);

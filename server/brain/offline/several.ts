import { NONE } from '../../../shared/reading.ts';
import type { Classifier } from './classifier.ts';
import { lexicon } from './lexicon.ts';
import { featuresOfTokens, type Part, type Prepared } from './prepare.ts';
import { fold } from './text.ts';

const ANNOUNCED =
  /\b(?:deux|trois|quatre|plusieurs|2|3|4|two|three|four|several|some|a few|couple of) (?:petites? |autres? |small |quick |more )?(?:questions?|choses|demandes|points|things|requests|sujets)\b/;
const FURTHER =
  /\b(?:par ailleurs|d'autre part|autre question|autre chose|en outre|de plus|par la meme occasion|tant que j'y suis|au passage|deuxiemement|ensuite|egalement|aussi|en plus|also|another question|besides|secondly|in addition|additionally|on top of that|one more thing|while i'm at it|and also|as well|further|furthermore|separately|moreover)\b/;
/** How sure a sentence has to be of another category to count as a second request. */
const SURE = 0.65;
const SURE_FURTHER = 0.45;

/** More than one thing asked: two asking sentences that belong to different categories. */
export function hasSeveralRequests(prepared: Prepared, classifier: Classifier, categoryId: string): boolean {
  const found = new Set<string>(categoryId === NONE ? [] : [categoryId]);
  let announced = false;
  for (const [i, part] of prepared.parts.entries()) {
    const text = fold(part.sentence.text);
    announced ||= ANNOUNCED.test(text);
    if (part.role !== 'ask' && !part.sentence.item) continue;
    for (const tokens of requestsIn(part)) {
      const about = aboutSomething(tokens) ? tokens : [...(prepared.parts[i - 1]?.tokens ?? []), ...tokens];
      if (about.length < 3 || !aboutSomething(about)) continue;
      const scores = classifier.scores(featuresOfTokens(about));
      const best = scores.reduce((top, score, k) => (score > (scores[top] ?? 0) ? k : top), 0);
      const id = classifier.ids[best] ?? NONE;
      const enough = announced || FURTHER.test(text) || part.sentence.item ? SURE_FURTHER : SURE;
      if ((scores[best] ?? 0) >= enough && id !== NONE) found.add(id);
    }
  }
  return found.size > 1;
}

/** "How does one apply and what does a year cost?": a sentence may hold two questions. */
function requestsIn(part: Part): (readonly string[])[] {
  const cut = part.tokens.findIndex((token, i) => i > 3 && JOIN.has(token) && QUESTION.has(part.tokens[i + 1] ?? ''));
  return cut < 0 ? [part.tokens] : [part.tokens.slice(0, cut), part.tokens.slice(cut + 1)];
}

const JOIN = new Set(['et', 'and', 'puis', 'also', 'plus']);
const QUESTION = new Set(
  'comment combien quand quel quelle quels quelles ou est faut peut puis y a how what when where which who is are can do does could'.split(
    ' ',
  ),
);

function aboutSomething(tokens: readonly string[]): boolean {
  return lexicon()
    .match(tokens)
    .some((match) => !VAGUE.has(match.concept));
}

/** Concepts that go with any topic. */
const VAGUE = new Set([
  'WHEN',
  'WEEKDAY',
  'DAYPART',
  'MONTH',
  'GETDOC',
  'COURSE',
  'FIELD',
  'WHO',
  'OFFICE',
  'SEMESTER',
  'OPTION',
  'ATTESTFOR',
  'TALK',
  'ROOM',
]);

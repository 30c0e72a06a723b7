import { NONE } from '../../../shared/reading.ts';
import type { Classifier } from './classifier.ts';
import { featuresOfPart, type Prepared } from './prepare.ts';
import { fold } from './text.ts';

const ANNOUNCED =
  /\b(?:deux|trois|quatre|plusieurs|2|3|4|two|three|four|several|some|a few|couple of) (?:petites? |autres? |small |quick |more )?(?:questions?|choses|demandes|points|things|requests|sujets)\b/;
const FURTHER =
  /\b(?:par ailleurs|d'autre part|autre question|autre chose|en outre|de plus|par la meme occasion|tant que j'y suis|au passage|deuxiemement|ensuite|egalement|aussi|en plus|also|another question|besides|secondly|in addition|additionally|on top of that|one more thing|while i'm at it|and also|as well|further|furthermore|separately|moreover)\b/;
/** How sure a sentence has to be of another category to count as a second request. */
const SURE = 0.55;
const SURE_FURTHER = 0.4;

/** More than one thing asked: two asking sentences that belong to different categories. */
export function hasSeveralRequests(prepared: Prepared, classifier: Classifier, categoryId: string): boolean {
  const asking = prepared.parts.filter((part) => part.role === 'ask' || part.sentence.item);
  const found = new Set<string>();
  let announced = false;
  for (const part of asking) {
    const text = fold(part.sentence.text);
    announced ||= ANNOUNCED.test(text);
    if (part.tokens.length < 4) continue;
    const scores = classifier.scores(featuresOfPart(part));
    const best = scores.reduce((top, score, i) => (score > (scores[top] ?? 0) ? i : top), 0);
    const id = classifier.ids[best] ?? NONE;
    const enough = announced || FURTHER.test(text) || part.sentence.item ? SURE_FURTHER : SURE;
    if ((scores[best] ?? 0) >= enough && id !== NONE) found.add(id);
  }
  if (categoryId !== NONE) found.add(categoryId);
  return found.size > 1;
}

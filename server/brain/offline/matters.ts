import { HUMAN_MATTERS, type HumanMatter } from '../../../shared/reading.ts';
import { addFact, addSentence, type Features, normalise } from './features.ts';
import { actLexicon } from './lexicon.ts';
import { type Lesson, lesson, modelOf, train, type Weights } from './model.ts';
import { plainMatters } from './plain-matters.ts';
import type { Prepared } from './prepare.ts';

/** Tells mails that a prepared answer settles from those that a person has to answer. */
export interface MatterModel {
  /** Probability that a prepared answer settles it, and the matter that speaks most against it. */
  read(prepared: Prepared): { settled: number; matter: HumanMatter };
}

export interface MatterWeights {
  /** Whether a prepared answer settles it. */
  settles: Weights;
  /** Which matter, in the order of `HUMAN_MATTERS`. */
  which: Weights;
}

/** Cases are fewer than examples, and to miss one costs more. */
const CASE_WEIGHT = 1.5;

export interface MatterLesson {
  features: Lesson;
  settled: boolean;
}

/** `matter` is null where a prepared answer settles the mail. */
export function matterLesson(prepared: Prepared, matter: HumanMatter | null): MatterLesson {
  return {
    features: lesson(factsOf(prepared), matter === null ? -1 : HUMAN_MATTERS.indexOf(matter), 1),
    settled: matter === null,
  };
}

export function learnMatters(lessons: readonly MatterLesson[]): MatterWeights {
  const settles = train(
    lessons.map(({ features, settled }) => ({ ...features, label: settled ? 0 : 1, weight: settled ? 1 : CASE_WEIGHT })),
    2,
  );
  const unsettled = lessons.filter(({ settled }) => !settled).map(({ features }) => features);
  return { settles, which: train(unsettled, HUMAN_MATTERS.length) };
}

/** The model that learned this. */
export function mattersOf(learned: MatterWeights): MatterModel {
  const settles = modelOf(learned.settles);
  const which = modelOf(learned.which);
  return {
    read(prepared) {
      const features = factsOf(prepared);
      const [settled = 0] = settles.predict(features);
      const matters = which.predict(features);
      const most = matters.reduce((top, value, i) => (value > (matters[top] ?? 0) ? i : top), 0);
      return { settled, matter: HUMAN_MATTERS[most] ?? 'personal-case' };
    },
  };
}

/** Words and topics, and what the writer does with them: whose story it is counts as much as what it is about. */
function factsOf(prepared: Prepared): Features {
  const features: Features = new Map();
  let words = 0;
  let asks = 0;
  for (const part of prepared.parts) {
    if (part.role === 'courtesy' || part.role === 'aside') continue;
    addSentence(features, part.tokens, 0.6);
    const acts = [
      ...new Set(
        actLexicon()
          .match(part.tokens)
          .map((match) => match.concept),
      ),
    ].sort();
    for (const [i, act] of acts.entries()) {
      addFact(features, act, 2.5);
      for (const other of acts.slice(i + 1)) addFact(features, `${act}+${other}`, 1);
      addFact(features, `${act} in ${part.role}`, 1.2);
    }
    words += part.tokens.length;
    if (part.role === 'ask') asks++;
  }
  for (const fact of plainFacts(prepared.body)) addFact(features, fact, 2);
  addFact(features, `asks ${Math.min(asks, 3)}`, 1);
  if (words > 60) addFact(features, 'long', 1.5);
  if (words > 100) addFact(features, 'very long', 1.5);
  return normalise(features);
}

/** Marks of one person's own affair: reference numbers, sums, days gone by, shouting. */
function plainFacts(text: string): string[] {
  const facts: string[] = [];
  if (/\b(?:[A-Z]{1,5}[- ]?\d{3,}|n[°o]\.? ?\d{3,}|\d{5,})\b/.test(text)) facts.push('reference');
  if (/\d[\d  .,]{0,8}(?:€|euros?|eur|\$|usd)/i.test(text)) facts.push('sum');
  if (/\ble \d{1,2}(?:\b|er)|\b\d{1,2}\/\d{1,2}\b/.test(text)) facts.push('day');
  if (/!{2,}|\?{3,}/.test(text)) facts.push('shouting');
  if (/(?:\b[A-ZÀ-Ý]{3,}\b[\s,'!.]+){4,}/.test(text)) facts.push('capitals');
  if (/(?:\+?\d[ .-]?){9,}/.test(text)) facts.push('phone');
  return facts;
}

/** Below this the mail is a person's. */
const SETTLED_ENOUGH = 0.5;

export function humanMatters(prepared: Prepared, model: MatterModel): { matters: HumanMatter[]; settled: number } {
  const learned = model.read(prepared);
  const plain = plainMatters(prepared);
  const matters = new Set<HumanMatter>(plain);
  if (prepared.instructions > 0) matters.add('instruction');
  if (learned.settled < SETTLED_ENOUGH) matters.add(learned.matter);
  return { matters: HUMAN_MATTERS.filter((matter) => matters.has(matter)), settled: learned.settled };
}

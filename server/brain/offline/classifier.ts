import { type Category, LANGUAGES, type Language, type Policy } from '../../../shared/policy.ts';
import { type HumanMatter, NONE } from '../../../shared/reading.ts';
import { CASES } from './cases.ts';
import type { Features } from './features.ts';
import { lexicon } from './lexicon.ts';
import { learnMatters, type MatterLesson, type MatterModel, type MatterWeights, matterLesson, mattersOf } from './matters.ts';
import { type Lesson, lesson, modelOf, train, type Weights } from './model.ts';
import { featuresOf, prepare } from './prepare.ts';
import { type Mend, speller } from './spelling.ts';
import { tokenize } from './text.ts';

/** All that is learned from one policy: whoever has it need not learn. Never changed. */
export interface Learned extends MatterWeights {
  /** Category ids in the model's order; `none` is among them. */
  ids: readonly string[];
  vocabulary: Vocabulary;
  topics: Weights;
}

/** The words of the examples, each once. */
export interface Vocabulary {
  /** Seen often enough to mend towards, in the order they first came. */
  common: readonly string[];
  rare: readonly string[];
}

/** What the brain reads with. */
export interface Classifier {
  learned: Learned;
  /** Category ids in the model's order; `none` is among them. */
  ids: readonly string[];
  mend: Mend;
  matters: MatterModel;
  scores(features: Features): number[];
}

const NAME_WEIGHT = 0.7;

interface Example {
  label: number;
  text: string;
  language: Language | undefined;
  weight: number;
  /** What only a person answers; null: the prepared answer settles it; undefined: says nothing about that. */
  matter: HumanMatter | null | undefined;
}

/** Learns from names and examples; descriptions also say what does not belong, so words of theirs mislead. The order of categories has no influence: they are sorted by id. */
export function learn(policy: Policy): Classifier {
  const byId = new Map(policy.categories.filter((category) => !category.retired).map((category) => [category.id, category]));
  const ids = [...new Set([...byId.keys(), NONE])].sort();
  const examples = ids.flatMap((id, label) => examplesOf(byId.get(id), id, label));
  const vocabulary = vocabularyOf(examples);
  const mend = spellerFor(vocabulary);
  const topics: Lesson[] = [];
  const matters: MatterLesson[] = [];
  for (const { text, label, language, weight, matter } of examples) {
    const prepared = prepare({ subject: '', newText: text }, mend, language, matter !== undefined);
    const features = featuresOf(prepared);
    if (features.size > 0) topics.push(lesson(features, label, weight));
    if (matter !== undefined) matters.push(matterLesson(prepared, matter));
  }
  // Whose topic this policy does not have still shows what a person has to answer.
  for (const { topic, text, matter } of CASES) {
    if (!ids.includes(topic)) matters.push(matterLesson(prepare({ subject: '', newText: text }, mend, undefined, true), matter));
  }
  return classifierOf({ ids, vocabulary, topics: train(topics, ids.length), ...learnMatters(matters) }, mend);
}

/** The classifier that learned this. */
export function classifierOf(learned: Learned, mend: Mend = spellerFor(learned.vocabulary)): Classifier {
  const model = modelOf(learned.topics);
  return { learned, ids: learned.ids, mend, matters: mattersOf(learned), scores: (features) => model.predict(features) };
}

/** A word that the examples hold once may be a slip itself: it is left as it is, but nothing is mended towards it. */
const COMMON = 3;

function vocabularyOf(examples: readonly Example[]): Vocabulary {
  const counts = new Map<string, number>();
  for (const { text } of examples) for (const token of tokenize(text)) counts.set(token, (counts.get(token) ?? 0) + 1);
  const isCommon = (token: string): boolean => (counts.get(token) ?? 0) >= COMMON;
  const words = [...counts.keys()];
  return { common: words.filter(isCommon), rare: words.filter((word) => !isCommon(word)) };
}

function spellerFor({ common, rare }: Vocabulary): Mend {
  const seen = new Set([...common, ...rare]);
  return speller([...lexicon().words, ...common], (token) => seen.has(token) || lexicon().match([token]).length > 0);
}

function examplesOf(category: Category | undefined, id: string, label: number): Example[] {
  const cases: Example[] = CASES.filter((item) => item.topic === id).map(({ text, matter }) => ({
    label,
    text,
    language: undefined,
    weight: 1,
    matter,
  }));
  if (!category) return cases;
  const names = LANGUAGES.map((language) => ({
    label,
    text: category.name[language],
    language,
    weight: NAME_WEIGHT,
    matter: undefined,
  }));
  const given = LANGUAGES.flatMap((language) =>
    category.examples[language].map((text) => ({ label, text, language, weight: 1, matter: id === NONE ? undefined : null })),
  );
  return [...names, ...given, ...cases];
}

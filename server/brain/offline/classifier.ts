import { type Category, LANGUAGES, type Language, type Policy } from '../../../shared/policy.ts';
import { type HumanMatter, NONE } from '../../../shared/reading.ts';
import { CASES } from './cases.ts';
import type { Features } from './features.ts';
import { lexicon } from './lexicon.ts';
import { learnMatters, type MatterLesson, type MatterModel, matterLesson } from './matters.ts';
import { type Lesson, lesson, train } from './model.ts';
import { featuresOf, prepare } from './prepare.ts';
import { type Mend, speller } from './spelling.ts';
import { tokenize } from './text.ts';

/** What the brain has learned from one policy. */
export interface Classifier {
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
  const mend = spellerFor(examples);
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
  const model = train(topics, ids.length);
  return { ids, mend, matters: learnMatters(matters), scores: (features) => model.predict(features) };
}

/** A word that the examples hold once may be a slip itself: it is left as it is, but nothing is mended towards it. */
const COMMON = 3;

function spellerFor(examples: readonly Example[]): Mend {
  const counts = new Map<string, number>();
  for (const { text } of examples) for (const token of tokenize(text)) counts.set(token, (counts.get(token) ?? 0) + 1);
  const common = [...counts].filter(([, count]) => count >= COMMON).map(([token]) => token);
  return speller([...lexicon().words, ...common], (token) => (counts.get(token) ?? 0) > 0 || lexicon().match([token]).length > 0);
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

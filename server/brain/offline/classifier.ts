import type { Category, Policy } from '../../../shared/policy.ts';
import { NONE } from '../../../shared/reading.ts';
import { CASES } from './cases.ts';
import type { Features } from './features.ts';
import { lexicon } from './lexicon.ts';
import { type LabelledFeatures, type Model, train } from './model.ts';
import { featuresOf, prepare } from './prepare.ts';
import { type Mend, speller } from './spelling.ts';
import { tokenize } from './text.ts';

/** What the brain has learned from one policy. */
export interface Classifier {
  /** Category ids in the model's order; `none` is among them. */
  ids: readonly string[];
  mend: Mend;
  scores(features: Features): number[];
}

const DESCRIPTION_WEIGHT = 0.7;

/** Learns from names, descriptions and examples. The order of categories has no influence: they are sorted by id. */
export function learn(policy: Policy): Classifier {
  const categories = policy.categories.filter((category) => !category.retired);
  const byId = new Map(categories.map((category) => [category.id, category]));
  const ids = [...new Set([...byId.keys(), NONE])].sort();
  const texts = ids.flatMap((id, label) => textsOf(byId.get(id), id).map((text) => ({ ...text, label })));
  const mend = speller(new Set([...lexicon().words, ...texts.flatMap((text) => tokenize(text.text))]));
  const examples: LabelledFeatures[] = texts.map(({ text, weight, label }) => ({
    features: featuresOf(prepare({ subject: '', newText: text }, mend)),
    label,
    weight,
  }));
  const model: Model = train(
    examples.filter((example) => example.features.size > 0),
    ids.length,
  );
  return { ids, mend, scores: (features) => model.predict(features) };
}

function textsOf(category: Category | undefined, id: string): { text: string; weight: number }[] {
  const cases = CASES.filter((item) => item.topic === id).map((item) => ({ text: item.text, weight: 1 }));
  if (!category) return cases;
  return [
    ...Object.values(category.name).map((text) => ({ text, weight: DESCRIPTION_WEIGHT })),
    ...Object.values(category.examples).flatMap((list) => list.map((text) => ({ text, weight: 1 }))),
    ...cases,
  ];
}

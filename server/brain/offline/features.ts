import { lexicon, type Match } from './lexicon.ts';

const { imul, sqrt } = Math;

/** Numbered features with their weight. Numbers are hashes: no vocabulary has to be kept or agreed on. */
export type Features = Map<number, number>;

export const SPACE = 1 << 17;

/** A fact about the whole text, beside its words: `name` is free. */
export function addFact(features: Features, name: string, weight: number): void {
  add(features, hash(name, 6), weight);
}

const WEIGHTS = { concept: 2.2, pair: 1, word: 1, bigram: 0.3, gram: 0.12 };

/** Adds what a sentence says, times `weight`. Concepts, pairs of concepts, words, pairs of words, pieces of words. */
export function addSentence(features: Features, tokens: readonly string[], weight: number, matches?: readonly Match[]): void {
  const concepts = [...new Set((matches ?? lexicon().match(tokens)).map((match) => match.concept))].sort();
  for (const [i, a] of concepts.entries()) {
    add(features, hash(a, 1), weight * WEIGHTS.concept);
    for (const b of concepts.slice(i + 1)) add(features, hash(`${a}+${b}`, 2), weight * WEIGHTS.pair);
  }
  let previous = '';
  for (const token of tokens) {
    const stem = stemOf(token);
    if (!STOP.has(token)) {
      add(features, hash(stem, 3), weight * WEIGHTS.word);
      addGrams(features, stem, weight * WEIGHTS.gram);
    }
    if (previous !== '') add(features, hash(`${previous} ${stem}`, 4), weight * WEIGHTS.bigram);
    previous = stem;
  }
}

/** Long words say more by their middle than by their ending: pieces of four letters, ends marked. */
function addGrams(features: Features, stem: string, weight: number): void {
  if (stem.length < 5) return;
  const marked = `<${stem}`;
  for (let i = 0; i + 4 <= marked.length; i++) add(features, hash(marked.slice(i, i + 4), 5), weight);
}

function add(features: Features, feature: number, weight: number): void {
  features.set(feature, (features.get(feature) ?? 0) + weight);
}

/** Repeats count less and less, and every text has the same length: a long mail is not a louder one. */
export function normalise(features: Features): Features {
  let sum = 0;
  for (const [feature, value] of features) {
    const damped = sqrt(value);
    features.set(feature, damped);
    sum += damped * damped;
  }
  const norm = sqrt(sum) || 1;
  for (const [feature, value] of features) features.set(feature, value / norm);
  return features;
}

/** FNV-1a over UTF-16 units, folded into the space; `kind` keeps a concept apart from the word of the same name. */
function hash(text: string, kind: number): number {
  let h = 0x811c9dc5 ^ kind;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = imul(h, 0x01000193);
  }
  h ^= h >>> 15;
  return (h >>> 0) % SPACE;
}

/** Light stemming for French and English alike: plural and feminine endings only. */
export function stemOf(token: string): string {
  let stem = token;
  if (stem.length > 4 && /[sx]$/.test(stem) && !stem.endsWith('ss')) stem = stem.slice(0, -1);
  if (stem.length > 5 && stem.endsWith('e')) stem = stem.slice(0, -1);
  return stem;
}

const STOP = new Set(
  `le la les l un une des du de d et est je j ai il elle nous vous on ne que qu dans sur avec au aux ce cette ces se par mais en a y
  bonjour bonsoir salut hello hi dear merci cordialement madame monsieur mme mr svp plait s m n t
  the an of to and is are am i you he she we they it this that for in on at with from by be as or so please thanks thank regards best`
    .split(/\s+/)
    .filter(Boolean),
);

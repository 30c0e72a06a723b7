import { lexicon } from './lexicon.ts';

const { imul, sqrt } = Math;

/** Numbered features with their weight. Numbers are hashes: no vocabulary has to be kept or agreed on. */
export type Features = Map<number, number>;

export const SPACE = 1 << 17;

/** A fact about the whole text, beside its words: `name` is free. */
export function addFact(features: Features, name: string, weight: number): void {
  add(features, hash(name, 6), weight);
}

const WEIGHTS = { concept: 2.2, pair: 1, word: 1, bigram: 0.3, gram: 0.12 };

/** What a sentence says, before it is weighed: both models read the same sentences. */
interface Said {
  ids: readonly number[];
  weights: readonly number[];
}

/** The sentences of the mail in hand, and a few before it: a weak map costs the collector more than it saves. */
const said = new Map<readonly string[], Said>();
const REMEMBERED = 200;

/** Adds what a sentence says, times `weight`. Concepts, pairs of concepts, words, pairs of words, pieces of words. */
export function addSentence(features: Features, tokens: readonly string[], weight: number): void {
  let known = said.get(tokens);
  if (!known) {
    known = sayings(tokens);
    if (said.size >= REMEMBERED) said.clear();
    said.set(tokens, known);
  }
  const { ids, weights } = known;
  for (let i = 0; i < ids.length; i++) add(features, ids[i] as number, weight * (weights[i] as number));
}

function sayings(tokens: readonly string[]): Said {
  const ids: number[] = [];
  const weights: number[] = [];
  const say = (id: number, weight: number): void => {
    ids.push(id);
    weights.push(weight);
  };
  const concepts = [
    ...new Set(
      lexicon()
        .match(tokens)
        .map((match) => match.concept),
    ),
  ].sort();
  for (const [i, a] of concepts.entries()) {
    say(hash(a, 1), WEIGHTS.concept);
    for (let k = i + 1; k < concepts.length; k++) say(hashPair(a, '+', concepts[k] as string, 2), WEIGHTS.pair);
  }
  let previous = '';
  for (const token of tokens) {
    const stem = stemOf(token);
    if (!STOP.has(token)) {
      say(hash(stem, 3), WEIGHTS.word);
      // Long words say more by their middle than by their ending: pieces of four letters, the beginning marked.
      if (stem.length >= 5) {
        const marked = `<${stem}`;
        for (let i = 0; i + 4 <= marked.length; i++) say(folded(walk(start(5), marked, i, i + 4)), WEIGHTS.gram);
      }
    }
    if (previous !== '') say(hashPair(previous, ' ', stem, 4), WEIGHTS.bigram);
    previous = stem;
  }
  return { ids, weights };
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
  return folded(walk(start(kind), text, 0, text.length));
}

/** The hash of the three texts joined, without joining them. */
function hashPair(a: string, between: string, b: string, kind: number): number {
  return folded(walk(walk(walk(start(kind), a, 0, a.length), between, 0, between.length), b, 0, b.length));
}

function start(kind: number): number {
  return 0x811c9dc5 ^ kind;
}

function walk(from: number, text: string, begin: number, end: number): number {
  let h = from;
  for (let i = begin; i < end; i++) {
    h ^= text.charCodeAt(i);
    h = imul(h, 0x01000193);
  }
  return h;
}

function folded(h: number): number {
  return ((h ^ (h >>> 15)) >>> 0) % SPACE;
}

/** Light stemming for French and English alike: plural and feminine endings only. */
function stemOf(token: string): string {
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

import { type Features, SPACE } from './features.ts';

/** An example ready to learn from, in arrays: thousands are held at once. */
export interface Lesson {
  ids: Int32Array;
  values: Float32Array;
  /** Index of the class. */
  label: number;
  /** How much the example counts; 1 for a mail. */
  weight: number;
}

export function lesson(features: Features, label: number, weight: number): Lesson {
  const ids = new Int32Array(features.size);
  const values = new Float32Array(features.size);
  let i = 0;
  features.forEach((value, id) => {
    ids[i] = id;
    values[i++] = value;
  });
  return { ids, values, label, weight };
}

/** What is learned, to be kept and to predict with. Never changed. */
export interface Weights {
  /** The features that the examples had, in the order of their weights. */
  features: Int32Array<ArrayBuffer>;
  /** For each of them one for each class. */
  weights: Float32Array<ArrayBuffer>;
  /** One for each class. */
  bias: Float64Array<ArrayBuffer>;
}

export interface Model {
  /** Probability of each class; adds up to 1. */
  predict(features: Features): number[];
}

// Taken once: a look-up of a global in the innermost loop is most of its cost in some hosts.
const { abs, exp, sqrt } = Math;

const EPOCHS = 4;
const RATE = 1.2;
const DECAY = 2e-4;
/** A class that is off by less is left alone: that is most of the work, and changes nothing that can be measured. */
const SLIGHT = 0.005;

/**
 * Multinomial logistic regression by AdaGrad. Examples are visited in a fixed stride over their given order, so that the
 * same examples always give the same model, to the last bit.
 */
export function train(lessons: readonly Lesson[], classes: number): Weights {
  const { numbers, size } = number(lessons);
  const weights = new Float32Array(size * classes);
  const squares = new Float32Array(size * classes);
  const bias = new Float64Array(classes);
  const scores = new Float64Array(classes);
  /** The classes that an example moves. */
  const moved = new Int32Array(classes);
  const rows = lessons.map((row) => compact(row, numbers, classes));
  const order = stride(lessons.length);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const at of order) {
      const row = rows[at];
      if (!row) continue;
      const { ids, values } = row;
      scores.set(bias);
      for (let i = 0; i < ids.length; i++) {
        const base = ids[i] as number;
        const value = values[i] as number;
        for (let c = 0; c < classes; c++) scores[c] = (scores[c] as number) + (weights[base + c] as number) * value;
      }
      softmax(scores);
      scores[row.label] = (scores[row.label] as number) - 1;
      for (let c = 0; c < classes; c++) bias[c] = (bias[c] as number) - 0.02 * (scores[c] as number) * row.weight;
      let most = 0;
      for (let c = 0; c < classes; c++) if (abs(scores[c] as number) >= SLIGHT) moved[most++] = c;
      for (let i = 0; i < ids.length; i++) {
        const base = ids[i] as number;
        const value = (values[i] as number) * row.weight;
        for (let m = 0; m < most; m++) {
          const c = moved[m] as number;
          const k = base + c;
          const gradient = (scores[c] as number) * value + DECAY * (weights[k] as number);
          const square = (squares[k] as number) + gradient * gradient;
          squares[k] = square;
          weights[k] = (weights[k] as number) - (RATE * gradient) / (sqrt(square) + 0.1);
        }
      }
    }
  }
  const features = new Int32Array(size);
  for (let id = 0; id < SPACE; id++) if (numbers[id] !== 0) features[(numbers[id] as number) - 1] = id;
  return { features, weights, bias };
}

/** The model that learned this. */
export function modelOf(learned: Weights): Model {
  const { weights, bias } = learned;
  const classes = bias.length;
  const numbers = new Int32Array(SPACE);
  for (let i = 0; i < learned.features.length; i++) numbers[learned.features[i] as number] = i + 1;
  return {
    predict(features) {
      const out = Float64Array.from(bias);
      features.forEach((value, id) => {
        const base = ((numbers[id] as number) - 1) * classes;
        if (base < 0) return;
        for (let c = 0; c < classes; c++) out[c] = (out[c] as number) + (weights[base + c] as number) * value;
      });
      softmax(out);
      return Array.from(out);
    },
  };
}

/** Numbers from 1 for the features that examples have, 0 for the others: weights that lie close are quick to reach. */
function number(lessons: readonly Lesson[]): { numbers: Int32Array; size: number } {
  const numbers = new Int32Array(SPACE);
  let size = 0;
  for (const { ids } of lessons) {
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      if (numbers[id] === 0) numbers[id] = ++size;
    }
  }
  return { numbers, size };
}

/** The lesson with each feature told by where its weights begin. */
function compact(row: Lesson, numbers: Int32Array, classes: number): Lesson {
  return { ...row, ids: row.ids.map((id) => ((numbers[id] as number) - 1) * classes) };
}

function softmax(scores: Float64Array): void {
  let max = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > max) max = score;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const e = exp((scores[c] as number) - max);
    scores[c] = e;
    sum += e;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum;
}

/** Every index once, far apart from its neighbours, so that a class's examples do not come in a row. */
function stride(n: number): number[] {
  if (n < 2) return n === 1 ? [0] : [];
  let step = Math.max(1, Math.floor(n * 0.618));
  while (gcd(step, n) !== 1) step++;
  return Array.from({ length: n }, (_, i) => (i * step) % n);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

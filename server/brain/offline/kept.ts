import { createHash } from 'node:crypto';
import type { Policy } from '../../../shared/policy.ts';
import { HUMAN_MATTERS } from '../../../shared/reading.ts';
import type { Learned } from './classifier.ts';
import type { Weights } from './model.ts';

/**
 * What was learned, as bytes: to be found again at the next start. They hold the SHA-256 of all that follows, the length of a
 * header of JSON, the header, and the numbers as they stand in memory, each row at a multiple of eight.
 */
const HASH = 32;
const BEGIN = HASH + 4;
const ALIGNED = 8;

/**
 * What learns, in short: a digest of its code and of the cases and lexicons it knows. test/brain/offline/kept.test.ts tells
 * the new one when they change, so that nothing is read with what another code learned.
 */
export const ALGORITHM = 'dc30d5e50f52c264';

interface Header {
  key: string;
  ids: readonly string[];
  /** Joined by spaces, which no word holds. */
  common: string;
  rare: string;
  /** Topics, settles, which: how many features and classes each has. */
  sizes: readonly { features: number; classes: number }[];
}

/** How numbers are stored, and how powers are rounded: the same processor and engine give the same, to the last bit. */
const MACHINE = [process.arch, process.versions.v8];

/** The same for policies from which the same is learned, whatever their version and the order of their categories. */
export function keyOf({ categories }: Pick<Policy, 'categories'>): string {
  const taught = categories
    .filter((category) => !category.retired)
    .map(({ id, name, examples }) => [id, name.fr, name.en, examples.fr, examples.en] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([ALGORITHM, MACHINE, HUMAN_MATTERS, taught]))
    .digest('hex');
}

export function toBytes(learned: Learned, key: string): Uint8Array {
  const models = [learned.topics, learned.settles, learned.which];
  const header: Header = {
    key,
    ids: learned.ids,
    common: learned.vocabulary.common.join(' '),
    rare: learned.vocabulary.rare.join(' '),
    sizes: models.map(({ features, bias }) => ({ features: features.length, classes: bias.length })),
  };
  const told = Buffer.from(JSON.stringify(header));
  const rows = models.flatMap(({ features, weights, bias }) => [features, weights, bias]);
  const bytes = Buffer.alloc(rows.reduce((at, row) => at + aligned(row.byteLength), aligned(BEGIN + told.length)));
  bytes.writeUInt32LE(told.length, HASH);
  bytes.set(told, BEGIN);
  let at = aligned(BEGIN + told.length);
  for (const row of rows) {
    bytes.set(new Uint8Array(row.buffer, row.byteOffset, row.byteLength), at);
    at += aligned(row.byteLength);
  }
  bytes.set(hashOf(bytes), 0);
  return bytes;
}

/** `other`: whole, but learned from other examples or by other code. `damaged`: not what was written, or not by `toBytes`. */
export function fromBytes(bytes: Uint8Array, key: string): Learned | 'other' | 'damaged' {
  if (bytes.length < BEGIN || !hashOf(bytes).equals(bytes.subarray(0, HASH))) return 'damaged';
  const end = BEGIN + new DataView(bytes.buffer, bytes.byteOffset).getUint32(HASH, true);
  // It is as it was written, so the header is ours.
  const header: Header = JSON.parse(Buffer.from(bytes.subarray(BEGIN, end)).toString());
  if (header.key !== key) return 'other';
  let at = aligned(end);
  const take = (length: number): ArrayBuffer => {
    const row = new Uint8Array(length);
    row.set(bytes.subarray(at, at + length));
    at += aligned(length);
    return row.buffer;
  };
  const [topics, settles, which] = header.sizes.map(
    ({ features, classes }): Weights => ({
      features: new Int32Array(take(features * Int32Array.BYTES_PER_ELEMENT)),
      weights: new Float32Array(take(features * classes * Float32Array.BYTES_PER_ELEMENT)),
      bias: new Float64Array(take(classes * Float64Array.BYTES_PER_ELEMENT)),
    }),
  );
  if (!topics || !settles || !which || at !== bytes.length) return 'damaged';
  return { ids: header.ids, vocabulary: { common: wordsOf(header.common), rare: wordsOf(header.rare) }, topics, settles, which };
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes.subarray(HASH)).digest();
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNED) * ALIGNED;
}

function wordsOf(joined: string): string[] {
  return joined === '' ? [] : joined.split(' ');
}

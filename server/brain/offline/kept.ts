import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { Policy } from '../../../shared/policy.ts';
import { HUMAN_MATTERS } from '../../../shared/reading.ts';
import type { Learned } from './classifier.ts';

/**
 * What was learned, as bytes: to be found again at the next start. The SHA-256 of all that follows, the SHA-256 of the key,
 * and the value as V8 writes it down: numbers as they stand in memory.
 */
const HASH = 32;

/**
 * What learns, in short: a digest of its code and of the cases and lexicons it knows. test/brain/offline/kept.test.ts tells
 * the new one when they change, so that nothing is read with what another code learned.
 */
export const ALGORITHM = '1625f8bbb23a8463';

/** How values are written down, and how powers are rounded: the same processor and engine give the same, to the last bit. */
const MACHINE = [process.arch, process.versions.v8];

/** The same for policies from which the same is learned, whatever their version and the order of their categories. */
export function keyOf({ categories }: Pick<Policy, 'categories'>): string {
  const taught = categories
    .filter((category) => !category.retired)
    .map(({ id, name, examples }) => [id, name.fr, name.en, examples.fr, examples.en] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify([ALGORITHM, MACHINE, HUMAN_MATTERS, taught])).toString('hex');
}

export function toBytes(learned: Learned, key: string): Uint8Array {
  const rest = Buffer.concat([sha256(key), serialize(learned)]);
  return Buffer.concat([sha256(rest), rest]);
}

/** `other`: whole, but learned from other examples or by other code. `damaged`: not what was written, or not by `toBytes`. */
export function fromBytes(bytes: Uint8Array, key: string): Learned | 'other' | 'damaged' {
  const rest = bytes.subarray(HASH);
  if (rest.length < HASH || !sha256(rest).equals(bytes.subarray(0, HASH))) return 'damaged';
  if (!sha256(key).equals(rest.subarray(0, HASH))) return 'other';
  // It is as it was written, by this code and this engine.
  return deserialize(rest.subarray(HASH));
}

function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

import type { DocumentReference, DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import { AppError } from '../../../shared/errors.ts';
import type { IndexSpec } from '../store.ts';
import { type Asked, askedFields } from './form.ts';

/** How old what a process knows of the store may be when it writes, ms. A newer version waits longer before it changes documents. */
export const KNOWN_FOR = 10_000;

/** What the store says of itself, in one document. */
export interface Meta {
  /** The form of its documents: raised before they are changed, so that older processes stop writing first. */
  schema: number;
  /** Every field that is asked for, as `collection by field` or `collection has field`. */
  fields: string[];
  /** Not null while documents are brought to this form: who does it, until when it may be taken for alive, and what is to do. */
  work: { owner: string; until: number; from: number; collections: string[] } | null;
}

export interface Found {
  meta: Meta;
  time: Timestamp;
}

export async function readMeta(ref: DocumentReference): Promise<Found | null> {
  return foundIn(await ref.get());
}

export function foundIn(snapshot: DocumentSnapshot): Found | null {
  if (!snapshot.exists || snapshot.updateTime === undefined) return null;
  const schema: unknown = snapshot.get('schema');
  const fields: unknown = snapshot.get('fields');
  if (typeof schema !== 'number' || !Array.isArray(fields)) {
    throw new AppError('store-corrupt', 'What the store says of itself is not of our form: restore a backup');
  }
  const work = snapshot.get('work') as Meta['work'];
  return { meta: { schema, fields: fields.map(String), work }, time: snapshot.updateTime };
}

export function checkVersion(found: number, ours: number, place: string): void {
  if (found <= ours) return;
  throw new AppError(
    'store-newer',
    `The ${place} was written by a newer version (form ${found}, this one knows ${ours}): install that version, or restore a backup`,
  );
}

export function fieldNames(specs: readonly IndexSpec[]): string[] {
  return [...askedFields(specs)].flatMap(([collection, { by, has }]) => [
    ...[...by].map((field) => `${collection} by ${field}`),
    ...[...has].map((field) => `${collection} has ${field}`),
  ]);
}

/** The inverse of fieldNames: what each document of a collection keeps beside its text. */
export function fieldsNamed(names: readonly string[]): Map<string, Asked> {
  const all = new Map<string, { by: Set<string>; has: Set<string> }>();
  for (const name of names) {
    const [collection = '', kind, field = ''] = name.split(' ');
    const asked = all.get(collection) ?? { by: new Set(), has: new Set() };
    asked[kind === 'has' ? 'has' : 'by'].add(field);
    all.set(collection, asked);
  }
  return all;
}

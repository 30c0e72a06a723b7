import { randomUUID } from 'node:crypto';
import { type DocumentReference, FieldValue, type Firestore, type Timestamp, type WriteBatch } from 'firebase-admin/firestore';
import { answered } from './client.ts';
import { CODE, codeOf, toAppError } from './errors.ts';
import type { Fields } from './form.ts';

/** What a document must be for the commit to count: as it was read, absent, or anything. */
export type Expected = { at: Timestamp } | 'absent' | 'anything';

export interface Change {
  ref: DocumentReference;
  /** null: deleted. */
  fields: Omit<Fields, 'rev'> | null;
  expected: Expected;
}

/** A document that was read and is not written: it must be the same at the commit. */
export interface Premise {
  ref: DocumentReference;
  /** null: it was not there. */
  time: Timestamp | null;
  /** Its `form`, as it was read. */
  form: unknown;
}

/** `changed`: something was not as expected, and nothing was written. */
export type Verdict = 'committed' | 'changed';

/**
 * Writes all or nothing, in one call. Each document carries what it must be as a precondition, those that are only read as
 * well, so that no commit takes a lock that could outlive its process. An answer that was lost is looked for in what stands
 * there now. Rejects as toAppError does.
 */
export async function commit(
  db: Firestore,
  place: string,
  changes: readonly Change[],
  premises: readonly Premise[],
): Promise<Verdict> {
  const rev = randomUUID();
  const batch = db.batch();
  for (const change of changes) write(batch, change, rev);
  for (const premise of premises) makeSure(batch, premise);
  try {
    await answered(batch.commit(), place);
    return 'committed';
  } catch (error) {
    return settle(db, place, { changes, premises, rev }, error);
  }
}

function write(to: WriteBatch, { ref, fields, expected }: Change, rev: string): void {
  if (fields === null) {
    if (expected === 'anything') to.delete(ref);
    else if (expected !== 'absent') to.delete(ref, { lastUpdateTime: expected.at });
    return;
  }
  const all = { ...fields, rev };
  if (expected === 'absent') to.create(ref, all);
  else if (expected === 'anything') to.set(ref, all);
  else to.update(ref, { ttl: FieldValue.delete(), ...all }, { lastUpdateTime: expected.at });
}

/**
 * A write that changes nothing keeps the document's update time (google.firestore.v1.WriteResult), so that others who rely
 * on it are not disturbed; its precondition is what matters.
 */
function makeSure(to: WriteBatch, { ref, time, form }: Premise): void {
  if (time === null) to.delete(ref, { exists: false });
  else to.update(ref, { form }, { lastUpdateTime: time });
}

interface Attempt {
  changes: readonly Change[];
  premises: readonly Premise[];
  rev: string;
}

/** Whether a commit that failed was one after all, ran into somebody else's, or must be told. */
async function settle(db: Firestore, place: string, { changes, premises, rev }: Attempt, error: unknown): Promise<Verdict> {
  const code = codeOf(error);
  const translated = toAppError(error, place);
  const expecting = premises.length > 0 || changes.some(({ expected }) => typeof expected === 'object');
  const contended =
    code === CODE.aborted ||
    code === CODE.alreadyExists ||
    (code === CODE.failedPrecondition && translated.code === 'conflict') ||
    (code === CODE.notFound && expecting);
  // The first try of a commit that the library repeated may have counted.
  if (!contended && !translated.retryable) throw translated;
  let counted: boolean;
  try {
    counted = await stands(db, place, changes, rev);
  } catch (unseen) {
    // Whether it may run again is not known either: the caller is told, as of any other commit without an answer.
    throw contended ? toAppError(unseen, place) : translated;
  }
  if (counted) return 'committed';
  if (contended) return 'changed';
  throw translated;
}

/** Any document of the commit is enough: it was all or nothing. */
async function stands(db: Firestore, place: string, changes: readonly Change[], rev: string): Promise<boolean> {
  const written = changes.filter(({ fields }) => fields !== null).slice(0, 3);
  if (written.length === 0) return false;
  const snapshots = await answered(db.getAll(...written.map(({ ref }) => ref), { fieldMask: ['rev'] }), place);
  return snapshots.some((snapshot) => snapshot.get('rev') === rev);
}

import { randomUUID } from 'node:crypto';
import {
  type DocumentData,
  type DocumentReference,
  FieldValue,
  type Firestore,
  type Precondition,
  type Query,
  type Timestamp,
  type Transaction,
} from 'firebase-admin/firestore';
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

/** What was read and is not written: it must be the same at the commit. */
export interface Premises {
  documents: { ref: DocumentReference; time: Timestamp | null }[];
  /** With what each found: the ids and times of its documents. */
  queries: { query: Query; found: string }[];
}

/** `changed`: something was not as expected, and nothing was written. */
export type Verdict = 'committed' | 'changed';

/**
 * Writes all or nothing. Each document that is written carries what it must be as a precondition, so that the usual commit
 * takes no lock and waits for nobody; what was only read is read once more under a lock that lasts until the commit. An
 * answer that was lost is looked for in what stands there now. Rejects as toAppError does.
 */
export async function commit(db: Firestore, place: string, changes: readonly Change[], premises: Premises): Promise<Verdict> {
  const rev = randomUUID();
  try {
    if (premises.documents.length === 0 && premises.queries.length === 0) {
      const batch = db.batch();
      for (const change of changes) write(batch, change, rev);
      await answered(batch.commit(), place);
    } else {
      const writing = async (tx: Transaction): Promise<boolean> => {
        if (!(await stillTrue(tx, premises))) return false;
        for (const change of changes) write(tx, change, rev);
        return true;
      };
      // The library would wait a second and more before it runs again; we look at what changed first.
      if (!(await answered(db.runTransaction(writing, { maxAttempts: 1 }), place))) return 'changed';
    }
    return 'committed';
  } catch (error) {
    return settle(db, place, changes, rev, error);
  }
}

/** What a batch and a transaction have in common. */
interface Writer {
  create(ref: DocumentReference, data: DocumentData): unknown;
  set(ref: DocumentReference, data: DocumentData): unknown;
  update(ref: DocumentReference, data: DocumentData, precondition: Precondition): unknown;
  delete(ref: DocumentReference, precondition?: Precondition): unknown;
}

function write(to: Writer, { ref, fields, expected }: Change, rev: string): void {
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

async function stillTrue(tx: Transaction, { documents, queries }: Premises): Promise<boolean> {
  if (documents.length > 0) {
    const snapshots = await tx.getAll(...documents.map(({ ref }) => ref), { fieldMask: ['form'] });
    const same = snapshots.every(({ updateTime }, i) => sameTime(updateTime ?? null, documents[i]?.time ?? null));
    if (!same) return false;
  }
  for (const { query, found } of queries) {
    if (foundBy((await tx.get(query)).docs) !== found) return false;
  }
  return true;
}

export function foundBy(docs: readonly { id: string; updateTime: Timestamp }[]): string {
  return JSON.stringify(docs.map(({ id, updateTime }) => [id, updateTime.seconds, updateTime.nanoseconds]));
}

function sameTime(a: Timestamp | null, b: Timestamp | null): boolean {
  return a === null || b === null ? a === b : a.isEqual(b);
}

/** Whether a commit that failed was one after all, ran into somebody else's, or must be told. */
async function settle(db: Firestore, place: string, changes: readonly Change[], rev: string, error: unknown): Promise<Verdict> {
  const code = codeOf(error);
  const translated = toAppError(error, place);
  if (code === CODE.aborted || isExpired(error)) return 'changed';
  const contended =
    code === CODE.alreadyExists ||
    (code === CODE.failedPrecondition && translated.code === 'conflict') ||
    (code === CODE.notFound && changes.some(({ expected }) => typeof expected === 'object'));
  // The first try of a commit that the library repeated may have counted.
  if ((contended || translated.retryable) && (await stands(db, place, changes, rev))) return 'committed';
  if (contended) return 'changed';
  throw translated;
}

/** Any document of the commit is enough: it was all or nothing. */
async function stands(db: Firestore, place: string, changes: readonly Change[], rev: string): Promise<boolean> {
  const written = changes.filter(({ fields }) => fields !== null).slice(0, 3);
  if (written.length === 0) return false;
  try {
    const snapshots = await answered(db.getAll(...written.map(({ ref }) => ref), { fieldMask: ['rev'] }), place);
    return snapshots.some((snapshot) => snapshot.get('rev') === rev);
  } catch {
    return false; // the caller is told of the first failure
  }
}

/** A transaction that took too long is refused as an argument that is not valid. */
function isExpired(error: unknown): boolean {
  return codeOf(error) === CODE.invalidArgument && error instanceof Error && /transaction/i.test(error.message);
}

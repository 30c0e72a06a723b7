import type { DocumentData, DocumentReference, DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import { AppError } from '../../../shared/errors.ts';
import type { Json, Transaction } from '../store.ts';
import { collectWrites, type Write } from '../transaction-body.ts';
import type { Change, Premise } from './commit.ts';
import { toAppError } from './errors.ts';
import type { Fields } from './form.ts';
import { toStored } from './form.ts';
import { together } from './together.ts';

/** What a transaction needs of its store. */
export interface Place {
  db: Firestore;
  /** As messages name it. */
  name: string;
  document(collection: string, id: string): DocumentReference;
  fields(collection: string, text: string): Omit<Fields, 'rev'>;
}

export interface Run<R> {
  value: R;
  /** There is nothing to commit: what was read was true at one moment. */
  done: boolean;
  changes: Change[];
  premises: Premise[];
}

/**
 * Runs the body once on one moment of the store, without locks, and gives what it read and wants to write. What the body
 * throws is passed on; what the database says is translated. With `lookFirst`, what it creates is looked for at that same
 * moment: a commit that failed does not tell whether it was there already or the body would now create another. Rejects
 * with `already-exists`, `timeout`.
 */
export async function runBody<R>(place: Place, body: (tx: Transaction) => Promise<R>, lookFirst: boolean): Promise<Run<R>> {
  const seen = new Map<string, DocumentSnapshot<DocumentData>>();
  let broken: unknown = null;

  /** A body may not go on with a reading that failed, not even when it catches what was thrown. */
  async function guarded<T>(read: Promise<T>): Promise<T> {
    try {
      return await read;
    } catch (error) {
      broken ??= toAppError(error, place.name);
      throw broken;
    }
  }

  let thrown: { error: unknown } | null = null;

  const running = place.db.runTransaction(
    async (snapshot) => {
      const documents = together((refs) => guarded(snapshot.getAll(...refs)));
      const read = async <T extends Json>(collection: string, id: string) => {
        const ref = place.document(collection, id);
        const found = await documents.load(ref);
        seen.set(ref.path, found);
        return toStored<T>(found);
      };
      try {
        const ran = await collectWrites(body, read);
        const refs = lookFirst ? created(place, ran.writes).filter(({ path }) => !seen.has(path)) : [];
        if (refs.length > 0) {
          for (const found of await guarded(snapshot.getAll(...refs, { fieldMask: ['form'] }))) seen.set(found.ref.path, found);
        }
        return ran;
      } catch (error) {
        thrown = { error };
        throw error;
      }
    },
    { readOnly: true },
  );
  const { value, writes } = await running.catch((error: unknown) => {
    throw broken ?? (thrown ? error : toAppError(error, place.name));
  });
  if (broken !== null) throw broken;
  return { value, ...fold(place, writes, seen) };
}

function created(place: Place, writes: readonly Write[]): DocumentReference[] {
  return writes.filter(({ kind }) => kind === 'create').map(({ collection, id }) => place.document(collection, id));
}

/** One change for each document, the last that was asked for, and what must hold besides. */
function fold(
  place: Place,
  writes: readonly Write[],
  seen: ReadonlyMap<string, DocumentSnapshot<DocumentData>>,
): Omit<Run<unknown>, 'value'> {
  const last = new Map<string, { ref: DocumentReference; write: Write }>();
  const added = new Map<string, DocumentReference>();
  for (const write of writes) {
    const ref = place.document(write.collection, write.id);
    const { path } = ref;
    if (write.kind === 'create') {
      const before = last.get(path)?.write;
      if (before ? before.text !== null : seen.get(path)?.exists) {
        throw new AppError('already-exists', `The document exists already in ${write.collection}`);
      }
      if (!before) added.set(path, ref);
    }
    last.set(path, { ref, write });
  }
  const changes: Change[] = [];
  const premises = new Map<string, Premise>();
  for (const [path, found] of seen) {
    premises.set(path, { ref: found.ref, time: found.updateTime ?? null, form: found.get('form') });
  }
  for (const [path, ref] of added) premises.set(path, { ref, time: null, form: null });
  for (const [path, { ref, write }] of last) {
    const { collection, text } = write;
    const premise = premises.get(path);
    // Nothing is there to delete: that it stays so is a premise like any other.
    if (text === null && premise?.time === null) continue;
    const expected = premise === undefined ? 'anything' : premise.time === null ? 'absent' : { at: premise.time };
    changes.push({ ref, fields: text === null ? null : place.fields(collection, text), expected });
    premises.delete(path);
  }
  return {
    done: changes.length === 0 && added.size === 0,
    changes,
    premises: [...premises.values()],
  };
}

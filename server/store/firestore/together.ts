import DataLoader from 'dataloader';
import type { DocumentReference, DocumentSnapshot } from 'firebase-admin/firestore';

type Read = (refs: readonly DocumentReference[]) => Promise<readonly DocumentSnapshot[]>;

/** Documents asked for at once are read by one call: each call costs some milliseconds of processor on both sides. */
export function together(read: Read): { load(ref: DocumentReference): Promise<DocumentSnapshot> } {
  // Nothing is kept: whoever asks again wants what is true then.
  return new DataLoader<DocumentReference, DocumentSnapshot>((refs) => read(refs).then((found) => [...found]), {
    cache: false,
    maxBatchSize: 100,
  });
}

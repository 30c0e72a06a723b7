import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { DocumentReference, Firestore } from 'firebase-admin/firestore';
import { AppError } from '../../../shared/errors.ts';
import type { Migration } from '../schema.ts';
import type { IndexSpec } from '../store.ts';
import { CODE, codeOf } from './errors.ts';
import { checkVersion, fieldNames, foundIn, KNOWN_FOR, type Meta, readMeta } from './meta.ts';
import { rewrite } from './rewrite.ts';

export interface Preparation {
  db: Firestore;
  place: string;
  meta: DocumentReference;
  prefix: string;
  schemaVersion: number;
  migrations: readonly Migration[];
  specs: readonly IndexSpec[];
  /** Until every other process has looked at what the store says of itself, ms. */
  graceMs?: number;
}

/** Whoever brings the documents to our form says so this often; past the lease another takes over. */
const LEASE_MS = 60_000;
/** How long a start waits for another process that does this, ms. */
const PATIENCE_MS = 600_000;

/**
 * Brings the store to our form, by one process at a time: migrates the documents of an older one and adds the fields that
 * are now asked for. Firestore has no transaction over so many documents: each carries the form it has, so that the work
 * can be taken up where it was left. Rejects with `store-newer`; with `internal` when a migration throws, and then nothing is
 * changed.
 */
export async function prepareStore(preparation: Preparation): Promise<Meta> {
  const { meta: ref, place, schemaVersion, specs } = preparation;
  const wanted = fieldNames(specs);
  const owner = randomUUID();
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const found = await readMeta(ref);
    if (found === null) {
      const meta: Meta = { schema: schemaVersion, fields: wanted, work: null };
      if (await unlessChanged(ref.create({ ...meta }))) return meta;
      continue;
    }
    const { meta, time } = found;
    checkVersion(meta.schema, schemaVersion, place);
    const missing = wanted.filter((name) => !meta.fields.includes(name));
    if (meta.schema === schemaVersion && missing.length === 0 && meta.work === null) return meta;
    if (meta.work !== null && meta.work.until > Date.now()) {
      await wait(250 + Math.random() * 250);
      continue;
    }
    const task: Meta = {
      schema: schemaVersion,
      fields: [...meta.fields, ...missing],
      work: {
        owner,
        until: Date.now() + LEASE_MS,
        from: meta.work?.from ?? meta.schema,
        collections: [...new Set([...(meta.work?.collections ?? []), ...missing.map((name) => name.split(' ')[0] ?? '')])],
      },
    };
    const write = rewriter(preparation, task);
    await write.rehearse();
    if (await unlessChanged(ref.update({ ...task }, { lastUpdateTime: time }))) await finish(preparation, owner, write);
  }
  throw new AppError('unavailable', `Another process has been changing the form of the ${place} for a long time: is it stuck?`);
}

function rewriter({ db, prefix, place, migrations, schemaVersion }: Preparation, { fields, work }: Meta) {
  const task = { db, prefix, place, migrations, schemaVersion, fields, from: work?.from ?? 0, backfill: work?.collections ?? [] };
  return {
    /** Every change without writing it: what cannot be migrated shows itself before anything is. */
    rehearse: () => rewrite({ ...task, dry: true }, async () => undefined),
    write: (renew: () => Promise<void>) => rewrite({ ...task, dry: false }, renew),
  };
}

async function finish(preparation: Preparation, owner: string, { write }: ReturnType<typeof rewriter>): Promise<void> {
  const { db, meta: ref, place, graceMs = KNOWN_FOR + 5_000 } = preparation;
  // Processes of the version before learn of it when they next look, and then write no more.
  await wait(graceMs);
  const hold = (until: number | null): Promise<void> =>
    db.runTransaction(async (tx) => {
      const work = foundIn(await tx.get(ref))?.meta.work;
      if (work?.owner !== owner) throw new AppError('unavailable', `Another process took over changing the form of the ${place}`);
      tx.update(ref, { work: until === null ? null : { ...work, until } });
    });
  try {
    await write(() => hold(Date.now() + LEASE_MS));
  } catch (error) {
    await hold(0);
    throw error;
  }
  await hold(null);
}

/** Whether the write counted, or somebody else's came first. */
async function unlessChanged(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === CODE.alreadyExists || code === CODE.failedPrecondition || code === CODE.notFound) return false;
    throw error;
  }
}

import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type DocumentSnapshot, FieldPath, FieldValue, type Firestore } from 'firebase-admin/firestore';
import { AppError } from '../../../shared/errors.ts';
import { encodeDocument } from '../document.ts';
import type { Migration } from '../schema.ts';
import { CODE, codeOf } from './errors.ts';
import { type Asked, toFields, toStored } from './form.ts';
import { fieldsNamed } from './meta.ts';

export interface Task {
  db: Firestore;
  prefix: string;
  place: string;
  migrations: readonly Migration[];
  schemaVersion: number;
  /** The form that the oldest documents have. */
  from: number;
  fields: readonly string[];
  /** Collections whose documents may lack fields that are asked for. */
  backfill: readonly string[];
  /** Changes nothing. */
  dry: boolean;
}

/** Read at a time; within a page the documents are written one beside the other. */
const PAGE = 200;

/** Brings every document concerned to the new form; `renew` is called between pages. Rejects with `internal` when a migration throws. */
export async function rewrite(task: Task, renew: () => Promise<void>): Promise<void> {
  const steps = stepsOf(task);
  const asked = fieldsNamed(task.fields);
  for (const collection of new Set([...steps.map((step) => step.collection), ...task.backfill])) {
    const own = steps.filter((step) => step.collection === collection);
    const all = task.db
      .collection(task.prefix + collection)
      .orderBy(FieldPath.documentId())
      .limit(PAGE);
    for (let last: string | null = null; ; ) {
      const { docs } = await (last === null ? all : all.startAfter(last)).get();
      await renew();
      await Promise.all(docs.map((doc) => bring(doc, own, collection, asked.get(collection), task)));
      last = docs.at(-1)?.id ?? null;
      if (docs.length < PAGE) break;
    }
  }
}

interface Step {
  to: number;
  collection: string;
  change: Migration['steps'][number]['change'];
}

function stepsOf({ from, schemaVersion, migrations, place }: Task): Step[] {
  const steps: Step[] = [];
  for (let to = from + 1; to <= schemaVersion; to += 1) {
    const migration = migrations.find((item) => item.to === to);
    if (!migration) throw new AppError('internal', `No migration brings the ${place} to form ${to}`);
    for (const { collection, change } of migration.steps) steps.push({ to, collection, change });
  }
  return steps;
}

async function bring(found: DocumentSnapshot, steps: readonly Step[], collection: string, asked: Asked | undefined, task: Task) {
  for (let snapshot = found; ; snapshot = await snapshot.ref.get()) {
    const stored = toStored(snapshot);
    const time = snapshot.updateTime;
    if (stored === null || time === undefined) return;
    const form = Number(snapshot.get('form'));
    let data: object | null = stored.data;
    for (const step of steps) if (step.to > form && data !== null) data = changed(step, data, stored.id);
    const text = data && encodeDocument(collection, data);
    if (task.dry) return;
    const fields = text === null ? null : toFields(collection, text, asked, Math.max(form, task.schemaVersion));
    const same = fields !== null && isDeepStrictEqual({ ...fields, ttl: undefined }, standing(snapshot));
    if (same) return;
    try {
      if (fields === null) await snapshot.ref.delete({ lastUpdateTime: time });
      else await snapshot.ref.update({ ttl: FieldValue.delete(), ...fields, rev: randomUUID() }, { lastUpdateTime: time });
      return;
    } catch (error) {
      const code = codeOf(error);
      if (code !== CODE.failedPrecondition && code !== CODE.notFound) throw error;
    }
  }
}

function changed({ to, collection, change }: Step, data: object, id: string): object | null {
  try {
    return change(data, id);
  } catch (cause) {
    throw new AppError('internal', `The migration to form ${to} failed on a document of ${collection}`, { cause });
  }
}

function standing(snapshot: DocumentSnapshot) {
  const { data, by, has, form } = snapshot.data() ?? {};
  return { data, by, has, form, ttl: undefined };
}

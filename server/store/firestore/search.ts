import { FieldPath, type Query as FirestoreQuery } from 'firebase-admin/firestore';
import { BY_ID, type Condition, conditionValue, encodeCursor, type Plan, type SortKey, sortKey } from '../query.ts';
import type { Json, Page, Stored } from '../store.ts';
import { indexed, indexedValue, toStored } from './form.ts';

/** Read at a time where the other conditions are looked at here. */
const BATCH = 200;

/**
 * What Firestore is asked, and what is looked at here. A word in a list together with more than one equality would need a
 * composite index for every combination of those fields, each with an entry for every word of every document: one of them
 * goes with the word, and the others are looked at here.
 */
export function divide(plan: Plan): { asked: Condition[]; rest: Condition[] } {
  const contains = plan.conditions.filter(({ kind }) => kind === 'contains');
  const equals = plan.conditions.filter(({ kind }) => kind === 'equals');
  const together = contains.length === 0 ? equals.length : 1;
  return { asked: [...contains, ...equals.slice(0, together)], rest: equals.slice(together) };
}

function statement(from: FirestoreQuery, plan: Plan): { query: FirestoreQuery; rest: Condition[] } {
  const { asked, rest } = divide(plan);
  let query = from;
  for (const { kind, field, value } of asked) {
    if (kind === 'contains') query = query.where(`has.${field}`, 'array-contains', indexed(JSON.parse(value)));
    else query = query.where(`by.${field}`, '==', indexed(JSON.parse(value)));
  }
  for (const { operator, key } of plan.bounds) query = query.where(`by.${plan.order}`, operator, indexedValue(key));
  return { query, rest };
}

export async function search<T extends Json>(from: FirestoreQuery, plan: Plan, limit: number): Promise<Page<T>> {
  const { query, rest } = statement(from, plan);
  const items: Stored<T>[] = [];
  for await (const item of matches<T>(ordered(query, plan), plan, rest, limit)) {
    if (items.length === limit) {
      const last = items[limit - 1];
      return { items, cursor: last ? encodeCursor(keyOf(plan, last.data), last.id) : null };
    }
    items.push(item);
  }
  return { items, cursor: null };
}

/** Counted in the index where every condition is asked there: one read for a thousand entries. */
export async function countMatches(from: FirestoreQuery, plan: Plan): Promise<number> {
  const { query, rest } = statement(from, plan);
  if (rest.length === 0) {
    const counted = plan.order === null ? query : query.orderBy(`by.${plan.order}`);
    return (await counted.count().get()).data().count;
  }
  let total = 0;
  for await (const _ of matches(ordered(query, plan), plan, rest, BATCH)) total += 1;
  return total;
}

function ordered(query: FirestoreQuery, plan: Plan): FirestoreQuery {
  const direction = plan.descending ? 'desc' : 'asc';
  const byField = plan.order === null ? query : query.orderBy(`by.${plan.order}`, direction);
  return byField.orderBy(FieldPath.documentId(), direction);
}

/** All that matches, page by page; one more than `limit` is read to know whether there are more. */
async function* matches<T extends Json>(
  query: FirestoreQuery,
  plan: Plan,
  rest: readonly Condition[],
  limit: number,
): AsyncGenerator<Stored<T>> {
  const size = rest.length === 0 ? limit + 1 : Math.max(limit + 1, BATCH);
  let after = plan.after;
  for (;;) {
    const from = after === null ? query : query.startAfter(...place(plan, after.key, after.id));
    const { docs } = await from.limit(size).select('data').get();
    for (const doc of docs) {
      const item = toStored<T>(doc);
      if (item === null) continue;
      if (rest.every(({ field, value }) => holds(item.data, field, value))) yield item;
      after = { key: keyOf(plan, item.data), id: item.id };
    }
    if (docs.length < size) return;
  }
}

function place(plan: Plan, key: SortKey, id: string): unknown[] {
  return plan.order === null ? [id] : [indexedValue(key), id];
}

function keyOf(plan: Plan, data: Json): SortKey {
  return plan.order === null ? BY_ID : (sortKey(fieldOf(data, plan.order)) ?? BY_ID);
}

function holds(data: Json, field: string, value: string): boolean {
  return conditionValue(fieldOf(data, field)) === value;
}

function fieldOf(data: Json, field: string): unknown {
  return new Map<string, unknown>(Object.entries(data)).get(field);
}

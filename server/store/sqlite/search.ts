import { BY_ID, encodeCursor, type Plan, type SortKey, sortKey } from '../query.ts';
import type { Json, Page } from '../store.ts';
import type { Connection, Param } from './connection.ts';
import { toStored } from './documents.ts';
import { definitionOf, type Index, type Indexes } from './entries.ts';

/** Past this many matches it no longer pays to know which condition has fewer. */
const COUNT_LIMIT = 5000;

/** Answers a checked plan from the indexes it names. Reads `limit` + 1 rows to know whether there are more. */
export async function search<T extends Json>(
  connection: Connection,
  indexes: Indexes,
  collection: string,
  plan: Plan,
  limit: number,
): Promise<Page<T>> {
  const { sql, params } = await statement(connection, indexes, collection, plan, 'd.id, d.version, d.data');
  const rows = await connection.all(`${sql} LIMIT ?`, [...params, limit + 1]);
  const items = rows.slice(0, limit).map((row) => toStored<T>(row));
  const last = items.at(-1);
  const cursor = rows.length > limit && last ? encodeCursor(keyOf(plan, last.data), last.id) : null;
  return { items, cursor };
}

export async function countMatches(connection: Connection, indexes: Indexes, collection: string, plan: Plan): Promise<number> {
  const { sql, params } = await statement(connection, indexes, collection, plan, 'count(*) AS total');
  const row = await connection.get(sql, params);
  return Number(row?.total ?? 0);
}

function keyOf(plan: Plan, data: Json): SortKey {
  if (plan.order === null) return BY_ID;
  return sortKey(new Map<string, unknown>(Object.entries(data)).get(plan.order)) ?? BY_ID;
}

/**
 * The conditions are met entry by entry: each further one is looked up at the place in the order where the one before
 * stands, so that no document is read before it is known to match. All names come from the plan as numbers or values.
 */
export async function statement(connection: Connection, indexes: Indexes, collection: string, plan: Plan, columns: string) {
  const [first, ...others] = await sources(connection, indexes, collection, plan);
  const counting = columns.startsWith('count');
  const params: Param[] = [];
  const where: string[] = [];
  let from: string;
  let key: string;
  const direction = plan.descending ? 'DESC' : 'ASC';
  if (first === undefined) {
    from = 'documents d';
    where.push('d.collection = ?');
    params.push(collection);
    key = 'd.id';
    if (plan.after) {
      where.push(`d.id ${plan.descending ? '<' : '>'} ?`);
      params.push(plan.after.id);
    }
  } else {
    // CROSS JOIN keeps the order of the tables as written.
    from = 'entries e';
    for (const [i, source] of others.entries()) {
      const e = `e${i + 1}`;
      from += ` CROSS JOIN entries ${e} ON ${e}.number = ? AND ${e}.value = ? AND ${e}.rank = e.rank AND ${e}.sort = e.sort AND ${e}.id = e.id`;
      params.push(source.index, source.value);
    }
    if (!counting) {
      from += ' CROSS JOIN documents d ON d.collection = ? AND d.id = e.id';
      params.push(collection);
    }
    where.push('e.number = ?', 'e.value = ?');
    params.push(first.index, first.value);
    key = `e.rank ${direction}, e.sort ${direction}, e.id`;
    for (const { operator, key } of plan.bounds) {
      where.push(`e.rank = ? AND e.sort ${operator} ?`);
      params.push(...key);
    }
    if (plan.after) {
      where.push(`(e.rank, e.sort, e.id) ${plan.descending ? '<' : '>'} (?, ?, ?)`);
      params.push(...plan.after.key, plan.after.id);
    }
  }
  const sql = `SELECT ${columns} FROM ${from} WHERE ${where.join(' AND ')}`;
  return { sql: counting ? sql : `${sql} ORDER BY ${key} ${direction}`, params };
}

interface Source {
  index: number;
  value: string;
}

/** Where the entries of each condition stand, the one with the fewest first. */
async function sources(connection: Connection, indexes: Indexes, collection: string, plan: Plan): Promise<Source[]> {
  const found = (kind: Index['kind'], field: string, value: string): Source => ({
    index: indexes.get(definitionOf(collection, kind, field, plan.order))?.number ?? -1,
    value,
  });
  if (plan.conditions.length === 0) return plan.order === null ? [] : [found('all', '', '')];
  const all = plan.conditions.map(({ kind, field, value }) => found(kind, field, value));
  if (all.length === 1) return all;
  const counted = [];
  for (const source of all) {
    const sql = `SELECT count(*) AS total FROM (SELECT 1 FROM entries WHERE number = ? AND value = ? LIMIT ${COUNT_LIMIT})`;
    const row = await connection.get(sql, [source.index, source.value]);
    counted.push({ source, total: Number(row?.total) });
  }
  return counted.sort((a, b) => a.total - b.total).map(({ source }) => source);
}

import { AppError } from '../../shared/errors.ts';
import { checkCollection } from './document.ts';
import type { IndexSpec, Query } from './store.ts';

/** A condition that is answered by looking one value up. `value` is JSON, so that 1, '1' and true stay apart. */
export interface Condition {
  kind: 'equals' | 'contains';
  field: string;
  value: string;
}

/**
 * Where a value stands among others: by kind (null, boolean, number, string, as in Firestore), then within it. Strings
 * compare by code point. undefined, arrays and objects have no place.
 */
export type SortKey = readonly [rank: number, sort: number | string];

const RANK = { null: 0, boolean: 1, number: 2, string: 3 } as const;

export interface Plan {
  conditions: Condition[];
  /** null: by id. */
  order: string | null;
  descending: boolean;
  bounds: { operator: '>' | '>=' | '<' | '<='; key: SortKey }[];
  after: { key: SortKey; id: string } | null;
}

/** The key of documents ordered by id alone. */
export const BY_ID: SortKey = [0, 0];

export function sortKey(value: unknown): SortKey | null {
  if (value === null) return [RANK.null, 0];
  if (typeof value === 'boolean') return [RANK.boolean, value ? 1 : 0];
  if (typeof value === 'number') return [RANK.number, value === 0 ? 0 : value];
  if (typeof value === 'string') return [RANK.string, value];
  return null;
}

/** The value as conditions and entries write it, or null for what equality does not look at. */
export function conditionValue(value: unknown): string | null {
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  return sortKey(value) === null ? null : JSON.stringify(value);
}

/** Checks a query (`invalid`) and gives it one form. */
export function planQuery(collection: string, query: Partial<Query>): Plan {
  checkCollection(collection);
  const { equals = {}, contains, range, order, cursor } = query;
  const conditions: Condition[] = [];
  for (const [field, wanted] of Object.entries(equals)) {
    checkField(field);
    const value = conditionValue(wanted);
    if (value === null) throw new AppError('invalid', `A query of ${collection} compares ${field} with nothing`);
    conditions.push({ kind: 'equals', field, value });
  }
  if (contains) {
    conditions.push({ kind: 'contains', field: checkField(contains.field), value: JSON.stringify(contains.value) });
  }
  if (range && order && range.field !== order.field) {
    throw new AppError('invalid', `A query of ${collection} has a range on ${range.field} but is ordered by ${order.field}`);
  }
  const ordered = order?.field ?? range?.field ?? null;
  return {
    conditions,
    order: ordered === null ? null : checkField(ordered),
    descending: order?.direction === 'desc',
    bounds: range ? boundsOf(collection, range) : [],
    after: cursor === undefined ? null : decodeCursor(cursor),
  };
}

/** Rejects with `invalid` when no declared index answers the plan. */
export function checkDeclared(collection: string, plan: Plan, specs: readonly IndexSpec[]): void {
  if (plan.conditions.length === 0 && plan.order === null) return;
  const declared = specs.some(
    (spec) =>
      spec.collection === collection &&
      spec.order === plan.order &&
      plan.conditions.every(({ kind, field }) => spec[kind]?.includes(field)),
  );
  if (declared) return;
  const shape = plan.conditions.map(({ kind, field }) => `${kind} ${field}`).join(', ');
  throw new AppError(
    'invalid',
    `No index answers a query of ${collection} by (${shape}) ordered by ${plan.order ?? 'id'}: declare it in server/store/indexes.ts`,
  );
}

export function checkLimit(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1) throw new AppError('invalid', 'The limit of a query is a whole number from 1 on');
  return limit;
}

export function encodeCursor(key: SortKey, id: string): string {
  return Buffer.from(JSON.stringify([...key, id])).toString('base64url');
}

function decodeCursor(cursor: string): { key: SortKey; id: string } {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === 3) {
      const [rank, sort, id] = parts;
      const sortable = typeof sort === 'string' || typeof sort === 'number';
      if (typeof rank === 'number' && sortable && typeof id === 'string') return { key: [rank, sort], id };
    }
  } catch (cause) {
    throw new AppError('invalid', 'Not a cursor of this list', { cause });
  }
  throw new AppError('invalid', 'Not a cursor of this list');
}

function boundsOf(collection: string, range: NonNullable<Query['range']>): Plan['bounds'] {
  const bounds: Plan['bounds'] = [];
  for (const [name, operator] of [
    ['gte', '>='],
    ['gt', '>'],
    ['lte', '<='],
    ['lt', '<'],
  ] as const) {
    const value = range[name];
    if (value === undefined) continue;
    const key = sortKey(value);
    if (key === null || !(key[0] === RANK.number || key[0] === RANK.string) || Number.isNaN(value)) {
      throw new AppError('invalid', `A query of ${collection} has a bound that is neither a number nor a string`);
    }
    bounds.push({ operator, key });
  }
  if (bounds.length === 0 || new Set(bounds.map(({ key }) => key[0])).size > 1) {
    throw new AppError('invalid', `A range of ${collection} needs bounds of one kind`);
  }
  return bounds;
}

/** A top-level name: a dot would be a path in Firestore. */
function checkField(field: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(field)) throw new AppError('invalid', 'Not the name of a field');
  return field;
}

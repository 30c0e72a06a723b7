import { AppError } from '../../shared/errors.ts';
import type { collection } from './collections.ts';
import { encodeCursor, sortKey } from './query.ts';
import type { Page, Query, Store, Stored } from './store.ts';

/**
 * One page of what several queries find, which are the same but for what they compare with: each is answered from the index it
 * has, and the pages are put together in their order. They share a cursor, which names a place in the order and not in a list.
 * A document must be found by one of them at most.
 */
export async function queryAnyOf<T extends object>(
  from: ReturnType<typeof collection<T>>,
  store: Pick<Store, 'query'>,
  any: readonly NonNullable<Query['equals']>[],
  query: Omit<Query, 'equals'> & Required<Pick<Query, 'order'>>,
): Promise<Page<T>> {
  const [only, ...others] = any;
  if (only === undefined) throw new AppError('invalid', 'A query of any of none.');
  if (others.length === 0) return from.query(store, { ...query, equals: only });
  const pages = await Promise.all(any.map((equals) => from.query(store, { ...query, equals })));
  const { field, direction } = query.order;
  const placed = pages
    .flatMap(({ items }) => items)
    .map((item) => ({ item, at: placeOf(item, field) }))
    .sort((a, b) => compare(a.at, b.at) * (direction === 'asc' ? 1 : -1));
  const taken = placed.slice(0, query.limit);
  const last = taken.at(-1);
  const more = placed.length > taken.length || pages.some(({ cursor }) => cursor !== null);
  return {
    items: taken.map(({ item }) => item),
    cursor: more && last ? encodeCursor([last.at[0], last.at[1]], last.at[2]) : null,
  };
}

type Place = readonly [rank: number, sort: number | string, id: string];

function placeOf<T extends object>({ id, data }: Stored<T>, field: string): Place {
  const [rank, sort] = sortKey(new Map<string, unknown>(Object.entries(data)).get(field)) ?? [0, 0];
  return [rank, sort, id];
}

function compare(a: Place, b: Place): number {
  for (const n of [0, 1, 2] as const) {
    const [left, right] = [a[n], b[n]];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

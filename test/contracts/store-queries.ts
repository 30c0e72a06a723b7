import type { IndexSpec, Query, Store } from '../../server/store/store.ts';
import { eachWithStore, type OpenStore } from './store.contract.ts';

const INDEXES: IndexSpec[] = [
  { collection: 'records', equals: ['status', 'person', 'flag'], contains: ['words'], order: 'at' },
  { collection: 'records', equals: ['status', 'person', 'flag', 'n'], contains: ['words'], order: null },
  { collection: 'records', order: 'name' },
];

export function storeQueries(open: OpenStore): void {
  describe('queries', () => {
    const store = eachWithStore(open, INDEXES);

    it('lists a collection by id, code point by code point', async () => {
      await fill(store(), { b: {}, a: {}, B: {}, é: {}, '10': {}, '9': {}, '｡': {}, '🎓': {}, ab: {} });
      expect(await ids(store(), {})).toEqual(['10', '9', 'B', 'a', 'ab', 'b', 'é', '｡', '🎓']);
    });

    it('finds nothing in a collection that does not exist', async () => {
      expect(await store().query('records', { limit: 5 })).toEqual({ items: [], cursor: null });
      expect(await store().count('records', {})).toBe(0);
    });

    it('compares by value and by kind: 1, "1", true, "true", null, absent and empty are all different', async () => {
      const kinds = {
        one: 1,
        text1: '1',
        yes: true,
        textyes: 'true',
        no: false,
        zero: 0,
        nothing: null,
        empty: '',
        list: ['1'],
        inner: { a: 1 },
      };
      await fill(store(), { ...Object.fromEntries(Object.entries(kinds).map(([id, person]) => [id, { person }])), absent: {} });
      for (const id of ['one', 'text1', 'yes', 'textyes', 'no', 'zero', 'nothing', 'empty'] as const) {
        expect(await ids(store(), { equals: { person: kinds[id] } })).toEqual([id]);
      }
      expect(await ids(store(), { equals: { person: -0 } })).toEqual(['zero']);
    });

    it('asks for all conditions at once', async () => {
      await fill(store(), {
        a: { status: 'held', person: 'p', flag: true, words: ['x', 'y'] },
        b: { status: 'held', person: 'p', flag: false, words: ['x'] },
        c: { status: 'held', person: null, flag: true, words: ['x'] },
        d: { status: 'sent', person: 'p', flag: true, words: ['y'] },
      });
      const equals = { status: 'held', person: 'p' };
      expect(await ids(store(), { equals })).toEqual(['a', 'b']);
      expect(await ids(store(), { equals: { ...equals, flag: true } })).toEqual(['a']);
      expect(await ids(store(), { equals, contains: { field: 'words', value: 'y' } })).toEqual(['a']);
      expect(await ids(store(), { equals: { flag: true }, contains: { field: 'words', value: 'y' } })).toEqual(['a', 'd']);
      expect(await store().count('records', { equals: { flag: true }, contains: { field: 'words', value: 'y' } })).toBe(2);
    });

    it('finds a word in a list, whole and once', async () => {
      await fill(store(), {
        a: { words: ['dupont', 'dupont', ''] },
        b: { words: ['dup'] },
        c: { words: 'dupont' },
        d: { words: [] },
        e: { words: [['dupont'], 1] },
      });
      expect(await ids(store(), { contains: { field: 'words', value: 'dupont' } })).toEqual(['a']);
      expect(await ids(store(), { contains: { field: 'words', value: '' } })).toEqual(['a']);
      expect(await store().count('records', { contains: { field: 'words', value: 'dupont' } })).toBe(1);
    });

    it('orders by a field both ways, ties by id in the same direction, and leaves out what lacks it', async () => {
      await fill(store(), { a: { at: 2 }, b: { at: 1 }, c: { at: 2 }, d: {}, e: { at: -1.5 }, f: { at: 10 }, g: { at: 2 } });
      const order = (direction: 'asc' | 'desc'): Partial<Query> => ({ order: { field: 'at', direction } });
      expect(await ids(store(), order('asc'))).toEqual(['e', 'b', 'a', 'c', 'g', 'f']);
      expect(await ids(store(), order('desc'))).toEqual(['f', 'g', 'c', 'a', 'b', 'e']);
    });

    it('orders null before numbers before strings, and strings by code point', async () => {
      await fill(store(), {
        a: { name: 'b' },
        b: { name: 3 },
        c: { name: null },
        d: { name: 'B' },
        e: { name: '🎓' },
        f: { name: '｡' },
        g: { name: '' },
      });
      expect(await ids(store(), { order: { field: 'name', direction: 'asc' } })).toEqual(['c', 'b', 'g', 'd', 'a', 'f', 'e']);
    });

    it.each([
      [{ gte: 2 }, ['b', 'c', 'd']],
      [{ gt: 2 }, ['c', 'd']],
      [{ lte: 3 }, ['a', 'b', 'c']],
      [{ lt: 3 }, ['a', 'b']],
      [{ gt: 1, lt: 4 }, ['b', 'c']],
      [{ gte: 1, lte: 4 }, ['a', 'b', 'c', 'd']],
      [{ gt: 4 }, []],
      [{ gte: 3, lte: 2 }, []],
      [{ gte: 'A', lt: 'z' }, ['text']],
    ])('takes the range %j, in which only values of that kind stand', async (bounds, expected) => {
      await fill(store(), {
        a: { at: 1 },
        b: { at: 2 },
        c: { at: 3 },
        d: { at: 4 },
        none: { at: null },
        text: { at: 'm' },
        lacks: {},
      });
      const range = { field: 'at', ...bounds };
      expect(await ids(store(), { range })).toEqual(expected);
      expect(await ids(store(), { range, order: { field: 'at', direction: 'desc' } })).toEqual([...expected].reverse());
      expect(await store().count('records', { range })).toBe(expected.length);
    });

    it('joins conditions, a range and an order', async () => {
      const data = Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [
          `r${String(i).padStart(2, '0')}`,
          { status: i % 2 ? 'held' : 'sent', words: [`w${i % 3}`], at: i % 10 },
        ]),
      );
      await fill(store(), data);
      const query = {
        equals: { status: 'held' },
        contains: { field: 'words', value: 'w1' },
        range: { field: 'at', gte: 3, lt: 9 },
      };
      expect(await ids(store(), { ...query, order: { field: 'at', direction: 'desc' } })).toEqual(['r07', 'r25', 'r13']);
      expect(await store().count('records', query)).toBe(3);
    });

    it('follows changes and deletions of what it looks at', async () => {
      await fill(store(), { a: { status: 'held', at: 1, words: ['x'] }, b: { status: 'held', at: 2 } });
      const found = await store().get('records', 'a');
      await store().compareAndSet('records', 'a', found?.version ?? '', { status: 'held', at: 3, words: ['y'] });
      expect(await ids(store(), { equals: { status: 'held' }, order: { field: 'at', direction: 'asc' } })).toEqual(['b', 'a']);
      expect(await ids(store(), { contains: { field: 'words', value: 'x' } })).toEqual([]);
      await store().delete('records', 'a');
      expect(await ids(store(), { equals: { status: 'held' } })).toEqual(['b']);
    });

    it('gives pages that join without a gap or a repetition, and no cursor with the last', async () => {
      await fill(store(), Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`r${i}`, { status: 'held', at: i % 2 }])));
      const query = { equals: { status: 'held' }, order: { field: 'at', direction: 'desc' } } as const;
      const expected = ['r7', 'r5', 'r3', 'r1', 'r8', 'r6', 'r4', 'r2', 'r0'];
      for (const limit of [1, 2, 3, 4, 9, 10]) {
        const pages = await walk(store(), { ...query, limit });
        expect(pages.flat()).toEqual(expected);
        expect(pages).toHaveLength(Math.ceil(9 / limit));
      }
      expect((await walk(store(), { limit: 4 })).flat()).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8']);
    });

    it('shows what was there all along exactly once, whatever comes and goes between the pages', async () => {
      await fill(store(), Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`r${i}`, { at: i }])));
      const pages = await walk(store(), { order: { field: 'at', direction: 'asc' }, limit: 3 }, async (page) => {
        await store().create('records', `before${page}`, { at: -1 });
        await store().create('records', `after${page}`, { at: 100 + page });
        if (page === 1) await store().delete('records', 'r2'); // the last of the page before
      });
      const seen = pages.flat();
      expect(seen.filter((id) => id.startsWith('r'))).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8', 'r9']);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).not.toContain('before1');
    });

    it('keeps a place between text of any script', async () => {
      const names = ['', 'a', "a'", 'é', '日本', '🎓', 'a\u0000b', 'x'.repeat(400)];
      await fill(store(), Object.fromEntries(names.map((name, i) => [`r${i}`, { name }])));
      expect((await walk(store(), { order: { field: 'name', direction: 'asc' }, limit: 1 })).flat()).toHaveLength(names.length);
    });

    it('refuses a cursor that it did not give', async () => {
      for (const cursor of ['', 'x', 'bm8', Buffer.from('[1,2]').toString('base64url')]) {
        await expect(store().query('records', { limit: 1, cursor })).rejects.toMatchObject({ code: 'invalid' });
      }
    });

    it.each<[string, Query]>([
      ['an order that no index has', { order: { field: 'status', direction: 'asc' }, limit: 1 }],
      ['a condition that no index has', { equals: { other: 1 }, limit: 1 }],
      ['a condition that no index has in this order', { equals: { n: 1 }, order: { field: 'at', direction: 'asc' }, limit: 1 }],
      ['a word in a field without words', { contains: { field: 'status', value: 'x' }, limit: 1 }],
      [
        'a range on another field than the order',
        { range: { field: 'at', gt: 1 }, order: { field: 'name', direction: 'asc' }, limit: 1 },
      ],
      ['a range without bounds', { range: { field: 'at' }, limit: 1 }],
      ['a range of two kinds', { range: { field: 'at', gt: 1, lt: 'x' }, limit: 1 }],
      ['a range from NaN', { range: { field: 'at', gt: Number.NaN }, limit: 1 }],
      ['NaN', { equals: { n: Number.NaN }, limit: 1 }],
      ['a path for a field', { equals: { 'a.b': 1 }, limit: 1 }],
      ['a field that is no name', { order: { field: "at') OR 1=1 --", direction: 'asc' }, limit: 1 }],
      ['no limit', { limit: 0 }],
      ['half a limit', { limit: 1.5 }],
    ])('refuses %s', async (_, query) => {
      await expect(store().query('records', query)).rejects.toMatchObject({ code: 'invalid' });
    });
  });
}

async function fill(store: Store, documents: Record<string, object>): Promise<void> {
  await store.transaction(async (tx) => {
    for (const [id, data] of Object.entries(documents)) tx.create('records', id, data);
  });
}

async function ids(store: Store, query: Partial<Query>): Promise<string[]> {
  const outside = await store.query('records', { limit: 100, ...query });
  expect(outside.cursor).toBeNull();
  return outside.items.map(({ id }) => id);
}

/** The ids of every page; `between` runs after each page but the last, numbered from 1. */
export async function walk(store: Store, query: Query, between?: (page: number) => Promise<void>): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await store.query('records', { ...query, ...(cursor === undefined ? {} : { cursor }) });
    pages.push(page.items.map(({ id }) => id));
    cursor = page.cursor;
    if (cursor !== null) await between?.(pages.length);
  }
  return pages;
}

import { type IndexSpec, MAX_DOCUMENT_BYTES, type Store } from '../../server/store/store.ts';
import { storeModel } from './store-model.ts';
import { storeQueries } from './store-queries.ts';
import { storeTransactions } from './store-transactions.ts';

/** Gives an empty store with these indexes; the suite closes it. */
export type OpenStore = (indexes: readonly IndexSpec[]) => Promise<Store>;

/** What every Store adapter does. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`store contract: ${name}`, () => {
    storeDocuments(open);
    storeTransactions(open);
    storeQueries(open);
    storeModel(open);
  });
}

/** Hands a store to the tests of a `describe` and closes it after each. */
export function eachWithStore(open: OpenStore, indexes: readonly IndexSpec[] = []): () => Store {
  let store: Store;
  beforeEach(async () => {
    store = await open(indexes);
  });
  afterEach(() => store.close());
  return () => store;
}

function storeDocuments(open: OpenStore): void {
  describe('documents', () => {
    const store = eachWithStore(open);
    const nested = {
      text: 'é 🎓 \u0000 \n "quoted" \ud800',
      numbers: [0, -1, 0.1, 1e300, 5e-324, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 1_760_436_000_000],
      weekly: {
        mon: [
          ['09:00', '12:30'],
          ['13:30', '17:00'],
        ],
        sat: [],
      },
      deep: { a: { b: { c: [{ d: null }, { e: false }] } }, '': 'empty name', 'a.b/c': 1, __proto: true },
      empty: {},
    };

    it('gives back what was created', async () => {
      await store().create('records', 'a', nested);
      expect(await store().get('records', 'a')).toEqual({ id: 'a', data: nested, version: expect.any(String) });
    });

    it('has null for what is not there', async () => {
      expect(await store().get('records', 'a')).toBeNull();
    });

    it('leaves fields out that are undefined', async () => {
      await store().create('records', 'a', { kept: null, gone: undefined, inner: { gone: undefined, kept: 1 } });
      expect((await store().get('records', 'a'))?.data).toStrictEqual({ kept: null, inner: { kept: 1 } });
    });

    it('keeps what stood in an object when it was given', async () => {
      const data = { list: [1] };
      const created = store().create('records', 'a', data);
      data.list.push(2);
      await created;
      expect((await store().get('records', 'a'))?.data).toEqual({ list: [1] });
    });

    it.each([
      ['NaN', { at: Number.NaN }],
      ['infinity', { at: Number.POSITIVE_INFINITY }],
      ['a date', { at: new Date(0) }],
      ['a map', { map: new Map() }],
      ['a function', { inner: { f: () => 1 } }],
      ['a bigint', { n: 1n }],
      ['bytes', { bytes: new Uint8Array(2) }],
      ['undefined in a list', { list: [1, undefined] }],
      ['an array', []],
    ])('refuses %s, which JSON would change silently', async (_, data) => {
      await expect(store().create('records', 'a', data)).rejects.toMatchObject({ code: 'invalid' });
      expect(await store().get('records', 'a')).toBeNull();
    });

    it('refuses what holds itself', async () => {
      const data: { self?: object } = {};
      data.self = data;
      await expect(store().create('records', 'a', data)).rejects.toMatchObject({ code: 'invalid' });
    });

    it('takes ids of any script, and keeps those apart that look alike', async () => {
      const ids = [
        'a',
        'A',
        'é',
        'e\u0301',
        '日本',
        '🎓',
        'a b',
        "a'b",
        'a"b',
        'a%2Fb',
        'a\\b',
        '<x@y.example>',
        'x'.repeat(1000),
      ];
      for (const id of ids) await store().create('records', id, { id });
      for (const id of ids) expect((await store().get('records', id))?.data).toEqual({ id });
      expect((await store().query('records', { limit: 100 })).items).toHaveLength(ids.length);
    });

    it.each(['', '.', '..', 'a/b', '__x__', 'a\u0000b', '\ud800', 'é'.repeat(751)])('refuses the id %j', async (id) => {
      await expect(store().create('records', id, {})).rejects.toMatchObject({ code: 'invalid' });
      await expect(store().get('records', id)).rejects.toMatchObject({ code: 'invalid' });
    });

    it.each(['', 'a/b', 'é', '1', 'a.b'])('refuses the collection %j', async (collection) => {
      await expect(store().get(collection, 'a')).rejects.toMatchObject({ code: 'invalid' });
      await expect(store().query(collection, { limit: 1 })).rejects.toMatchObject({ code: 'invalid' });
    });

    it('keeps the same id apart in two collections', async () => {
      await store().create('records', 'a', { n: 1 });
      await store().create('effects', 'a', { n: 2 });
      await store().delete('effects', 'a');
      expect((await store().get('records', 'a'))?.data).toEqual({ n: 1 });
    });

    it('creates only what is absent', async () => {
      await store().create('records', 'a', { n: 1 });
      await expect(store().create('records', 'a', { n: 2 })).rejects.toMatchObject({ code: 'already-exists', retryable: false });
      expect((await store().get('records', 'a'))?.data).toEqual({ n: 1 });
    });

    it('lets one of many create the same', async () => {
      const results = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => store().create('records', 'a', { n })));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('changes a document only from the version that was read', async () => {
      await store().create('records', 'a', { n: 1 });
      const first = await versionOf('a');
      await store().compareAndSet('records', 'a', first, { n: 2 });
      await expect(store().compareAndSet('records', 'a', first, { n: 3 })).rejects.toMatchObject({ code: 'conflict' });
      expect((await store().get('records', 'a'))?.data).toEqual({ n: 2 });
    });

    it('gives a new version to every write, even of the same content, and after a deletion', async () => {
      await store().create('records', 'a', { n: 1 });
      const versions = [await versionOf('a')];
      await store().compareAndSet('records', 'a', versions[0] ?? '', { n: 1 });
      versions.push(await versionOf('a'));
      await store().delete('records', 'a');
      await expect(store().compareAndSet('records', 'a', versions[1] ?? '', { n: 1 })).rejects.toMatchObject({
        code: 'conflict',
      });
      await store().create('records', 'a', { n: 1 });
      versions.push(await versionOf('a'));
      expect(new Set(versions).size).toBe(3);
      await expect(store().compareAndSet('records', 'a', versions[1] ?? '', { n: 2 })).rejects.toMatchObject({
        code: 'conflict',
      });
    });

    it('lets one of many win the same compare-and-set', async () => {
      await store().create('records', 'a', { n: 0 });
      const version = await versionOf('a');
      const tries = Array.from({ length: 10 }, (_, n) => store().compareAndSet('records', 'a', version, { n }));
      const results = await Promise.allSettled(tries);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('deletes, and does not mind when it is gone already', async () => {
      await store().create('records', 'a', {});
      await store().delete('records', 'a');
      await store().delete('records', 'a');
      expect(await store().get('records', 'a')).toBeNull();
    });

    it('takes a document of the largest size and refuses a larger one', async () => {
      const frame = JSON.stringify({ text: '' }).length;
      const largest = { text: 'x'.repeat(MAX_DOCUMENT_BYTES - frame) };
      await store().create('records', 'a', largest);
      expect((await store().get('records', 'a'))?.data).toEqual(largest);
      const refusal = { code: 'too-large', retryable: false };
      await expect(store().create('records', 'b', { text: `${largest.text}x` })).rejects.toMatchObject(refusal);
      await expect(store().create('records', 'c', { text: 'é'.repeat(MAX_DOCUMENT_BYTES / 2) })).rejects.toMatchObject(refusal);
      expect(await store().get('records', 'b')).toBeNull();
    });

    it('answers a ping, and refuses everything once closed', async () => {
      await store().ping();
      await store().close();
      await expect(store().get('records', 'a')).rejects.toMatchObject({ code: 'unavailable' });
      await expect(store().create('records', 'a', {})).rejects.toMatchObject({ code: 'unavailable' });
      await expect(store().ping()).rejects.toMatchObject({ code: 'unavailable' });
    });

    async function versionOf(id: string): Promise<string> {
      return (await store().get('records', id))?.version ?? '';
    }
  });
}

import { Timestamp } from 'firebase-admin/firestore';
import { type Client, connect } from '../../../server/store/firestore/client.ts';
import { createFirestoreStore, type StoreOptions } from '../../../server/store/firestore.ts';
import type { Migration } from '../../../server/store/schema.ts';
import type { IndexSpec, Store } from '../../../server/store/store.ts';
import { type Emulator, hasEmulator, startEmulator } from '../../support/emulators.ts';

const suite = hasEmulator('firestore') ? describe : describe.skip;

const PLAIN: IndexSpec[] = [{ collection: 'records', equals: ['status'], order: 'at' }];
const MORE: IndexSpec[] = [...PLAIN, { collection: 'records', equals: ['person'], contains: ['words'], order: null }];
/** From `{ n }` to `{ count }`; what has no number goes. */
const TO_COUNT: Migration = {
  to: 2,
  steps: [
    { collection: 'counters', change: (data) => ('n' in data ? { count: data.n } : null) },
    { collection: 'counters', change: (data) => ({ ...data, twice: true }) },
  ],
};

suite('a store on Firestore', () => {
  let emulator: Emulator;
  let client: Client;
  let prefix = '';
  let made = 0;
  beforeAll(async () => {
    emulator = await startEmulator('firestore');
    client = connect({ project: 'mail-gps-open', database: '(default)', emulatorHost: emulator.host });
  }, 90_000);
  afterAll(async () => {
    await client?.close();
    await emulator?.stop();
  });
  beforeEach(() => {
    made += 1;
    prefix = `o${made}-`;
  });

  const open = (options: Partial<StoreOptions> = {}): Promise<Store> =>
    createFirestoreStore({ db: client.db, name: client.place, prefix, indexes: PLAIN, graceMs: 0, ...options });
  const raw = (collection: string, id: string) => client.db.collection(prefix + collection).doc(id);
  const fill = (store: Store, count: number) =>
    store.transaction(async (tx) => {
      for (let n = 0; n < count; n++) tx.create('counters', `c${n}`, { n });
    });

  it('keeps beside the text what is asked for, and no more', async () => {
    const store = await open({ indexes: MORE });
    await store.create('records', 'a', { status: 's', at: 3, person: [1], words: ['x', 'x', 1, ['y']], secret: 'z', nested: {} });
    const { by, has, ttl } = (await raw('records', 'a').get()).data() ?? {};
    expect({ by, has, ttl }).toEqual({ by: { status: 's', at: 3 }, has: { words: ['x'] }, ttl: undefined });
  });

  it('finds long and broken text by equality, exactly', async () => {
    const store = await open();
    const long = 'x'.repeat(5_000);
    const values = [long, `${long}y`, '\ud800', '\udc00', '\ufffd'];
    for (const [i, status] of values.entries()) await store.create('records', `r${i}`, { status, at: i });
    for (const [i, status] of values.entries()) {
      const { items } = await store.query('records', { equals: { status }, order: { field: 'at', direction: 'asc' }, limit: 9 });
      expect(items.map(({ id }) => id)).toEqual([`r${i}`]);
    }
  });

  it('gives what expires a time to live, which goes when the document no longer expires', async () => {
    const store = await open();
    const day = 86_400_000;
    await store.create('bodies', 'a', { expiresAt: 1_000 });
    await store.create('counters', 'a', { n: 1, expiresAt: 1_000 });
    expect((await raw('bodies', 'a').get()).get('ttl')).toEqual(Timestamp.fromMillis(1_000 + 7 * day));
    expect((await raw('counters', 'a').get()).get('ttl')).toEqual(Timestamp.fromMillis(1_000 + day));
    const found = await store.get('bodies', 'a');
    await store.compareAndSet('bodies', 'a', found?.version ?? '', { expiresAt: 1e300 });
    expect((await raw('bodies', 'a').get()).get('ttl')).toBeUndefined();
  });

  it('refuses a store of a newer version, and says so', async () => {
    await (await open({ schemaVersion: 3 })).close();
    await expect(open({ schemaVersion: 2 })).rejects.toMatchObject({ code: 'store-newer' });
  });

  it('brings an older store to its form, once, and lets others in', async () => {
    const old = await open({ schemaVersion: 1 });
    await fill(old, 210); // more than a page
    await old.create('counters', 'odd', { other: 1 });
    await old.create('records', 'a', { status: 's', at: 1 });
    const newer = { schemaVersion: 2, migrations: [TO_COUNT] };
    const [store] = await Promise.all([open(newer), open(newer), open(newer)]);
    expect(await store.count('counters', {})).toBe(210);
    expect((await store.get('counters', 'c7'))?.data).toEqual({ count: 7, twice: true });
    expect((await store.get('records', 'a'))?.data).toEqual({ status: 's', at: 1 });
    await expect(open({ schemaVersion: 1 })).rejects.toMatchObject({ code: 'store-newer' });
  });

  it('goes on where a process died that was bringing it to its form', async () => {
    const old = await open({ schemaVersion: 1 });
    await fill(old, 3);
    const half = await open({ schemaVersion: 2, migrations: [{ to: 2, steps: [] }] });
    await half.transaction(async (tx) => tx.set('counters', 'c1', { count: 1, twice: true }));
    const work = { owner: 'dead', until: Date.now() - 1, from: 1, collections: [] };
    await raw('_meta', 'store').update({ work });
    const store = await open({ schemaVersion: 2, migrations: [TO_COUNT] });
    const { items } = await store.query('counters', { limit: 9 });
    expect(items.map(({ data }) => data)).toEqual([0, 1, 2].map((count) => ({ count, twice: true })));
    expect((await raw('_meta', 'store').get()).get('work')).toBeNull();
  });

  it('changes nothing when a migration fails, or is missing', async () => {
    const old = await open({ schemaVersion: 1 });
    await fill(old, 3);
    const failing: Migration = {
      to: 2,
      steps: [{ collection: 'counters', change: (data, id) => (id === 'c2' ? fail() : { ...data, changed: true }) }],
    };
    await expect(open({ schemaVersion: 2, migrations: [failing] })).rejects.toMatchObject({
      code: 'internal',
      message: 'The migration to form 2 failed on a document of counters',
    });
    await expect(open({ schemaVersion: 3, migrations: [TO_COUNT] })).rejects.toMatchObject({ code: 'internal' });
    const again = await open({ schemaVersion: 1 });
    expect((await again.get('counters', 'c0'))?.data).toEqual({ n: 0 });
  });

  it('adds a field that is newly asked for to the documents of before', async () => {
    const old = await open();
    const documents = Array.from({ length: 5 }, (_, n) => ({ status: 's', at: n, person: n % 2, words: [`w${n}`] }));
    for (const [n, data] of documents.entries()) await old.create('records', `r${n}`, data);
    const before = await old.get('records', 'r0');
    const store = await open({ indexes: MORE });
    const { items } = await store.query('records', { equals: { person: 1 }, limit: 9 });
    expect(items.map(({ id }) => id)).toEqual(['r1', 'r3']);
    expect((await store.query('records', { contains: { field: 'words', value: 'w4' }, limit: 9 })).items).toHaveLength(1);
    expect((await store.get('records', 'r0'))?.data).toEqual(before?.data);
  });

  it('knows what a newer process asks for, and stops writing when the form has changed', async () => {
    const { now } = Date;
    const store = await open();
    try {
      await open({ indexes: MORE });
      Date.now = () => now() + 11_000;
      await store.create('records', 'a', { person: 1, at: 1 });
      expect((await raw('records', 'a').get()).get('by')).toEqual({ person: 1, at: 1 });
      await open({ schemaVersion: 2, indexes: MORE, migrations: [TO_COUNT] });
      Date.now = () => now() + 22_000;
      await expect(store.create('records', 'b', {})).rejects.toMatchObject({ code: 'store-newer' });
      await expect(store.transaction(async (tx) => tx.set('records', 'b', {}))).rejects.toMatchObject({ code: 'store-newer' });
    } finally {
      Date.now = now;
    }
  });

  it('finishes what was begun before it is closed', async () => {
    let ended = 0;
    const own = connect({ project: 'mail-gps-open', database: '(default)', emulatorHost: emulator.host });
    const store = await open({ db: own.db, close: own.close });
    const begun = Array.from({ length: 5 }, async (_, n) => {
      await store.transaction(async (tx) => {
        await tx.get('counters', 'a');
        tx.set('counters', `c${n}`, { n });
      });
      ended += 1;
    });
    const reading = store.get('counters', 'a');
    await store.close();
    await Promise.all([...begun, reading]);
    expect(ended).toBe(5);
    await expect(store.transaction(async (tx) => tx.get('counters', 'a'))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('says so when something else wrote into its collections', async () => {
    const store = await open();
    await raw('records', 'a').set({ data: 7 });
    await expect(store.get('records', 'a')).rejects.toMatchObject({ code: 'store-corrupt' });
  });
});

function fail(): never {
  throw new Error('cannot be changed');
}

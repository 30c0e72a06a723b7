import { type Client, connect } from '../../../server/store/firestore/client.ts';
import { createFirestoreStore } from '../../../server/store/firestore.ts';
import type { Store } from '../../../server/store/store.ts';
import { type Emulator, hasEmulator, startEmulator } from '../../support/emulators.ts';

const suite = hasEmulator('firestore') ? describe : describe.skip;

interface Counter {
  n: number;
}

suite('a commit on Firestore', () => {
  let emulator: Emulator;
  let clients: Client[] = [];
  let stores: Store[] = [];
  let made = 0;
  beforeAll(async () => {
    emulator = await startEmulator('firestore');
    const place = { project: 'mail-gps-commit', database: '(default)', emulatorHost: emulator.host };
    clients = [connect(place), connect(place)];
  }, 90_000);
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await emulator?.stop();
  });
  /** Two processes' worth of one store. */
  beforeEach(async () => {
    made += 1;
    stores = [];
    for (const { db, place } of clients) {
      stores.push(
        await createFirestoreStore({ db, name: place, prefix: `k${made}-`, indexes: [{ collection: 'a', order: 'n' }] }),
      );
    }
  });
  afterEach(() => jest.restoreAllMocks());

  const first = (): Store => stores[0] ?? fail();
  const db = () => (clients[0] ?? fail()).db;
  const increment = (store: Store) =>
    store.transaction(async (tx) => {
      const n = (await tx.get<Counter>('counters', 'a'))?.data.n ?? 0;
      tx.set('counters', 'a', { n: n + 1 });
    });
  const count = async () => (await first().get<Counter>('counters', 'a'))?.data.n;

  /** The next commit fails with this code, having been written or not. */
  function failNext(code: number, written: boolean): void {
    const real = db().batch.bind(db());
    jest.spyOn(db(), 'batch').mockImplementationOnce(() => {
      const batch = real();
      const commit = batch.commit.bind(batch);
      jest.spyOn(batch, 'commit').mockImplementationOnce(async () => {
        if (written) await commit();
        throw Object.assign(new Error('lost'), { code });
      });
      return batch;
    });
  }

  it.each([14, 4, 13, 6, 9, 10])('knows that it counted, though the answer was lost (%i)', async (code) => {
    failNext(code, true);
    await first().create('records', 'a', { n: 1 });
    failNext(code, true);
    await increment(first());
    expect(await count()).toBe(1);
    const found = await first().get('records', 'a');
    failNext(code, true);
    await first().compareAndSet('records', 'a', found?.version ?? '', { n: 2 });
    expect((await first().get('records', 'a'))?.data).toEqual({ n: 2 });
  });

  it.each([14, 4, 13])('tells that it may not have counted (%i)', async (code) => {
    failNext(code, false);
    await expect(increment(first())).rejects.toMatchObject({ retryable: true });
    expect(await count()).toBeUndefined();
  });

  it('counts nothing twice where it cannot look whether it counted', async () => {
    failNext(9, true);
    jest.spyOn(db(), 'getAll').mockRejectedValueOnce(Object.assign(new Error('away'), { code: 14 }));
    await expect(increment(first())).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    expect(await count()).toBe(1);
  });

  it('runs the body again when it was refused for contention', async () => {
    failNext(10, false);
    await increment(first());
    expect(await count()).toBe(1);
  });

  it('lets twenty count at once without running each many times: of those that lost, four at a time', async () => {
    let [runs, again, most] = [0, 0, 0];
    const one = () => {
      let lost = -1;
      return first().transaction(async (tx) => {
        runs += 1;
        lost += 1;
        if (lost > 0) most = Math.max(most, ++again);
        const found = tx.get<Counter>('counters', 'a').finally(() => {
          if (lost > 0) again -= 1;
        });
        tx.set('counters', 'a', { n: ((await found)?.data.n ?? 0) + 1 });
      });
    };
    await Promise.all(Array.from({ length: 20 }, one));
    expect(await count()).toBe(20);
    expect(most).toBeLessThanOrEqual(4);
    // All at first, of which one counts; then one of each four.
    expect(runs).toBeLessThanOrEqual(20 + 19 * 4);
  });

  it('loses nothing between two processes', async () => {
    await Promise.all(Array.from({ length: 16 }, (_, i) => increment(stores[i % 2] ?? fail())));
    expect(await count()).toBe(16);
  });

  it('makes sure of what was read and not written', async () => {
    const [one, two] = stores;
    if (!one || !two) fail();
    await one.create('settings', 'a', { n: 1 });
    let runs = 0;
    await one.transaction(async (tx) => {
      const n = (await tx.get<Counter>('settings', 'a'))?.data.n ?? 0;
      // Switched by another process while the body runs.
      if (runs++ === 0) await two.transaction(async (other) => other.set('settings', 'a', { n: 2 }));
      tx.set('records', 'a', { n });
    });
    expect((await one.get('records', 'a'))?.data).toEqual({ n: 2 });
    expect(runs).toBe(2);
  });

  it('does not disturb others by making sure: what was only read keeps its version', async () => {
    const [one, two] = stores;
    if (!one || !two) fail();
    await one.create('settings', 'a', { n: 1 });
    const before = (await one.get('settings', 'a'))?.version;
    const using = (store: Store, id: string) =>
      store.transaction(async (tx) => {
        const n = (await tx.get<Counter>('settings', 'a'))?.data.n;
        tx.set('records', id, { n });
      });
    await Promise.all(Array.from({ length: 20 }, (_, i) => using(i % 2 === 0 ? one : two, `r${i}`)));
    expect((await one.get('settings', 'a'))?.version).toBe(before);
    expect(await one.count('records', {})).toBe(20);
  });

  it('makes sure of what was not there', async () => {
    const [one, two] = stores;
    if (!one || !two) fail();
    let runs = 0;
    await one.transaction(async (tx) => {
      const gone = (await tx.get('b', 'b')) === null;
      if (runs++ === 0) await two.create('b', 'b', { n: 1 });
      tx.set('records', 'a', { gone });
    });
    expect((await one.get('records', 'a'))?.data).toEqual({ gone: false });
  });

  it('holds no lock while a body runs', async () => {
    await first().create('counters', 'a', { n: 1 });
    let runs = 0;
    await first().transaction(async (tx) => {
      const n = (await tx.get<Counter>('counters', 'a'))?.data.n ?? 0;
      // This would wait for ever for a lock of ours.
      if (runs++ === 0) await (stores[1] ?? fail()).delete('counters', 'a');
      tx.set('counters', 'a', { n: n + 1 });
    });
    expect(await count()).toBe(1);
  });

  it('refuses to create and delete again what is there', async () => {
    await first().create('records', 'a', { n: 1 });
    const both = first().transaction(async (tx) => {
      tx.create('records', 'a', { n: 2 });
      tx.delete('records', 'a');
    });
    await expect(both).rejects.toMatchObject({ code: 'already-exists' });
    expect((await first().get('records', 'a'))?.data).toEqual({ n: 1 });
  });
});

function fail(): never {
  throw new Error('two stores are opened before each test');
}

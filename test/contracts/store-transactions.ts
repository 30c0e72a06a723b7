import pTimeout from 'p-timeout';
import { askAndWrite } from '../../server/store/ask-and-write.ts';
import type { Store } from '../../server/store/store.ts';
import { eachWithStore, type OpenStore } from './store.contract.ts';

interface Counter {
  n: number;
}

export function storeTransactions(open: OpenStore): void {
  describe('transactions', () => {
    const store = eachWithStore(open, [{ collection: 'records', equals: ['status'], order: null }]);

    it('passes the result on, and runs without any writes', async () => {
      await store().create('counters', 'a', { n: 7 });
      expect(await store().transaction(async (tx) => (await tx.get<Counter>('counters', 'a'))?.data.n)).toBe(7);
    });

    it('writes all or nothing, and passes an error on unchanged', async () => {
      const broken = new Error('broken');
      await store().create('counters', 'a', { n: 1 });
      const result = store().transaction(async (tx) => {
        tx.set('counters', 'a', { n: 2 });
        tx.create('counters', 'b', { n: 2 });
        tx.delete('counters', 'c');
        throw broken;
      });
      await expect(result).rejects.toBe(broken);
      expect(await values(store())).toEqual({ a: 1 });
      await store().transaction(async (tx) => {
        tx.set('counters', 'a', { n: 2 });
        tx.create('counters', 'b', { n: 3 });
        tx.set('counters', 'c', { n: 4 });
      });
      expect(await values(store())).toEqual({ a: 2, b: 3, c: 4 });
    });

    it('writes nothing when one of its documents exists already', async () => {
      await store().create('counters', 'b', { n: 1 });
      const result = store().transaction(async (tx) => {
        tx.set('counters', 'a', { n: 2 });
        tx.create('counters', 'b', { n: 2 });
        tx.delete('counters', 'b');
      });
      await expect(result).rejects.toMatchObject({ code: 'already-exists' });
      expect(await values(store())).toEqual({ b: 1 });
    });

    it('writes nothing when one of its documents cannot be stored', async () => {
      const result = store().transaction(async (tx) => {
        tx.set('counters', 'a', { n: 2 });
        tx.set('counters', 'b', { n: Number.NaN });
      });
      await expect(result).rejects.toMatchObject({ code: 'invalid' });
      expect(await values(store())).toEqual({});
    });

    it('takes the last of several writes to one document', async () => {
      await store().transaction(async (tx) => {
        tx.create('counters', 'a', { n: 1 });
        tx.set('counters', 'a', { n: 2 });
        tx.set('counters', 'b', { n: 3 });
        tx.delete('counters', 'b');
      });
      expect(await values(store())).toEqual({ a: 2 });
    });

    it('refuses to read after it has written', async () => {
      const result = store().transaction(async (tx) => {
        tx.set('counters', 'a', { n: 1 });
        await tx.get('counters', 'a');
      });
      await expect(result).rejects.toMatchObject({ code: 'illegal-state' });
      expect(await values(store())).toEqual({});
    });

    it('sees nothing of another one before it is committed', async () => {
      await store().transaction(async (tx) => {
        tx.set('counters', 'a', { n: 1 });
        expect(await store().get('counters', 'a')).toBeNull();
      });
      expect(await values(store())).toEqual({ a: 1 });
    });

    it('loses no update when many count at once', async () => {
      await store().create('counters', 'a', { n: 0 });
      const runs = Array.from({ length: 12 }, () =>
        store().transaction(async (tx) => {
          const { n } = (await tx.get<Counter>('counters', 'a'))?.data ?? { n: 0 };
          await pause();
          tx.set('counters', 'a', { n: n + 1 });
          return n;
        }),
      );
      const seen = await Promise.all(runs);
      expect(await values(store())).toEqual({ a: 12 });
      expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n));
    });

    it('leaves no room for write skew: two that read both and each write one', async () => {
      for (let round = 0; round < 5; round++) {
        await store().transaction(async (tx) => {
          tx.set('counters', 'x', { n: 1 });
          tx.set('counters', 'y', { n: 1 });
        });
        const take = (own: string) =>
          store().transaction(async (tx) => {
            const both = await Promise.all([tx.get<Counter>('counters', 'x'), tx.get<Counter>('counters', 'y')]);
            await pause();
            const sum = both.reduce((total, counter) => total + (counter?.data.n ?? 0), 0);
            if (sum > 1) tx.set('counters', own, { n: 0 });
          });
        await Promise.all([take('x'), take('y')]);
        const { x = 0, y = 0 } = await values(store());
        expect(x + y).toBe(1);
      }
    });

    it('leaves no room for phantoms where a document guards what is asked', async () => {
      const ask = async () => {
        const { items } = await store().query('records', { equals: { status: 'claimed' }, limit: 1 });
        await pause();
        return items.length;
      };
      const claim = (id: string) =>
        askAndWrite(store(), { collection: 'counters', id: 'claims' }, ask, async (tx, found) => {
          if (found > 0) return;
          tx.set('counters', 'claims', { by: id });
          tx.create('records', id, { status: 'claimed' });
        });
      await Promise.all(['a', 'b', 'c', 'd'].map(claim));
      expect(await store().count('records', { equals: { status: 'claimed' } })).toBe(1);
    });

    it('sees one moment of two documents that change together between its reads', async () => {
      await store().transaction(async (tx) => {
        tx.set('counters', 'x', { n: 0 });
        tx.set('counters', 'y', { n: 0 });
      });
      const write = (n: number) =>
        store().transaction(async (tx) => {
          tx.set('counters', 'x', { n });
          tx.set('counters', 'y', { n });
        });
      for (let n = 1; n <= 5; n++) {
        let writing: Promise<void> | undefined;
        const [x, y] = await store().transaction(async (tx) => {
          const before = (await tx.get<Counter>('counters', 'x'))?.data.n;
          writing = write(n);
          // SQLite lets nobody write until this body is done, Firestore does.
          await pTimeout(writing, { milliseconds: 100, fallback: () => undefined });
          return [before, (await tx.get<Counter>('counters', 'y'))?.data.n];
        });
        expect(x).toBe(y);
        await writing;
        expect(await values(store())).toEqual({ x: n, y: n });
      }
    });

    it('commits what the run that counted asked for, and no other run of its body', async () => {
      await store().create('counters', 'a', { n: 0 });
      let runs = 0;
      const body = () =>
        store().transaction(async (tx) => {
          runs += 1;
          const { n } = (await tx.get<Counter>('counters', 'a'))?.data ?? { n: 0 };
          tx.set('counters', 'a', { n: n + 1 });
          tx.create('counters', `run-${runs}`, { n: runs });
        });
      await Promise.all([body(), body(), body()]);
      const { a, ...created } = await values(store());
      expect(a).toBe(3);
      expect(Object.keys(created)).toHaveLength(3);
    });

    it('lets transactions on different documents all through', async () => {
      await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          store().transaction(async (tx) => {
            if ((await tx.get('counters', `c${n}`)) === null) tx.create('counters', `c${n}`, { n });
          }),
        ),
      );
      expect(Object.keys(await values(store()))).toHaveLength(30);
    });
  });
}

/** Gives others a turn, so that they would interleave if they could. */
function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function values(store: Store): Promise<Record<string, number>> {
  const { items } = await store.query<Counter>('counters', { limit: 100 });
  return Object.fromEntries(items.map(({ id, data }) => [id, data.n]));
}

import fc from 'fast-check';
import type { WakeCall } from '../../server/wake/wake.ts';
import { createWorkQueue } from '../../server/wake/work-queue.ts';
import { latch } from '../contracts/wake.contract.ts';

const RECORD: WakeCall = { kind: 'record', id: 'a' };
const turn = () => new Promise((resolve) => setImmediate(resolve));
const quiet = () => undefined;

test('a run is told how it ended; what failed is told to onError once as well', async () => {
  const queue = createWorkQueue(2);
  const broken = new Error('broken');
  const errors: unknown[] = [];
  queue.start(
    async ({ id }) => {
      if (id === 'a') throw broken;
    },
    (_call, error) => void errors.push(error),
  );
  const both = [queue.run(RECORD), queue.run(RECORD)];
  await expect(both[0]).rejects.toBe(broken);
  await expect(both[1]).rejects.toBe(broken);
  await expect(queue.run({ kind: 'record', id: 'b' })).resolves.toBeUndefined();
  expect(errors).toEqual([broken]);
});

test('a run that waits is refused at stop, one in hand is waited for, and none begins any more', async () => {
  const queue = createWorkQueue(1);
  const gate = latch();
  const begun = latch();
  queue.start(async () => {
    begun.open();
    await gate.opened;
  }, quiet);
  const first = queue.run(RECORD);
  await begun.opened;
  const second = expect(queue.run(RECORD)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  const stopped = queue.stop(30_000);
  await second;
  gate.open();
  await expect(first).resolves.toBeUndefined();
  await stopped;
  await expect(queue.run(RECORD)).rejects.toMatchObject({ code: 'unavailable' });
});

test('nothing is run before there is somebody to do it', async () => {
  await expect(createWorkQueue(1).run(RECORD)).rejects.toMatchObject({ code: 'unavailable' });
});

test('every run ends after a whole run that began after it was asked for, and one call never runs twice at once', async () => {
  const call = fc.record({
    kind: fc.constantFrom('mailbox' as const, 'record' as const, 'effect' as const),
    id: fc.constantFrom('a', 'b', 'c'),
  });
  const step = fc.oneof(fc.record({ call, put: fc.boolean() }), fc.record({ turns: fc.integer({ min: 1, max: 3 }) }));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), async (steps, concurrency) => {
      const queue = createWorkQueue(concurrency);
      const inHand = new Set<string>();
      const begun = new Map<string, number>();
      let time = 0;
      queue.start(async ({ kind, id }) => {
        const key = kind + id;
        expect(inHand.has(key)).toBe(false);
        inHand.add(key);
        expect(inHand.size).toBeLessThanOrEqual(concurrency);
        begun.set(key, ++time);
        await turn();
        inHand.delete(key);
        if (id === 'c') throw new Error('c fails');
      }, quiet);
      const asked: Promise<void>[] = [];
      for (const next of steps) {
        if ('turns' in next) for (let i = 0; i < next.turns; i++) await turn();
        else if (next.put) queue.put(next.call);
        else {
          const at = ++time;
          const { kind, id } = next.call;
          const seen = (failed: boolean): void => {
            expect(failed).toBe(id === 'c');
            expect(begun.get(kind + id) ?? 0).toBeGreaterThan(at);
          };
          asked.push(
            queue.run(next.call).then(
              () => seen(false),
              () => seen(true),
            ),
          );
        }
      }
      await Promise.all(asked);
      await queue.stop(1_000);
    }),
    { numRuns: 80 },
  );
});

import fc from 'fast-check';
import { createInProcessWake } from '../../server/wake/in-process.ts';
import type { WakeCall } from '../../server/wake/wake.ts';
import { collect, latch, wakeContract } from '../contracts/wake.contract.ts';

wakeContract('in-process', async () => ({ wake: createInProcessWake({ concurrency: 4 }), close: async () => undefined }));

const record = (id: string): WakeCall => ({ kind: 'record', id });
const turn = () => new Promise((resolve) => setImmediate(resolve));
const quiet = () => undefined;

it('takes calls before it is started', async () => {
  const wake = createInProcessWake({ concurrency: 1 });
  await wake.wake(record('early'));
  const seen = collect(1);
  wake.start(seen.add, quiet);
  await seen.complete;
});

it('answers the caller before the work begins', async () => {
  const wake = createInProcessWake({ concurrency: 1 });
  const seen = collect(1);
  wake.start(seen.add, quiet);
  await wake.wake(record('a'));
  expect(seen.calls).toEqual([]);
  await seen.complete;
});

it('never has more in hand than it may, nor one call twice, and forgets none', async () => {
  const call = fc.record({
    kind: fc.constantFrom('mailbox' as const, 'record' as const, 'effect' as const),
    id: fc.constantFrom('a', 'b', 'c', 'd'),
  });
  const step = fc.oneof(fc.record({ wake: call }), fc.record({ turns: fc.nat(3) }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(3),
      async (steps, concurrency, work) => {
        const wake = createInProcessWake({ concurrency });
        const inHand = new Set<string>();
        const lastStart = new Map<string, number>();
        const lastWake = new Map<string, number>();
        let time = 0;
        wake.start(
          async ({ kind, id }) => {
            const key = kind + id;
            expect(inHand.has(key)).toBe(false);
            inHand.add(key);
            expect(inHand.size).toBeLessThanOrEqual(concurrency);
            lastStart.set(key, ++time);
            for (let i = 0; i < work; i++) await turn();
            inHand.delete(key);
          },
          (_, error) => {
            throw error;
          },
        );
        for (const step of steps) {
          if ('wake' in step) {
            lastWake.set(step.wake.kind + step.wake.id, ++time);
            await wake.wake(step.wake);
          } else for (let i = 0; i < step.turns; i++) await turn();
        }
        for (let i = 0; i < 300; i++) await turn();
        for (const [key, at] of lastWake) expect(lastStart.get(key) ?? 0).toBeGreaterThan(at);
        await wake.stop(0);
      },
    ),
    { numRuns: 60 },
  );
});

it('merges calls that wait, and runs one made meanwhile once more', async () => {
  const wake = createInProcessWake({ concurrency: 4 });
  const gate = latch();
  const started = collect(1);
  const seen = collect(2);
  wake.start(async (call) => {
    await seen.add(call);
    await started.add(call);
    await gate.opened;
  }, quiet);
  for (let i = 0; i < 5; i++) await wake.wake(record('a'));
  await started.complete;
  for (let i = 0; i < 5; i++) await wake.wake(record('a'));
  await turn();
  expect(seen.calls).toHaveLength(1);
  gate.open();
  await seen.complete;
  for (let i = 0; i < 5; i++) await turn();
  expect(seen.calls).toHaveLength(2);
});

it('lets effects and mailbox checks pass records, and keeps places free for them', async () => {
  const wake = createInProcessWake({ concurrency: 4 });
  const gate = latch();
  const two = collect(2);
  const order: string[] = [];
  const last = collect(8);
  wake.start(async (call) => {
    order.push(call.kind);
    await two.add(call);
    await last.add(call);
    if (call.kind === 'record') await gate.opened;
  }, quiet);
  for (const id of ['a', 'b', 'c', 'd']) await wake.wake(record(id));
  await two.complete;
  await wake.wake({ kind: 'mailbox', id: 'm' });
  await wake.wake({ kind: 'effect', id: 'e' });
  await wake.wake({ kind: 'effect', id: 'f' });
  await wake.wake({ kind: 'effect', id: 'g' });
  for (let i = 0; i < 10; i++) await turn();
  expect(order).toEqual(['record', 'record', 'effect', 'effect', 'effect', 'mailbox']);
  gate.open();
  await last.complete;
});

it('drops what comes past its limit without a word', async () => {
  const wake = createInProcessWake({ concurrency: 50 });
  for (let i = 0; i < 10_050; i++) await wake.wake(record(`r${i}`));
  const seen = collect(10_000);
  wake.start(seen.add, quiet);
  await seen.complete;
  for (let i = 0; i < 5; i++) await turn();
  expect(seen.calls).toHaveLength(10_000);
});

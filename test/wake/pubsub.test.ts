import { setTimeout as sleep } from 'node:timers/promises';
import { createPubSubWake } from '../../server/wake/pubsub.ts';
import { TOPICS } from '../../server/wake/pubsub-names.ts';
import type { Wake, WakeCall } from '../../server/wake/wake.ts';
import { latch } from '../contracts/wake.contract.ts';
import { type Emulator, hasEmulator, startEmulator } from '../support/emulators.ts';
import { emulatorClient } from '../support/pubsub-resources.ts';

const RECORD: WakeCall = { kind: 'record', id: 'a' };
const quiet = () => undefined;

describe('what is delivered', () => {
  let wake: Wake;
  afterEach(() => wake.stop(0));
  /** Nobody listens there: only deliveries are looked at. */
  const open = (options: { deadlineMs?: number; maxDeliveries?: number } = {}): void => {
    wake = createPubSubWake({ project: 'none', emulatorHost: '127.0.0.1:9', concurrency: 2, ...options });
  };

  test('is given back after its deadline while the work goes on, and worked once more only after that', async () => {
    open({ deadlineMs: 10 });
    const gate = latch();
    const ended = latch();
    let atOnce = 0;
    let runs = 0;
    wake.start(async () => {
      expect(++atOnce).toBe(1);
      if (++runs === 1) await gate.opened;
      atOnce -= 1;
      if (runs === 2) ended.open();
    }, quiet);
    await expect(wake.deliver(RECORD)).rejects.toMatchObject({ code: 'timeout', retryable: true });
    // Delivered again while the first is still at it.
    await expect(wake.deliver(RECORD)).rejects.toMatchObject({ code: 'timeout' });
    expect(runs).toBe(1);
    gate.open();
    await ended.opened;
  });

  test('is refused when too much waits, so that another process gets it', async () => {
    open({ maxDeliveries: 10 });
    const gate = latch();
    wake.start(() => gate.opened, quiet);
    const taken = Array.from({ length: 9 }, (_, n) => wake.deliver({ kind: 'record', id: `r${n}` }));
    await expect(wake.deliver(RECORD)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    taken.push(wake.deliver({ kind: 'effect', id: 'a reply' }));
    await expect(wake.deliver({ kind: 'effect', id: 'another' })).rejects.toMatchObject({ code: 'unavailable' });
    gate.open();
    await Promise.all(taken);
    await expect(wake.deliver(RECORD)).resolves.toBeUndefined();
  });

  test('is refused before there is a worker and after the stop', async () => {
    open();
    await expect(wake.deliver(RECORD)).rejects.toMatchObject({ code: 'unavailable' });
    wake.start(async () => undefined, quiet);
    await wake.deliver(RECORD);
    await wake.stop(0);
    await expect(wake.deliver(RECORD)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

const suite = hasEmulator('pubsub') ? describe : describe.skip;
suite("what is published, on Google's emulator", () => {
  let emulator: Emulator;
  let projects = 0;
  let project: string;
  let wake: Wake;
  let client: ReturnType<typeof emulatorClient>;
  beforeAll(async () => {
    emulator = await startEmulator('pubsub');
  }, 90_000);
  afterAll(() => emulator.stop());
  beforeEach(() => {
    project = `published-${++projects}`;
    client = emulatorClient(emulator.host, project);
    wake = createPubSubWake({ project, emulatorHost: emulator.host, concurrency: 2 });
  });
  afterEach(async () => {
    await wake.stop(0);
    await client.close();
  });

  /** Pulls until the given call came, and gives all that came before it. */
  async function publishedUntil(last: WakeCall): Promise<WakeCall[]> {
    const subscription = client.subscription('look');
    const seen: WakeCall[] = [];
    try {
      return await new Promise((resolve, reject) => {
        subscription.on('error', reject);
        subscription.on('message', (message) => {
          const call: WakeCall = JSON.parse(message.data.toString('utf8'));
          message.ack();
          if (call.id === last.id) resolve(seen);
          else seen.push(call);
        });
      });
    } finally {
      await subscription.close();
    }
  }

  async function withTopic(): Promise<void> {
    await client.createTopic(TOPICS.wake);
    await client.topic(TOPICS.wake).createSubscription('look');
  }
  const LAST: WakeCall = { kind: 'mailbox', id: 'last' };

  test('is the same call once while it waits to leave, and again once it has left', async () => {
    await withTopic();
    await Promise.all(Array.from({ length: 50 }, () => wake.wake(RECORD)));
    await Promise.all([wake.wake(RECORD), wake.wake({ kind: 'effect', id: RECORD.id })]);
    await wake.wake(LAST);
    const seen = (await publishedUntil(LAST)).map(({ kind }) => kind);
    expect(seen.sort()).toEqual(['effect', 'record', 'record']);
  });

  test('has left before the delivery that woke it is acknowledged', async () => {
    await withTopic();
    wake.start(async (call) => {
      if (call.id === RECORD.id) void wake.wake({ kind: 'effect', id: 'follows' });
    }, quiet);
    await wake.deliver(RECORD);
    await wake.stop(0);
    const other = createPubSubWake({ project, emulatorHost: emulator.host, concurrency: 1 });
    await other.wake(LAST);
    expect(await publishedUntil(LAST)).toEqual([{ kind: 'effect', id: 'follows' }]);
    await other.stop(0);
  });

  test('has left once it has settled', async () => {
    await withTopic();
    let left = false;
    void wake.wake(RECORD).then(() => {
      left = true;
    });
    await wake.settled();
    expect(left).toBe(true);
  });

  test('leaves at the stop for those who go on, and is forgotten after it', async () => {
    await withTopic();
    const left = wake.wake(RECORD);
    await wake.stop(10_000);
    await left;
    await wake.wake({ kind: 'record', id: 'too late' });
    const other = createPubSubWake({ project, emulatorHost: emulator.host, concurrency: 1 });
    await other.wake(LAST);
    expect(await publishedUntil(LAST)).toEqual([RECORD]);
    await other.stop(0);
  });

  test('to a topic that is not there tells what to run, and nothing of the project', async () => {
    const failure: unknown = await wake.wake(RECORD).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'config', message: expect.stringContaining('cli -- setup') });
    expect(String(failure)).not.toContain(project);
  });
});

test('Pub/Sub that does not answer keeps nobody from stopping', async () => {
  const wake = createPubSubWake({ project: 'none', emulatorHost: '127.0.0.1:9', concurrency: 1 });
  const lost = wake.wake(RECORD).catch((error: unknown) => error);
  await sleep(0);
  await wake.stop(20);
  expect(await lost).toMatchObject({ code: 'unavailable' });
});

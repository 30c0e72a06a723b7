import { createServer, type RequestListener } from 'node:http';
import { createPubSubWake } from '../../server/wake/pubsub.ts';
import { SUBSCRIPTIONS } from '../../server/wake/pubsub-names.ts';
import type { Wake, WakeCall } from '../../server/wake/wake.ts';
import { AppError } from '../../shared/errors.ts';
import { collect, latch } from '../contracts/wake.contract.ts';
import { type Installation, installation, PUSH } from '../http/support/installation.ts';
import { type Issuer, startIssuer } from '../http/support/issuer.ts';
import { type Emulator, hasEmulator, startEmulator } from '../support/emulators.ts';
import { type Loopback, startLoopback } from '../support/loopback.ts';
import { emulatorClient, makeTopics, type TopicOptions } from '../support/pubsub-resources.ts';
import { type PushRelay, type RelayHabits, startPushRelay } from '../support/push-signer.ts';

const record = (id: string): WakeCall => ({ kind: 'record', id });
const AWAY = new AppError('unavailable', 'The store is away.');
const quiet = () => undefined;

const suite = hasEmulator('pubsub') ? describe : describe.skip;
suite("ways of failing, on Google's emulator", () => {
  let emulator: Emulator;
  let issuer: Issuer;
  let projects = 0;
  let project: string;
  let relay: PushRelay;
  let ends: (() => Promise<void>)[];
  beforeAll(async () => {
    [emulator, issuer] = await Promise.all([startEmulator('pubsub'), startIssuer()]);
  }, 90_000);
  afterAll(async () => {
    await emulator.stop();
    await issuer.close();
  });
  beforeEach(async () => {
    project = `delivery-${++projects}`;
    ends = [];
    const mint = () => issuer.sign({ sub: '1', email: PUSH.account, email_verified: true, aud: PUSH.audience });
    relay = await startPushRelay({ mint, targets: [] });
  });
  const topics = (retry: TopicOptions['retry'] = null): Promise<void> =>
    makeTopics(emulator.host, project, {
      gmailPushUrl: `${relay.url}/push/gmail`,
      wakePushUrl: `${relay.url}/push/wake`,
      retry,
    });
  afterEach(async () => {
    await relay.close();
    for (const end of ends.reverse()) await end();
  });

  interface Process {
    wake: Wake;
    it_: Installation;
    url: string;
  }

  /** The real HTTP side, its work as the test wants it. `before`: what a request meets first. */
  async function startProcess(
    work: (call: WakeCall) => Promise<void>,
    options: { deadlineMs?: number; concurrency?: number; before?: (next: () => void, destroy: () => void) => void } = {},
  ): Promise<Process> {
    const { before = (next) => next(), deadlineMs = 540_000, concurrency = 8 } = options;
    const it_ = await installation(issuer);
    const wake = createPubSubWake({ project, emulatorHost: emulator.host, concurrency, deadlineMs });
    wake.start(work, quiet);
    it_.wake.deliver = wake.deliver;
    const app: RequestListener = it_.app;
    const server: Loopback = await startLoopback(
      createServer((req, res) =>
        before(
          () => app(req, res),
          () => void req.socket.destroy(),
        ),
      ),
    );
    ends.push(async () => {
      await wake.stop(1_000);
      await server.close();
      await it_.close();
    });
    return { wake, it_, url: server.url };
  }

  const use = (habits: RelayHabits, ...processes: readonly Process[]): void => {
    relay.setHabits(habits);
    relay.setTargets(processes.map(({ url }) => url));
  };

  it('one that fails first is worked when the retry policy delivers it again, and no more after that', async () => {
    await topics({ minimum: 0, maximum: 1 });
    const tries: string[] = [];
    const done = collect(2);
    const one = await startProcess(async (call) => {
      tries.push(call.id);
      if (call.id === 'a' && tries.length < 2) throw AWAY;
      await done.add(call);
    });
    use({}, one);
    await one.wake.wake(record('a'));
    await until(() => tries.length === 2);
    await one.wake.wake(record('b'));
    await done.complete;
    expect(tries).toEqual(['a', 'a', 'b']);
    expect(relay.counts()).toMatchObject({ refused: 1, broken: 0 });
  });

  it('one that always fails is set aside after five deliveries, whole, and keeps nobody else waiting', async () => {
    await topics();
    let tries = 0;
    const good = collect(1);
    const one = await startProcess(async (call) => {
      if (call.id === 'bad') {
        tries += 1;
        throw AWAY;
      }
      await good.add(call);
    });
    use({}, one);
    await one.wake.wake(record('bad'));
    await one.wake.wake(record('good'));
    await good.complete;
    const dead = await pulled();
    expect(dead.call).toEqual(record('bad'));
    expect(dead.attributes.CloudPubSubDeadLetterSourceSubscription).toBe(SUBSCRIPTIONS.wake);
    expect(tries).toBe(5);
  });

  it('one that can never succeed is acknowledged, and not delivered again', async () => {
    await topics();
    const seen = collect(2);
    const one = await startProcess(async (call) => {
      await seen.add(call);
      if (call.id === 'never') throw new AppError('forbidden', 'Gmail refuses.');
    });
    use({}, one);
    await one.wake.wake(record('never'));
    await until(() => seen.calls.length === 1);
    await one.wake.wake(record('next'));
    await seen.complete;
    expect(seen.calls.map(({ id }) => id)).toEqual(['never', 'next']);
    expect(relay.counts()).toMatchObject({ refused: 0, broken: 0 });
  });

  it('one delivered several times never runs twice at once in a process', async () => {
    await topics();
    let inHand = 0;
    let runs = 0;
    const calls = ['a', 'b', 'c', 'd', 'e'].map(record);
    const seen = new Set<string>();
    const one = await startProcess(async (call) => {
      if (call.id === 'a') {
        expect(++inHand).toBe(1);
        await new Promise(setImmediate);
        inHand -= 1;
      }
      runs += 1;
      seen.add(call.id);
    });
    use({ repeat: 1 }, one, one);
    await Promise.all(calls.map((call) => one.wake.wake(call)));
    await until(() => relay.counts().acknowledged === 2 * calls.length);
    expect(seen.size).toBe(calls.length);
    expect(runs).toBeGreaterThanOrEqual(calls.length);
    expect(runs).toBeLessThanOrEqual(2 * calls.length);
  });

  it('late, reordered, repeated and cut: each is worked all the same', async () => {
    await topics();
    const order: string[] = [];
    const ids = Array.from({ length: 40 }, (_, n) => `r${n}`);
    const all = new Set<string>();
    const processes = [];
    for (let n = 0; n < 2; n++) {
      processes.push(
        await startProcess(async ({ id }) => {
          order.push(id);
          all.add(id);
        }),
      );
    }
    const [one] = processes;
    use({ seed: 3, cut: 0.2, repeat: 0.2, delay: 0.3, reorder: 0.3, delayMs: 100 }, ...processes);
    // All are there before the first is pushed: a slow machine that published one after the other would keep them in order.
    await Promise.all(ids.map((id) => one?.wake.wake(record(id))));
    await until(() => all.size === ids.length);
    const firsts = [...new Set(order)];
    expect(firsts).not.toEqual(ids);
    const { cut, repeated, delayed, reordered } = relay.counts();
    expect(Math.min(cut, repeated, delayed, reordered)).toBeGreaterThan(0);
  });

  it('a process that hangs gives the call back at its deadline, and another works it', async () => {
    await topics();
    const gate = latch();
    const hung = collect(1);
    const worked = collect(1);
    const hanging = await startProcess(
      async (call) => {
        await hung.add(call);
        await gate.opened;
      },
      { deadlineMs: 50 },
    );
    const working = await startProcess(worked.add);
    use({}, hanging);
    await hanging.wake.wake(record('a'));
    await hung.complete;
    use({}, working);
    await worked.complete;
    gate.open();
    expect(hung.calls).toEqual([record('a')]);
  });

  it('a process that ends in the middle of a delivery loses nothing', async () => {
    await topics();
    const worked = collect(1);
    let ended = 0;
    const dying = await startProcess(async () => undefined, {
      before: (_next, destroy) => {
        ended += 1;
        destroy();
      },
    });
    const working = await startProcess(worked.add);
    use({}, dying);
    await working.wake.wake(record('a'));
    await until(() => ended > 0);
    use({}, dying, working);
    await worked.complete;
    expect(relay.counts().broken).toBeGreaterThan(0);
  });

  it('a process that stops gives back what it has not begun, and the others work it', async () => {
    await topics();
    const gate = latch();
    const begun = collect(1);
    const stopping = await startProcess(
      async (call) => {
        await begun.add(call);
        await gate.opened;
      },
      { concurrency: 1 },
    );
    const ids = ['a', 'b', 'c', 'd'];
    const done = new Set<string>();
    const working = await startProcess(async ({ id }) => void done.add(id));
    use({}, stopping);
    for (const id of ids) await stopping.wake.wake({ kind: 'effect', id });
    await begun.complete;
    await until(() => relay.counts().forwarded > 1);
    use({}, working);
    const stopped = stopping.wake.stop(10_000);
    await until(() => done.size === ids.length - 1);
    gate.open();
    await stopped;
    expect([...done, ...begun.calls.map(({ id }) => id)].sort()).toEqual([...ids].sort());
  });

  /** What came to the dead letters first. */
  async function pulled(): Promise<{ call: WakeCall; attributes: Record<string, string> }> {
    const client = emulatorClient(emulator.host, project);
    const subscription = client.subscription(SUBSCRIPTIONS.dead);
    try {
      return await new Promise((resolve, reject) => {
        subscription.on('error', reject);
        subscription.on('message', (message) => {
          message.ack();
          resolve({ call: JSON.parse(message.data.toString('utf8')), attributes: message.attributes });
        });
      });
    } finally {
      await subscription.close();
      await client.close();
    }
  }
});

/** Looks each turn of the event loop until it is so; the test's own time limit is the end of patience. */
async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 5));
}

import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPubSubWake } from '../server/wake/pubsub.ts';
import { SUBSCRIPTIONS } from '../server/wake/pubsub-names.ts';
import type { Wake, WakeCall } from '../server/wake/wake.ts';
import { hasEmulator, startEmulator } from '../test/support/emulators.ts';
import { readText, startLoopback } from '../test/support/loopback.ts';
import { makeTopics } from '../test/support/pubsub-resources.ts';
import { startPusher } from '../test/support/pusher.ts';
import { atMost, type Figure, quantile } from './support/figure.ts';

const MANY = 5_000;
const SINGLE = 100;
const SLOW_MS = 500;
const SLOW_FOR_MS = 10_000;
const CONCURRENCY = 128;

/** What the way over Google's emulator allows, whatever else the product does; production has other figures. */
export async function pubsub(): Promise<Figure[]> {
  if (!hasEmulator('pubsub')) return [];
  const emulator = await startEmulator('pubsub');
  try {
    const { single, rate } = await through(emulator.host, 'quick', false, quick);
    const pushed = await through(emulator.host, 'pushed', false, slow);
    const pulled = await through(emulator.host, 'pulled', true, slow);
    return [
      atMost('emulator-wake-to-delivery-median', quantile(single, 0.5), 'ms', null),
      atMost('emulator-wake-to-delivery-p95', quantile(single, 0.95), 'ms', null),
      atMost('emulator-pushes', rate, '/s', null),
      atMost('emulator-pushes-of-500-ms', pushed, '/s', null),
      atMost('pushes-of-500-ms-in-the-emulators-place', pulled, '/s', null),
    ];
  } finally {
    await emulator.stop();
  }
}

/** A server that works what is pushed to it, by the emulator itself or in its place. */
async function through<T>(
  emulatorHost: string,
  project: string,
  pulling: boolean,
  measure: (wake: Wake) => Promise<T>,
): Promise<T> {
  const wake = createPubSubWake({ project, emulatorHost, concurrency: CONCURRENCY });
  const server = await startLoopback(
    createServer(async (request, response) => {
      const envelope: { message: { data: string } } = JSON.parse(await readText(request));
      const call: WakeCall = JSON.parse(Buffer.from(envelope.message.data, 'base64').toString('utf8'));
      const status = await wake.deliver(call).then(
        () => 204,
        () => 503,
      );
      response.writeHead(status).end();
    }),
  );
  const url = `${server.url}/push/wake`;
  await makeTopics(emulatorHost, project, { gmailPushUrl: null, wakePushUrl: pulling ? null : url });
  const pusher = pulling ? startPusher({ emulatorHost, project, subscription: SUBSCRIPTIONS.wake, url }) : null;
  try {
    return await measure(wake);
  } finally {
    await pusher?.close();
    await wake.stop(0);
    await server.close();
  }
}

async function quick(wake: Wake): Promise<{ single: number[]; rate: number }> {
  let arrived: (call: WakeCall) => void = () => undefined;
  wake.start(async (call) => arrived(call), raise);
  const single: number[] = [];
  for (let n = 0; n < SINGLE; n++) {
    const begun = performance.now();
    await new Promise<void>((resolve, reject) => {
      arrived = () => resolve();
      wake.wake({ kind: 'record', id: `one-${n}` }).catch(reject);
    });
    single.push(performance.now() - begun);
  }
  const seen = new Set<string>();
  const begun = performance.now();
  await new Promise<void>((resolve, reject) => {
    arrived = ({ id }) => {
      if (seen.add(id).size === MANY) resolve();
    };
    for (let n = 0; n < MANY; n++) wake.wake({ kind: 'record', id: `many-${n}` }).catch(reject);
  });
  return { single, rate: (MANY * 1000) / (performance.now() - begun) };
}

/** Calls a second, each as long as a model takes. */
async function slow(wake: Wake): Promise<number> {
  let done = 0;
  wake.start(async () => {
    await sleep(SLOW_MS);
    done += 1;
  }, raise);
  await Promise.all(Array.from({ length: MANY }, (_, n) => wake.wake({ kind: 'record', id: `slow-${n}` })));
  const before = done;
  await sleep(SLOW_FOR_MS);
  return ((done - before) * 1000) / SLOW_FOR_MS;
}

function raise(_call: WakeCall, error: unknown): never {
  throw error;
}

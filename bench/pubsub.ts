import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPubSubWake } from '../server/wake/pubsub.ts';
import type { WakeCall } from '../server/wake/wake.ts';
import { hasEmulator, startEmulator } from '../test/support/emulators.ts';
import { type Loopback, readText, startLoopback } from '../test/support/loopback.ts';
import { makeTopics } from '../test/support/pubsub-resources.ts';
import { atMost, type Figure, quantile } from './support/figure.ts';

const MESSAGES = 5_000;
const SINGLE = 100;
const SLOW_MS = 500;
const SLOW_FOR_MS = 30_000;

/** What the way over Google's emulator allows, whatever the product does; production has other figures. */
export async function pubsub(): Promise<Figure[]> {
  if (!hasEmulator('pubsub')) return [];
  const emulator = await startEmulator('pubsub');
  let received: (call: WakeCall) => Promise<void> = async () => undefined;
  const ends: (() => Promise<void>)[] = [];
  try {
    const server: Loopback = await startLoopback(
      createServer(async (request, response) => {
        const envelope: { message: { data: string } } = JSON.parse(await readText(request));
        await received(JSON.parse(Buffer.from(envelope.message.data, 'base64').toString('utf8')));
        response.writeHead(204).end();
      }),
    );
    ends.push(server.close);
    const project = 'bench';
    await makeTopics(emulator.host, project, {
      gmailPushUrl: `${server.url}/push/gmail`,
      wakePushUrl: `${server.url}/push/wake`,
    });
    const wake = createPubSubWake({ project, emulatorHost: emulator.host, concurrency: 128 });
    ends.push(() => wake.stop(1_000));

    const single: number[] = [];
    for (let n = 0; n < SINGLE; n++) {
      const begun = performance.now();
      await new Promise<void>((resolve, reject) => {
        received = async () => resolve();
        wake.wake({ kind: 'record', id: `one-${n}` }).catch(reject);
      });
      single.push(performance.now() - begun);
    }

    const seen = new Set<string>();
    const begun = performance.now();
    await new Promise<void>((resolve, reject) => {
      received = async ({ id }) => {
        if (seen.add(id).size === MESSAGES) resolve();
      };
      for (let n = 0; n < MESSAGES; n++) wake.wake({ kind: 'record', id: `many-${n}` }).catch(reject);
    });
    const rate = MESSAGES / ((performance.now() - begun) / 1000);

    // The emulator opens its window of unanswered pushes slowly: a slow worker is given little at once.
    let open = 0;
    let most = 0;
    let done = 0;
    received = async () => {
      open += 1;
      most = Math.max(most, open);
      await sleep(SLOW_MS);
      open -= 1;
      done += 1;
    };
    await Promise.all(Array.from({ length: MESSAGES }, (_, n) => wake.wake({ kind: 'record', id: `slow-${n}` })));
    await sleep(SLOW_FOR_MS);
    return [
      atMost('emulator-wake-to-delivery-median', quantile(single, 0.5), 'ms', null),
      atMost('emulator-wake-to-delivery-p95', quantile(single, 0.95), 'ms', null),
      atMost('emulator-pushes-per-second', rate, '/s', null),
      atMost('emulator-most-unanswered-at-500-ms', most, 'pushes', null),
      atMost('emulator-worked-at-500-ms', (done * 1000) / SLOW_FOR_MS, '/s', null),
    ];
  } finally {
    for (const end of ends.reverse()) await end();
    await emulator.stop();
  }
}

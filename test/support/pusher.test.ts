import { createServer } from 'node:http';
import { createPubSubWake } from '../../server/wake/pubsub.ts';
import { SUBSCRIPTIONS } from '../../server/wake/pubsub-names.ts';
import { latch } from '../contracts/wake.contract.ts';
import { hasEmulator, startEmulator } from './emulators.ts';
import { readText, startLoopback } from './loopback.ts';
import { makeTopics } from './pubsub-resources.ts';
import { startPusher } from './pusher.ts';

const here = hasEmulator('pubsub') ? test : test.skip;
here(
  'pushes as many at once as it is told, and again what was not acknowledged',
  async () => {
    const emulator = await startEmulator('pubsub');
    const project = 'pusher';
    const many = latch();
    const done = latch();
    const tries = new Map<string, number>();
    let open = 0;
    const server = await startLoopback(
      createServer(async (request, response) => {
        const { message }: { message: { data: string } } = JSON.parse(await readText(request));
        const { id }: { id: string } = JSON.parse(Buffer.from(message.data, 'base64').toString('utf8'));
        const nth = (tries.get(id) ?? 0) + 1;
        tries.set(id, nth);
        if (++open === 50) many.open();
        await many.opened;
        open -= 1;
        response.writeHead(id === 'r7' && nth < 3 ? 503 : 204).end();
        if (id === 'r7' && nth === 3) done.open();
      }),
    );
    await makeTopics(emulator.host, project, { gmailPushUrl: null, wakePushUrl: null });
    const pusher = startPusher({ emulatorHost: emulator.host, project, subscription: SUBSCRIPTIONS.wake, url: server.url });
    const wake = createPubSubWake({ project, emulatorHost: emulator.host, concurrency: 1 });
    await Promise.all(Array.from({ length: 50 }, (_, n) => wake.wake({ kind: 'record', id: `r${n}` })));
    await done.opened;
    expect([...tries.values()].filter((n) => n > 1)).toEqual([3]);
    await wake.stop(0);
    await pusher.close();
    await server.close();
    await emulator.stop();
  },
  90_000,
);

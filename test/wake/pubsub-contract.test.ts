import { createServer } from 'node:http';
import { createPubSubWake } from '../../server/wake/pubsub.ts';
import type { Wake, WakeCall } from '../../server/wake/wake.ts';
import { wakeContract } from '../contracts/wake.contract.ts';
import { type Emulator, hasEmulator, startEmulator } from '../support/emulators.ts';
import { readText, startLoopback } from '../support/loopback.ts';
import { makeTopics } from '../support/pubsub-resources.ts';

const suite = hasEmulator('pubsub') ? describe : describe.skip;

suite("on Google's emulator", () => {
  let emulator: Emulator;
  let projects = 0;
  beforeAll(async () => {
    emulator = await startEmulator('pubsub');
  }, 90_000);
  afterAll(() => emulator.stop());

  wakeContract('pubsub', async () => {
    projects += 1;
    const project = `contract-${projects}`;
    const receiver = createServer((request, response) => {
      receive(wake, request).then(
        () => response.writeHead(204).end(),
        () => response.writeHead(503).end(),
      );
    });
    const { url, close } = await startLoopback(receiver);
    await makeTopics(emulator.host, project, { gmailPushUrl: `${url}/push/gmail`, wakePushUrl: `${url}/push/wake` });
    const wake = createPubSubWake({ project, emulatorHost: emulator.host, concurrency: 4 });
    return { wake, close };
  });
});

/** What POST /push/wake does, without its token. */
async function receive(wake: Wake, request: Parameters<typeof readText>[0]): Promise<void> {
  const envelope: { message: { data: string } } = JSON.parse(await readText(request));
  const call: WakeCall = JSON.parse(Buffer.from(envelope.message.data, 'base64').toString('utf8'));
  await wake.deliver(call);
}

import { atLeast, atMost, type Figure, note, quantile } from './support/figure.ts';
import { startServer } from './support/measured-server.ts';
import { openLoop } from './support/open-loop.ts';
import { startStandIn } from './support/stand-in.ts';

const RATE = 500;
const SECONDS = 12;

/** Pub/Sub in a hurry: pushes at a fixed rate from another process, each verified and durably marked. */
export async function pushLatency(): Promise<Figure[]> {
  const standIn = await startStandIn();
  const server = await startServer(standIn, { mailbox: 'stand-in', brain: 'offline' });
  try {
    const url = `${server.url}/push/gmail`;
    await openLoop(url, server.pushRequest, RATE, 3);
    const cpu = await server.cpu();
    const { latencies, refused, rate } = await openLoop(url, server.pushRequest, RATE, SECONDS);
    const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
    const perPush = ((await server.cpu()) - cpu) / latencies.length;
    note(`push: ${perPush.toFixed(2)} ms of the server's processor time a push`);
    note(
      `push: ${latencies.length} requests, p50 ${p50.toFixed(1)} ms, most ${quantile(latencies, 1).toFixed(1)} ms, refused ${refused}`,
    );
    return [
      atMost('push-p99-ms', p99, 'ms', 10),
      atLeast('push-rate', rate, 'requests/s', RATE * 0.98),
      atMost('push-refused', refused, 'requests', 0),
    ];
  } finally {
    await server.stop();
    await standIn.stop();
  }
}

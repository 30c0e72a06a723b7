import autocannon from 'autocannon';
import { atLeast, atMost, type Figure, note } from './support/figure.ts';
import { startServer } from './support/measured-server.ts';
import { startStandIn } from './support/stand-in.ts';

const RATE = 500;
const SECONDS = 12;
const CONNECTIONS = 20;

/** Pub/Sub in a hurry: pushes at a fixed rate from another process, each verified and durably marked. */
export async function pushLatency(): Promise<Figure[]> {
  const standIn = await startStandIn();
  const server = await startServer(standIn, { mailbox: 'stand-in', brain: 'offline' });
  try {
    const load = { url: `${server.url}/push/gmail`, method: 'POST', ...server.pushRequest, connections: CONNECTIONS } as const;
    await autocannon({ ...load, overallRate: RATE, duration: 3 });
    const cpu = await server.cpu();
    const result = await autocannon({ ...load, overallRate: RATE, duration: SECONDS });
    const { latency, requests, non2xx, errors } = result;
    note(`push: ${(((await server.cpu()) - cpu) / requests.total).toFixed(2)} ms of the server's processor time a push`);
    note(
      `push: ${requests.total} requests, p50 ${latency.p50} ms, p99 ${latency.p99} ms, most ${latency.max} ms, refused ${non2xx + errors}`,
    );
    return [
      atMost('push-p99-ms', latency.p99, 'ms', 10),
      atLeast('push-rate', requests.total / result.duration, 'requests/s', RATE * 0.98),
      atMost('push-refused', non2xx + errors, 'requests', 0),
    ];
  } finally {
    await server.stop();
    await standIn.stop();
  }
}

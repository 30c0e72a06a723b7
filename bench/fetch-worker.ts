import { type MessagePort, workerData } from 'node:worker_threads';
import type { HostRequest } from '../server/preview/apps-script/host.ts';
import type { Fetched } from './support/sync-fetch.ts';

/** Fetches for a thread that stands still until the answer is there (support/sync-fetch.ts). */
const { port, flag }: { port: MessagePort; flag: Int32Array } = workerData;

port.on('message', (request: HostRequest) => {
  fetched(request).then((answer) => {
    port.postMessage(answer);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
});

async function fetched({ url, method, headers, body }: HostRequest): Promise<Fetched> {
  try {
    const response = await fetch(url, { method: method.toUpperCase(), headers, body, redirect: 'manual' });
    return {
      ok: true,
      answer: { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() },
    };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

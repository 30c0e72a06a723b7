import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Host, HostRequest } from '../../server/preview/apps-script/host.ts';
import { AppError } from '../../shared/errors.ts';

/** What the worker says of one request. */
export type Fetched = { ok: true; answer: ReturnType<Host['fetch']> } | { ok: false; message: string };

export interface SyncFetch {
  /** Stands still until the answer is there, as UrlFetchApp does. Throws `unavailable` without a connection, and `timeout`. */
  fetch(request: HostRequest): ReturnType<Host['fetch']>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 30_000;

/** @param file the bundled bench/fetch-worker.ts: whoever waits cannot fetch, so another thread does. */
export function startSyncFetch(file: string): SyncFetch {
  const { port1: ours, port2: theirs } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(file, { workerData: { port: theirs, flag }, transferList: [theirs] });
  return {
    fetch(request) {
      Atomics.store(flag, 0, 0);
      ours.postMessage(request);
      if (Atomics.wait(flag, 0, 0, PATIENCE_MS) === 'timed-out') throw new AppError('timeout', 'No answer came in time.');
      const fetched: Fetched | undefined = receiveMessageOnPort(ours)?.message;
      if (!fetched?.ok) throw new AppError('unavailable', `No connection: ${fetched?.message ?? 'the worker said nothing'}`);
      return fetched.answer;
    },
    async stop() {
      ours.close();
      await worker.terminate();
    },
  };
}

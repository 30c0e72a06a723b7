import { setTimeout as sleep } from 'node:timers/promises';
import { PubSub } from '@google-cloud/pubsub';
import pTimeout from 'p-timeout';
import { AppError } from '../../shared/errors.ts';
import { emulated, TOPICS } from './pubsub-names.ts';
import type { Wake, WakeCall } from './wake.ts';
import { createWorkQueue, keyOf, MAX_WAITING, noMore } from './work-queue.ts';

export interface PubSubWakeOptions {
  /** The Google Cloud project of the topic. */
  project: string;
  /** host:port of an emulator; without it Google's own, or where PUBSUB_EMULATOR_HOST points the library. */
  emulatorHost?: string | null;
  /** Short name of the topic. */
  topic?: string;
  /** Calls worked at once in this process. */
  concurrency: number;
  /** A delivery that has not ended by then is given back, ms: before Pub/Sub itself gives up on it (600 s). */
  deadlineMs?: number;
  /** Deliveries, and so open requests, taken at once; Cloud Run sends an instance at most 1,000. */
  maxDeliveries?: number;
}

/** Pub/Sub waits for an answer to a push as long as the acknowledgement deadline, which is 600 s at most. */
const DEADLINE_MS = 540_000;
const MAX_DELIVERIES = 1_000;
/** Share of them that mails to be read never take: a slow model must not keep replies out. */
const KEPT_FREE = 0.1;
/** Calls made within it go out as one request, the same call once. Short: somebody waits for the reply to a mail. */
const GATHER_MS = 5;
/** Retries included. Requests wait for it, and the tick wakes within a minute whatever is due. */
const PUBLISH_TIMEOUT_MS = 10_000;
/** A person who clicked does not wait longer than this for Pub/Sub; publishing takes some 20 ms. */
const SETTLE_MS = 2_000;

/**
 * Wakes workers wherever Pub/Sub delivers: `wake` publishes, and POST /push/wake gives what comes back to `deliver`. The
 * connection is made at the first call. Which process works a call is for Pub/Sub to say, and that the same is not worked
 * in two for the store's leases.
 */
export function createPubSubWake(options: PubSubWakeOptions): Wake {
  const { concurrency, deadlineMs = DEADLINE_MS, maxDeliveries = MAX_DELIVERIES } = options;
  const queue = createWorkQueue(concurrency);
  const publisher = createPublisher(options);
  let deliveries = 0;
  let stopped = false;

  return {
    wake: publisher.publish,
    start: queue.start,
    async deliver(call) {
      const most = call.kind === 'record' ? Math.ceil(maxDeliveries * (1 - KEPT_FREE)) : maxDeliveries;
      if (stopped || deliveries >= most) throw noMore();
      deliveries += 1;
      try {
        await inTime(deadlineMs, worked(call));
      } finally {
        deliveries -= 1;
      }
    },
    settled: publisher.settled,
    async stop(graceMs) {
      stopped = true;
      const begun = performance.now();
      await queue.stop(graceMs);
      // What the work in hand woke at its end is for the processes that go on.
      await publisher.close(Math.max(0, graceMs - (performance.now() - begun)));
    },
  };

  async function worked(call: WakeCall): Promise<void> {
    try {
      await queue.run(call);
    } finally {
      await publisher.settled();
    }
  }
}

interface Publisher {
  /** Resolves once Pub/Sub has it; rejects with `unavailable`. Past MAX_WAITING calls, or once closed, they are forgotten. */
  publish(call: WakeCall): Promise<void>;
  settled(): Promise<void>;
  close(graceMs: number): Promise<void>;
}

function createPublisher({ project, emulatorHost, topic: name = TOPICS.wake }: PubSubWakeOptions): Publisher {
  const client = new PubSub({ projectId: project, ...(emulatorHost ? emulated(emulatorHost) : {}) });
  const topic = client.topic(name, {
    // They were gathered before: each batch leaves at once.
    batching: { maxMilliseconds: 0, maxMessages: 500 },
    gaxOpts: { timeout: PUBLISH_TIMEOUT_MS },
  });
  const gathered = new Map<string, Promise<void>>();
  const underway = new Set<Promise<void>>();
  let gathering: Promise<void> | null = null;
  let closed = false;

  /** Only what has not left yet stands for the same call made again: what left may have been worked before that. */
  async function gather(): Promise<void> {
    await sleep(GATHER_MS);
    gathering = null;
    gathered.clear();
  }

  async function send({ kind, id }: WakeCall): Promise<void> {
    gathering ??= gather();
    await gathering;
    try {
      await topic.publishMessage({ data: Buffer.from(JSON.stringify({ kind, id })) });
    } catch (error) {
      throw notTaken(error);
    }
  }

  const ended = (mostMs: number) => pTimeout(Promise.allSettled(underway), { milliseconds: Math.max(1, mostMs), message: false });

  return {
    publish(call) {
      const waits = gathered.get(keyOf(call));
      if (waits) return waits;
      if (closed || underway.size >= MAX_WAITING) return Promise.resolve();
      const sent = send(call).finally(() => underway.delete(sent));
      gathered.set(keyOf(call), sent);
      underway.add(sent);
      return sent;
    },
    settled: async () => void (await ended(SETTLE_MS)),
    async close(graceMs) {
      if (closed) return;
      closed = true;
      await ended(graceMs);
      await client.close();
    },
  };
}

/** The library's errors name the project and quote what was sent: only the code is kept. */
function notTaken(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === Status.NOT_FOUND || code === Status.PERMISSION_DENIED) {
    const message = 'Pub/Sub does not let us publish: run "npm run cli -- setup" for the topic and the right to publish.';
    return new AppError('config', message);
  }
  return new AppError('unavailable', `Pub/Sub took no wake-up (gRPC status ${String(code ?? 'unknown')}).`);
}

/** Of gRPC (google.rpc.Code). */
const Status = { NOT_FOUND: 5, PERMISSION_DENIED: 7 } as const;

/** Rejects with `timeout` when the work has not ended by then; it goes on, under the store's lease. */
function inTime(ms: number, work: Promise<void>): Promise<void> {
  const error = () => new AppError('timeout', 'The work has not ended before the deadline of its delivery.');
  return pTimeout(work, { milliseconds: ms, fallback: () => Promise.reject(error()) });
}

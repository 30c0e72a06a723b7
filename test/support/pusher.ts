import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@google-cloud/pubsub';
import { emulatorClient } from './pubsub-resources.ts';

export interface PusherOptions {
  emulatorHost: string;
  project: string;
  /** A pull subscription (`makeTopics` with no address to push to). */
  subscription: string;
  /** Where it is pushed to, path and all: usually the relay, which signs. */
  url: string;
  /** Pushes unanswered at once. Fewer than a server takes (900 mails): what it refuses is soon a dead letter. */
  unanswered?: number;
}

/** Those that Pub/Sub takes as an acknowledgement. */
const ACKNOWLEDGED: ReadonlySet<number> = new Set([102, 200, 201, 202, 204]);
const BACKOFF_MS = 50;
const MAX_BACKOFF_MS = 1_000;

/**
 * Pushes in the emulator's place. The emulator itself leaves no more than two pushes of a subscription unanswered (0.8.20), so
 * that work of half a second ends four times a second, however many servers there are; production opens its window by
 * the thousand. This one pulls and pushes as many as it is told; topics, repeats and dead letters stay the emulator's.
 */
export function startPusher(options: PusherOptions): { close(): Promise<void> } {
  const { emulatorHost, project, url, unanswered = 100 } = options;
  const client = emulatorClient(emulatorHost, project);
  const subscription = client.subscription(options.subscription, {
    flowControl: { maxMessages: unanswered },
  });
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const underway = new Set<Promise<void>>();

  async function push(message: Message): Promise<void> {
    const { id: messageId, publishTime, attributes, data } = message;
    const body = JSON.stringify({
      message: { data: data.toString('base64'), messageId, publishTime: publishTime.toISOString(), attributes },
      subscription: subscription.name,
    });
    const headers = { 'content-type': 'application/json' };
    const status = await fetch(url, { method: 'POST', headers, body, signal: closing.signal }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 503,
    );
    if (ACKNOWLEDGED.has(status)) return message.ack();
    const wait = Math.min(MAX_BACKOFF_MS, BACKOFF_MS * 2 ** message.deliveryAttempt);
    await sleep(wait, undefined, { signal: closing.signal }).catch(() => undefined);
    message.nack();
  }

  subscription.on('message', (message) => {
    const pushed = push(message).finally(() => underway.delete(pushed));
    underway.add(pushed);
  });
  // A stream that breaks is opened anew by the library; one that cannot be is found by whoever waits for what it brings.
  subscription.on('error', () => undefined);

  return {
    close: async () => {
      closing.abort();
      await Promise.allSettled(underway);
      await subscription.close();
      await client.close();
    },
  };
}

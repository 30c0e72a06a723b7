import { createServer } from 'node:http';
import { PubSub } from '@google-cloud/pubsub';
import { emulated, SUBSCRIPTIONS, TOPICS } from '../../server/wake/pubsub-names.ts';
import { type Loopback, readText, startLoopback } from './loopback.ts';

export interface TopicOptions {
  /** null: a pull subscription, for `startPusher`. */
  gmailPushUrl: string | null;
  wakePushUrl: string | null;
  /**
   * Seconds between deliveries of what was not acknowledged; production has 10 and 600. null: no policy, and the emulator
   * delivers again after a second; with one it takes 1, 3 and 3 s at least, however short the policy (0.8.20).
   */
  retry?: { minimum: number; maximum: number } | null;
  /** Production has the longest there is. */
  ackDeadlineSeconds?: number;
}

/** The fewest that Pub/Sub allows, and what `cli setup` asks for. */
const MAX_DELIVERIES = 5;

/** A client of the emulator; `close` it. */
export function emulatorClient(emulatorHost: string, project: string): PubSub {
  return new PubSub({ projectId: project, ...emulated(emulatorHost) });
}

/** Topics and push subscriptions as production has them, save how long is waited between deliveries. */
export async function makeTopics(emulatorHost: string, project: string, options: TopicOptions): Promise<void> {
  const { retry = null, ackDeadlineSeconds = 600 } = options;
  const backoff = retry && { minimumBackoff: { seconds: retry.minimum }, maximumBackoff: { seconds: retry.maximum } };
  const client = emulatorClient(emulatorHost, project);
  const common = {
    ackDeadlineSeconds,
    ...(backoff ? { retryPolicy: backoff } : {}),
    deadLetterPolicy: { deadLetterTopic: client.topic(TOPICS.dead).name, maxDeliveryAttempts: MAX_DELIVERIES },
    // An empty policy: never. Without one a subscription is deleted after 31 days of silence.
    expirationPolicy: {},
  };
  try {
    for (const topic of Object.values(TOPICS)) await client.createTopic(topic);
    const pushes = [
      [TOPICS.gmail, SUBSCRIPTIONS.gmail, options.gmailPushUrl],
      [TOPICS.wake, SUBSCRIPTIONS.wake, options.wakePushUrl],
    ] as const;
    for (const [topic, name, pushEndpoint] of pushes) {
      await client
        .topic(topic)
        .createSubscription(name, { ...common, ...(pushEndpoint ? { pushConfig: { pushEndpoint } } : {}) });
    }
    await client.topic(TOPICS.dead).createSubscription(SUBSCRIPTIONS.dead, { expirationPolicy: {} });
  } finally {
    await client.close();
  }
}

/**
 * Gmail's side of the Gmail topic: the emulated mailbox pushes to `url` (its `control.setPush`), and what it says is
 * published, as Gmail itself would.
 */
export async function startGmailBridge({ emulatorHost, project }: { emulatorHost: string; project: string }): Promise<Loopback> {
  const client = emulatorClient(emulatorHost, project);
  const topic = client.topic(TOPICS.gmail, { batching: { maxMilliseconds: 0 } });
  const server = await startLoopback(
    createServer((request, response) => {
      readText(request)
        .then((body) => topic.publishMessage({ data: Buffer.from(dataOf(body), 'base64') }))
        .then(
          () => response.writeHead(204).end(),
          () => response.writeHead(503).end(),
        );
    }),
  );
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await client.close();
    },
  };
}

function dataOf(body: string): string {
  const envelope: { message: { data: string } } = JSON.parse(body);
  return envelope.message.data;
}

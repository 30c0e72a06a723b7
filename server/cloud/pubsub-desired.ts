import { SUBSCRIPTIONS, TOPICS, topicPath } from '../wake/pubsub-names.ts';

/** What stands in Pub/Sub, in the words of the API; only what we care for. Durations in seconds. */
export interface Topic {
  name: string;
  /** Regions in which messages may be kept; empty: anywhere. */
  regions: readonly string[];
}

export interface Subscription {
  name: string;
  topic: string;
  /** null: a pull subscription. */
  push: { endpoint: string; account: string; audience: string } | null;
  ackDeadline: number;
  retention: number;
  /** null: never expires. */
  expiresAfter: number | null;
  /** null: delivered again at once. */
  retry: { min: number; max: number } | null;
  /** null: none. */
  dead: { topic: string; attempts: number } | null;
  /** These cannot be changed once it stands. */
  ordering: boolean;
  filter: string;
  detached: boolean;
}

/** For the messages of a school's mailbox: their ids are no content, but they need not leave the EU either. */
const EU_REGIONS = [
  'europe-west1',
  'europe-west3',
  'europe-west4',
  'europe-west9',
  'europe-north1',
  'europe-southwest1',
  'europe-central2',
] as const;

const DAY_S = 86_400;
/** The longest that Pub/Sub lets a push take. A wake-up is worked within its request. */
const WORK_S = 600;
/** A notification is marked and answered in milliseconds; a minute leaves room for an instance that starts first. */
const MARK_S = 60;
/**
 * With 10 s doubling to 600 s over two hours pass before a message is put aside: a deployment that fails in the
 * morning is mended by then.
 */
const ATTEMPTS = 20;
const RETRY = { min: 10, max: 600 };
/** What is to do stands in the store: an older wake-up tells nothing that the resume job does not know. */
const KEPT_S = DAY_S;
const DEAD_KEPT_S = 7 * DAY_S;

export interface PushTo {
  project: string;
  publicUrl: string;
  account: string;
  audience: string;
}

export const TOPIC_WHY: Readonly<Record<string, string>> = {
  [TOPICS.gmail]: 'Gmail tells here that the mailbox changed',
  [TOPICS.wake]: 'the server tells its workers here what is to do',
  [TOPICS.dead]: 'what could not be delivered is kept here for a look',
};

export function desiredTopics(project: string): Topic[] {
  return Object.values(TOPICS).map((name) => ({ name: topicPath(project, name), regions: EU_REGIONS }));
}

export function desiredSubscriptions({ project, publicUrl, account, audience }: PushTo): (Subscription & { why: string })[] {
  const common = { expiresAfter: null, ordering: false, filter: '', detached: false };
  const dead = { topic: topicPath(project, TOPICS.dead), attempts: ATTEMPTS };
  const push = (path: string) => ({ endpoint: `${publicUrl}${path}`, account, audience });
  return [
    {
      ...common,
      name: subscriptionPath(project, SUBSCRIPTIONS.gmail),
      topic: topicPath(project, TOPICS.gmail),
      push: push('/push/gmail'),
      ackDeadline: MARK_S,
      retention: KEPT_S,
      retry: RETRY,
      dead,
      why: 'brings Gmail’s notifications to the server',
    },
    {
      ...common,
      name: subscriptionPath(project, SUBSCRIPTIONS.wake),
      topic: topicPath(project, TOPICS.wake),
      push: push('/push/wake'),
      ackDeadline: WORK_S,
      retention: KEPT_S,
      retry: RETRY,
      dead,
      why: 'brings wake-ups to whichever instance has room',
    },
    {
      ...common,
      name: subscriptionPath(project, SUBSCRIPTIONS.dead),
      topic: topicPath(project, TOPICS.dead),
      push: null,
      ackDeadline: MARK_S,
      retention: DEAD_KEPT_S,
      retry: null,
      dead: null,
      why: 'keeps dead letters: a topic without a subscription keeps nothing',
    },
  ];
}

export function subscriptionPath(project: string, subscription: string): string {
  return `projects/${project}/subscriptions/${subscription}`;
}

import { PubSub } from '@google-cloud/pubsub';
import { field } from '../../shared/field.ts';
import { emulated } from '../wake/pubsub-names.ts';
import { type CloudPart, type Problem, type Step, step } from './cloud.ts';
import { type Asked, problemOf } from './problems.ts';
import { type Difference, subscriptionDifferences, subscriptionMade, topicDifferences, topicMade } from './pubsub-compare.ts';
import { desiredSubscriptions, desiredTopics, type Subscription, TOPIC_WHY, type Topic } from './pubsub-desired.ts';
import { type Access, grantSteps } from './pubsub-grants.ts';
import { subscriptionOf, topicOf, wireSubscription, wireTopic } from './pubsub-wire.ts';
import { failedStep, makeChange } from './steps.ts';

export interface PubsubOptions {
  project: string;
  /** null: nothing is pushed yet; the subscriptions are then told of and not made. */
  push: { publicUrl: string; account: string; audience: string } | null;
  /** The service account that the server runs as; null: not said. */
  runtimeAccount: string | null;
  /** The number of the project, which Pub/Sub's own account is named by. Rejects where it cannot be known. */
  projectNumber: () => Promise<string>;
  /** Rejects where nobody is signed in at Google; asked before anything else. */
  signedIn: () => Promise<void>;
  /** host:port of the emulator; Google's own when absent. */
  emulatorHost?: string;
}

const ROLE = 'roles/pubsub.admin';

/** Topics, subscriptions, and who may publish and take. */
export function createPubsubPart(options: PubsubOptions): CloudPart {
  const { project, push, emulatorHost } = options;
  const asked: Asked = { project, service: 'pubsub.googleapis.com', role: ROLE };
  const pubsub = new PubSub({ projectId: project, ...(emulatorHost === undefined ? {} : emulated(emulatorHost)) });

  async function topicStep(wanted: Topic): Promise<Step> {
    const name = short(wanted.name);
    const about = { title: `Topic ${name}`, why: TOPIC_WHY[name] ?? '' };
    try {
      const is = await found(pubsub.topic(wanted.name).getMetadata(CALL));
      if (is === null) return step({ ...about, state: 'create', changes: topicMade(wanted), apply: () => makeTopic(wanted) });
      const differences = topicDifferences(topicOf(is), wanted);
      if (differences.length === 0) return step({ ...about, state: 'right' });
      return step({ ...about, state: 'change', changes: shown(differences), apply: () => changeTopic(wanted, differences) });
    } catch (error) {
      return failedStep(about, problemOf(error, asked));
    }
  }

  async function subscriptionStep({ why, ...wanted }: Subscription & { why: string }): Promise<Step> {
    const name = short(wanted.name);
    const about = { title: `Subscription ${name}`, why };
    try {
      const is = await found(pubsub.subscription(wanted.name).getMetadata(CALL));
      if (is === null) {
        return step({ ...about, state: 'create', changes: subscriptionMade(wanted), apply: () => makeSubscription(wanted) });
      }
      const differences = subscriptionDifferences(subscriptionOf(is), wanted);
      if (differences.length === 0) return step({ ...about, state: 'right' });
      const fixed = differences.filter(({ part }) => part === null);
      if (fixed.length > 0) {
        return step({
          ...about,
          state: 'by-hand',
          changes: shown(fixed),
          said: 'Pub/Sub does not let this be changed. Delete it (what waits in it is lost; the store knows what is to do), then run setup again.',
          commands: [`gcloud pubsub subscriptions delete ${name} --project=${project}`],
        });
      }
      const apply = () => changeSubscription(wanted, differences);
      return step({ ...about, state: 'change', changes: shown(differences), apply });
    } catch (error) {
      return failedStep(about, problemOf(error, asked));
    }
  }

  const makeTopic = (wanted: Topic) =>
    makeChange(asked, () => pubsub.createTopic({ name: wanted.name, ...wireTopic(wanted) }, CALL));
  const changeTopic = (wanted: Topic, differences: Difference[]) =>
    makeChange(asked, () => pubsub.topic(wanted.name).setMetadata(partsOf(wireTopic(wanted), differences), CALL));
  const changePush = (wanted: Subscription, work: () => Promise<unknown>) =>
    makeChange(asked, work, (problem) => refusedPush(problem, wanted, project));
  const makeSubscription = (wanted: Subscription) =>
    changePush(wanted, () =>
      pubsub.createSubscription(wanted.topic, wanted.name, { ...wireSubscription(wanted), gaxOpts: CALL }),
    );
  const changeSubscription = (wanted: Subscription, differences: Difference[]) =>
    changePush(wanted, () => pubsub.subscription(wanted.name).setMetadata(partsOf(wireSubscription(wanted), differences), CALL));

  return {
    name: 'Pub/Sub',

    async plan() {
      try {
        await options.signedIn();
      } catch (error) {
        return [
          failedStep({ title: 'Topics and subscriptions', why: 'Gmail and the server meet there' }, problemOf(error, asked)),
        ];
      }
      const topics = await Promise.all(desiredTopics(project).map(topicStep));
      const [first] = topics;
      // One refusal is enough to read.
      if (first?.state === 'failed' && topics.every(({ state }) => state === 'failed')) {
        return [{ ...first, title: 'Topics', id: 'topics' }];
      }
      if (push === null) {
        const said =
          'Where the server is reached is not set: MAILGPS_PUSH_AUDIENCE, MAILGPS_PUSH_ACCOUNT and MAILGPS_PUBLIC_URL.';
        return [...topics, step({ title: 'Push subscriptions', why: 'bring messages to the server', state: 'failed', said })];
      }
      const subscriptions = await Promise.all(desiredSubscriptions({ project, ...push }).map(subscriptionStep));
      const access = (on: 'topic' | 'subscription', name: string): Access => {
        const { iam } = on === 'topic' ? pubsub.topic(name) : pubsub.subscription(name);
        return {
          read: async () => (await iam.getPolicy(CALL))[0],
          write: async (policy) => void (await iam.setPolicy(policy, CALL)),
        };
      };
      const grants = emulatorHost === undefined ? await grantSteps(options, access, asked) : [NO_GRANTS];
      return [...topics, ...subscriptions, ...grants];
    },

    close: () => pubsub.close(),
  };
}

const NO_GRANTS = step({
  title: 'Grants',
  why: 'who may publish and take',
  state: 'note',
  said: 'An emulator has no such thing.',
});

/** Gives up by itself: a person waits. */
const CALL = { timeout: 20_000 };

/** null where there is none. */
async function found<T>(answer: Promise<[T, ...unknown[]]>): Promise<T | null> {
  try {
    return (await answer)[0];
  } catch (error) {
    if (field(error, 'code') === NOT_FOUND) return null;
    throw error;
  }
}

/** google.rpc.Code */
const NOT_FOUND = 5;

/**
 * Whoever makes a subscription that pushes in an account's name must be allowed to act as that account, which must exist
 * (cloud.google.com/pubsub/docs/authenticate-push-subscriptions): Pub/Sub tells neither from its own rights.
 */
export function refusedPush(problem: Problem, { push, topic }: Pick<Subscription, 'push' | 'topic'>, project: string): Problem {
  if (push === null) return problem;
  const { account } = push;
  if (problem.kind === 'forbidden') {
    const actAs = `gcloud iam service-accounts add-iam-policy-binding ${account} --project=${project} --member=user:YOU --role=roles/iam.serviceAccountUser`;
    const said = `${problem.said.replace(/\.$/, '')}, or the right to let it push as ${account}.`;
    return { ...problem, said, commands: [...problem.commands, actAs] };
  }
  if (problem.kind === 'missing' || problem.kind === 'refused') {
    const name = account.split('@')[0] ?? account;
    const said = `Its topic (${short(topic)}) or the service account ${account} is not there, or ${push.endpoint} is no https address.`;
    return { ...problem, said, commands: [`gcloud iam service-accounts create ${name} --project=${project}`] };
  }
  return problem;
}

/** Only what differs: the library names in the update what it is given. */
function partsOf<W extends object>(wire: W, differences: readonly Difference[]): Partial<W> {
  const parts = new Set<string>(differences.flatMap(({ part }) => (part === null ? [] : [part])));
  return Object.fromEntries(Object.entries(wire).filter(([name]) => parts.has(name))) as Partial<W>;
}

function shown(differences: readonly Difference[]): { field: string; from: string | null; to: string }[] {
  return differences.map(({ field, from, to }) => ({ field, from, to }));
}

function short(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

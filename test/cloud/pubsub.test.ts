import type { PubSub } from '@google-cloud/pubsub';
import type { CloudPart, Step } from '../../server/cloud/cloud.ts';
import { createPubsubPart } from '../../server/cloud/pubsub.ts';
import { SUBSCRIPTIONS, TOPICS } from '../../server/wake/pubsub-names.ts';
import { type Emulator, hasEmulator, startEmulator } from '../support/emulators.ts';
import { emulatorClient } from '../support/pubsub-resources.ts';

const PUSH = { publicUrl: 'https://mail.school.example', account: 'push@school.iam.gserviceaccount.com', audience: 'mail-gps' };
const states = (steps: readonly Step[]) =>
  steps.filter(({ title }) => title !== 'Grants').map(({ title, state }) => `${state}: ${title}`);
const ALL = [
  ...Object.values(TOPICS).map((name) => `Topic ${name}`),
  ...Object.values(SUBSCRIPTIONS).map((name) => `Subscription ${name}`),
];
const all = (state: Step['state']) => ALL.map((title) => `${state}: ${title}`);

(hasEmulator('pubsub') ? describe : describe.skip)('on Google’s emulator', () => {
  let emulator: Emulator;
  let runs = 0;
  let project: string;
  let client: PubSub;
  const opened: CloudPart[] = [];

  beforeAll(async () => {
    emulator = await startEmulator('pubsub');
  }, 90_000);
  afterAll(async () => {
    await emulator.stop();
  });
  beforeEach(() => {
    project = `setup-${++runs}`;
    client = emulatorClient(emulator.host, project);
  });
  afterEach(async () => {
    await client.close();
    for (const part of opened.splice(0)) await part.close?.();
  });

  async function signedIn(): Promise<void> {}

  function pubsub(push: typeof PUSH | null = PUSH): CloudPart {
    const projectNumber = () => Promise.reject(new Error('not asked for'));
    const part = createPubsubPart({ project, push, runtimeAccount: null, projectNumber, signedIn, emulatorHost: emulator.host });
    opened.push(part);
    return part;
  }

  async function apply(part: CloudPart): Promise<void> {
    for (const { apply } of await part.plan()) await apply?.();
  }

  test('everything is made, as the plan said, and a second plan is empty', async () => {
    expect(states(await pubsub().plan())).toEqual(all('create'));
    expect(await client.topic(TOPICS.gmail).exists()).toEqual([false]);
    await apply(pubsub());
    expect(states(await pubsub().plan())).toEqual(all('right'));

    const [wake] = await client.subscription(SUBSCRIPTIONS.wake).getMetadata();
    expect(wake).toMatchObject({
      topic: `projects/${project}/topics/mail-gps-wake`,
      pushConfig: {
        pushEndpoint: 'https://mail.school.example/push/wake',
        oidcToken: { serviceAccountEmail: PUSH.account, audience: PUSH.audience },
      },
      ackDeadlineSeconds: 600,
      expirationPolicy: { ttl: null },
      retryPolicy: { minimumBackoff: { seconds: '10' }, maximumBackoff: { seconds: '600' } },
      deadLetterPolicy: { deadLetterTopic: `projects/${project}/topics/mail-gps-dead`, maxDeliveryAttempts: 20 },
      enableMessageOrdering: false,
    });
    const [gmail] = await client.subscription(SUBSCRIPTIONS.gmail).getMetadata();
    expect(gmail).toMatchObject({
      ackDeadlineSeconds: 60,
      expirationPolicy: { ttl: null },
      pushConfig: { pushEndpoint: 'https://mail.school.example/push/gmail' },
    });
    const [dead] = await client.subscription(SUBSCRIPTIONS.dead).getMetadata();
    expect(dead).toMatchObject({
      messageRetentionDuration: { seconds: '604800' },
      expirationPolicy: { ttl: null },
      deadLetterPolicy: null,
    });
    expect(dead.pushConfig?.pushEndpoint).toBe('');
    const [topic] = await client.topic(TOPICS.wake).getMetadata();
    const regions = topic.messageStoragePolicy?.allowedPersistenceRegions ?? [];
    expect(regions.length).toBeGreaterThan(3);
    expect(regions.filter((region) => !/^europe-(?!west[26]$)/.test(region))).toEqual([]);
  });

  test('what was changed by hand is put right, and nothing else is touched', async () => {
    await apply(pubsub());
    await client.subscription(SUBSCRIPTIONS.wake).setMetadata({
      ackDeadlineSeconds: 30,
      pushConfig: { pushEndpoint: 'https://old.school.example/push/wake' },
      deadLetterPolicy: null,
      retryPolicy: null,
      retainAckedMessages: true,
    });
    await client.subscription(SUBSCRIPTIONS.gmail).delete();
    const steps = await pubsub().plan();
    expect(states(steps).filter((state) => !state.startsWith('right'))).toEqual([
      `create: Subscription ${SUBSCRIPTIONS.gmail}`,
      `change: Subscription ${SUBSCRIPTIONS.wake}`,
    ]);
    expect(steps.find(({ state }) => state === 'change')?.changes).toEqual([
      { field: 'pushes to', from: 'https://old.school.example/push/wake', to: 'https://mail.school.example/push/wake' },
      { field: 'as', from: 'nobody', to: PUSH.account },
      { field: 'audience', from: 'none', to: 'mail-gps' },
      { field: 'time to answer', from: '30 s', to: '600 s' },
      { field: 'tried again', from: 'at once', to: 'after 10 to 600 s' },
      { field: 'set aside', from: 'never', to: 'after 20 attempts, in mail-gps-dead' },
    ]);
    await apply(pubsub());
    expect(states(await pubsub().plan())).toEqual(all('right'));
    expect((await client.subscription(SUBSCRIPTIONS.wake).getMetadata())[0].retainAckedMessages).toBe(true);
  });

  test('the operator’s own number of attempts stays', async () => {
    await apply(pubsub());
    const deadLetterTopic = `projects/${project}/topics/mail-gps-dead`;
    await client.subscription(SUBSCRIPTIONS.wake).setMetadata({ deadLetterPolicy: { deadLetterTopic, maxDeliveryAttempts: 50 } });
    expect(states(await pubsub().plan())).toEqual(all('right'));
  });

  test('what cannot be changed is told with the command, and never deleted', async () => {
    await apply(pubsub());
    await client.subscription(SUBSCRIPTIONS.wake).delete();
    await client.createSubscription(TOPICS.gmail, SUBSCRIPTIONS.wake, { enableMessageOrdering: true });
    const [step] = (await pubsub().plan()).filter(({ state }) => state !== 'right' && state !== 'note');
    expect(step).toMatchObject({
      state: 'by-hand',
      apply: null,
      changes: [
        { field: 'topic', from: TOPICS.gmail, to: TOPICS.wake },
        { field: 'in order', from: 'yes', to: 'no' },
      ],
      commands: [`gcloud pubsub subscriptions delete ${SUBSCRIPTIONS.wake} --project=${project}`],
    });
    await apply(pubsub());
    expect(await client.subscription(SUBSCRIPTIONS.wake).exists()).toEqual([true]);
  });

  test('without an address to push to, no subscription is made', async () => {
    const steps = await pubsub(null).plan();
    expect(steps.at(-1)).toMatchObject({ state: 'failed', apply: null, said: expect.stringContaining('MAILGPS_PUBLIC_URL') });
  });
});

test('where nobody is signed in, that is all there is to read', async () => {
  const signedIn = () => Promise.reject(new Error('Could not load the default credentials. Browse to …'));
  const nobody = {
    project: 'school-1',
    push: PUSH,
    runtimeAccount: null,
    projectNumber: () => Promise.reject(new Error('no')),
    signedIn,
  };
  const part = createPubsubPart(nobody);
  expect(await part.plan()).toMatchObject([
    { state: 'failed', commands: ['gcloud auth application-default login'], apply: null },
  ]);
  await part.close?.();
});

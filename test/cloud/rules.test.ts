import type { Policy } from '@google-cloud/pubsub';
import fc from 'fast-check';
import { isInEu, type Problem } from '../../server/cloud/cloud.ts';
import { indexKey } from '../../server/cloud/firestore-layout.ts';
import { problemOf } from '../../server/cloud/problems.ts';
import { refusedPush } from '../../server/cloud/pubsub.ts';
import { subscriptionDifferences, topicDifferences } from '../../server/cloud/pubsub-compare.ts';
import { desiredSubscriptions, desiredTopics } from '../../server/cloud/pubsub-desired.ts';
import { type Access, grantSteps } from '../../server/cloud/pubsub-grants.ts';
import { subscriptionOf, wireSubscription } from '../../server/cloud/pubsub-wire.ts';

const ASKED = { project: 'school-1', service: 'pubsub.googleapis.com', role: 'roles/pubsub.admin' };
const PUSH = { project: 'school-1', publicUrl: 'https://m.school.example', account: 'push@x.example', audience: 'aud' };

describe('what lies in the EU', () => {
  test.each(['eur3', 'EU', 'europe-west9', 'EUROPE-WEST1', 'europe-north1', 'europe-southwest1', 'europe-central2'])(
    '%s does',
    (place) => {
      expect(isInEu(place)).toBe(true);
    },
  );
  test.each(['', 'nam5', 'US', 'europe-west2', 'EUROPE-WEST6', 'us-east1', 'europe', 'asia-europe-west1', 'europe-west1 '])(
    '%j does not',
    (place) => {
      expect(isInEu(place)).toBe(false);
    },
  );
});

describe('subscriptions', () => {
  const wanted = desiredSubscriptions(PUSH);

  test('what is made is what is wanted, read back from the wire', () => {
    for (const { why, ...each } of wanted) {
      expect(
        subscriptionDifferences(
          subscriptionOf({ name: each.name, topic: each.topic, ...wireSubscription(each) } as Parameters<
            typeof subscriptionOf
          >[0]),
          each,
        ),
      ).toEqual([]);
    }
  });

  test('one that expires when it is idle is a difference, also where the API leaves its default out', () => {
    const [gmail] = wanted;
    if (!gmail) throw new Error('no subscription');
    const is = subscriptionOf({ name: gmail.name, topic: gmail.topic });
    expect(subscriptionDifferences(is, gmail)).toContainEqual({
      field: 'expires',
      from: 'after 31 d idle',
      to: 'never',
      part: 'expirationPolicy',
    });
    const short = { ...gmail, expiresAfter: 86_400 };
    expect(subscriptionDifferences(short, gmail)).toEqual([
      { field: 'expires', from: 'after 1 d idle', to: 'never', part: 'expirationPolicy' },
    ]);
  });

  test('dead letters kept longer are right, shorter are not', () => {
    const dead = wanted.at(-1);
    if (!dead) throw new Error('no subscription');
    expect(subscriptionDifferences({ ...dead, retention: 31 * 86_400 }, dead)).toEqual([]);
    expect(subscriptionDifferences({ ...dead, retention: 86_400 }, dead)).toHaveLength(1);
  });

  test('fewer regions of the EU are right; none named, or one outside, is not', () => {
    const [topic] = desiredTopics('school-1');
    if (!topic) throw new Error('no topic');
    expect(topicDifferences({ ...topic, regions: ['europe-west9'] }, topic)).toEqual([]);
    expect(topicDifferences({ ...topic, regions: [] }, topic)).toMatchObject([{ from: 'anywhere' }]);
    expect(topicDifferences({ ...topic, regions: ['europe-west9', 'us-east1'] }, topic)).toHaveLength(1);
  });
});

describe('indexes', () => {
  const field = fc.record({ fieldPath: fc.stringMatching(/^[a-z]{1,6}$/), order: fc.constantFrom('ASCENDING', 'DESCENDING') });
  test('one with the name at its end, as Firestore lists it, is the same; another order is another', () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 4 }), (fields) => {
        const index = { collectionGroup: 'records', queryScope: 'COLLECTION', fields };
        const last = fields.at(-1)?.order;
        const listed = { ...index, fields: [...fields, { fieldPath: '__name__', order: last }] };
        expect(indexKey(listed)).toBe(indexKey(index));
        const other = {
          ...index,
          fields: [...fields, { fieldPath: '__name__', order: last === 'ASCENDING' ? 'DESCENDING' : 'ASCENDING' }],
        };
        expect(indexKey(other)).not.toBe(indexKey(index));
      }),
    );
  });
});

describe('grants', () => {
  const RUNTIME = 'run@school-1.iam.gserviceaccount.com';

  /** What IAM would keep; `fail`: what it says instead. */
  function iam(fail: { read?: unknown; write?: unknown } = {}) {
    const policies = new Map<string, Policy>();
    const access = (_on: string, name: string): Access => ({
      read: async () => {
        if (fail.read) throw fail.read;
        return policies.get(name) ?? { bindings: [], etag: 'e' };
      },
      write: async (policy) => {
        if (fail.write) throw fail.write;
        policies.set(name, policy);
      },
    });
    return { policies, access };
  }
  const options = { project: 'school-1', runtimeAccount: RUNTIME, projectNumber: async () => '42' };
  const grpc = (code: number, message = '') => Object.assign(new Error(message), { code, details: message });

  test('are made once, added to what is there, and then right', async () => {
    const { policies, access } = iam();
    const topic = 'projects/school-1/topics/mail-gps-gmail';
    const theirs = { role: 'roles/pubsub.publisher', members: ['user:somebody@school.example'] };
    policies.set(topic, { bindings: [theirs], etag: 'e' });
    const first = await grantSteps(options, access, ASKED);
    expect(first.map(({ state }) => state)).toEqual(['create', 'create', 'create', 'create', 'create']);
    for (const { apply } of first) await apply?.();
    for (const { apply } of first) await apply?.();
    expect(policies.get(topic)?.bindings).toEqual([
      theirs,
      { role: 'roles/pubsub.publisher', members: ['serviceAccount:gmail-api-push@system.gserviceaccount.com'] },
    ]);
    const agent = 'serviceAccount:service-42@gcp-sa-pubsub.iam.gserviceaccount.com';
    expect(policies.get('projects/school-1/topics/mail-gps-dead')?.bindings).toEqual([
      { role: 'roles/pubsub.publisher', members: [agent] },
    ]);
    expect(policies.get('projects/school-1/subscriptions/mail-gps-wake-push')?.bindings).toEqual([
      { role: 'roles/pubsub.subscriber', members: [agent] },
    ]);
    expect((await grantSteps(options, access, ASKED)).map(({ state }) => state)).toEqual([
      'right',
      'right',
      'right',
      'right',
      'right',
    ]);
  });

  test('where the topic is still to be made they are made after it', async () => {
    expect((await grantSteps(options, iam({ read: grpc(5) }).access, ASKED)).map(({ state }) => state)).toEqual(
      Array(5).fill('create'),
    );
  });

  test('nobody named, no number: the exact commands', async () => {
    const nobody = { ...options, runtimeAccount: null, projectNumber: () => Promise.reject(new Error('403')) };
    const steps = await grantSteps(nobody, iam().access, ASKED);
    expect(steps.map(({ state }) => state)).toEqual(['create', 'told', 'told', 'told', 'told']);
    expect(steps[1]?.said).toContain('--runtime-account');
    expect(steps[2]?.commands[0]).toContain("gcloud projects describe school-1 --format='value(projectNumber)'");
  });

  test('who may not see or make them is told the role and the command', async () => {
    const [unseen] = await grantSteps(options, iam({ read: grpc(7) }).access, ASKED);
    expect(unseen).toMatchObject({
      state: 'told',
      said: expect.stringContaining('roles/pubsub.admin'),
      commands: [expect.stringContaining('add-iam-policy-binding mail-gps-gmail')],
    });
    const [refused] = await grantSteps(options, iam({ write: grpc(9) }).access, ASKED);
    await expect(refused?.apply?.()).rejects.toThrow(
      /allowedPolicyMemberDomains[\s\S]*gcloud pubsub topics add-iam-policy-binding/,
    );
  });

  test('a grant under a condition is no grant', async () => {
    const { policies, access } = iam();
    const members = [`serviceAccount:${RUNTIME}`];
    policies.set('projects/school-1/topics/mail-gps-wake', {
      bindings: [{ role: 'roles/pubsub.publisher', members, condition: { title: 'until friday' } }],
      etag: 'e',
    });
    expect((await grantSteps(options, access, ASKED))[1]?.state).toBe('create');
  });
});

describe('a push subscription that is refused', () => {
  const push = {
    endpoint: 'https://m.school.example/push/wake',
    account: 'push@school-1.iam.gserviceaccount.com',
    audience: 'a',
  };
  const wanted = { push, topic: 'projects/school-1/topics/mail-gps-wake' };
  const of = (kind: Problem['kind'], to: Parameters<typeof refusedPush>[1] = wanted) =>
    refusedPush({ kind, said: 'This.', commands: ['gcloud first'] }, to, 'school-1');
  test('may be so for the account that it pushes as', () => {
    expect(of('forbidden')).toMatchObject({
      said: 'This, or the right to let it push as push@school-1.iam.gserviceaccount.com.',
      commands: ['gcloud first', expect.stringContaining('--role=roles/iam.serviceAccountUser')],
    });
    expect(of('missing').commands).toEqual(['gcloud iam service-accounts create push --project=school-1']);
    expect(of('unreachable').commands).toEqual(['gcloud first']);
    expect(of('missing', { ...wanted, push: null }).commands).toEqual(['gcloud first']);
  });
});

describe('what an error means', () => {
  const grpc = (code: number, message: string, more = {}) =>
    Object.assign(new Error(message), { code, details: message, ...more });
  test.each([
    [
      new Error('Could not load the default credentials. Browse to https://…'),
      'sign-in',
      'gcloud auth application-default login',
    ],
    [
      grpc(14, 'Getting metadata from plugin failed with error: Could not load the default credentials.'),
      'sign-in',
      'gcloud auth application-default login',
    ],
    [
      new Error('The file at /none.json does not exist, or it is not a file. Error: ENOENT'),
      'sign-in',
      'gcloud auth application-default login',
    ],
    [grpc(16, 'Request had invalid authentication credentials'), 'sign-in', 'gcloud auth application-default login'],
    [
      grpc(7, 'Pub/Sub API has not been used', { reason: 'SERVICE_DISABLED', errorInfoMetadata: { consumer: 'projects/42' } }),
      'api-off',
      'gcloud services enable pubsub.googleapis.com --project=school-1',
    ],
    [
      grpc(7, 'requires a quota project, which is not set by default'),
      'api-off',
      'gcloud auth application-default set-quota-project school-1',
    ],
    [
      grpc(7, 'User not authorized to perform this action.'),
      'forbidden',
      'gcloud projects add-iam-policy-binding school-1 --member=user:YOU --role=roles/pubsub.admin',
    ],
  ])('%s', (error, kind, command) => {
    expect(problemOf(error, ASKED)).toMatchObject({ kind, commands: [command] });
  });
  test.each([
    [grpc(5, ''), 'missing'],
    [grpc(6, ''), 'exists'],
    [grpc(12, ''), 'not-here'],
    [grpc(14, 'No connection established'), 'unreachable'],
    [new Error('fetch failed'), 'unreachable'],
    [null, 'unreachable'],
    [grpc(3, 'bad'), 'refused'],
  ])('%s: %s', (error, kind) => {
    expect(problemOf(error, ASKED).kind).toBe(kind);
  });
  test('its own words are never passed on', () => {
    const secret = 'Bearer ya29.secret of parent@school.example';
    for (let code = 0; code <= 16; code++) expect(JSON.stringify(problemOf(grpc(code, secret), ASKED))).not.toContain('ya29');
  });
});

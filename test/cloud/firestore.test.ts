import { createBucketPart } from '../../server/cloud/bucket.ts';
import type { CloudPart, Step } from '../../server/cloud/cloud.ts';
import { createFirestorePart, type FirestoreOptions } from '../../server/cloud/firestore.ts';
import { createProjectPart } from '../../server/cloud/project.ts';
import { type GoogleCloudStandIn, startGoogleCloudStandIn } from '../support/google-cloud-stand-in.ts';

let google: GoogleCloudStandIn;
beforeEach(async () => {
  google = await startGoogleCloudStandIn();
});
afterEach(async () => {
  expect(google.unknown).toEqual([]);
  await google.close();
});

const rest = () => ({ project: google.project, rootUrl: google.url, token: 'a-token' });

const LAYOUT: FirestoreOptions['layout'] = {
  indexes: [
    {
      collectionGroup: 'effects',
      queryScope: 'COLLECTION',
      fields: [
        { fieldPath: 'state', order: 'ASCENDING' },
        { fieldPath: 'dueAt', order: 'ASCENDING' },
      ],
    },
    {
      collectionGroup: 'effects',
      queryScope: 'COLLECTION',
      fields: [
        { fieldPath: 'state', order: 'ASCENDING' },
        { fieldPath: 'dueAt', order: 'DESCENDING' },
      ],
    },
    {
      collectionGroup: 'records',
      queryScope: 'COLLECTION',
      fields: [
        { fieldPath: 'tokens', arrayConfig: 'CONTAINS' },
        { fieldPath: 'receivedAt', order: 'DESCENDING' },
      ],
    },
  ],
  fieldOverrides: [
    { collectionGroup: 'records', fieldPath: 'data', indexes: [] },
    { collectionGroup: 'bodies', fieldPath: 'ttl', ttl: true, indexes: [] },
  ],
};

function firestore(more: Partial<FirestoreOptions> = {}): CloudPart {
  return createFirestorePart({ ...rest(), location: null, allowLocation: null, layout: LAYOUT, ...more });
}

const states = (steps: readonly Step[]) => steps.map(({ title, state }) => `${state}: ${title}`);

async function applied(part: CloudPart): Promise<(string | null)[]> {
  const said: (string | null)[] = [];
  for (const { apply } of await part.plan()) if (apply) said.push(await apply());
  return said;
}

const NATIVE = { type: 'FIRESTORE_NATIVE', locationId: 'eur3', deleteProtectionState: 'DELETE_PROTECTION_ENABLED' };

describe('the database', () => {
  test('is made where it is told to, and only there; its indexes come with the next run', async () => {
    const [none] = await firestore().plan();
    expect(none).toMatchObject({ state: 'failed', apply: null, said: expect.stringContaining('--location eur3') });
    const part = firestore({ location: 'eur3' });
    expect(states(await part.plan())).toEqual(['create: Firestore database', 'told: Indexes and fields']);
    expect(await applied(part)).toEqual(['being made: run setup again in a minute for its indexes']);
    expect(google.database).toMatchObject(NATIVE);
    expect(states(await part.plan())[0]).toBe('right: Firestore database');
  });

  test.each(['nam5', 'us-east1', 'europe-west2', 'europe-west6', 'northamerica-northeast1', 'me-west1'])(
    'outside the EU (%s) it is refused, unless that very place is allowed',
    async (locationId) => {
      expect(states(await firestore({ location: locationId }).plan())).toEqual(['failed: Firestore database']);
      google.database = { ...NATIVE, locationId };
      const [refused, ...rest] = await firestore().plan();
      expect(refused).toMatchObject({ state: 'failed', said: expect.stringContaining(`--allow-location ${locationId}`) });
      expect(rest).toEqual([]);
      expect(states(await firestore({ allowLocation: 'nam7' }).plan())).toEqual(['failed: Firestore database']);
      expect(states(await firestore({ allowLocation: locationId }).plan())).toContain('right: Firestore database');
      expect(google.changes).toEqual([]);
    },
  );

  test('in Datastore mode it is refused; an unprotected one is protected', async () => {
    google.database = { ...NATIVE, type: 'DATASTORE_MODE' };
    expect(states(await firestore().plan())).toEqual(['failed: Firestore database']);
    google.database = { ...NATIVE, locationId: 'europe-west9', deleteProtectionState: 'DELETE_PROTECTION_DISABLED' };
    const part = firestore({ layout: { indexes: [], fieldOverrides: [] } });
    expect(states(await part.plan())).toEqual(['change: Firestore database']);
    await applied(part);
    expect(states(await part.plan())).toEqual(['right: Firestore database']);
  });
});

describe('indexes and fields', () => {
  test('are begun, told as being built, and right once they stand; a second run changes nothing', async () => {
    google.database = NATIVE;
    const part = firestore();
    expect(states(await part.plan())).toEqual([
      'right: Firestore database',
      'create: Index effects (state, dueAt)',
      'create: Index effects (state, dueAt ↓)',
      'create: Index records (tokens[], receivedAt ↓)',
      'change: Field records.data',
      'change: Field bodies.ttl',
    ]);
    expect(await applied(part)).toEqual(['being built', 'being built', 'being built', 'being changed', 'being changed']);
    const made = google.changes.length;
    expect((await part.plan()).map(({ state }) => state)).toEqual([
      'right',
      'building',
      'building',
      'building',
      'right',
      'building',
    ]);
    google.finish();
    expect((await part.plan()).every(({ state, apply }) => state === 'right' && apply === null)).toBe(true);
    expect(await applied(part)).toEqual([]);
    expect(google.changes).toHaveLength(made);
  });

  test('a broken index is told with the command; one that is not ours is left alone', async () => {
    google.database = NATIVE;
    const part = firestore();
    await applied(part);
    google.finish();
    google.indexes = google.indexes.map((index, i) => (i === 0 ? { ...index, state: 'NEEDS_REPAIR' } : index));
    const fields = [
      { fieldPath: 'a', order: 'ASCENDING' },
      { fieldPath: 'b', order: 'ASCENDING' },
    ];
    google.indexes.push({
      name: `projects/school-1/databases/(default)/collectionGroups/other/indexes/X`,
      queryScope: 'COLLECTION',
      fields,
      state: 'READY',
    });
    const steps = await part.plan();
    expect(steps.find(({ state }) => state === 'by-hand')).toMatchObject({
      title: 'Index effects (state, dueAt)',
      commands: ['gcloud firestore indexes composite delete I0 --project=school-1'],
    });
    expect(steps.find(({ title }) => title === 'Further indexes')).toMatchObject({
      state: 'note',
      said: expect.stringContaining('other (a, b)'),
    });
  });

  test('the automatic indexes of a field that only expires are left as they are', async () => {
    google.database = NATIVE;
    const layout = { indexes: [], fieldOverrides: [{ collectionGroup: 'bodies', fieldPath: 'ttl', ttl: true }] };
    const part = firestore({ layout });
    await applied(part);
    expect(google.changes).toEqual([expect.stringMatching(/fields\/ttl\?updateMask=ttlConfig$/)]);
    google.finish();
    expect((await part.plan()).map(({ state }) => state)).toEqual(['right', 'right']);
  });
});

describe('what Google refuses', () => {
  test.each([
    [{ status: 403, reason: 'SERVICE_DISABLED' }, 'gcloud services enable firestore.googleapis.com --project=school-1'],
    [
      { status: 403, reason: 'SERVICE_DISABLED', consumer: 'projects/764086051850' },
      'gcloud auth application-default set-quota-project school-1',
    ],
    [{ status: 403, reason: 'IAM_PERMISSION_DENIED' }, expect.stringContaining('--role=roles/datastore.owner')],
    [{ status: 401 }, 'gcloud auth application-default login'],
  ])('%j: the command that helps', async (refusal, command) => {
    google.refuse('/v1/', refusal);
    const [only, ...rest] = await firestore().plan();
    expect(only).toMatchObject({ state: 'failed', commands: [command] });
    expect(rest).toEqual([]);
  });

  test('an index that is refused when it is made says so, and hides no other', async () => {
    google.database = NATIVE;
    const part = firestore();
    const steps = await part.plan();
    google.refuse('/v1/projects/school-1/databases/(default)/collectionGroups/effects/', { status: 403 });
    const outcomes = await Promise.all(
      steps.flatMap(({ title, apply }) =>
        apply
          ? [
              apply().then(
                () => 'ok',
                (error: Error) => `${title}: ${error.message}`,
              ),
            ]
          : [],
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(3);
    expect(outcomes[0]).toMatch(/^Index effects .*roles\/datastore\.owner is missing\.\ngcloud projects add-iam-policy-binding/);
  });

  test('an index that was begun a moment ago is being built; one that others are in the way of is not', async () => {
    google.database = NATIVE;
    const [index] = (await firestore().plan()).filter(({ state }) => state === 'create');
    google.refuse('/v1/', { status: 409, reason: 'ALREADY_EXISTS' });
    expect(await index?.apply?.()).toBe('being built');
    google.refuse('/v1/', { status: 409, reason: 'ABORTED' });
    await expect(index?.apply?.()).rejects.toThrow(/busy with another change/);
  });

  test('a busy or absent Google is no sign of anything else', async () => {
    google.refuse('/v1/', { status: 503 });
    expect((await firestore().plan())[0]).toMatchObject({ state: 'failed', said: expect.stringContaining('try again') });
  });
});

describe('the bucket', () => {
  const bucket = (more = {}) =>
    createBucketPart({
      ...rest(),
      bucket: 'school-files',
      location: 'EU',
      allowLocation: null,
      runtimeAccount: 'run@school-1.iam.gserviceaccount.com',
      ...more,
    });

  test('is made closed, in the EU, keeping nothing that is erased; who may use it is told', async () => {
    const part = bucket();
    expect(states(await part.plan())).toEqual([
      'create: Bucket school-files',
      'by-hand: Object user on school-files: the server',
    ]);
    await applied(part);
    expect(google.bucket).toMatchObject({
      location: 'EU',
      iamConfiguration: { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' },
      softDeletePolicy: { retentionDurationSeconds: '0' },
    });
    google.bucketBindings = [
      { role: 'roles/storage.objectUser', members: ['serviceAccount:run@school-1.iam.gserviceaccount.com'] },
    ];
    expect((await part.plan()).map(({ state }) => state)).toEqual(['right', 'right']);
  });

  test('an open one is closed, one outside the EU refused, one that keeps old versions told', async () => {
    google.bucket = { name: 'school-files', location: 'EUROPE-WEST9', softDeletePolicy: { retentionDurationSeconds: '604800' } };
    const [open] = await bucket().plan();
    expect(open).toMatchObject({
      state: 'change',
      changes: [expect.anything(), expect.anything(), { field: 'erased files kept', from: '7 d', to: expect.anything() }],
    });
    await applied(bucket());
    expect((await bucket().plan())[0]?.state).toBe('right');
    google.bucket = { ...google.bucket, location: 'US' };
    expect(states(await bucket().plan())).toEqual(['failed: Bucket school-files']);
    expect((await bucket({ allowLocation: 'us' }).plan())[0]?.state).toBe('right');
    google.bucket = { ...google.bucket, location: 'EU', versioning: { enabled: true } };
    expect((await bucket().plan())[0]).toMatchObject({
      state: 'by-hand',
      commands: [expect.stringContaining('--no-versioning')],
    });
  });
});

describe('the project', () => {
  const project = (more = {}) =>
    createProjectPart({
      ...rest(),
      runtimeAccount: 'run@school-1.iam.gserviceaccount.com',
      usesFirestore: true,
      gmailAccount: null,
      push: null,
      scheduler: null,
      ...more,
    });

  test('a role that is there, that is missing, that cannot be seen, and of nobody named', async () => {
    const member = 'serviceAccount:run@school-1.iam.gserviceaccount.com';
    expect((await project().plan())[0]).toMatchObject({
      state: 'by-hand',
      commands: [`gcloud projects add-iam-policy-binding school-1 --member=${member} --role=roles/datastore.user`],
    });
    google.bindings = [{ role: 'roles/datastore.user', members: [member] }];
    expect((await project().plan())[0]?.state).toBe('right');
    google.refuse('/v3/', { status: 403 });
    expect((await project().plan())[0]?.state).toBe('told');
    expect((await project({ runtimeAccount: null }).plan())[0]).toMatchObject({
      state: 'told',
      said: expect.stringContaining('--runtime-account'),
    });
  });

  test('its number, and what only a person can do', async () => {
    expect(await project().number()).toBe('123456789012');
    const scheduler = {
      account: 'tick@school-1.iam.gserviceaccount.com',
      url: 'https://m.school.example',
      audience: 'https://m.school.example',
    };
    const steps = await project({
      usesFirestore: false,
      gmailAccount: 'gmail@x.example',
      push: { account: 'push@x.example' },
      scheduler,
    }).plan();
    const commands = steps.flatMap(({ commands }) => commands).join('\n');
    expect(commands).toContain('--role=roles/iam.serviceAccountTokenCreator');
    expect(commands).toContain('--member=allUsers --role=roles/run.invoker');
    expect(commands).toContain(`--schedule='* * * * *' --uri=https://m.school.example/jobs/tick --http-method=POST`);
    expect(commands).toContain('--oidc-token-audience=https://m.school.example');
    expect(google.changes).toEqual([]);
    const [, note] = await project({ usesFirestore: false, push: { account: 'push@x.example' } }).plan();
    expect(note).toMatchObject({ state: 'note', said: expect.stringContaining('MAILGPS_SCHEDULER_ACCOUNT') });
  });
});

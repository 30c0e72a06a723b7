import type { CloudPart } from '../../server/cloud/cloud.ts';
import { createFirestorePart, type FirestoreOptions } from '../../server/cloud/firestore.ts';
import { applied, states, useGoogle } from './support/google.ts';

const here = useGoogle();

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
  return createFirestorePart({ ...here.rest(), location: null, allowLocation: null, layout: LAYOUT, ...more });
}

const NATIVE = { type: 'FIRESTORE_NATIVE', locationId: 'eur3', deleteProtectionState: 'DELETE_PROTECTION_ENABLED' };

describe('the database', () => {
  test('is made where it is told to, and only there; its indexes come with the next run', async () => {
    const [none] = await firestore().plan();
    expect(none).toMatchObject({ state: 'failed', apply: null, said: expect.stringContaining('--location eur3') });
    const part = firestore({ location: 'eur3' });
    expect(states(await part.plan())).toEqual(['create: Firestore database', 'told: Indexes and fields']);
    expect(await applied(part)).toEqual(['being made: run setup again in a minute for its indexes']);
    expect(here.google.database).toMatchObject(NATIVE);
    expect(states(await part.plan())[0]).toBe('right: Firestore database');
  });

  test.each(['nam5', 'us-east1', 'europe-west2', 'europe-west6', 'northamerica-northeast1', 'me-west1'])(
    'outside the EU (%s) it is refused, unless that very place is allowed',
    async (locationId) => {
      expect(states(await firestore({ location: locationId }).plan())).toEqual(['failed: Firestore database']);
      here.google.database = { ...NATIVE, locationId };
      const [refused, ...rest] = await firestore().plan();
      expect(refused).toMatchObject({ state: 'failed', said: expect.stringContaining(`--allow-location ${locationId}`) });
      expect(rest).toEqual([]);
      expect(states(await firestore({ allowLocation: 'nam7' }).plan())).toEqual(['failed: Firestore database']);
      expect(states(await firestore({ allowLocation: locationId }).plan())).toContain('right: Firestore database');
      expect(here.google.changes).toEqual([]);
    },
  );

  test('in Datastore mode it is refused; an unprotected one is protected', async () => {
    here.google.database = { ...NATIVE, type: 'DATASTORE_MODE' };
    expect(states(await firestore().plan())).toEqual(['failed: Firestore database']);
    here.google.database = { ...NATIVE, locationId: 'europe-west9', deleteProtectionState: 'DELETE_PROTECTION_DISABLED' };
    const part = firestore({ layout: { indexes: [], fieldOverrides: [] } });
    expect(states(await part.plan())).toEqual(['change: Firestore database']);
    await applied(part);
    expect(states(await part.plan())).toEqual(['right: Firestore database']);
  });
});

describe('indexes and fields', () => {
  test('are begun, told as being built, and right once they stand; a second run changes nothing', async () => {
    here.google.database = NATIVE;
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
    const made = here.google.changes.length;
    expect((await part.plan()).map(({ state }) => state)).toEqual([
      'right',
      'building',
      'building',
      'building',
      'right',
      'building',
    ]);
    here.google.finish();
    expect((await part.plan()).every(({ state, apply }) => state === 'right' && apply === null)).toBe(true);
    expect(await applied(part)).toEqual([]);
    expect(here.google.changes).toHaveLength(made);
  });

  test('a broken index is told with the command; one that is not ours is left alone', async () => {
    here.google.database = NATIVE;
    const part = firestore();
    await applied(part);
    here.google.finish();
    here.google.indexes = here.google.indexes.map((index, i) => (i === 0 ? { ...index, state: 'NEEDS_REPAIR' } : index));
    const fields = [
      { fieldPath: 'a', order: 'ASCENDING' },
      { fieldPath: 'b', order: 'ASCENDING' },
    ];
    here.google.indexes.push({
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
    here.google.database = NATIVE;
    const layout = { indexes: [], fieldOverrides: [{ collectionGroup: 'bodies', fieldPath: 'ttl', ttl: true }] };
    const part = firestore({ layout });
    await applied(part);
    expect(here.google.changes).toEqual([expect.stringMatching(/fields\/ttl\?updateMask=ttlConfig$/)]);
    here.google.finish();
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
    here.google.refuse('/v1/', refusal);
    const [only, ...rest] = await firestore().plan();
    expect(only).toMatchObject({ state: 'failed', commands: [command] });
    expect(rest).toEqual([]);
  });

  test('an index that is refused when it is made says so, and hides no other', async () => {
    here.google.database = NATIVE;
    const part = firestore();
    const steps = await part.plan();
    here.google.refuse('/v1/projects/school-1/databases/(default)/collectionGroups/effects/', { status: 403 });
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
    here.google.database = NATIVE;
    const [index] = (await firestore().plan()).filter(({ state }) => state === 'create');
    here.google.refuse('/v1/', { status: 409, reason: 'ALREADY_EXISTS' });
    expect(await index?.apply?.()).toBe('being built');
    here.google.refuse('/v1/', { status: 409, reason: 'ABORTED' });
    await expect(index?.apply?.()).rejects.toThrow(/busy with another change/);
  });

  test('a busy or absent Google is no sign of anything else', async () => {
    here.google.refuse('/v1/', { status: 503 });
    expect((await firestore().plan())[0]).toMatchObject({ state: 'failed', said: expect.stringContaining('try again') });
  });
});

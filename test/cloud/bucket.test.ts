import { createBucketPart } from '../../server/cloud/bucket.ts';
import { applied, states, useGoogle } from './support/google.ts';

const here = useGoogle();

const bucket = (more = {}) =>
  createBucketPart({
    ...here.rest(),
    bucket: 'school-files',
    location: 'EU',
    allowLocation: null,
    runtimeAccount: 'run@school-1.iam.gserviceaccount.com',
    ...more,
  });

test('a bucket is made closed, in the EU, keeping nothing that is erased; who may use it is told', async () => {
  const part = bucket();
  expect(states(await part.plan())).toEqual(['create: Bucket school-files', 'by-hand: Object user on school-files: the server']);
  await applied(part);
  expect(here.google.bucket).toMatchObject({
    location: 'EU',
    iamConfiguration: { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' },
    softDeletePolicy: { retentionDurationSeconds: '0' },
  });
  here.google.bucketBindings = [
    { role: 'roles/storage.objectUser', members: ['serviceAccount:run@school-1.iam.gserviceaccount.com'] },
  ];
  expect((await part.plan()).map(({ state }) => state)).toEqual(['right', 'right']);
});

test('an open bucket is closed, one outside the EU refused, one that keeps old versions told', async () => {
  here.google.bucket = {
    name: 'school-files',
    location: 'EUROPE-WEST9',
    softDeletePolicy: { retentionDurationSeconds: '604800' },
  };
  const [open] = await bucket().plan();
  expect(open).toMatchObject({
    state: 'change',
    changes: [expect.anything(), expect.anything(), { field: 'erased files kept', from: '7 d', to: expect.anything() }],
  });
  await applied(bucket());
  expect((await bucket().plan())[0]?.state).toBe('right');
  here.google.bucket = { ...here.google.bucket, location: 'US' };
  expect(states(await bucket().plan())).toEqual(['failed: Bucket school-files']);
  expect((await bucket({ allowLocation: 'us' }).plan())[0]?.state).toBe('right');
  here.google.bucket = { ...here.google.bucket, location: 'EU', versioning: { enabled: true } };
  expect((await bucket().plan())[0]).toMatchObject({
    state: 'by-hand',
    commands: [expect.stringContaining('--no-versioning')],
  });
});

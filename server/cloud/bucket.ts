import { type storage_v1, storage as storageApi } from 'googleapis/build/src/apis/storage/index.js';
import { type Change, type CloudPart, isAllowedPlace, outsideEu, type Problem, type Step, step } from './cloud.ts';
import { type Asked, problemOf } from './problems.ts';
import { createRest, type RestOptions } from './rest.ts';
import { failedStep, makeChange } from './steps.ts';

export interface BucketOptions extends RestOptions {
  bucket: string;
  /** Where a missing bucket is made. */
  location: string;
  allowLocation: string | null;
  runtimeAccount: string | null;
}

const ROLE = 'roles/storage.objectUser';
/** Roles that hold ours. */
const ENOUGH = [ROLE, 'roles/storage.objectAdmin', 'roles/storage.admin', 'roles/storage.legacyBucketOwner'];

/** Files: attachments of templates and bodies too large for a document. */
export function createBucketPart(options: BucketOptions): CloudPart {
  const { project, bucket, runtimeAccount, allowLocation } = options;
  const rest = createRest(options);
  const api = storageApi({ version: 'v1', ...rest.client });
  const asked: Asked = { project, service: 'storage.googleapis.com', role: 'roles/storage.admin' };
  const about = { title: `Bucket ${bucket}`, why: 'attachments of answers, and mails too large for a document' };

  async function bucketStep(): Promise<Step> {
    try {
      return judged((await api.buckets.get({ bucket }, await rest.request())).data);
    } catch (error) {
      const problem = problemOf(error, asked);
      return problem.kind === 'missing' ? missing() : failedStep(about, problem);
    }
  }

  function judged(is: storage_v1.Schema$Bucket): Step {
    const where = is.location ?? 'an unknown place';
    if (!isAllowedPlace(where, allowLocation)) return step({ ...about, state: 'failed', said: outsideEu(where) });
    const changes = [
      settled('access', is.iamConfiguration?.uniformBucketLevelAccess?.enabled === true, 'file by file', 'for the whole bucket'),
      settled('public access', is.iamConfiguration?.publicAccessPrevention === 'enforced', 'possible', 'refused'),
      settled(
        'erased files kept',
        keptSeconds(is) === 0,
        `${Math.round(keptSeconds(is) / 86_400)} d`,
        'no: what is erased is gone',
      ),
    ].filter((change) => change !== null);
    if (is.versioning?.enabled === true) {
      const said = 'It keeps old versions, so that what is erased is not gone.';
      return step({
        ...about,
        state: 'by-hand',
        said,
        commands: [`gcloud storage buckets update gs://${bucket} --no-versioning`],
      });
    }
    if (changes.length === 0) return step({ ...about, state: 'right', said: `In ${where}.` });
    return step({
      ...about,
      state: 'change',
      said: `In ${where}.`,
      changes,
      apply: () => makeChange(asked, async () => api.buckets.patch({ bucket, requestBody: SETTINGS }, await rest.request())),
    });
  }

  function missing(): Step {
    const { location } = options;
    if (!isAllowedPlace(location, allowLocation))
      return step({ ...about, state: 'failed', said: `It would lie in ${location}, outside the EU.` });
    const changes = [
      { field: 'location', from: null, to: `${location} (for good)` },
      { field: 'public access', from: null, to: 'refused' },
      { field: 'erased files kept', from: null, to: 'no' },
    ];
    const requestBody = { name: bucket, location, ...SETTINGS };
    return step({
      ...about,
      state: 'create',
      changes,
      apply: () => makeChange(asked, async () => api.buckets.insert({ project, requestBody }, await rest.request()), nameTaken),
    });
  }

  /** Read only: who may what in a bucket with a school's files is granted by whoever answers for it. */
  async function accessStep(): Promise<Step> {
    const title = `Object user on ${bucket}: the server`;
    const account = runtimeAccount ?? 'RUNTIME_ACCOUNT';
    const access = { title, why: 'the server reads and writes its files' };
    const commands = [
      `gcloud storage buckets add-iam-policy-binding gs://${bucket} --member=serviceAccount:${account} --role=${ROLE}`,
    ];
    if (runtimeAccount === null) return step({ ...access, state: 'told', commands });
    try {
      const { data } = await api.buckets.getIamPolicy({ bucket }, await rest.request());
      const has = (data.bindings ?? []).some(
        ({ role, members, condition }) =>
          !condition && ENOUGH.includes(role ?? '') && members?.includes(`serviceAccount:${account}`),
      );
      return has ? step({ ...access, state: 'right' }) : step({ ...access, state: 'by-hand', commands });
    } catch (error) {
      const { kind, said } = problemOf(error, asked);
      if (kind === 'missing') return step({ ...access, state: 'by-hand', said: 'Once the bucket is there:', commands });
      return step({ ...access, state: 'told', said: `Who has it could not be seen. ${said}`, commands });
    }
  }

  return {
    name: 'Cloud Storage',
    async plan() {
      const first = await bucketStep();
      return first.state === 'failed' ? [first] : [first, await accessStep()];
    },
  };
}

/** Names of buckets are one for all of Google Cloud. */
function nameTaken(problem: Problem): Problem {
  if (problem.kind !== 'exists') return problem;
  return { ...problem, said: 'Somebody else has a bucket of that name: choose another for MAILGPS_BUCKET.' };
}

/** Erased means erased: Storage would keep a deleted file for seven days by itself. */
const SETTINGS = {
  iamConfiguration: { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' },
  softDeletePolicy: { retentionDurationSeconds: '0' },
};

function keptSeconds({ softDeletePolicy }: storage_v1.Schema$Bucket): number {
  return Number(softDeletePolicy?.retentionDurationSeconds ?? 0);
}

function settled(field: string, right: boolean, from: string, to: string): Change | null {
  return right ? null : { field, from, to };
}

import type { firestore_v1 } from 'googleapis/build/src/apis/firestore/index.js';
import { type Change, type Step, step } from './cloud.ts';
import { type FirestoreDeps, groupOf } from './firestore-indexes.ts';
import { type FieldOverride, type FirestoreLayout, overrideKey } from './firestore-layout.ts';
import { problemOf } from './problems.ts';
import { failedStep, makeChange } from './steps.ts';

/** Fields whose documents expire by themselves, and fields whose automatic indexes would only cost. */
export async function fieldSteps({ fieldOverrides }: FirestoreLayout, deps: FirestoreDeps): Promise<Step[]> {
  try {
    const standing = await listFields(deps);
    // Those that expire last: the others are alike, and told as one.
    const sorted = [...fieldOverrides].sort((a, b) => Number(a.ttl ?? false) - Number(b.ttl ?? false));
    return sorted.map((wanted) => fieldStep(wanted, standing.get(`${wanted.collectionGroup} ${wanted.fieldPath}`) ?? null, deps));
  } catch (error) {
    return [
      failedStep({ title: 'Firestore fields', why: 'what expires, and what is not indexed' }, problemOf(error, deps.asked)),
    ];
  }
}

interface Standing {
  /** null: as Firestore indexes a field by itself. */
  indexes: string | null;
  /** 'ACTIVE', 'CREATING', 'NEEDS_REPAIR'; null: none. */
  ttl: string | null;
}

function fieldStep(wanted: FieldOverride, standing: Standing | null, deps: FirestoreDeps): Step {
  const { collectionGroup, fieldPath, ttl = false, indexes } = wanted;
  const title = `Field ${collectionGroup}.${fieldPath}`;
  const about = {
    title,
    id: title.toLowerCase(),
    why: ttl ? 'expired documents go by themselves' : 'nobody searches in it: indexing it would only cost',
  };
  const key = overrideKey(indexes);
  const parts: { mask: string; change: Change }[] = [];
  if ((standing?.indexes ?? null) !== key) {
    parts.push({
      mask: 'indexConfig',
      change: { field: 'indexed', from: indexedSaid(standing?.indexes ?? null), to: indexedSaid(key) },
    });
  }
  if (ttl && standing?.ttl == null)
    parts.push({ mask: 'ttlConfig', change: { field: 'expires', from: 'no', to: 'at its time' } });
  if (parts.length > 0) {
    const changes = parts.map(({ change }) => change);
    return step({
      ...about,
      state: 'change',
      changes,
      apply: () => changeField(wanted, parts.map(({ mask }) => mask).join(','), deps),
    });
  }
  if (ttl && standing?.ttl === 'CREATING')
    return step({ ...about, state: 'building', said: 'Its expiry is still being switched on.' });
  if (ttl && standing?.ttl !== 'ACTIVE') {
    const command = (flag: string) =>
      `gcloud firestore fields ttls update ${fieldPath} --collection-group=${collectionGroup} ${flag} --project=${deps.asked.project}`;
    return step({
      ...about,
      state: 'by-hand',
      said: 'Switching its expiry on failed.',
      commands: [command('--disable-ttl'), command('--enable-ttl')],
    });
  }
  return step({ ...about, state: 'right' });
}

function indexedSaid(key: string | null): string {
  return key === null ? 'automatically' : key || 'no';
}

async function changeField(
  { collectionGroup, fieldPath, indexes }: FieldOverride,
  updateMask: string,
  { api, rest, asked, name }: FirestoreDeps,
): Promise<string> {
  const field = `${name}/collectionGroups/${collectionGroup}/fields/${fieldPath}`;
  const indexConfig = {
    indexes: (indexes ?? []).map(({ queryScope = 'COLLECTION', order, arrayConfig }) => ({
      queryScope,
      fields: [arrayConfig ? { fieldPath, arrayConfig } : { fieldPath, order: order ?? 'ASCENDING' }],
    })),
  };
  const requestBody = {
    name: field,
    // Named and left out: the automatic indexes again.
    ...(updateMask.includes('indexConfig') && overrideKey(indexes) !== null ? { indexConfig } : {}),
    ...(updateMask.includes('ttlConfig') ? { ttlConfig: {} } : {}),
  };
  await makeChange(asked, async () =>
    api.projects.databases.collectionGroups.fields.patch({ name: field, updateMask, requestBody }, await rest.request()),
  );
  return 'being changed';
}

/** The fields that are not as Firestore makes them by itself: it lists no others. */
async function listFields({ api, rest, name }: FirestoreDeps): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>();
  for (const filter of ['indexConfig.usesAncestorConfig:false', 'ttlConfig:*']) {
    for (let page: string | undefined; ; ) {
      const params = { parent: `${name}/collectionGroups/-`, filter, ...(page === undefined ? {} : { pageToken: page }) };
      const { data } = await api.projects.databases.collectionGroups.fields.list(params, await rest.request());
      for (const field of data.fields ?? []) {
        const path = field.name ?? '';
        found.set(`${groupOf(path)} ${path.slice(path.lastIndexOf('/') + 1)}`, standingOf(field));
      }
      if (!data.nextPageToken) break;
      page = data.nextPageToken;
    }
  }
  return found;
}

function standingOf({ indexConfig, ttlConfig }: firestore_v1.Schema$GoogleFirestoreAdminV1Field): Standing {
  const own = (indexConfig?.indexes ?? []).map(({ queryScope, fields }) => ({
    queryScope: queryScope ?? undefined,
    order: fields?.[0]?.order ?? undefined,
    arrayConfig: fields?.[0]?.arrayConfig ?? undefined,
  }));
  return {
    // A field under the automatic rule lists what that rule gives it.
    indexes: indexConfig === undefined || indexConfig.usesAncestorConfig === true ? null : overrideKey(own),
    ttl: ttlConfig?.state ?? null,
  };
}

import type { firestore_v1 } from 'googleapis/build/src/apis/firestore/index.js';
import { type Step, step } from './cloud.ts';
import { type CompositeIndex, type FirestoreLayout, indexKey, indexSaid } from './firestore-layout.ts';
import { type Asked, problemOf } from './problems.ts';
import type { Rest } from './rest.ts';
import { failedStep, stepError } from './steps.ts';

export interface FirestoreDeps {
  api: firestore_v1.Firestore;
  rest: Rest;
  asked: Asked;
  /** 'projects/…/databases/…' */
  name: string;
}

const WHY = 'a query without its index is refused';

/** Makes what is missing, says what is still being built, and leaves alone what is not ours. */
export async function indexSteps({ indexes }: FirestoreLayout, deps: FirestoreDeps): Promise<Step[]> {
  const about = { title: 'Firestore indexes', why: WHY };
  try {
    const standing = new Map((await listIndexes(deps)).map((index) => [indexKey(index), index]));
    const wanted = new Set(indexes.map(indexKey));
    const steps = indexes.map((index) => indexStep(index, standing.get(indexKey(index)) ?? null, deps));
    const extra = [...standing].filter(([key]) => !wanted.has(key)).map(([, index]) => indexSaid(index));
    if (extra.length === 0) return steps;
    const said = `${extra.join('; ')}: not ours, left alone (each costs a little with every write).`;
    return [...steps, step({ title: 'Further indexes', why: 'somebody else may need them', state: 'note', said })];
  } catch (error) {
    return [failedStep(about, problemOf(error, deps.asked))];
  }
}

interface Standing extends CompositeIndex {
  name: string;
  state: string;
}

function indexStep(index: CompositeIndex, standing: Standing | null, deps: FirestoreDeps): Step {
  const about = { id: `index ${indexKey(index)}`, title: `Index ${indexSaid(index)}`, why: WHY };
  if (standing === null) {
    return step({ ...about, state: 'create', apply: () => makeIndex(index, deps) });
  }
  if (standing.state === 'CREATING')
    return step({ ...about, state: 'building', said: 'Still being built: queries that need it fail until then.' });
  if (standing.state !== 'READY') {
    const id = standing.name.slice(standing.name.lastIndexOf('/') + 1);
    const said = 'Building it failed. Delete it, then run setup again.';
    return step({
      ...about,
      state: 'by-hand',
      said,
      commands: [`gcloud firestore indexes composite delete ${id} --project=${deps.asked.project}`],
    });
  }
  return step({ ...about, state: 'right' });
}

/** A long work of Firestore's: begun here, and told as such. */
async function makeIndex(
  { collectionGroup, queryScope, fields }: CompositeIndex,
  { api, rest, asked, name }: FirestoreDeps,
): Promise<string> {
  const parent = `${name}/collectionGroups/${collectionGroup}`;
  const requestBody = {
    queryScope,
    fields: fields.map(({ fieldPath, order, arrayConfig }) =>
      arrayConfig ? { fieldPath, arrayConfig } : { fieldPath, order: order ?? 'ASCENDING' },
    ),
  };
  try {
    await api.projects.databases.collectionGroups.indexes.create({ parent, requestBody }, await rest.request());
  } catch (error) {
    const problem = problemOf(error, asked);
    // Begun a moment ago, or by somebody else.
    if (problem.kind !== 'exists') throw stepError(problem);
  }
  return 'being built';
}

async function listIndexes({ api, rest, name }: FirestoreDeps): Promise<Standing[]> {
  const parent = `${name}/collectionGroups/-`;
  const found: Standing[] = [];
  for (let page: string | undefined; ; ) {
    const params = page === undefined ? { parent } : { parent, pageToken: page };
    const { data } = await api.projects.databases.collectionGroups.indexes.list(params, await rest.request());
    found.push(...(data.indexes ?? []).map(standingOf));
    if (!data.nextPageToken) return found;
    page = data.nextPageToken;
  }
}

function standingOf({ name, queryScope, fields, state }: firestore_v1.Schema$GoogleFirestoreAdminV1Index): Standing {
  return {
    name: name ?? '',
    state: state ?? '',
    collectionGroup: groupOf(name ?? ''),
    queryScope: queryScope ?? '',
    fields: (fields ?? []).map(({ fieldPath, order, arrayConfig }) => ({
      fieldPath: fieldPath ?? '',
      order: order ?? undefined,
      arrayConfig: arrayConfig ?? undefined,
    })),
  };
}

/** 'projects/…/databases/…/collectionGroups/records/indexes/…' → 'records' */
export function groupOf(name: string): string {
  return /\/collectionGroups\/([^/]+)/.exec(name)?.[1] ?? '';
}

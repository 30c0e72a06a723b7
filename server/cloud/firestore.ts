import { type firestore_v1, firestore as firestoreApi } from 'googleapis/build/src/apis/firestore/index.js';
import { type CloudPart, isAllowedPlace, outsideEu, type Step, step } from './cloud.ts';
import { fieldSteps } from './firestore-fields.ts';
import { indexSteps } from './firestore-indexes.ts';
import type { FirestoreLayout } from './firestore-layout.ts';
import { type Asked, problemOf } from './problems.ts';
import { createRest, type RestOptions } from './rest.ts';
import { failedStep, makeChange } from './steps.ts';

export interface FirestoreOptions extends RestOptions {
  /** Where a missing database is made; null: it is not made. */
  location: string | null;
  /** A location outside the EU that somebody has decided for. */
  allowLocation: string | null;
  layout: FirestoreLayout;
}

const DATABASE = '(default)';
const DATABASE_WHY = 'holds what is to do, what was done, and the policy';

/** The database, its composite indexes, what expires by itself and what is not indexed. */
export function createFirestorePart(options: FirestoreOptions): CloudPart {
  const { project, layout } = options;
  const rest = createRest(options);
  const api = firestoreApi({ version: 'v1', ...rest.client });
  const name = `projects/${project}/databases/${DATABASE}`;
  const asked: Asked = { project, service: 'firestore.googleapis.com', role: 'roles/datastore.owner' };
  const about = { title: 'Firestore database', why: DATABASE_WHY };

  async function database(): Promise<Step> {
    try {
      const { data } = await api.projects.databases.get({ name }, await rest.request());
      return databaseStep(data);
    } catch (error) {
      const problem = problemOf(error, asked);
      return problem.kind === 'missing' ? missingDatabase() : failedStep(about, problem);
    }
  }

  function databaseStep({
    type,
    locationId,
    databaseEdition,
    deleteProtectionState,
  }: firestore_v1.Schema$GoogleFirestoreAdminV1Database): Step {
    const where = locationId ?? 'an unknown place';
    if (type !== 'FIRESTORE_NATIVE') {
      return step({
        ...about,
        state: 'failed',
        said: 'It is in Datastore mode, and MAIL GPS needs Native mode: take a project of its own.',
      });
    }
    if (!isAllowedPlace(where, options.allowLocation)) return step({ ...about, state: 'failed', said: outsideEu(where) });
    if (databaseEdition === 'ENTERPRISE') {
      return step({ ...about, state: 'note', said: `In ${where}, of the Enterprise edition: MAIL GPS was tested on Standard.` });
    }
    if (deleteProtectionState !== 'DELETE_PROTECTION_ENABLED') {
      const changes = [{ field: 'protected from deletion', from: 'no', to: 'yes' }];
      return step({ ...about, state: 'change', said: `In ${where}.`, changes, apply: protect });
    }
    return step({ ...about, state: 'right', said: `In ${where}.` });
  }

  function missingDatabase(): Step {
    const { location, allowLocation } = options;
    if (location === null) {
      const said =
        'There is none. Choose where it lies, for good: setup --location eur3 (several places of the EU) or a region such as europe-west9.';
      return step({ ...about, state: 'failed', said });
    }
    if (!isAllowedPlace(location, allowLocation)) return step({ ...about, state: 'failed', said: outsideEu(location) });
    const changes = [
      { field: 'location', from: null, to: `${location} (for good)` },
      { field: 'mode', from: null, to: 'Native, Standard edition, protected from deletion' },
    ];
    return step({ ...about, state: 'create', changes, apply: () => makeDatabase(location) });
  }

  async function makeDatabase(locationId: string): Promise<string> {
    const requestBody = { type: 'FIRESTORE_NATIVE', locationId, deleteProtectionState: 'DELETE_PROTECTION_ENABLED' };
    const parent = `projects/${project}`;
    await makeChange(asked, async () =>
      api.projects.databases.create({ parent, databaseId: DATABASE, requestBody }, await rest.request()),
    );
    return 'being made: run setup again in a minute for its indexes';
  }

  function protect(): Promise<null> {
    const requestBody = { name, deleteProtectionState: 'DELETE_PROTECTION_ENABLED' };
    return makeChange(asked, async () =>
      api.projects.databases.patch({ name, updateMask: 'deleteProtectionState', requestBody }, await rest.request()),
    );
  }

  return {
    name: 'Firestore',
    async plan() {
      const first = await database();
      if (first.state === 'failed') return [first];
      if (first.state === 'create') {
        const said = `${layout.indexes.length} indexes and ${layout.fieldOverrides.length} fields: with the next run, once the database is there.`;
        return [first, step({ title: 'Indexes and fields', why: 'queries need them', state: 'told', said })];
      }
      const deps = { api, rest, asked, name };
      const steps = await Promise.all([indexSteps(layout, deps), fieldSteps(layout, deps)]);
      return [first, ...steps.flat()];
    },
  };
}

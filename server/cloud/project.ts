import {
  type cloudresourcemanager_v3,
  cloudresourcemanager as projectsApi,
} from 'googleapis/build/src/apis/cloudresourcemanager/index.js';
import { AppError } from '../../shared/errors.ts';
import { type CloudPart, type Step, step } from './cloud.ts';
import { type Asked, problemOf } from './problems.ts';
import { createRest, type RestOptions } from './rest.ts';

export interface ProjectOptions extends RestOptions {
  /** The service account that the server runs as; null: not said. */
  runtimeAccount: string | null;
  usesFirestore: boolean;
  /** The service account in whose name Gmail is entered without a key; null: an OAuth client is used. */
  gmailAccount: string | null;
  push: { account: string } | null;
  /** Who calls the server every minute, and where it is called: the audience of the calls, too. */
  scheduler: { account: string; url: string } | null;
}

/** Who asked for, and what for; of the roles the first is the one to give. */
interface Needed {
  title: string;
  why: string;
  account: string;
  roles: readonly string[];
}

/**
 * What is granted on the whole project, and what lies outside the APIs that setup speaks to: looked at where that is
 * possible, never changed. Whoever answers for the project reads each command before running it.
 */
export function createProjectPart(options: ProjectOptions): CloudPart & { number(): Promise<string> } {
  const { project, runtimeAccount } = options;
  const rest = createRest(options);
  const api = projectsApi({ version: 'v3', ...rest.client });
  const asked: Asked = { project, service: 'cloudresourcemanager.googleapis.com', role: 'roles/browser' };
  const runtime = runtimeAccount ?? 'RUNTIME_ACCOUNT';

  async function bindings(): Promise<cloudresourcemanager_v3.Schema$Binding[] | string> {
    try {
      const resource = `projects/${project}`;
      const { data } = await api.projects.getIamPolicy({ resource, requestBody: {} }, await rest.request());
      return data.bindings ?? [];
    } catch (error) {
      return problemOf(error, asked).said;
    }
  }

  function roleStep({ title, why, account, roles }: Needed, granted: Awaited<ReturnType<typeof bindings>>): Step {
    const member = `serviceAccount:${account}`;
    const commands = [`gcloud projects add-iam-policy-binding ${project} --member=${member} --role=${roles[0]}`];
    if (account === 'RUNTIME_ACCOUNT') return step({ title, why, state: 'told', said: SAY_WHO, commands });
    if (typeof granted === 'string') {
      return step({ title, why, state: 'told', said: `Who has it could not be seen. ${granted}`, commands });
    }
    const has = granted.some(
      ({ role, members, condition }) => !condition && roles.includes(role ?? '') && members?.includes(member),
    );
    return has ? step({ title, why, state: 'right' }) : step({ title, why, state: 'by-hand', commands });
  }

  return {
    name: 'Project',

    async number() {
      const { data } = await api.projects.get({ name: `projects/${project}` }, await rest.request());
      const number = /^projects\/(\d+)$/.exec(data.name ?? '')?.[1];
      if (number === undefined) throw new AppError('not-found', 'The project has no number.');
      return number;
    },

    async plan() {
      const { usesFirestore, gmailAccount, push, scheduler } = options;
      const steps: Step[] = [];
      if (usesFirestore) {
        const roles = ['roles/datastore.user', 'roles/datastore.owner', 'roles/editor', 'roles/owner'];
        const needed = { title: 'Datastore user: the server', why: 'reads and writes documents', account: runtime, roles };
        steps.push(roleStep(needed, await bindings()));
      }
      if (gmailAccount !== null) steps.push(signerStep(gmailAccount));
      if (push !== null || scheduler !== null) steps.push(openStep());
      if (scheduler !== null) steps.push(schedulerStep(scheduler));
      if (push !== null && scheduler === null) steps.push(NO_SCHEDULER);
      return steps;
    },
  };

  function signerStep(account: string): Step {
    return step({
      title: 'Token creator on the Gmail account: the server',
      why: 'signs for the mailbox without a key file (IAM signJwt)',
      state: 'told',
      said: runtimeAccount === null ? SAY_WHO : null,
      commands: [
        `gcloud iam service-accounts add-iam-policy-binding ${account} --project=${project} --member=serviceAccount:${runtime} --role=roles/iam.serviceAccountTokenCreator`,
        `gcloud services enable iamcredentials.googleapis.com --project=${project}`,
      ],
    });
  }

  function openStep(): Step {
    return step({
      title: 'Cloud Run lets calls through',
      why: 'the server checks every token itself; one that Cloud Run checked comes without its signature and is refused',
      state: 'told',
      said: 'Only where the server runs on Cloud Run, and not needed where it was deployed with --allow-unauthenticated.',
      commands: [
        `gcloud run services add-iam-policy-binding mail-gps --region=REGION --project=${project} --member=allUsers --role=roles/run.invoker`,
      ],
    });
  }

  function schedulerStep({ account, url }: NonNullable<ProjectOptions['scheduler']>): Step {
    return step({
      title: 'Scheduler job mail-gps-tick',
      why: 'runs what is due, every minute: held replies, the daily watch, the poll after silence',
      state: 'told',
      said: 'Only where the server sleeps between requests (Cloud Run); a server that stays awake ticks by itself.',
      commands: [
        `gcloud scheduler jobs create http mail-gps-tick --project=${project} --location=REGION --schedule='* * * * *' --uri=${url}/jobs/tick --http-method=POST --attempt-deadline=180s --oidc-service-account-email=${account} --oidc-token-audience=${url}`,
      ],
    });
  }
}

const NO_SCHEDULER = step({
  title: 'Scheduler job',
  why: 'runs what is due, every minute',
  state: 'note',
  said: 'MAILGPS_SCHEDULER_ACCOUNT is not set. A server that sleeps between requests (Cloud Run) needs it; one that stays awake does not.',
});

const SAY_WHO = 'Say who the server runs as: --runtime-account ADDRESS.';

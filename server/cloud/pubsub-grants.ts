import type { Policy } from '@google-cloud/pubsub';
import { isAppError } from '../../shared/errors.ts';
import { SUBSCRIPTIONS, TOPICS, topicPath } from '../wake/pubsub-names.ts';
import { type Problem, type Step, step } from './cloud.ts';
import { type Asked, problemOf } from './problems.ts';
import { subscriptionPath } from './pubsub-desired.ts';
import { stepError } from './steps.ts';

/** Who may do what with one topic or one subscription. */
export interface Access {
  read(): Promise<Policy>;
  write(policy: Policy): Promise<void>;
}

interface Grant {
  on: 'topic' | 'subscription';
  name: string;
  role: string;
  /** null: not known here; `placeholder` stands in the command. */
  account: string | null;
  placeholder: string;
  why: string;
}

/** Google's own account that publishes notifications of Gmail. */
const GMAIL_PUBLISHER = 'gmail-api-push@system.gserviceaccount.com';

/**
 * The grants on our own topics and subscriptions, which setup makes itself: it is the same service, they reach no further
 * than these, and a watch without the first fails. A binding is only ever added.
 */
export async function grantSteps(
  {
    project,
    runtimeAccount,
    projectNumber,
  }: { project: string; runtimeAccount: string | null; projectNumber: () => Promise<string> },
  accessTo: (on: Grant['on'], name: string) => Access,
  asked: Asked,
): Promise<Step[]> {
  const number = await projectNumber().catch(() => null);
  const agent = {
    account: number === null ? null : `service-${number}@gcp-sa-pubsub.iam.gserviceaccount.com`,
    placeholder: `service-$(gcloud projects describe ${project} --format='value(projectNumber)')@gcp-sa-pubsub.iam.gserviceaccount.com`,
  };
  const grants: Grant[] = [
    {
      ...{ on: 'topic', name: TOPICS.gmail, role: 'roles/pubsub.publisher', account: GMAIL_PUBLISHER },
      placeholder: GMAIL_PUBLISHER,
      why: 'Gmail publishes its notifications; without it a watch is refused',
    },
    {
      ...{
        on: 'topic',
        name: TOPICS.wake,
        role: 'roles/pubsub.publisher',
        account: runtimeAccount,
        placeholder: 'RUNTIME_ACCOUNT',
      },
      why: 'the server publishes wake-ups',
    },
    { on: 'topic', name: TOPICS.dead, role: 'roles/pubsub.publisher', ...agent, why: 'Pub/Sub puts dead letters there' },
    ...[SUBSCRIPTIONS.gmail, SUBSCRIPTIONS.wake].map((name) => ({
      ...{ on: 'subscription' as const, name, role: 'roles/pubsub.subscriber', ...agent },
      why: 'Pub/Sub takes dead letters out of it',
    })),
  ];
  return Promise.all(grants.map(grantStep));

  async function grantStep(grant: Grant): Promise<Step> {
    const { on, name, account, why } = grant;
    const about = { title: `${roleSaid(grant.role)} on ${name}: ${whoSaid(account ?? grant.placeholder)}`, why };
    const commands = [commandOf(grant, project)];
    if (account === null) {
      const said = grant.placeholder === 'RUNTIME_ACCOUNT' ? 'Say who the server runs as: --runtime-account ADDRESS.' : null;
      return step({ ...about, id: idOf(grant), state: 'told', said, commands });
    }
    const access = accessTo(on, on === 'topic' ? topicPath(project, name) : subscriptionPath(project, name));
    const apply = async (): Promise<null> => {
      try {
        const policy = await access.read();
        if (!holds(policy, grant.role, account)) await access.write(withBinding(policy, grant.role, account));
        return null;
      } catch (error) {
        throw stepError(refusal(error, commands));
      }
    };
    const make = step({
      ...about,
      id: idOf(grant),
      state: 'create',
      changes: [{ field: 'role', from: null, to: grant.role }],
      apply,
    });
    try {
      return holds(await access.read(), grant.role, account) ? { ...make, state: 'right', changes: [], apply: null } : make;
    } catch (error) {
      const problem = problemOf(error, asked);
      // It is made a step before.
      if (problem.kind === 'missing') return make;
      return step({ ...about, id: idOf(grant), state: 'told', said: `Who has it could not be seen. ${problem.said}`, commands });
    }
  }

  function refusal(error: unknown, commands: readonly string[]): Problem {
    const problem = isAppError(error) ? null : problemOf(error, asked);
    if (problem?.kind === 'refused') {
      const said =
        'Refused: an organisation that allows its own accounts only (iam.allowedPolicyMemberDomains) must make an exception.';
      return { ...problem, said, commands };
    }
    return problem
      ? { ...problem, commands: [...problem.commands, ...commands] }
      : { kind: 'refused', said: 'It failed.', commands };
  }
}

/** What is bound under a condition is no grant to rely on. */
function holds(policy: Policy, role: string, account: string): boolean {
  const member = `serviceAccount:${account}`;
  return (policy.bindings ?? []).some(
    (binding) => binding.role === role && !binding.condition && (binding.members ?? []).includes(member),
  );
}

function withBinding(policy: Policy, role: string, account: string): Policy {
  return { ...policy, bindings: [...(policy.bindings ?? []), { role, members: [`serviceAccount:${account}`] }] };
}

function commandOf({ on, name, role, account, placeholder }: Grant, project: string): string {
  const kind = on === 'topic' ? 'topics' : 'subscriptions';
  const member = `"serviceAccount:${account ?? placeholder}"`;
  return `gcloud pubsub ${kind} add-iam-policy-binding ${name} --project=${project} --member=${member} --role=${role}`;
}

function idOf({ name, role, why }: Grant): string {
  return `grant ${name} ${roleSaid(role).toLowerCase()}: ${why}`;
}

function roleSaid(role: string): string {
  return role === 'roles/pubsub.publisher' ? 'Publisher' : 'Subscriber';
}

/** Long names of Google's own accounts are told in words. */
function whoSaid(account: string): string {
  if (account === GMAIL_PUBLISHER) return 'Gmail';
  if (account.includes('gcp-sa-pubsub')) return 'Pub/Sub itself';
  return account === 'RUNTIME_ACCOUNT' ? 'the server' : account;
}

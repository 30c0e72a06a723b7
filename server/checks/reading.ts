import { dayIn } from '../../shared/local-time.ts';
import type { Policy } from '../../shared/policy.ts';
import type { Brain, BrainMail } from '../brain/brain.ts';
import { createPolicyCache, headVersion } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import { listUsers } from '../store/users.ts';
import { type Check, failed, ok, unused, warned } from './checks.ts';

/** What the model's side tells of itself. */
export interface ModelFacts {
  /** Ids and aliases that this key may use. */
  offered: readonly string[];
  /** When the pinned one goes, as the API writes it; null: not announced. */
  retires: string | null;
}

export interface ModelCheckOptions {
  model: string;
  serverUrl: string;
  /** The endpoint that promises to stay in the EU. */
  euEndpoint: string;
  /** Rejects with `config` where the key is refused. */
  list(signal: AbortSignal): Promise<ModelFacts>;
}

/** null: the built-in reader reads alone. */
export function modelCheck(options: ModelCheckOptions | null): Check {
  return {
    id: 'model',
    name: 'Mistral',
    async run(signal) {
      if (options === null) return unused('the built-in reader reads alone.');
      const { model, serverUrl, euEndpoint, list } = options;
      const { offered, retires } = await list(signal);
      if (!offered.includes(model)) {
        return failed(
          `The key works, but ${model} is not offered to it.`,
          `Set MISTRAL_MODEL to one that is: ${nearest(offered, model).join(', ') || 'see console.mistral.ai'}.`,
        );
      }
      if (model.endsWith('-latest')) {
        return warned(
          `${model} changes its behaviour and its price overnight.`,
          'Pin a version in MISTRAL_MODEL, such as mistral-small-2603.',
        );
      }
      if (new URL(serverUrl).origin !== euEndpoint) {
        return warned(
          `${model}: works, but ${new URL(serverUrl).host} does not promise to stay in the EU.`,
          `Leave MISTRAL_SERVER_URL out: then ${euEndpoint} is asked.`,
        );
      }
      if (retires !== null)
        return warned(
          `${model}: works, and goes on ${retires}.`,
          'Choose its successor in MISTRAL_MODEL, and measure it: npm run eval.',
        );
      return ok(`${model} at the EU endpoint; the key works.`);
    },
  };
}

/** Of the same family, a few. */
function nearest(offered: readonly string[], model: string): string[] {
  const family = model.replace(/-[^-]+$/, '');
  return offered.filter((id) => id.startsWith(family) && !id.endsWith('-latest')).slice(0, 3);
}

/** Reads a mail with the policy in force, as it would when the model is away. */
export function readerCheck(
  openBrain: () => Promise<Brain>,
  openStore: () => Promise<Store>,
  pack: () => Policy,
  now: () => number,
): Check {
  return {
    id: 'reader',
    name: 'Built-in reader',
    async run(signal) {
      const brain = await openBrain();
      // Without a store it would read as at a first start.
      const policy = (await openStore().then(inForce, () => null)) ?? pack();
      const began = performance.now();
      await brain.prepare?.(policy);
      const { categoryId } = await brain.read(sample(now()), policy, signal);
      return ok(`ready in ${Math.round(performance.now() - began)} ms (read a sample as ${categoryId}).`);
    },
  };
}

function sample(receivedAt: number): BrainMail {
  const from = { address: 'parent@example.org', name: '' };
  return {
    subject: 'School fees',
    newText: 'Hello, how much are the fees for next year? Thank you.',
    from,
    attachments: [],
    receivedAt,
  };
}

/** What answers rest on: a published policy whose facts hold today. */
export function policyCheck(openStore: () => Promise<Store>, timezone: string, now: () => number): Check {
  return {
    id: 'policy',
    name: 'Policy',
    async run() {
      const policy = await inForce(await openStore());
      if (policy === null)
        return warned(
          'None is published yet: the first start publishes the default pack.',
          'Start the server once, then check again.',
        );
      const today = dayIn(timezone, now());
      const keys = [...new Set(policy.facts.map(({ key }) => key))];
      const lapsed = keys.filter((key) =>
        policy.facts.filter((fact) => fact.key === key).every((fact) => (fact.validUntil ?? today) < today),
      );
      const said = `version ${policy.version}, ${policy.categories.length} categories`;
      if (lapsed.length === 0) return ok(`${said}, all facts in date.`);
      const named = lapsed.slice(0, 4).join(', ') + (lapsed.length > 4 ? ', …' : '');
      return warned(
        `${said}; out of date: ${named}.`,
        'Renew these facts: answers that need them are no longer sent by themselves.',
      );
    },
  };
}

async function inForce(store: Store): Promise<Policy | null> {
  const version = await headVersion(store);
  return version > 0 ? createPolicyCache()(store, version) : null;
}

export interface PeopleOptions {
  audiences: readonly string[];
  hostedDomains: readonly string[];
  addresses: readonly string[];
}

/** Whether anybody could sign in, and whether somebody may decide. */
export function peopleCheck(
  openStore: () => Promise<Store>,
  { audiences, hostedDomains, addresses }: PeopleOptions,
  emulated: boolean,
): Check {
  return {
    id: 'people',
    name: 'People',
    async run() {
      if (emulated) return unused('the emulated mailbox brings its own.');
      if (audiences.length === 0)
        return warned(
          'Neither the sidebar nor the console can sign in.',
          'Set MAILGPS_ADDON_AUDIENCE and MAILGPS_CONSOLE_CLIENT_ID.',
        );
      if (hostedDomains.length + addresses.length === 0)
        return failed('Nobody may sign in.', 'Set MAILGPS_HOSTED_DOMAINS, or MAILGPS_ALLOWED_ADDRESSES.');
      const people = await listUsers(await openStore());
      const admins = people.filter(({ role }) => role === 'admin').length;
      if (admins === 0) return failed('Nobody is an admin yet.', '$ npm run cli -- grant ADDRESS admin');
      const staff = people.filter(({ role }) => role === 'staff').length;
      return ok(`${admins} admin${admins === 1 ? '' : 's'}, ${staff} other staff.`);
    },
  };
}

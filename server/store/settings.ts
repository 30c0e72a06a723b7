import { AppError, isAppError } from '../../shared/errors.ts';
import { DEFAULT_SETTINGS, type Policy, type Settings } from '../../shared/policy.ts';
import { heads, policies, type Reader, settingsDocs } from './collections.ts';
import type { Store, Transaction } from './store.ts';

const ID = 'current';

/** The switches as they are now. */
export async function readSettings(from: Reader): Promise<Settings> {
  // A switch that came later is off in what was stored before it.
  return { ...DEFAULT_SETTINGS, ...(await settingsDocs.get(from, ID))?.data };
}

/** Changes the switches that were read at `revision`; `conflict` when somebody was first. Gives the new ones. */
export async function changeSettings(tx: Transaction, revision: number, change: (now: Settings) => Settings): Promise<Settings> {
  const before = await readSettings(tx);
  if (before.revision !== revision)
    throw new AppError('conflict', 'The settings were changed by somebody else meanwhile.', { topic: 'settings-changed' });
  const after = { ...change(before), revision: before.revision + 1 };
  settingsDocs.set(tx, ID, after);
  return after;
}

/** The number of the policy in force; 0 when none was published yet. */
export async function headVersion(from: Reader): Promise<number> {
  return (await heads.get(from, 'policy'))?.data.version ?? 0;
}

/** Writes the next policy and moves the head; `conflict` when another was published since `policy.version`. */
export async function publishPolicy(tx: Transaction, policy: Policy): Promise<Policy> {
  const head = await headVersion(tx);
  if (head !== policy.version) throw new AppError('conflict', `Policy ${head} was published meanwhile.`);
  const next = { ...policy, version: head + 1 };
  try {
    policies.create(tx, String(next.version), next);
  } catch (cause) {
    if (!isAppError(cause, 'too-large')) throw cause;
    const what =
      'The policy, with every version of its templates, is larger than one document may be: shorten its examples or facts.';
    throw new AppError('too-large', what, { cause });
  }
  heads.set(tx, 'policy', { version: next.version });
  return next;
}

/** Published policies never change, so a process keeps those it has read. */
export function createPolicyCache() {
  const known = new Map<number, Policy>();
  return async function policyOf(from: Reader, version: number): Promise<Policy> {
    const cached = known.get(version);
    if (cached) return cached;
    const stored = await policies.get(from, String(version));
    if (!stored) throw new AppError('not-found', `Policy ${version} is not in the store.`);
    known.set(version, stored.data);
    if (known.size > KEPT_POLICIES) known.delete(Math.min(...known.keys()));
    return stored.data;
  };
}

/** The head, what held mails were decided on, and a few for comparing. */
const KEPT_POLICIES = 20;

export type PolicyCache = ReturnType<typeof createPolicyCache>;

/** Puts the first settings and policy into an empty store; leaves an installed one alone. */
export async function install(store: Store, policy: Policy, settings: Settings): Promise<boolean> {
  return store.transaction(async (tx) => {
    if ((await headVersion(tx)) > 0) return false;
    const existing = await settingsDocs.get(tx, ID);
    await publishPolicy(tx, { ...policy, version: 0 });
    if (!existing) settingsDocs.set(tx, ID, settings);
    return true;
  });
}

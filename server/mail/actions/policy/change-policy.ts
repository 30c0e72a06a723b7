import { AppError, isAppError } from '../../../../shared/errors.ts';
import type { Policy } from '../../../../shared/policy.ts';
import { checkPolicy, type PolicyProblem } from '../../../pack/check-policy.ts';
import { type AuditEntry, audit, hashOf } from '../../../store/audit.ts';
import { headVersion, publishPolicy, readSettings } from '../../../store/settings.ts';
import type { Transaction } from '../../../store/store.ts';
import type { Context } from '../../context.ts';
import { clearExpiringFacts } from '../../expiring-facts.ts';
import type { Staff } from '../act.ts';
import { refusing, unfit, worthTelling } from './problems.ts';
import { rebase } from './rebase.ts';
import { canonical, entitiesOf } from './touched.ts';

export type PolicyContext = Pick<Context, 'store' | 'policyOf' | 'now' | 'address' | 'allClear'>;

export interface PolicyChange {
  /** Version of the policy that the change was made on. */
  revision: number;
  by: Pick<Staff, 'id'>;
  /** What the audit log calls it, and of what. */
  action: string;
  target: string;
  /** The change itself: pure, and repeated on what is in force. Throws AppError where it cannot be made. */
  apply: (policy: Policy) => Policy;
  /** Reads what `apply` needs beside the policy, in the transaction that writes. */
  prepare?: (tx: Transaction) => Promise<void>;
  /** Looks at what would be published; throws to keep it back. */
  check?: (next: Policy) => void;
  detail?: (next: Policy) => AuditEntry['detail'];
  /** Says what would be, and publishes nothing. */
  dryRun?: boolean;
}

export interface PolicyChanged {
  /** In force after the call. On a dry run: what would be. */
  policy: Policy;
  version: number;
  changed: boolean;
  rebased: boolean;
  touched: readonly string[];
  problems: readonly PolicyProblem[];
}

/** What two people changed at once. */
export interface PolicyConflict {
  entities: readonly string[];
  base: Policy | null;
  head: Policy;
}

const conflicts = new WeakMap<AppError, PolicyConflict>();

export const conflictOf = (error: AppError): PolicyConflict | undefined => conflicts.get(error);

/**
 * Publishes the next version of the policy by compare-and-set on the version the change was made on. What was published in
 * between is kept where it touches something else. Held replies that stand on the version before become suggestions.
 * Rejects with `conflict` (conflictOf tells what both changed) and `invalid` (policyProblemsOf tells what does not fit).
 */
export async function changePolicy(ctx: PolicyContext, change: PolicyChange): Promise<PolicyChanged> {
  const made = await ctx.store.transaction((tx) => publish(ctx, tx, change));
  if (made.changed && !change.dryRun) clearExpiringFacts(ctx, made.policy);
  return made;
}

async function publish(ctx: PolicyContext, tx: Transaction, change: PolicyChange): Promise<PolicyChanged> {
  await change.prepare?.(tx);
  const version = await headVersion(tx);
  const head = await ctx.policyOf(tx, version);
  const base = change.revision === version ? head : await published(ctx, tx, change.revision);
  if (base === null) throw conflict({ entities: [change.target], base, head });
  const made = rebase(base, head, change.apply);
  if (!made.ok) throw conflict({ entities: made.entities, base, head });
  const { policy, touched } = made;
  change.check?.(policy);

  const settings = await readSettings(tx);
  const against = { now: ctx.now(), ownAddresses: [ctx.address, ...settings.ownAddresses, ...settings.ownGroups] };
  const [before, after] = [checkPolicy(head, against), checkPolicy(policy, against)];
  const refused = refusing(before, after, touched);
  const rebased = base !== head;
  const problems = worthTelling(before, after, touched);
  if (change.dryRun) return { policy, version, changed: touched.length > 0, rebased, touched, problems };
  if (refused.length > 0) throw unfit(refused);
  if (touched.length === 0) return { policy: head, version, changed: false, rebased, touched, problems };
  const next = await publishPolicy(tx, { ...policy, version });
  audit(tx, entryOf(change, head, next, touched, ctx.now()), next.version);
  return { policy: next, version: next.version, changed: true, rebased, touched, problems };
}

async function published(ctx: PolicyContext, tx: Transaction, version: number): Promise<Policy | null> {
  try {
    return await ctx.policyOf(tx, version);
  } catch (error) {
    if (isAppError(error, 'not-found')) return null;
    throw error;
  }
}

function conflict(found: PolicyConflict): AppError {
  const error = new AppError('conflict', 'Somebody else changed the same thing of the policy meanwhile.', {
    topic: 'policy-changed',
  });
  conflicts.set(error, found);
  return error;
}

/** Names listed in an entry; an import may touch hundreds. */
const MAX_NAMES = 40;

/** Ids and hashes of what was and what is: nothing that would have to be erased. */
function entryOf(
  { action, target, by, revision, detail }: PolicyChange,
  before: Policy,
  after: Policy,
  touched: readonly string[],
  at: number,
): Omit<AuditEntry, 'schema'> {
  const hash = (policy: Policy): string => {
    const entities = entitiesOf(policy);
    return hashOf(touched.map((name) => canonical(entities.get(name) ?? null)).join('\n'));
  };
  return {
    at,
    actor: by.id,
    action,
    target,
    detail: {
      policy: after.version,
      madeOn: revision,
      touched: touched.slice(0, MAX_NAMES).join(', '),
      n: touched.length,
      before: hash(before),
      after: hash(after),
      ...detail?.(after),
    },
  };
}

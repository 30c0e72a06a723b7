import type { Policy } from '../../shared/policy.ts';
import { type CheckedAgainst, checkPolicy, type PolicyProblem } from './check-policy.ts';
import { type Changes, mergePack } from './merge.ts';

/** What publishing a pack would come to: the command and the console tell the same. */
export interface ImportPlan {
  policy: Policy;
  changes: Changes;
  /** Ids are named in `changes`; false: the pack says what is in force already. */
  changed: boolean;
  problems: PolicyProblem[];
  /** One of the problems is an error: nothing may be published. */
  wrong: boolean;
}

export function planImport(current: Policy, pack: Policy, against: CheckedAgainst): ImportPlan {
  const { policy, changes } = mergePack(current, pack);
  const problems = checkPolicy(policy, against);
  return {
    policy,
    changes,
    changed: Object.values(changes).some((list) => list.length > 0),
    problems,
    wrong: problems.some(({ severity }) => severity === 'error'),
  };
}

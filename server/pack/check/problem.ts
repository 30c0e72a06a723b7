import type { Localized } from '../../../shared/policy.ts';

/** Something that does not fit together in a policy. An `error` keeps it from being published. */
export interface PolicyProblem {
  code: PolicyProblemCode;
  severity: 'error' | 'warning';
  /** 'templates.fees.fr', 'people.bursar', 'facts.open-days': the part and its id. */
  path: string;
  /** The field at fault, where the code does not say it. */
  field?: string;
  message: Localized;
}

export type PolicyProblemCode =
  | 'duplicate-id'
  | 'none-category'
  | 'no-template'
  | 'template'
  | 'unknown-person'
  | 'retired-person'
  | 'merged-into'
  | 'table'
  | 'nobody-present'
  | 'own-address'
  | 'stand-in-loop'
  | 'period'
  | 'fact-not-now'
  | 'link'
  | 'choices'
  | 'hours'
  | 'sample-value';

export interface CheckedAgainst {
  /** ms since the epoch: what must hold today. */
  now: number;
  /** The mailbox, its aliases and groups: nobody to forward to. Lower or upper case. */
  ownAddresses: readonly string[];
}

export function error(code: PolicyProblemCode, path: string, fr: string, en: string): PolicyProblem {
  return { code, severity: 'error', path, message: { fr, en } };
}

export function warning(code: PolicyProblemCode, path: string, fr: string, en: string): PolicyProblem {
  return { code, severity: 'warning', path, message: { fr, en } };
}

import type { Policy } from '../../../../shared/policy.ts';
import { touchedBy } from './touched.ts';

export type Rebased =
  | { ok: true; policy: Policy; touched: readonly string[] }
  /** What both changed. */
  | { ok: false; entities: readonly string[] };

/**
 * A change that was made on `base`, on top of what is in force (`head`). It fits where what was published in between touches
 * none of the same entities, and where on the newer policy it touches exactly what it did on the one it was made on: a
 * change that would then do more (a file that replaces everything) is not the one that was asked for. Pure.
 */
export function rebase(base: Policy, head: Policy, apply: (policy: Policy) => Policy): Rebased {
  const touched = touchedBy(base, apply(base));
  if (base.version === head.version) return { ok: true, policy: apply(head), touched };
  const between = new Set(touchedBy(base, head));
  const both = touched.filter((entity) => between.has(entity));
  if (both.length > 0) return { ok: false, entities: both };
  const policy = apply(head);
  const now = touchedBy(head, policy);
  const surplus = now.filter((entity) => !touched.includes(entity));
  return surplus.length > 0 ? { ok: false, entities: surplus } : { ok: true, policy, touched: now };
}

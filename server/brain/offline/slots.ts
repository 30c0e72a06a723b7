import type { SlotSpec } from '../../../shared/policy.ts';
import type { Slot } from '../../../shared/reading.ts';
import type { BrainMail } from '../brain.ts';
import type { Prepared } from './prepare.ts';

export function findSlots(_specs: readonly SlotSpec[], _mail: BrainMail, _prepared: Prepared): Slot[] {
  return [];
}

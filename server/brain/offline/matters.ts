import type { HumanMatter } from '../../../shared/reading.ts';
import type { Prepared } from './prepare.ts';

export function humanMatters(prepared: Prepared): HumanMatter[] {
  return prepared.instructions > 0 ? ['instruction'] : [];
}

import { type HumanMatter, NONE } from '../../../shared/reading.ts';
import type { Prepared } from './prepare.ts';

export interface Evidence {
  prepared: Prepared;
  categoryId: string;
  /** Probability of the category. */
  score: number;
  /** Probability that a prepared answer settles the mail. */
  settled: number;
  severalRequests: boolean;
  human: readonly HumanMatter[];
  thanksOnly: boolean;
}

export function confidenceOf(evidence: Evidence): number {
  if (evidence.categoryId === NONE || evidence.thanksOnly) return 0;
  let confidence = evidence.score * evidence.settled;
  if (evidence.severalRequests) confidence *= 0.4;
  if (evidence.human.length > 0) confidence *= 0.5;
  if (evidence.prepared.language.language !== 'fr' && evidence.prepared.language.language !== 'en') confidence *= 0.5;
  return confidence;
}

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

/**
 * The two probabilities are more cautious than they need be: of mails written for this project, those above 0.85 were all
 * but always right. The exponent moves that to 0.9, where the threshold of automatic mode stands at first.
 */
const CAUTION = 1.2;
const SEVERAL = 0.4;
const HUMAN = 0.5;
const FOREIGN = 0.5;

export function confidenceOf({ prepared, categoryId, score, settled, severalRequests, human, thanksOnly }: Evidence): number {
  if (categoryId === NONE || thanksOnly) return 0;
  const sure = 1 - (1 - score * settled) ** CAUTION;
  const language = prepared.language.language;
  return (
    sure *
    (severalRequests ? SEVERAL : 1) *
    (human.length > 0 ? HUMAN : 1) *
    (language === 'fr' || language === 'en' ? 1 : FOREIGN)
  );
}

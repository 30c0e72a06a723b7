import { HUMAN_MATTERS, type HumanMatter } from '../../../shared/reading.ts';
import { ENTRY_PAPERS_CASES } from './cases/entry-papers.ts';
import { ENTRY_PAPERS_MORE } from './cases/entry-papers-more.ts';
import { FOLLOW_UPS } from './cases/follow-ups.ts';
import { LETTERS } from './cases/letters.ts';
import { MEETING_ABSENCE_CASES } from './cases/meeting-absence.ts';
import { MEETING_ABSENCE_MORE } from './cases/meeting-absence-more.ts';
import { MONEY_TIME_CASES } from './cases/money-time.ts';
import { MONEY_TIME_MORE } from './cases/money-time-more.ts';
import { UNTIDY } from './cases/untidy.ts';
import { UNTIDY_MORE } from './cases/untidy-more.ts';
import { VARIED_CASES } from './cases/varied.ts';

/**
 * A mail that a person has to answer, whatever its topic: what an admin's examples cannot say, since those show what the
 * prepared answer settles. Used to tell the two apart, and as an example of its topic where the policy has that category.
 */
export interface Case {
  /** Id of the default pack's category. */
  topic: string;
  matter: HumanMatter;
  text: string;
}

export const CASES: readonly Case[] = [
  MONEY_TIME_CASES,
  MONEY_TIME_MORE,
  ENTRY_PAPERS_CASES,
  ENTRY_PAPERS_MORE,
  MEETING_ABSENCE_CASES,
  MEETING_ABSENCE_MORE,
  FOLLOW_UPS,
  VARIED_CASES,
  LETTERS,
  UNTIDY,
  UNTIDY_MORE,
]
  .join('\n')
  .split('\n')
  .flatMap((line) => {
    const [topic = '', matter = '', text = ''] = line.split('|');
    const known = HUMAN_MATTERS.find((name) => name === matter);
    if (line.trim() === '') return [];
    if (!known || !text) throw new TypeError(`A case cannot be read: ${line}`);
    return [{ topic, matter: known, text }];
  });

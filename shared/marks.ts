import { becameOf } from './became.ts';
import type { MailRecord } from './record.ts';

/**
 * automatic: something left by itself. corrected: staff chose another category. rehearsed: it would have left by itself.
 * as-was, adapted, edited, replaced: what staff sent in place of the suggestion. passed-on: by itself. by-itself: answered or
 * passed on so, and nobody has answered since. decided: it was decided on. set-aside: handled, and neither answered nor waiting.
 */
export const MARKS = [
  'automatic',
  'bounced',
  'corrected',
  'rehearsed',
  'wrong',
  'as-was',
  'adapted',
  'edited',
  'replaced',
  'passed-on',
  'by-itself',
  'decided',
  'set-aside',
] as const;
export type Mark = (typeof MARKS)[number];

/** Of the record as it is about to be written; what it was marked as before stands in it still. */
export function marksOf(record: MailRecord): Mark[] {
  const { automaticAt, delivery, decision, categoryId, wrong, forward } = record;
  const became = becameOf(record, null);
  const holds: Record<Mark, boolean> = {
    automatic: automaticAt !== undefined,
    bounced: delivery?.state === 'bounced',
    corrected: decision !== null && decision.categoryId !== categoryId,
    rehearsed: decision?.rehearsed != null,
    wrong: wrong !== null,
    'as-was': became === 'as-was',
    adapted: became === 'adapted',
    edited: became === 'edited',
    replaced: became === 'replaced',
    'passed-on': forward?.by.kind === 'automatic',
    'by-itself': isByItself(record),
    decided: decision !== null,
    'set-aside': isSetAside(record),
  };
  return MARKS.filter((mark) => holds[mark]);
}

/** Answered by itself, and by nobody since, or passed on by itself. */
export function isByItself({ reply, forward }: Pick<MailRecord, 'reply' | 'forward'>): boolean {
  return reply?.by.kind === 'automatic' || forward?.by.kind === 'automatic';
}

/** Held, closed, or nothing to answer: handled, with no answer, and nobody has to look at it. */
export function isSetAside({ state, reply, waiting }: Pick<MailRecord, 'state' | 'reply' | 'waiting'>): boolean {
  return state !== 'received' && reply === null && !waiting;
}

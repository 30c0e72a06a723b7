import { AppError } from '../../../shared/errors.ts';
import { categoryOf } from '../../../shared/policy.ts';
import { type MailRecord, noted } from '../../../shared/record.ts';
import type { Context } from '../context.ts';
import { type Asked, act, type Made, withdrawHeld } from './act.ts';
import { changeVia } from './close.ts';
import { mailOf } from './mail-text.ts';
import { suggestionNow } from './suggestion.ts';

/**
 * Corrects the category; the suggestion is the new category's at once. What was understood at first stays in the
 * record's reading and decision: the difference is what corrections are counted by.
 */
export async function correctCategory(ctx: Context, asked: Asked & { categoryId: string }): Promise<MailRecord> {
  const mail = await mailOf(ctx, asked.id);
  return act(ctx, 'category', asked, (found): Made => {
    const { policy, actor, now } = found;
    const category = categoryOf(policy, asked.categoryId);
    if (!category || category.retired) {
      throw new AppError('not-found', 'There is no such category.', { topic: 'category-unknown' });
    }
    const detail = { from: found.record.categoryId, to: category.id };
    const entry = { at: now, what: 'category', by: actor, reasons: ['by-staff'] } as const;
    if (found.record.state === 'replied') return { record: noted(found.record, entry, { categoryId: category.id }), detail };
    const free = withdrawHeld(found, actor, 'by-staff', now);
    const suggestion =
      category.handling === 'answer' ? suggestionNow({ record: free.record, mail, policy, now }, category.id) : null;
    const fields = { categoryId: category.id, suggestion };
    const record = settled(free.record, fields, category.personId, entry);
    return { record, effects: free.effects, detail };
  });
}

/** With an answer it waits to be answered; without one it goes to the category's person, where there is one. */
function settled(
  record: MailRecord,
  fields: Pick<MailRecord, 'categoryId' | 'suggestion'>,
  personId: string | null,
  entry: Parameters<typeof noted>[1],
): MailRecord {
  if (fields.suggestion !== null || personId === null) return changeVia(record, 'suggested', entry, fields);
  return changeVia(record, 'routed', entry, { ...fields, assigneeId: personId, assignedAt: entry.at });
}

import {
  type Actor,
  change,
  type MailRecord,
  mayChange,
  noted,
  type RecordState,
  type TimelineEntry,
} from '../../../shared/record.ts';
import type { Context } from '../context.ts';
import { LABELS, setLabel } from '../labels.ts';
import { type Asked, act, type Found, type Made, withdrawHeld } from './act.ts';

/** Takes back what is held: it becomes a suggestion (a forward: a mail with its person). */
export async function cancel(ctx: Context, asked: Asked): Promise<MailRecord> {
  const record = await act(ctx, 'cancel', asked, (found) => {
    const free = withdrawHeld(found, found.actor, 'cancelled', found.now);
    return { record: taken(free.record, found.actor, found.now), effects: free.effects };
  });
  ctx.count('withdrawn');
  await setLabel(ctx, record.id, record.state === 'routed' ? LABELS.routed : LABELS.toAnswer);
  return record;
}

/** Nothing to answer: closed without one. A reply that bounced, or was answered, is only no longer waiting. */
export async function done(ctx: Context, asked: Asked): Promise<MailRecord> {
  const record = await act(ctx, 'done', asked, closed);
  await setLabel(ctx, record.id, null);
  return record;
}

function closed(found: Found): Made {
  const { actor, now } = found;
  const entry: TimelineEntry = { at: now, what: 'done', by: actor, reasons: ['by-staff'] };
  if (found.record.state === 'replied') return { record: noted(found.record, entry, { waiting: false }) };
  const free = withdrawHeld(found, actor, 'by-staff', now);
  return { record: changeVia(free.record, 'ignored', entry, { dueAt: null }), effects: free.effects };
}

/** Answer anyway, or again: an earlier reply stays on the record and no longer stands in the way of the next. */
export async function reopen(ctx: Context, asked: Asked): Promise<MailRecord> {
  let leftover: string | null = null;
  const record = await act(ctx, 'reopen', asked, ({ record, reply, actor, now }) => {
    leftover = reply?.state === 'unknown' ? reply.draftId : null;
    const entry: TimelineEntry = { at: now, what: 'reopened', by: actor, reasons: ['by-staff'] };
    return { record: change(record, 'suggested', entry, { replyEffectId: null, dueAt: null }) };
  });
  if (leftover !== null) await removeDraft(ctx, record.id, leftover);
  await setLabel(ctx, record.id, LABELS.toAnswer);
  return record;
}

/** A draft of unknown outcome that is still there was not sent: beside the next answer it would only be sent by mistake. */
async function removeDraft(ctx: Context, recordId: string, draftId: string): Promise<void> {
  try {
    await ctx.mailbox.deleteDraft(draftId);
  } catch (error) {
    ctx.log.warn({ recordId, step: 'reopen', error }, 'a draft that was left over could not be deleted');
  }
}

/** The record in a state that no single change leads to: by way of a suggestion, told as one step. */
export function changeVia(
  record: MailRecord,
  state: RecordState,
  entry: TimelineEntry,
  fields: Partial<MailRecord> = {},
): MailRecord {
  if (record.state === state) return noted(record, entry, fields);
  if (mayChange(record.state, state)) return change(record, state, entry, fields);
  const { timeline, revision } = record;
  const between = { ...change(record, 'suggested', entry), timeline, revision };
  return change(between, state, entry, fields);
}

/** Who cancels is looking at it. */
function taken(record: MailRecord, actor: Actor, now: number): MailRecord {
  return actor.kind === 'staff' && record.assigneeId === null ? { ...record, assigneeId: actor.id, assignedAt: now } : record;
}

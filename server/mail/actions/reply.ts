import { AppError } from '../../../shared/errors.ts';
import { noted } from '../../../shared/record.ts';
import { hashOf } from '../../store/audit.ts';
import type { Context } from '../context.ts';
import { intended } from '../outcome.ts';
import { type Asked, act, type Found, type Made, withdrawHeld } from './act.ts';
import { mailOf } from './mail-text.ts';
import { refreshed } from './refreshed.ts';
import { sendNow } from './send-now.ts';
import { adaptedContent, editedContent, isCurrent, suggestedContent, suggestionNow } from './suggestion.ts';

export interface AskedReply extends Asked {
  /** null: the suggestion as it was shown at the revision. */
  text: string | null;
  files: boolean;
  /** The suggestion in the words that were adapted to the mail; not together with a text. */
  adapted?: boolean;
}

/**
 * Sends a reply that a person asked for; gives the record as it is then (the reply may still be on its way). Nothing is
 * sent without having been shown: a suggestion that would read otherwise today is brought up to date and refused as
 * `conflict`. Rejects also with `invalid` when something is still to be filled in.
 */
export async function reply(ctx: Context, asked: AskedReply) {
  if (asked.adapted && asked.text !== null) throw new AppError('invalid', 'Either a text of your own or the adapted one.');
  const mail = await mailOf(ctx, asked.id);
  const record = await act(ctx, 'reply', asked, (found) => {
    const at = { record: found.record, mail, policy: found.policy, now: found.now };
    if (asked.text !== null) return intendReply(found, asked, editedContent(at, asked.text, asked.files, asked.by));
    const shown = found.record.suggestion;
    if (!shown) throw new AppError('illegal-state', 'There is no suggested text for this mail: write one.', { topic: 'no-text' });
    const today = suggestionNow(at);
    if (!isCurrent(shown, today)) return refreshed(found, today);
    return intendReply(found, asked, (asked.adapted ? adaptedContent : suggestedContent)(at, shown, asked.by));
  });
  return sendNow(ctx, record, 'reply');
}

function intendReply(found: Found, { by }: AskedReply, content: ReturnType<typeof editedContent>): Made {
  const { actor, now } = found;
  const free = withdrawHeld(found, actor, 'by-staff', now);
  const adapted = content.adaptedBy !== undefined;
  const what = adapted ? 'sending-adapted' : 'sending';
  const record = noted(free.record, { at: now, what, by: actor, reasons: [] });
  const staff = { kind: 'staff' as const, id: by.id, name: by.name };
  const outcome = intended(record, { kind: 'reply', by: staff, dueAt: now, content, decision: null }, now);
  const detail = {
    effect: outcome.effect?.id ?? null,
    text: hashOf(content.text),
    template: content.template?.id ?? null,
    adapted,
  };
  return { record: outcome.record, effects: free.effects, created: outcome.effect, detail };
}

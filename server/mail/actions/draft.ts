import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import type { Mail } from '../../../shared/mail.ts';
import { type MailRecord, noted, type Suggestion } from '../../../shared/record.ts';
import { headVersion } from '../../store/settings.ts';
import { readFiles } from '../build-effect.ts';
import { buildReply } from '../build-mime.ts';
import type { Context } from '../context.ts';
import { type Asked, act, readState, withdrawHeld } from './act.ts';
import { mailOf } from './mail-text.ts';
import { refreshed } from './refreshed.ts';
import { filesOf, isCurrent, suggestionNow } from './suggestion.ts';

/**
 * Puts the suggestion into a draft of the shared mailbox and gives the mail to whoever asks. What the person makes of the
 * draft and sends in Gmail comes back as a person's own reply: it carries none of our marks. A suggestion that would read
 * otherwise today is refused as it is when it is to be sent.
 */
export async function makeDraft(ctx: Context, asked: Asked): Promise<{ draftId: string; record: MailRecord }> {
  const { record: shown } = await readState(ctx.store, asked.id);
  if (shown.revision !== asked.revision) throw new AppError('conflict', 'The mail was changed since it was shown.');
  if (!shown.suggestion || shown.replyTo === '') throw new AppError('illegal-state', 'There is nothing to make a draft of.');
  const { suggestion } = shown;
  const mail = await mailOf(ctx, asked.id);
  const raw = await draftOf(ctx, shown, suggestion, mail);
  const made = await ctx.mailbox.createDraft(raw, shown.threadId);
  try {
    const record = await act(ctx, 'draft', asked, (found) => {
      const today = suggestionNow({ record: found.record, mail, policy: found.policy, now: found.now });
      if (!isCurrent(suggestion, today)) return refreshed(found, today);
      const free = withdrawHeld(found, found.actor, 'by-staff', found.now);
      const entry = { at: found.now, what: 'drafted', by: found.actor, reasons: [] };
      return {
        record: noted(free.record, entry, { assigneeId: asked.by.id, assignedAt: found.now }),
        effects: free.effects,
        detail: { draft: made.draftId },
      };
    });
    return { draftId: made.draftId, record };
  } catch (error) {
    // Somebody was first, or the words are no longer those of today: a second draft of the same answer would only be sent by mistake.
    await ctx.mailbox.deleteDraft(made.draftId);
    throw error;
  }
}

async function draftOf(ctx: Context, record: MailRecord, suggestion: Suggestion, mail: Mail): Promise<Uint8Array> {
  const policy = await ctx.policyOf(ctx.store, await headVersion(ctx.store));
  return buildReply({
    effectId: `draft-${randomUUID()}`,
    byHand: true,
    automatic: false,
    from: { name: policy.organisation.name[suggestion.language], address: ctx.address },
    date: ctx.now(),
    toName: mail.from.name,
    content: {
      to: record.replyTo,
      subject: suggestion.subject,
      text: openGaps(suggestion.text),
      html: openGaps(suggestion.html),
    },
    files: await readFiles(ctx, filesOf(policy, suggestion)),
    original: { messageId: record.messageId, inReplyTo: mail.inReplyTo, references: mail.references },
  });
}

/** In a draft the places to fill in are a person's: plain brackets, which nothing of ours refuses to send. */
function openGaps(text: string): string {
  return text.replace(/⟦/gu, '[').replace(/⟧/gu, ']');
}

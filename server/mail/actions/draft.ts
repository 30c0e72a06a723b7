import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import type { Mail } from '../../../shared/mail.ts';
import { type MailRecord, noted, type Suggestion } from '../../../shared/record.ts';
import { printable } from '../../../shared/safe-text.ts';
import { headVersion } from '../../store/settings.ts';
import { readFiles } from '../build-effect.ts';
import { buildReply } from '../build-mime.ts';
import type { Context } from '../context.ts';
import { htmlDocument, textToHtml } from '../render/text-to-html.ts';
import { type Asked, act, mailChanged, readState, withdrawHeld } from './act.ts';
import { mailOf } from './mail-text.ts';
import { refreshed } from './refreshed.ts';
import { filesOf, isCurrent, suggestionNow } from './suggestion.ts';

export interface AskedDraft extends Asked {
  /** What the person made of the suggestion; null: the suggestion itself. Places to fill in may still stand in it. */
  text?: string | null;
  /** The suggestion in the words that were adapted to the mail; not together with a text. */
  adapted?: boolean;
}

/**
 * Puts the suggestion, or the given text, into a draft of the shared mailbox and gives the mail to whoever asks. What the
 * person makes of the draft and sends in Gmail comes back as a person's own reply: it carries none of our marks. A suggestion
 * that would read otherwise today is refused as it is when it is to be sent; a text of the person's own is not.
 */
export async function makeDraft(ctx: Context, asked: AskedDraft): Promise<{ draftId: string; record: MailRecord }> {
  const { text = null, adapted = false } = asked;
  if (adapted && text !== null) throw new AppError('invalid', 'Either a text of your own or the adapted one.');
  const { record: shown } = await readState(ctx.store, asked.id);
  if (shown.revision !== asked.revision) throw mailChanged();
  if (shown.replyTo === '')
    throw new AppError('illegal-state', 'There is no address that an answer could go to.', { topic: 'no-address' });
  const { suggestion } = shown;
  if (!suggestion) throw new AppError('illegal-state', 'There is nothing to make a draft of.', { topic: 'no-text' });
  const mail = await mailOf(ctx, asked.id);
  const raw = await draftOf(ctx, shown, { ...suggestion, ...wordsOf(suggestion, text, adapted) }, mail);
  const made = await ctx.mailbox.createDraft(raw, shown.threadId);
  try {
    const record = await act(ctx, 'draft', asked, (found) => {
      const today = suggestionNow({ record: found.record, mail, policy: found.policy, now: found.now });
      if (text === null && !isCurrent(suggestion, today)) return refreshed(found, today);
      const free = withdrawHeld(found, found.actor, 'by-staff', found.now);
      const entry = { at: found.now, what: 'drafted', by: found.actor, reasons: [] };
      return {
        record: noted(free.record, entry, { assigneeId: asked.by.id, assignedAt: found.now }),
        effects: free.effects,
        detail: { draft: made.draftId, edited: text !== null, adapted },
      };
    });
    return { draftId: made.draftId, record };
  } catch (error) {
    // Somebody was first, or the words are no longer those of today: a second draft of the same answer would only be sent by mistake.
    await ctx.mailbox.deleteDraft(made.draftId);
    throw error;
  }
}

/** A text of the person's own stands in the draft as it was given: signed or not, it is theirs. */
function wordsOf(suggestion: Suggestion, given: string | null, adapted: boolean): Pick<Suggestion, 'text' | 'html'> {
  if (given === null && !adapted) return suggestion;
  const text = given === null ? suggestion.adapted?.text : printable(given).trim();
  if (text === undefined) {
    throw new AppError('conflict', 'There is no adapted text for this mail, or no more.', { topic: 'text-gone' });
  }
  if (text === '') throw new AppError('invalid', 'The draft is empty.');
  return { text, html: htmlDocument(textToHtml(text), suggestion.language) };
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

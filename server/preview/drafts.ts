import { AppError } from '../../shared/errors.ts';
import type { Mail } from '../../shared/mail.ts';
import { oneLine, printable } from '../../shared/safe-text.ts';
import type { GmailControl, StoredMail } from './gmail/control.ts';
import type { MailboxCalls } from './mailbox-calls.ts';
import type { DraftView } from './page-api.ts';
import { fileView, isOurs, type MailboxReader, party } from './read-mailbox.ts';

interface Parts {
  control: GmailControl;
  calls: MailboxCalls;
  mailbox: MailboxReader;
  address: string;
}

/** Drafts of the shared mailbox in a person's hands. Everything rejects with `not-found` when the draft is gone. */
export function createDrafts({ control, calls, mailbox, address }: Parts) {
  async function draftOf(draftId: string): Promise<{ stored: StoredMail; mail: Mail }> {
    const found = await mailbox.mail(await calls.draftMessage(draftId));
    // What MAIL GPS is about to send is no person's to change.
    if (isOurs(found.mail)) throw new AppError('not-found', 'There is no such draft.');
    return found;
  }

  async function edit(draftId: string, text: string): Promise<{ draftId: string }> {
    const { stored, mail } = await draftOf(draftId);
    const { editedDraft } = await import('./write-mail.ts');
    // As in Gmail, a draft has another id after a person edited it.
    return control.editDraft(draftId, await editedDraft(stored.raw, mail, text, address));
  }

  return {
    async view(draftId: string): Promise<DraftView> {
      const { stored, mail } = await draftOf(draftId);
      return {
        draftId,
        threadId: stored.threadId,
        to: mail.to.map(party),
        subject: oneLine(mail.subject, 300),
        text: printable(mail.text),
        attachments: mail.attachments.map(fileView),
      };
    },
    /** `GmailMessage.createDraftReply` */
    async create(messageId: string, content: { text: string; html?: string | undefined }): Promise<{ draftId: string }> {
      const { stored, mail } = await mailbox.mail(messageId);
      const { replyDraft } = await import('./write-mail.ts');
      return { draftId: await calls.createDraft(await replyDraft(mail, content, address), stored.threadId) };
    },
    edit,
    async send(draftId: string, text: string | undefined): Promise<void> {
      await draftOf(draftId);
      await calls.sendDraft(text === undefined ? draftId : (await edit(draftId, text)).draftId);
    },
    async discard(draftId: string): Promise<void> {
      await draftOf(draftId);
      await calls.deleteDraft(draftId);
    },
  };
}

import { AppError } from '../../shared/errors.ts';
import { type Address, headerValues, type Mail, REPLY_ID_HEADER } from '../../shared/mail.ts';
import { oneLine, printable } from '../../shared/safe-text.ts';
import type { HostMessage } from './apps-script/host.ts';
import type { GmailControl, StoredMail } from './gmail/control.ts';
import type { MailboxCalls } from './mailbox-calls.ts';
import type { MailRow, MailRows, MessageView, Party, ThreadView } from './page-api.ts';

/** More is not looked through by eye. */
const SHOWN = 300;
/** Parsed mails that are kept: a mail never changes, only its labels do. */
const KEPT = 2_000;
/** Spam and bin are Gmail's own business. */
const HIDDEN = ['SPAM', 'TRASH'];

export interface MailboxReader {
  rows(): Promise<MailRows>;
  /** Rejects with `not-found`. */
  thread(id: string): Promise<ThreadView>;
  /** As Apps Script's GmailMessage tells it. Rejects with `not-found`. */
  hostMessage(id: string): Promise<HostMessage>;
  /** Rejects with `not-found`. */
  mail(id: string): Promise<{ stored: StoredMail; mail: Mail }>;
}

export function createMailboxReader(control: GmailControl, calls: MailboxCalls): MailboxReader {
  const known = new Map<string, Promise<Mail>>();

  function parsed(stored: StoredMail): Promise<Mail> {
    const found = known.get(stored.id);
    if (found) return found;
    const { id, threadId, labels, raw, receivedAt } = stored;
    // Loaded when the first mail is looked at, not at the start of the server.
    const mail = import('../mail/parse-mail.ts').then(({ parseMail }) =>
      parseMail({ ref: { id, threadId, labels }, raw, receivedAt }),
    );
    known.set(id, mail);
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(oldest);
    }
    return mail;
  }

  async function visible(): Promise<StoredMail[]> {
    return (await control.messages()).filter(({ labels }) => !labels.some((label) => HIDDEN.includes(label)));
  }

  async function one(id: string): Promise<{ stored: StoredMail; mail: Mail }> {
    const stored = (await visible()).find((message) => message.id === id);
    if (!stored) throw new AppError('not-found', 'There is no such message in the mailbox.');
    return { stored, mail: await parsed(stored) };
  }

  return {
    async rows() {
      const [all, drafts] = await Promise.all([visible(), calls.drafts()]);
      const newest = all.sort((a, b) => b.receivedAt - a.receivedAt || (a.id < b.id ? 1 : -1));
      const items: MailRow[] = [];
      for (const stored of newest.slice(0, SHOWN)) {
        const row = rowOf(stored, await parsed(stored), drafts.get(stored.id) ?? null);
        if (row) items.push(row);
      }
      return { items, more: newest.length > SHOWN };
    },
    async thread(id) {
      const messages = (await visible()).filter(({ threadId, labels }) => threadId === id && !labels.includes('DRAFT'));
      const oldestFirst = messages.sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
      const shown: MessageView[] = [];
      for (const stored of oldestFirst) {
        const mail = await parsed(stored);
        const row = rowOf(stored, mail, null);
        if (row) shown.push(messageView(row, mail));
      }
      const [first] = shown;
      if (!first) throw new AppError('not-found', 'There is no such conversation in the mailbox.');
      return { id, subject: first.subject, messages: shown };
    },
    async hostMessage(id) {
      const { stored, mail } = await one(id);
      const headers: Record<string, string> = {};
      for (const [name, value] of mail.headers) headers[name] ??= value;
      return { id, threadId: stored.threadId, subject: mail.subject, from: headers.from ?? '', headers };
    },
    mail: one,
  };
}

/** null: a draft that MAIL GPS made to send it at once, which nobody should touch. */
function rowOf(stored: StoredMail, mail: Mail, draftId: string | null): MailRow | null {
  const draft = stored.labels.includes('DRAFT');
  if (draft && (draftId === null || isOurs(mail))) return null;
  return {
    id: stored.id,
    threadId: stored.threadId,
    draftId: draft ? draftId : null,
    from: party(mail.from),
    to: mail.to.slice(0, 20).map(party),
    subject: oneLine(mail.subject, 300),
    snippet: oneLine((mail.newText || mail.text).slice(0, 1_000), 160),
    time: stored.receivedAt,
    unread: stored.labels.includes('UNREAD'),
    labels: [...stored.labels],
  };
}

function messageView(row: MailRow, mail: Mail): MessageView {
  const text = printable(mail.text).trim();
  const newText = printable(mail.newText).trim();
  const submitted = headerValues(mail, 'auto-submitted')[0]?.trim().toLowerCase() ?? 'no';
  return {
    ...row,
    text,
    newText: newText !== '' && newText !== text ? newText : null,
    automatic: !/^no\b/.test(submitted),
    ours: row.labels.includes('SENT') && isOurs(mail),
    attachments: mail.attachments.filter(({ inline }) => !inline).map(fileView),
  };
}

export function fileView({ name, type, size }: Mail['attachments'][number]): MessageView['attachments'][number] {
  return { name: oneLine(name, 200), type, size };
}

export function party({ name, address }: Address): Party {
  return { name: oneLine(name, 100), address: oneLine(address, 254) };
}

export function isOurs(mail: Mail): boolean {
  return headerValues(mail, REPLY_ID_HEADER).length > 0;
}

import { randomBytes } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime from 'postal-mime';
import { AppError } from '../../shared/errors.ts';
import type { Mail } from '../../shared/mail.ts';
import { oneLine } from '../../shared/safe-text.ts';
import type { NewMail } from './page-api.ts';

type Composed = NonNullable<ConstructorParameters<typeof MailComposer>[0]>;

/** Loose on purpose: what a school gets is not always well-formed, and one may try that here. */
const PLAIN_ADDRESS = /^[^\s<>()[\]",;:\\@]+@[^\s<>()[\]",;:\\@]+$/u;

/** A mail of somebody to the school, as their mail program would send it. Rejects with `invalid`. */
export function mailToSchool(mail: NewMail, mailbox: string, now: number): Promise<Uint8Array> {
  const address = mail.from.trim();
  if (!PLAIN_ADDRESS.test(address) || address.length > 254) throw new AppError('invalid', 'The sender is not one plain address.');
  return build({
    from: { name: oneLine(mail.name, 100), address },
    to: mailbox,
    subject: oneLine(mail.subject, 900),
    text: mail.text,
    date: new Date(now),
    messageId: `<${randomBytes(12).toString('hex')}@preview.example>`,
    headers: mail.language ? { 'Content-Language': mail.language } : {},
  });
}

/** An answer that a person begins from the add-on: RFC 5322 §3.6.4 threading, to whoever wants the answers. */
export function replyDraft(
  original: Mail,
  content: { text: string; html?: string | undefined },
  mailbox: string,
): Promise<Uint8Array> {
  const to = original.replyTo[0] ?? original.from;
  const subject = oneLine(original.subject, 900);
  return build({
    from: mailbox,
    to: { name: oneLine(to.name, 100), address: to.address },
    subject: /^re\s*:/i.test(subject) ? subject : `Re: ${subject}`,
    text: content.text,
    ...(content.html ? { html: content.html } : {}),
    ...threading(original.messageId, [...original.references, original.messageId]),
  });
}

/** The draft with other words, as when a person edits it in Gmail: recipients, subject and files stay. */
export async function editedDraft(raw: Uint8Array, draft: Mail, text: string, mailbox: string): Promise<Uint8Array> {
  const { attachments } = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  return build({
    from: mailbox,
    to: draft.to.map(({ name, address }) => ({ name, address })),
    cc: draft.cc.map(({ name, address }) => ({ name, address })),
    subject: draft.subject,
    text,
    ...threading(draft.inReplyTo[0] ?? '', draft.references),
    attachments: attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? 'file',
      contentType: mimeType,
      content:
        content instanceof ArrayBuffer ? Buffer.from(content) : typeof content === 'string' ? content : Buffer.from(content),
    })),
  });
}

function threading(parent: string, chain: readonly string[]): Composed {
  if (parent === '') return {};
  return { inReplyTo: `<${parent}>`, references: [...new Set(chain)].filter(Boolean).map((id) => `<${id}>`) };
}

/** Nothing that a mail names is ever opened: neither a file nor a URL. */
async function build(mail: Composed): Promise<Uint8Array> {
  const composer = new MailComposer({ ...mail, newline: 'win', disableFileAccess: true, disableUrlAccess: true });
  return new Uint8Array(await composer.compile().build());
}

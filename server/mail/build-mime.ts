import { createHash } from 'node:crypto';
import type { EffectContent } from '../../shared/effect.ts';
import { AppError } from '../../shared/errors.ts';
import { type Address, domainOf, type Mail, REPLY_ID_HEADER } from '../../shared/mail.ts';
import type { TemplateFile } from '../../shared/policy.ts';
import { oneLine } from '../../shared/safe-text.ts';
import type { Composed } from './mime.ts';
import { GAP_MARK } from './render/compose.ts';

/** Gmail takes 25 MB as sent; base64 adds a third, and a forward is wrapped once more. */
export const MAX_FILES_BYTES = 15_000_000;
export const MAX_ORIGINAL_BYTES = 18_000_000;

/** RFC 5322 sets no bound; the first names the thread, the last the neighbours, and old threads have hundreds. */
const MAX_REFERENCES = 20;

/** Header names are compared without case (RFC 5322 §1.2.2), but people search for the one the documents name. */
const REPLY_ID = 'X-MailGPS-Reply-Id';

interface Outgoing {
  /** Also the private header by which a mail of ours is known again, and what Message-ID and boundaries come from. */
  effectId: string;
  /** The shared mailbox, with the organisation's name. */
  from: Address;
  /** The Date header, ms since the epoch. */
  date: number;
  automatic: boolean;
  /** A draft that a person will edit and send in Gmail: what comes of it is that person's own mail and not marked as ours. */
  byHand?: boolean;
}

export interface OutgoingReply extends Outgoing {
  content: Pick<EffectContent, 'to' | 'subject' | 'text' | 'html'>;
  /** Shown beside `content.to`; '' for none. */
  toName: string;
  files: readonly { file: TemplateFile; bytes: Uint8Array }[];
  original: Pick<Mail, 'messageId' | 'inReplyTo' | 'references'>;
}

export interface OutgoingForward extends Outgoing {
  content: Pick<EffectContent, 'subject' | 'text' | 'html'>;
  to: Address;
  /** The asker and the shared mailbox: the person answers the asker, and colleagues see the answer. */
  replyTo: readonly string[];
  /** RFC 5322 as it came; null leaves it out (renderForward then says where it is). */
  original: Uint8Array | null;
}

/**
 * A reply as RFC 5322, CRLF line ends; the same input gives the same bytes. Rejects with `invalid`: no single recipient,
 * a gap left in the text, a file that is not the approved one; `too-large`.
 */
export async function buildReply(reply: OutgoingReply): Promise<Uint8Array> {
  const { content, original } = reply;
  // A draft is put before a person to be finished; nothing else may hold a gap.
  if (!reply.byHand && GAP_MARK.test(content.text))
    throw new AppError('invalid', 'A place marked ⟦ ⟧ in the reply is still to be filled in');
  const parent = cleanId(original.messageId);
  return build({
    ...common(reply, content, reply.automatic ? 'auto-replied' : null),
    to: { name: oneLine(reply.toName, 100), address: address(content.to) },
    ...(parent === null ? {} : { inReplyTo: parent }),
    references: references(original),
    attachments: attached(reply.files),
  });
}

/** The mail passed on to a person, the original as a file. Rejects like `buildReply`. */
export async function buildForward(forward: OutgoingForward): Promise<Uint8Array> {
  const { original } = forward;
  if (original && original.byteLength > MAX_ORIGINAL_BYTES)
    throw new AppError('too-large', 'The original is too large to pass on');
  return build({
    ...common(forward, forward.content, forward.automatic ? 'auto-generated' : null),
    to: { name: oneLine(forward.to.name, 100), address: address(forward.to.address) },
    replyTo: [...new Set(forward.replyTo.filter((to) => to !== '').map(address))],
    attachments: original ? [originalFile(Buffer.from(original))] : [],
  });
}

/**
 * A test of a template for one of its authors, as a mail of its own. An answer to it goes to that author and not into the
 * shared mailbox. Unlike a reply it may show gaps: to see them is what a test is for. Rejects like `buildReply`.
 */
export async function buildTest(
  test: Omit<Outgoing, 'automatic' | 'byHand'> & Pick<OutgoingForward, 'content' | 'to'> & Pick<OutgoingReply, 'files'>,
): Promise<Uint8Array> {
  const to = address(test.to.address);
  return build({
    ...common({ ...test, automatic: true }, test.content, 'auto-generated'),
    to: { name: oneLine(test.to.name, 100), address: to },
    replyTo: [to],
    attachments: attached(test.files),
  });
}

function common(mail: Outgoing, content: Pick<EffectContent, 'subject' | 'text' | 'html'>, auto: string | null): Composed {
  const id = mail.effectId.replace(/[^A-Za-z0-9._-]/g, '-');
  return {
    from: { name: oneLine(mail.from.name, 100), address: address(mail.from.address) },
    subject: oneLine(content.subject, 900),
    text: content.text,
    html: content.html,
    date: new Date(mail.date),
    messageId: `<${id}@${domainOf(mail.from.address)}>`,
    // '=_' occurs in no quoted-printable or base64 text (RFC 2045 §6.7).
    boundaryPrefix: '=_mailgps',
    baseBoundary: createHash('sha256').update(mail.effectId).digest('hex').slice(0, 24),
    headers: {
      ...(mail.byHand ? {} : { [REPLY_ID]: id }),
      // RFC 3834 §5. Not `All` in the second: it would silence Exchange's bounces too (MS-OXCMAIL), which tell us of failures.
      ...(auto ? { 'Auto-Submitted': auto, 'X-Auto-Response-Suppress': 'OOF, AutoReply, RN, NRN' } : {}),
    },
  };
}

async function build(mail: Composed): Promise<Uint8Array> {
  const { compile } = await import('./mime.ts');
  return compile({ ...mail, normalizeHeaderKey });
}

function normalizeHeaderKey(key: string): string {
  return key.toLowerCase() === REPLY_ID_HEADER ? REPLY_ID : key;
}

/** One plain address. A list, a name or a line break in it would add recipients or headers. */
function address(value: string): string {
  if (!/^[^\s<>()[\]",;:\\@]+@[^\s<>()[\]",;:\\@]+$/u.test(value) || value.length > 254 || oneLine(value, 254) !== value) {
    throw new AppError('invalid', 'The recipient is not one plain address');
  }
  return value;
}

function cleanId(id: string): string | null {
  return /^[\x21-\x7E]{1,250}$/.test(id) && !/[<>]/.test(id) ? id : null;
}

/** RFC 5322 §3.6.4: the parent's References (or, without any, its single In-Reply-To), then the parent. */
function references({ messageId, inReplyTo, references: chain }: OutgoingReply['original']): string[] {
  const before = chain.length > 0 ? chain : inReplyTo.length === 1 ? inReplyTo : [];
  const ids = [...new Set([...before.filter((id) => id !== messageId), messageId])].filter((id) => cleanId(id) !== null);
  return ids.length <= MAX_REFERENCES ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MAX_REFERENCES)];
}

function attached(files: OutgoingReply['files']): Composed['attachments'] {
  if (files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) > MAX_FILES_BYTES) {
    throw new AppError('too-large', 'The files of the reply are too large together');
  }
  return files.map(({ file, bytes }) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== file.sha256 || bytes.byteLength !== file.size) {
      throw new AppError('invalid', 'A file of the reply is not the one that was approved');
    }
    return { filename: oneLine(file.name, 200), contentType: file.type, content: Buffer.from(bytes) };
  });
}

/** message/rfc822 may not be encoded (RFC 2046 §5.2.1): what cannot travel so, as broken mail cannot, goes as a file. */
function originalFile(raw: Buffer): NonNullable<Composed['attachments']>[number] {
  const crlf = Buffer.from(raw.toString('latin1').replace(/\r\n|\r|\n/g, '\r\n'), 'latin1');
  const travels = !crlf.includes(0) && !/[^\r\n]{999}/.test(crlf.toString('latin1'));
  return travels
    ? { filename: 'original.eml', contentType: 'message/rfc822', contentDisposition: 'attachment', content: crlf }
    : { filename: 'original.eml', contentType: 'application/octet-stream', content: raw };
}

import type { Address, Header, Mail, MailRef } from '../../shared/mail.ts';
import { readAddresses, readMessageIds, readReturnPath } from './parse/addresses.ts';
import { readAttachments } from './parse/attachments.ts';
import { type Selection, selectParts, textOf } from './parse/body.ts';
import { readDate } from './parse/date.ts';
import { decodeWords } from './parse/encoded-words.ts';
import { type Entity, readEntity } from './parse/entity.ts';
import { decodeBytes, fieldValue } from './parse/fields.ts';
import { htmlToMarkedText, withoutMarks } from './parse/html.ts';
import { LIMITS, type Warn, type WarningCode } from './parse/limits.ts';
import { newTextOf } from './parse/new-text.ts';
import { readReports } from './parse/reports.ts';

export interface ParseInput {
  ref: MailRef;
  raw: Uint8Array;
  receivedAt: number;
}

/**
 * Reads a raw mail (RFC 5322 and MIME). Never rejects: what cannot be read is left empty and named in `warnings`; after
 * an unexpected failure the mail holds what could still be read, and 'unreadable'.
 */
export async function parseMail(input: ParseInput): Promise<Mail> {
  const codes: WarningCode[] = [];
  const warn: Warn = (code) => {
    if (!codes.includes(code)) codes.push(code);
  };
  let known: Mail = {
    ...EMPTY,
    id: input.ref.id,
    threadId: input.ref.threadId,
    labels: input.ref.labels,
    receivedAt: input.receivedAt,
  };
  try {
    const root = readEntity(sourceOf(input.raw, warn), warn);
    known = { ...known, ...readHead(root, warn) };
    known = { ...known, ...(await readContent(root, known.subject, warn)) };
  } catch {
    // What a library does on a mail nobody foresaw: a person sees the mail, and the others are not held up.
    warn('unreadable');
    if (known.headers.length === 0) known = { ...known, ...plainHeaders(input.raw) };
  }
  // A piece cut out of a long text keeps all of it in memory: the copy lets a mail of 25 MB go when it was read.
  return structuredClone({ ...known, warnings: codes });
}

/** One byte per character, so that positions are bytes and nothing is decoded before its charset is known. */
function sourceOf(raw: Uint8Array, warn: Warn): string {
  if (raw.byteLength === 0) warn('empty-input');
  if (raw.byteLength > LIMITS.rawBytes) warn('raw-cut');
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, LIMITS.rawBytes));
  const source = bytes.toString('latin1');
  // Lines end in CR alone where the first line does (old Mac files).
  return /^[^\r\n]*\r(?!\n)/.test(source) ? source.replace(/\r\n?/g, '\n') : source;
}

type Content = Pick<Mail, 'text' | 'newText' | 'attachments' | 'reports' | 'contentType' | 'reportType'>;
type Head = Omit<Mail, keyof Content | 'warnings' | 'id' | 'threadId' | 'labels' | 'receivedAt'>;

function readHead(root: Entity, warn: Warn): Head {
  const { fields } = root;
  if (fields.length === 0) warn('no-headers');
  const charset = root.params.get('charset') ?? '';
  const decoded = (value: string): string => decodeWords(decodeBytes(value, charset), warn);
  const addresses = (name: string): Address[] => readAddresses(fields, name, charset, warn);
  const from = addresses('from');
  const subject = decoded(fieldValue(fields, 'subject'));
  const dateValue = fieldValue(fields, 'date');
  const date = readDate(dateValue);
  if (dateValue !== '' && date === null) warn('bad-date');
  if (subject.length > LIMITS.subjectChars) warn('header-cut');
  return {
    messageId: readMessageIds(fieldValue(fields, 'message-id'))[0] ?? '',
    inReplyTo: readMessageIds(fieldValue(fields, 'in-reply-to')),
    references: readMessageIds(fieldValue(fields, 'references')),
    from: from.find(({ address }) => address !== '') ?? from[0] ?? { name: '', address: '' },
    fromCount: from.filter(({ address }) => address !== '').length,
    sender: addresses('sender')[0] ?? null,
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    returnPath: readReturnPath(fields),
    subject: subject.replace(/\s+/g, ' ').trim().slice(0, LIMITS.subjectChars),
    date,
    headers: fields.map(({ name, value }): Header => [name, decoded(value)]),
  };
}

/** How mail programs mark a forward in the subject, in the usual languages. */
const FORWARD_SUBJECT = /^\s*(?:tr|fwd?|wg|rv|enc|doorst|vl|vb|pd|i|转发|轉寄)\s*[:：]/i;

/** What HTML has where a mail program put history. */
const HISTORY_HINT = /gmail_quote|type=["']?cite|divRplyFwdMsg|protonmail_quote|yahoo_quoted|mail-editor-reference|OLK_SRC/i;

async function readContent(root: Entity, subject: string, warn: Warn): Promise<Content> {
  const selection = selectParts(root);
  const marked = readText(selection, warn);
  const text = withoutMarks(marked);
  const forwarded = FORWARD_SUBJECT.test(subject);
  const newText = newTextOf(marked, { forwarded });
  return {
    text,
    newText: newText === text.trim() ? (newTextOfHtml(selection, newText, forwarded) ?? newText) : newText,
    attachments: await readAttachments(selection, warn),
    reports: readReports(root, warn),
    contentType: root.type,
    reportType: (root.params.get('report-type') ?? '').toLowerCase(),
  };
}

/** The text parts, or the HTML ones where those are blank; with QUOTE_MARKs from the HTML. */
function readText(selection: Selection, warn: Warn): string {
  const plain = selection.text.map((part) => markedText(part, warn)).join('\n');
  const text = plain.trim() === '' ? selection.html.map((part) => markedText(part, warn)).join('\n') : plain;
  if (text.length > LIMITS.textChars) warn('text-cut');
  return text.slice(0, LIMITS.textChars);
}

function markedText(part: Entity, warn: Warn): string {
  const text = textOf(part, warn);
  return part.type === 'text/html' ? htmlToMarkedText(text) : text;
}

/** HTML may mark history that plain text shows in a language without a rule of ours. null where it does not. */
function newTextOfHtml(selection: Selection, plain: string, forwarded: boolean): string | null {
  const html = selection.html.filter((part) => part.type === 'text/html' && !selection.text.includes(part));
  const quiet: Warn = () => undefined;
  const sources = html.map((part) => textOf(part, quiet));
  if (!sources.some((source) => HISTORY_HINT.test(source))) return null;
  const newText = newTextOf(sources.map(htmlToMarkedText).join('\n'), { forwarded });
  return newText !== '' && newText.length < plain.length * 0.9 ? newText : null;
}

/** So simple that it cannot fail: what a person sees of a mail at whose structure or addresses a library stumbles. */
function plainHeaders(raw: Uint8Array): Partial<Mail> {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, PLAIN_BYTES)).toString('latin1');
  const head = start.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const value = (name: string): string => new RegExp(`^${name}:[ \\t]*([^\\r\\n]{0,900})`, 'im').exec(head)?.[1] ?? '';
  const from = value('from');
  const address = /[^\s<>@,;:"]{1,64}@[^\s<>@,;:"]{1,250}/.exec(from)?.[0] ?? '';
  return { subject: value('subject'), from: { name: '', address: address.toLowerCase() }, fromCount: address === '' ? 0 : 1 };
}

const PLAIN_BYTES = 20_000;

const EMPTY: Mail = {
  id: '',
  threadId: '',
  labels: [],
  messageId: '',
  inReplyTo: [],
  references: [],
  from: { name: '', address: '' },
  fromCount: 0,
  sender: null,
  replyTo: [],
  to: [],
  cc: [],
  returnPath: null,
  subject: '',
  date: null,
  receivedAt: 0,
  headers: [],
  text: '',
  newText: '',
  attachments: [],
  reports: [],
  contentType: 'text/plain',
  reportType: '',
  warnings: [],
};

import type { Address, Mail } from '../../shared/mail.ts';

/** Characters of text kept for staff to read; the mail itself stays in Gmail. */
const KEPT_TEXT = 100_000;
/**
 * Bytes of JSON for each of the two texts. Latin text keeps its 100,000 characters, and so does Chinese; only text made of
 * control characters or halves of characters, six bytes each in JSON, is cut sooner.
 */
const TEXT_BYTES = 300_000;
/** Of each list of recipients: who is answered stands in the record. */
const ADDRESSES = 100;
const NAME_BYTES = 200;
/** An address of more than 254 bytes is none (RFC 5321, 4.5.3.1.3, less the brackets). */
const ADDRESS_BYTES = 254;
const IDS = 50;
const ID_BYTES = 1_000;
const FILES = 100;
const FILE_NAME_BYTES = 800;
const TYPE_BYTES = 255;
const LABELS = 200;

/**
 * What is kept of a mail's content. Raw headers, reports and what attachments say have served their purpose. Whatever a
 * mail holds, this is smaller than a document may be: the bounds above add up to less than 900,000 bytes of JSON.
 */
export function keptMail(mail: Mail): Mail {
  return {
    ...mail,
    labels: mail.labels.slice(0, LABELS).map((label) => cut(label, TYPE_BYTES)),
    messageId: cut(mail.messageId, ID_BYTES),
    inReplyTo: ids(mail.inReplyTo),
    references: ids(mail.references),
    from: address(mail.from),
    sender: mail.sender && address(mail.sender),
    replyTo: mail.replyTo.slice(0, ADDRESSES).map(address),
    to: mail.to.slice(0, ADDRESSES).map(address),
    cc: mail.cc.slice(0, ADDRESSES).map(address),
    returnPath: mail.returnPath === null ? null : whole(mail.returnPath),
    subject: cut(mail.subject, 6_100),
    headers: [],
    reports: [],
    attachments: mail.attachments
      .slice(0, FILES)
      .map(({ text: _text, ...file }) => ({ ...file, name: cut(file.name, FILE_NAME_BYTES), type: cut(file.type, TYPE_BYTES) })),
    text: cut(mail.text.slice(0, KEPT_TEXT), TEXT_BYTES),
    newText: cut(mail.newText.slice(0, KEPT_TEXT), TEXT_BYTES),
    contentType: cut(mail.contentType, TYPE_BYTES),
    reportType: cut(mail.reportType, TYPE_BYTES),
  };
}

/** The last ones name the mail that is answered. */
function ids(list: readonly string[]): string[] {
  return list.slice(-IDS).map((id) => cut(id, ID_BYTES));
}

function address({ name, address }: Address): Address {
  return { name: cut(name, NAME_BYTES), address: whole(address) };
}

/** Half an address would be somebody else's. */
function whole(text: string): string {
  return text.length > ADDRESS_BYTES || jsonBytes(text) > ADDRESS_BYTES ? '' : text;
}

/** The beginning of a text that takes so many bytes of JSON, without its quotes. */
function cut(text: string, bytes: number): string {
  // A character takes a byte at least.
  let kept = text.slice(0, bytes);
  for (let size = jsonBytes(kept); size > bytes; size = jsonBytes(kept)) {
    kept = kept.slice(0, Math.floor((kept.length * bytes) / size)).replace(/[\ud800-\udbff]$/, '');
  }
  return kept;
}

function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

import type { Attachment } from '../../../shared/mail.ts';
import { bytesOf, isMedia, nameOf, type Selection, textOf } from './body.ts';
import type { Entity } from './entity.ts';
import { fieldValue } from './fields.ts';
import { htmlToText } from './html.ts';
import { LIMITS, type Warn } from './limits.ts';
import { readPdf } from './pdf.ts';

/** Attached files as metadata, with the text of text and PDF files within limits. */
export async function readAttachments(selection: Selection, warn: Warn): Promise<Attachment[]> {
  if (selection.attached.length > LIMITS.attachments) warn('attachments-cut');
  const budget = { texts: LIMITS.attachmentsRead, pdfs: LIMITS.pdfsRead as number };
  const attachments: Attachment[] = [];
  for (const { entity, related } of selection.attached.slice(0, LIMITS.attachments)) {
    const name = cleanFileName(nameOf(entity));
    const bytes = bytesOf(entity, warn);
    const text = await readableText(entity, name, bytes, budget, warn);
    const known = { name, type: entity.type, size: bytes.length, inline: isShownInBody(entity, related) };
    attachments.push(text === null ? known : { ...known, text });
  }
  return attachments;
}

/** An image that the HTML shows carries a Content-ID; a photo that was attached on a phone is inline without one. */
function isShownInBody(entity: Entity, related: boolean): boolean {
  if (!isMedia(entity.type)) return false;
  const named = fieldValue(entity.fields, 'content-id') !== '';
  return related ? named || entity.disposition.value !== 'attachment' : named && entity.disposition.value === 'inline';
}

async function readableText(
  entity: Entity,
  name: string,
  bytes: Buffer,
  budget: { texts: number; pdfs: number },
  warn: Warn,
): Promise<string | null> {
  if (bytes.subarray(0, 1024).includes('%PDF-')) {
    if (budget.pdfs-- <= 0) return null;
    const text = bytes.length <= LIMITS.pdfBytes ? await readPdf(bytes) : null;
    if (text === null) warn('pdf-unread');
    return text === null ? null : bounded(text, warn);
  }
  const isText =
    entity.type.startsWith('text/') || (entity.type === 'application/octet-stream' && /\.(?:txt|csv|md)$/i.test(name));
  if (!isText || budget.texts-- <= 0) return null;
  const text = textOf(entity, warn);
  return bounded(entity.type === 'text/html' ? htmlToText(text) : text, warn);
}

function bounded(text: string, warn: Warn): string {
  if (text.length > LIMITS.attachmentTextChars) warn('attachment-text-cut');
  return text.slice(0, LIMITS.attachmentTextChars).trim();
}

function cleanFileName(name: string): string {
  return name
    .replace(/\p{Cc}+/gu, '')
    .trim()
    .slice(0, LIMITS.attachmentNameChars);
}

import type { Attachment } from '../../../shared/mail.ts';
import { bytesOf, isMedia, nameOf, type Selection } from './body.ts';
import { fieldValue } from './fields.ts';
import { LIMITS, type Warn } from './limits.ts';

export async function readAttachments(selection: Selection, warn: Warn): Promise<Attachment[]> {
  if (selection.attached.length > LIMITS.attachments) warn('attachments-cut');
  return selection.attached.slice(0, LIMITS.attachments).map(({ entity, related }) => ({
    name: cleanFileName(nameOf(entity)),
    type: entity.type,
    size: bytesOf(entity, warn).length,
    inline:
      isMedia(entity.type) &&
      entity.disposition.value !== 'attachment' &&
      (related || fieldValue(entity.fields, 'content-id') !== ''),
  }));
}

function cleanFileName(name: string): string {
  return name
    .replace(/\p{Cc}+/gu, '')
    .trim()
    .slice(0, LIMITS.attachmentNameChars);
}

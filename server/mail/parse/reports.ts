import type { ReportPart } from '../../../shared/mail.ts';
import { bytesOf } from './body.ts';
import { decodeCharset } from './charset.ts';
import type { Entity } from './entity.ts';
import { LIMITS, type Warn } from './limits.ts';

/** Parts that tell of another mail: delivery, disposition and feedback reports, returned messages and their headers. */
export function readReports(root: Entity, warn: Warn): ReportPart[] {
  const reports: ReportPart[] = [];
  for (const leaf of leaves(root)) {
    if (!/^(?:message\/|text\/rfc822)/.test(leaf.type)) continue;
    if (reports.length >= LIMITS.reports) {
      warn('reports-cut');
      break;
    }
    const maxChars = /rfc822|global(?!-delivery|-disposition)/.test(leaf.type) ? LIMITS.returnedMessageChars : LIMITS.reportChars;
    const bytes = bytesOf(leaf, warn, maxChars * 2);
    const content = decodeCharset(bytes, leaf.params.get('charset') ?? '', warn)
      .replace(/\r\n?/g, '\n')
      .replace(/\0/g, '');
    reports.push({ type: leaf.type, content: content.slice(0, maxChars) });
  }
  return reports;
}

function leaves(entity: Entity): Entity[] {
  return entity.type.startsWith('multipart/') ? entity.children.flatMap(leaves) : [entity];
}

import type { Mail } from '../../../shared/mail.ts';
import { unixLines } from './text.ts';

const MAX_CITES = 20;

/**
 * Message-IDs a report cites, in the order in which they are trusted to name the returned mail: X-Original-Message-ID of
 * the status part, In-Reply-To and References, Message-ID of the returned mail (its own part, or quoted in the text).
 */
export function citesOf(mail: Mail, originalMessageIds: readonly string[]): string[] {
  const returned = mail.reports
    .filter((part) => part.type !== 'message/delivery-status')
    .flatMap((part) => messageIdsIn(part.content));
  const all = [
    ...originalMessageIds.map(bare),
    ...mail.inReplyTo,
    ...[...mail.references].reverse(),
    ...returned,
    ...messageIdsIn(mail.text),
  ];
  return [...new Set(all.filter((id) => id !== '' && id !== mail.messageId))].slice(0, MAX_CITES);
}

/** Values of Message-ID lines, quoted and indented ones too (text-only bounces return the header that way). */
function messageIdsIn(text: string): string[] {
  const found = unixLines(text)
    .slice(0, 200_000)
    .matchAll(/^[ \t>|]{0,20}(?:x-original-)?message-id[ \t]{0,4}:[ \t]{0,20}(?:\n[ \t>]{1,20})?<?([^\s<>]{3,998})>?/gim);
  return [...found].map((m) => bare(m[1] ?? ''));
}

function bare(id: string): string {
  const inBrackets = /<([^<>\s]{3,998})>/.exec(id);
  return (inBrackets?.[1] ?? id).trim();
}

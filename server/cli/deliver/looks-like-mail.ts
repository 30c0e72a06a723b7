/** Fields that stand at the top of nearly every mail (RFC 5322 and what hosts add on the way). */
const FIELD =
  /^(?:from|to|cc|bcc|subject|date|sender|reply-to|message-id|in-reply-to|references|received|return-path|delivered-to|mime-version|content-type|content-transfer-encoding|dkim-signature|arc-[a-z-]+|authentication-results|x-[a-z0-9-]+)[ \t]*:/i;

/** Bytes of a file that are looked at. */
export const HEAD_BYTES = 64 * 1024;

/**
 * How many known header fields stand in the first block of lines. None: this is no mail, though a reader that forgives
 * everything would make something of it.
 */
export function headerFields(head: Uint8Array): number {
  const text = Buffer.from(head.subarray(0, HEAD_BYTES))
    .toString('latin1')
    .replace(/^\xEF\xBB\xBF/, '')
    .replace(/^\s+/, '');
  const lines = text.split(/\r\n|\n|\r/);
  const end = lines.indexOf('');
  return (end < 0 ? lines : lines.slice(0, end)).filter((line) => FIELD.test(line)).length;
}

/** An OLE file: how Outlook on Windows keeps a message. */
export function isOutlookFile(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 4)).toString('hex') === 'd0cf11e0';
}

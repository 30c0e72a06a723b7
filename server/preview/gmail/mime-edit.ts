import PostalMime from 'postal-mime';

/** The header block of a mail, read once: values unfolded, not decoded, topmost first. */
export interface Head {
  headers: readonly { name: string; value: string }[];
  /** Decoded. */
  subject: string;
  /** Lower-cased, '' when absent. */
  from: string;
  recipients: readonly string[];
  /** Without angle brackets, '' when absent. */
  messageId: string;
  /** In-Reply-To and References, nearest first. */
  linked: readonly string[];
}

/** More is no header block. */
const LARGEST_HEAD = 512 * 1024;

export async function readHead(raw: Uint8Array): Promise<Head> {
  const block = Buffer.from(raw.subarray(0, headEnd(raw))).toString('latin1');
  const parsed = await PostalMime.parse(Buffer.from(`${block}\r\n\r\n`, 'latin1')).catch(() => null);
  const headers = (parsed?.headers ?? []).map(({ originalKey, key, value }) => ({ name: originalKey || key, value }));
  const value = (name: string) => headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
  return {
    headers,
    subject: parsed?.subject ?? value('subject'),
    from: parsed?.from?.address?.toLowerCase() ?? '',
    recipients: [...(parsed?.to ?? []), ...(parsed?.cc ?? []), ...(parsed?.bcc ?? [])].flatMap(({ address }) =>
      address ? [address.toLowerCase()] : [],
    ),
    messageId: ids(value('message-id'))[0] ?? '',
    linked: [...ids(value('in-reply-to')), ...ids(value('references')).reverse()],
  };
}

/** Subject without reply and forward marks, for Gmail threads only what is called the same. */
export function baseSubject(subject: string): string {
  return subject
    .replace(/^(\s*(re|fw|fwd|aw|wg|tr|rép|réf|rv|sv|antw)\s*(\[\d+\])?\s*:)+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** The mail without the fields that `drop` names (lower case); the body and all other lines stay as they are. */
export function withoutFields(raw: Uint8Array, drop: (name: string) => boolean): Buffer {
  const end = headEnd(raw);
  const block = Buffer.from(raw.subarray(0, end)).toString('latin1');
  const fields = block.split(/(?<=\n)(?![ \t])/);
  const kept = fields.filter(
    (field) =>
      !drop(
        field
          .slice(0, Math.max(0, field.indexOf(':')))
          .trim()
          .toLowerCase(),
      ),
  );
  return Buffer.concat([Buffer.from(kept.join(''), 'latin1'), raw.subarray(end)]);
}

/** New fields on top, as every host on the way does. */
export function withFieldsOnTop(raw: Uint8Array, fields: readonly string[]): Buffer {
  const firstBreak = raw.indexOf(10);
  const newline = firstBreak > 0 && raw[firstBreak - 1] !== 13 ? '\n' : '\r\n';
  return Buffer.concat([Buffer.from(fields.map((field) => field + newline).join(''), 'utf8'), raw]);
}

/** Where the last header line ends (after its line break), the blank line not counted. */
function headEnd(raw: Uint8Array): number {
  const limit = Math.min(raw.length, LARGEST_HEAD);
  for (let at = raw.indexOf(10); at >= 0 && at < limit; at = raw.indexOf(10, at + 1)) {
    const next = raw[at + 1];
    if (next === 10 || (next === 13 && raw[at + 2] === 10)) return at + 1;
  }
  return limit;
}

function ids(value: string): string[] {
  const bracketed = [...value.matchAll(/<([^<>\s]+)>/g)].map((match) => match[1] ?? '');
  return bracketed.length > 0 ? bracketed : value.split(/\s+/).filter((word) => word.includes('@'));
}

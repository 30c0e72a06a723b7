/**
 * Mails of an mbox file, one at a time, however large the file. Between two mails stands a line "From SENDER DATE"
 * (RFC 4155, appendix A); a line of a mail that began with "From " got a ">" in front (mboxo), as did those that already had
 * some (mboxrd): one is taken away. The parsers on npm hand over no bounded message, or come without types.
 */
export type MboxMail = { raw: Buffer } | { tooLarge: true };

/** The date is asked for, so that a sentence that begins with "From " ends no mail. Takeout writes a zone before the year. */
const SEPARATOR =
  /^From .*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?\b.*\b\d{4}\b/;
const ESCAPED = /^>+From /;

/** Longer pieces are passed on as they are: a separator is far shorter, and memory stays bounded. */
const LONGEST_LINE = 64 * 1024;
const LF = 10;

/** Whether this is how an mbox file begins. */
export function beginsLikeMbox(head: Buffer): boolean {
  return SEPARATOR.test(firstLine(head));
}

export async function* mailsOfMbox(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<MboxMail> {
  let mail: Gathering | null = null;
  for await (const { bytes, whole, begins } of linesOf(chunks)) {
    if (begins && whole && isSeparator(bytes)) {
      if (mail) yield ended(mail);
      mail = { pieces: [], size: 0, tooLarge: false };
      continue;
    }
    // Before the first separator there is nothing but blank lines.
    if (mail) gather(mail, begins && isEscaped(bytes) ? bytes.subarray(1) : bytes, maxBytes);
  }
  if (mail) yield ended(mail);
}

interface Gathering {
  pieces: Uint8Array[];
  size: number;
  tooLarge: boolean;
}

function gather(mail: Gathering, bytes: Uint8Array, maxBytes: number): void {
  mail.size += bytes.length;
  mail.tooLarge ||= mail.size > maxBytes;
  if (mail.tooLarge) mail.pieces = [];
  else mail.pieces.push(bytes);
}

/** The blank line before the next separator belongs to the format and not to the mail. */
function ended({ pieces, tooLarge }: Gathering): MboxMail {
  if (tooLarge) return { tooLarge };
  const raw = Buffer.concat(pieces);
  const end = raw.subarray(-4).toString('latin1');
  if (end === '\r\n\r\n') return { raw: raw.subarray(0, -2) };
  return { raw: end.endsWith('\n\n') ? raw.subarray(0, -1) : raw };
}

/** `begins`: at the beginning of a line; `whole`: up to its end. */
interface Piece {
  bytes: Buffer;
  begins: boolean;
  whole: boolean;
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  let rest: Buffer = Buffer.alloc(0);
  let begins = true;
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    let at = 0;
    for (let end = rest.indexOf(LF); end >= 0; end = rest.indexOf(LF, at)) {
      yield { bytes: rest.subarray(at, end + 1), begins, whole: true };
      begins = true;
      at = end + 1;
    }
    rest = rest.subarray(at);
    if (rest.length <= LONGEST_LINE) continue;
    yield { bytes: rest, begins, whole: false };
    rest = Buffer.alloc(0);
    begins = false;
  }
  if (rest.length > 0) yield { bytes: rest, begins, whole: true };
}

const FROM = Buffer.from('From ');
const QUOTE = '>'.charCodeAt(0);

function isSeparator(bytes: Buffer): boolean {
  return bytes.subarray(0, FROM.length).equals(FROM) && bytes.length < 1_000 && SEPARATOR.test(bytes.toString('latin1'));
}

function isEscaped(bytes: Buffer): boolean {
  return bytes[0] === QUOTE && ESCAPED.test(bytes.subarray(0, 200).toString('latin1'));
}

function firstLine(head: Buffer): string {
  const text = head.subarray(0, 1_000).toString('latin1').replace(/^\s+/, '');
  return text.split('\n', 1)[0] ?? '';
}

/** Longest notice that is read; real ones are a few hundred lines, and what follows is the returned mail. */
export const MAX_NOTICE = 32_000;
/** Longest diagnostic kept in a record. */
const MAX_DIAGNOSTIC = 500;

const ADDRESS = /[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,128}@[a-z0-9](?:[a-z0-9-]{0,62}\.){0,8}[a-z0-9-]{1,63}/gi;

/** Line ends to \n: report parts keep the line ends they came with. */
export function unixLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/**
 * What phrases are looked up in: lower case, typographic quotes made plain, every stretch of white space one blank. Of links
 * only the host is kept, of addresses nothing: their words were not chosen by the host that refused the mail.
 */
export function flat(text: string): string {
  return text
    .slice(0, MAX_NOTICE)
    .toLowerCase()
    .replace(/https?:\/\/([a-z0-9.-]{1,253})[^\s<>"')\]]*/g, '$1')
    .replace(ADDRESS, '@')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u00ab\u00bb]/g, '"')
    .replace(/[\s\u00a0\u200b]+/g, ' ')
    .trim();
}

/** One line without control characters, cut to what a record keeps. */
export function oneLine(text: string): string {
  return text
    .slice(0, MAX_DIAGNOSTIC * 4)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_DIAGNOSTIC);
}

/**
 * Whether the pieces of `phrase`, which are separated by ` * `, stand in `text` in that order, each at the start of a word
 * and within 120 characters of the one before: two halves of different sentences are no match.
 */
export function holds(text: string, phrase: string): boolean {
  const [first = '', ...rest] = phrase.split(' * ');
  let start = wordAt(text, first, 0, text.length);
  for (let tries = 0; start >= 0 && tries < 20; tries++) {
    if (follows(text, rest, start + first.length)) return true;
    start = wordAt(text, first, start + 1, text.length);
  }
  return false;
}

function follows(text: string, pieces: readonly string[], from: number): boolean {
  let at = from;
  for (const piece of pieces) {
    const next = wordAt(text, piece, at, at + 120);
    if (next < 0) return false;
    at = next + piece.length;
  }
  return true;
}

/** Where `piece` begins a word in `text`, from `from` up to `last`; -1 when nowhere. */
function wordAt(text: string, piece: string, from: number, last: number): number {
  for (let at = text.indexOf(piece, from); at >= 0 && at <= last; at = text.indexOf(piece, at + 1)) {
    if (
      at === 0 ||
      !/[a-z0-9\u00e0-\u024f\u0430-\u044f]/.test(text.charAt(at - 1)) ||
      !/[a-z0-9\u00e0-\u024f\u0430-\u044f]/.test(piece.charAt(0))
    )
      return at;
  }
  return -1;
}

/** Addresses in the order they stand, lower-cased, with their offset. */
export function addressesIn(text: string): { address: string; at: number }[] {
  return [...text.matchAll(ADDRESS)].map((m) => ({ address: cleanAddress(m[0]), at: m.index }));
}

/** An address without the quotes, dots and angle brackets that notices put around it. */
export function cleanAddress(raw: string): string {
  return raw
    .toLowerCase()
    .replace(/^[<'"`.\s]+/, '')
    .replace(/[>'"`.\s]+$/, '');
}

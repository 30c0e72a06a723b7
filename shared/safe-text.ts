/**
 * Words of strangers on their way into what we send. A mail's own words may appear in an answer (a name, a course), but
 * they must never become a link, a list, a header line or anything else than words.
 */

/** Controls, format characters (bidi overrides, zero width: Unicode TR 36), surrogates alone, private use. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu;

/** Degrees are the one thing in mails to a school that has a domain's shape: sc, ed and dr are suffixes in use. */
const DEGREES = /\b(?:[BM]\.(?:Sc|Ed|Eng|Phil|Res|Tech|Com)|Ph\.D|Dr)\b\.?/giu;

/** What a mail reader would show as a link though nobody marked it as one. */
const LINK_LIKE = /:\/\/|\b(?:www|mailto|tel)[.:]|[\p{L}\p{N}]\.\p{L}{2,}|@/iu;
const MARKUP = /[<>{}⟦⟧[\]|\\`\uFFFD]|&#?\w+;/u;

/** One line: unprintable characters out, white space to single blanks, at most `limit` code points. */
export function oneLine(value: string, limit: number): string {
  const clean = value.normalize('NFC').replace(/\s/gu, ' ').replace(UNPRINTABLE, '').replace(/ {2,}/g, ' ').trim();
  const points = [...clean];
  return points.length <= limit
    ? clean
    : `${points
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}

/** The text without unprintable characters, line ends as \n, tabs as blanks. */
export function printable(value: string): string {
  return value
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\t/g, '  ')
    .split('\n')
    .map((line) => line.replace(UNPRINTABLE, ''))
    .join('\n');
}

/** True when a mail reader could show part of the value as a link, or when it holds markup. */
export function looksActive(value: string): boolean {
  return LINK_LIKE.test(value.replace(DEGREES, '')) || MARKUP.test(value);
}

/** A mail's words fit to stand in a sentence; null when they are not words (a link, markup, nothing) or too many. */
export function safeWords(value: string, limit = 120): string | null {
  const line = oneLine(value, Number.POSITIVE_INFINITY).replace(/^[-*•–—>#\s]+/u, '');
  if (line === '' || [...line].length > limit || looksActive(line) || !/[\p{L}\p{N}]/u.test(line)) return null;
  return line;
}

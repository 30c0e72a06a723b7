/**
 * From a mail's text to sentences and tokens. Everything is one pass over a bounded text with expressions that cannot
 * backtrack: a mail of any size or alphabet costs the same few milliseconds.
 */

/** Characters of a body that are read. Nobody puts the question after the first four pages. */
const BODY_LIMIT = 8_000;
const SUBJECT_LIMIT = 300;
const TOKEN_LIMIT = 40;
const SENTENCE_LIMIT = 120;

export interface Sentence {
  /** As written. */
  text: string;
  tokens: readonly string[];
  /** Ends with a question mark. */
  question: boolean;
  /** Opens with a number or a dash: an item of a list. */
  item: boolean;
}

/** Lower case, without accents, ligatures and typographic apostrophes. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN_ASCII.test(lower)) return lower.replaceAll('`', "'");
  return lower
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[’‘`´œæßøłđ]/g, (character) => FOLDED[character] ?? character);
}

const PLAIN_ASCII = /^[\0-\x7f]*$/;
const FOLDED: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
};

/** The part of a body worth reading: bounded, without quoted lines and what follows a signature mark (RFC 3676 §4.3). */
export function ownWords(body: string): string {
  const lines: string[] = [];
  for (const line of body.slice(0, BODY_LIMIT).split(/\r\n|\r|\n/)) {
    if (/^\s?--\s?$/.test(line)) break;
    if (/^\s?>/.test(line)) continue;
    lines.push(line);
  }
  return lines.join('\n');
}

/** What follows the signature mark, bounded: read for orders to a machine alone. */
export function afterSignature(body: string): string {
  const text = body.slice(0, BODY_LIMIT);
  const mark = /^\s?--\s?$/m.exec(text);
  return mark ? text.slice(mark.index + mark[0].length) : '';
}

export function ownSubject(subject: string): string {
  return subject.slice(0, SUBJECT_LIMIT).replace(/^(?:\s?(?:re|fwd?|tr|aw|wg|rv|sv|antw)\s?:\s?){1,9}/i, '');
}

const HAN = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Thai}/u;

/** Words in lower case without accents; scripts written without spaces are cut into pairs of characters. */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  let plain = fold(text);
  if (plain.includes('://') || plain.includes('www.')) plain = plain.replace(/\b(?:https?:\/\/|www\.)\S{1,200}/g, ' ');
  if (plain.includes('@')) plain = plain.replace(/[\w.+-]{1,64}@\S{1,200}/g, ' ');
  for (const match of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
    const token = match[0].slice(0, TOKEN_LIMIT);
    if (token > '\u0e00' && HAN.test(token))
      for (let i = 0; i < Math.max(1, token.length - 1); i++) tokens.push(token.slice(i, i + 2));
    else tokens.push(token);
  }
  return tokens;
}

/** Cuts at line ends and at sentence marks followed by a space; a line wrapped in mid-sentence is joined again. */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  for (const paragraph of joinWrapped(text)) {
    for (const piece of paragraph.split(/(?<=[.!?…;。！？])\s+|(?<=[。！？])/u)) {
      if (found.length >= SENTENCE_LIMIT) return found;
      const trimmed = piece.trim();
      if (trimmed === '') continue;
      const tokens = tokenize(trimmed);
      if (tokens.length === 0) continue;
      found.push({
        text: trimmed,
        tokens,
        question: /[?？][\s!?)"»]*$/.test(trimmed.slice(-12)),
        item: /^(?:\d{1,2}\s?[.)°/-]|[-–•*]\s)/.test(trimmed),
      });
    }
  }
  return mergeOrphans(found);
}

/** Mail programs wrap lines near 72 characters: a long line followed by one that opens in lower case is one paragraph. */
function joinWrapped(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const previous = lines.at(-1);
    if (
      previous !== undefined &&
      previous.length > 55 &&
      /^\s{0,8}\p{Ll}/u.test(line) &&
      !/[.!?:]\s{0,4}$/.test(previous.slice(-6))
    ) {
      lines[lines.length - 1] = `${previous} ${line.trim()}`;
    } else lines.push(line);
  }
  return lines;
}

/** "1)" or "M." alone is the head of the next sentence. */
function mergeOrphans(list: readonly Sentence[]): Sentence[] {
  const merged: Sentence[] = [];
  for (const sentence of list) {
    const previous = merged.at(-1);
    const orphan =
      previous && previous.tokens.length === 1 && (previous.tokens[0]?.length ?? 0) <= 3 && /[.)]$/.test(previous.text);
    if (previous && orphan) {
      merged[merged.length - 1] = {
        text: `${previous.text} ${sentence.text}`,
        tokens: [...previous.tokens, ...sentence.tokens],
        question: sentence.question,
        item: previous.item || sentence.item,
      };
    } else merged.push(sentence);
  }
  return merged;
}

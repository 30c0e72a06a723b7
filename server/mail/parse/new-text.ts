import {
  ANSWERS_INSIDE,
  GREETING_ONLY,
  HAS_ADDRESS,
  HAS_DATE,
  HAS_TIME,
  OWN_SENTENCE,
  QUOTE_MARK,
  RULED_ATTRIBUTION,
  STARTS_WITH_DATE,
  WROTE_WORD,
} from './attribution-words.ts';
import { isDeviceFooter } from './device-footers.ts';
import { FORWARD_FORM, FORWARD_LINE, type HeaderKind, headerKind, ORIGINAL_LINE, POINTS_BELOW } from './history-lines.ts';

/**
 * What the sender wrote now: the text without quoted history, signature and device footers.
 *
 * The result is made of lines of the input, in order; it is never empty where the input has text, and applying the
 * function again changes nothing. In doubt text stays: what is lost here nobody reads. Answers below or between quotes
 * stay with the quotes they answer. A forward is content where the sender added next to nothing, or says that it is
 * the matter. `forwarded` tells that the mail is a forward (by its subject): history without a mark of its own, as
 * Outlook writes it, is then taken for the forwarded mail.
 */
export function newTextOf(text: string, { forwarded = false }: { forwarded?: boolean } = {}): string {
  let current = text.replace(/\r\n?/g, '\n').trim();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = joined(trimEnd(withoutHistory(current.split('\n'), forwarded)));
    if (next === '' || next === current) break;
    current = next;
  }
  const bare = current.replaceAll(QUOTE_MARK, '').trim();
  return bare === current ? current : newTextOf(bare, { forwarded });
}

/** Each round only takes lines away; histories within histories settle in two or three. */
const MAX_ROUNDS = 20;
/** Of so many words the sender's own note on a forward is no request yet ("Pour info, à traiter svp"). */
const NOTE_WORDS = 6;
const MAX_ATTRIBUTION_LINES = 6;
/** Quotes after quotes; beyond, text is kept as it is. */
const MAX_DEPTH = 30;

type Lines = readonly string[];

interface Mark {
  kind: 'attribution' | 'weak' | 'original' | 'forward';
  /** First line, and the line after the last. */
  start: number;
  end: number;
}

function withoutHistory(lines: Lines, forwarded: boolean, depth = 0): Lines {
  if (depth > MAX_DEPTH) return lines;
  for (let i = 0; i < lines.length; i++) {
    const mark = markAt(lines, i);
    if (!mark) continue;
    const before = lines.slice(0, mark.start);
    const after = lines.slice(mark.end);
    const quoted = quotedLength(after);
    if (quoted > 0) return aroundQuote(before, after, quoted, isForward(mark, forwarded), depth);
    if (mark.kind === 'weak') continue;
    if (!hasText(before)) return hasText(after) ? after : lines;
    if (ANSWERS_INSIDE.test(before.join(' '))) return lines;
    if (mark.kind === 'original' && !forwarded && GREETING_ONLY.test(joined(before))) return lines;
    return isForward(mark, forwarded) && isNote(before) && hasText(after) ? [...before, ...after] : before;
  }
  return lines;
}

/** A quote whose lines are marked ends where the marks end: what follows may be the answer. */
function aroundQuote(before: Lines, after: Lines, quoted: number, forward: boolean, depth: number): Lines {
  const rest = after.slice(quoted);
  const answer = trimEnd(withoutHistory(rest, false, depth + 1));
  if (!answer.some(isOwnText) || isOnlySignature(rest)) {
    return hasText(before) && !(forward && isNote(before)) ? before : [...before, ...after];
  }
  const inline = hasText(before) || answer.some(isQuote);
  return inline ? [...before, ...after] : rest;
}

function isForward(mark: Mark, forwarded: boolean): boolean {
  return mark.kind === 'forward' || (forwarded && mark.kind === 'original');
}

/** Whether what stands above a forward only passes it on, so that the matter is below. */
function isNote(lines: Lines): boolean {
  return words(lines) <= NOTE_WORDS || POINTS_BELOW.test(lines.join(' '));
}

function markAt(lines: Lines, i: number): Mark | null {
  const line = lines[i] ?? '';
  if (line.trim() === '') return null;
  if (line.trim() === QUOTE_MARK) return { kind: 'original', start: i, end: headerBlockEnd(lines, i + 1) };
  if (isQuote(line)) return null;
  if (line.length <= 120) {
    if (FORWARD_LINE.test(line) && FORWARD_FORM.test(line))
      return { kind: 'forward', start: i, end: headerBlockEnd(lines, i + 1) };
    if (ORIGINAL_LINE.test(line)) return { kind: 'original', start: i, end: headerBlockEnd(lines, i + 1) };
  }
  const block = headerBlockAt(lines, i);
  if (block > i) return { kind: 'original', start: rulerAbove(lines, i), end: block };
  return attributionAt(lines, i);
}

/**
 * End of a quoted header block that starts at line i, or i. Three fields, From among them, make a block; "De : 8 h à 10 h"
 * is no sender.
 */
function headerBlockAt(lines: Lines, i: number): number {
  const first = headerKind(lines[i] ?? '');
  if (first === null || first === 'other') return i;
  const seen = new Set<HeaderKind>();
  let end = i;
  let gap = 0;
  for (let k = i; k < Math.min(lines.length, i + 24); k++) {
    const line = lines[k] ?? '';
    const kind = headerKind(line);
    if (kind !== null) {
      if (kind === 'from' && /[:：][*_\s]*\d/.test(line)) return i;
      if (seen.has(kind) && kind !== 'other') break;
      seen.add(kind);
      end = k + 1;
      gap = 0;
    } else if (++gap > 2 || (line.trim() === '' && seen.size >= 4)) break;
  }
  seen.delete('other');
  return seen.has('from') && seen.size >= 3 ? end : i;
}

/** Skips the header block that follows a separator, if there is one. */
function headerBlockEnd(lines: Lines, from: number): number {
  let i = from;
  while (i < lines.length && (lines[i] ?? '').trim() === '') i++;
  const end = headerBlockAt(lines, i);
  return end > i ? end : from;
}

/** The rule that mail programs draw above a header block goes with it. */
function rulerAbove(lines: Lines, start: number): number {
  let i = start;
  while (i > 0 && (lines[i - 1] ?? '').trim() === '') i--;
  return i > 0 && /^[\s*]*[-_–—=]{5,}[\s*]*$|^\s*message du \d.{4,30}$/i.test(lines[i - 1] ?? '') ? i - 1 : start;
}

/** "On … wrote:", wrapped over some lines, at line i. */
function attributionAt(lines: Lines, i: number): Mark | null {
  const line = lines[i] ?? '';
  if (RULED_ATTRIBUTION.test(line) && WROTE_WORD.test(line)) return { kind: 'attribution', start: i, end: i + 1 };
  if (!opensWithDate(line) && !/<[^<>]*$|<[^<>\s]+@|\[mailto:/.test(line) && !WROTE_WORD.test(line)) return null;
  let text = '';
  for (let k = i; k < Math.min(lines.length, i + MAX_ATTRIBUTION_LINES); k++) {
    const next = (lines[k] ?? '').trim();
    if (next === '' && !/^(?:<|mailto:)/.test(nextText(lines, k))) return null;
    if (next === QUOTE_MARK || (k > i && isQuote(next) && !/^>\s?[^>]*[:：]$/.test(next))) return null;
    text = `${text} ${next}`.trim();
    if (text.length > 400) return null;
    const kind = attributionKind(text);
    if (kind) return { kind, start: latestStart(lines, i, k, kind), end: k + 1 };
    if (/[.!?]$/.test(next) && !/[\p{L}\d]{1,5}\.$/u.test(next)) return null;
  }
  return null;
}

/** Prose that starts with a date may stand right above an attribution: the attribution starts at its own date. */
function latestStart(lines: Lines, first: number, last: number, kind: Mark['kind']): number {
  for (let i = last; i > first; i--) {
    if (
      opensWithDate(lines[i] ?? '') &&
      attributionKind(
        lines
          .slice(i, last + 1)
          .join(' ')
          .trim(),
      ) === kind
    )
      return i;
  }
  return first;
}

function opensWithDate(line: string): boolean {
  return STARTS_WITH_DATE.test(line) && (HAS_DATE.test(line) || HAS_TIME.test(line));
}

function nextText(lines: Lines, from: number): string {
  return (lines.slice(from, from + 3).find((line) => line.trim() !== '') ?? '').trim();
}

function attributionKind(text: string): 'attribution' | 'weak' | null {
  // Gmail's older form has no verb: "2016-03-03 17:21 GMT+01:00 Name <address>:".
  if (/^\d{4}[-/]\d{1,2}[-/]\d{1,2}\s.{0,200}$/.test(text) && (/\bGMT[+-]\d/.test(text) || /<[^<>\s]+@[^<>]+>:?$/.test(text)))
    return 'attribution';
  if (!/[:：]\s*$/.test(text)) return null;
  const dated = HAS_TIME.test(text) || HAS_DATE.test(text);
  const addressed = HAS_ADDRESS.test(text);
  if (WROTE_WORD.test(text)) {
    if (OWN_SENTENCE.test(text) && !addressed) return null;
    if (addressed || (HAS_TIME.test(text) && STARTS_WITH_DATE.test(text))) return 'attribution';
    return dated || text.length < 120 ? 'weak' : null;
  }
  // Any language: a date, a time and an address before the colon.
  if (addressed && dated && />\s?\p{L}{0,12}\s?\p{L}{0,12}\s*[:：]$/u.test(text))
    return HAS_TIME.test(text) ? 'attribution' : 'weak';
  return addressed || dated ? 'weak' : null;
}

/** Lines of `lines` that a marked quote takes up from the start (blank lines before it included); 0 when none follows. */
function quotedLength(lines: Lines): number {
  let end = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (isQuote(line)) end = i + 1;
    else if (line.trim() === '') continue;
    // A long quoted line that was wrapped in transit continues without its mark.
    else if (end !== i || i === 0 || !isQuote(lines[i + 1] ?? '')) return end;
  }
  return end;
}

function isQuote(line: string): boolean {
  return /^\s{0,3}(?:>|\|(?!.*\|\s*$)|\p{L}{1,12}>(?=\s|$))/u.test(line);
}

/** Takes trailing quotes, signature, device footers and rules away, as long as text remains. */
function trimEnd(lines: Lines): Lines {
  const current = withoutSignature(lines);
  const firstOwn = current.findIndex(isOwnText);
  let end = textEnd(current, current.length);
  while (firstOwn >= 0 && end - 1 > firstOwn) {
    const line = current[end - 1] ?? '';
    if (isQuote(line)) end = beforeAttribution(current, textEnd(current, end - 1), firstOwn);
    else if (isDeviceFooter(line) || isRule(line)) end = textEnd(current, end - 1);
    else break;
  }
  return current.slice(0, end);
}

/** What stands over a trailing quote and ends in a colon introduced it, in whatever language. */
function beforeAttribution(lines: Lines, end: number, firstOwn: number): number {
  for (let i = end - 1; i > Math.max(firstOwn, end - 5); i--) {
    if (attributionAt(lines, i)?.end === end) return textEnd(lines, i);
  }
  return end;
}

/** The line after the last that is not blank before `end`. */
function textEnd(lines: Lines, end: number): number {
  let i = end;
  while (i > 0 && (lines[i - 1] ?? '').trim() === '') i--;
  return i;
}

function withoutSignature(lines: Lines): Lines {
  const firstOwn = lines.findIndex(isOwnText);
  if (firstOwn < 0) return lines;
  for (let i = Math.max(firstOwn, lines.findLastIndex(isQuote)) + 1; i < lines.length; i++) {
    if (isSignatureStart(lines, i)) return lines.slice(0, i);
  }
  return lines;
}

/** RFC 3676 §4.3 has "-- "; without its blank, and as a drawn rule, only little may follow. */
function isSignatureStart(lines: Lines, i: number): boolean {
  const line = lines[i] ?? '';
  if (/^-- $/.test(line)) return true;
  const loose = /^\s{0,3}(?:--|—|–|––)\s*$/.test(line);
  const ruled = /^\s{0,3}_{5,}\s*$/.test(line);
  if (!loose && !ruled) return false;
  const below = lines.slice(i + 1, i + 40).filter((next) => next.trim() !== '');
  if (lines.length > i + 40) return false;
  return loose ? below.length <= 12 : below.length > 0 && below.length <= 5 && !below.some((next) => /\?\s*$/.test(next));
}

function isOnlySignature(lines: Lines): boolean {
  const first = lines.find((line) => line.trim() !== '') ?? '';
  return /^\s{0,3}(?:--|—|–)\s*$/.test(first) || /^\s{0,3}_{5,}\s*$/.test(first);
}

function isRule(line: string): boolean {
  return /^[\s\-–—_=~*#+ᐧ·•.]+$/u.test(line);
}

function hasText(lines: Lines): boolean {
  return lines.some((line) => /[\p{L}\p{N}\p{S}]/u.test(line));
}

function isOwnText(line: string): boolean {
  return /[\p{L}\p{N}\p{S}]/u.test(line) && !isQuote(line);
}

function words(lines: Lines): number {
  return (lines.join(' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []).length;
}

function joined(lines: Lines): string {
  return lines.join('\n').trim();
}

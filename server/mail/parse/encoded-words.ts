import { decodeCharset } from './charset.ts';
import type { Warn } from './limits.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer.ts';

interface EncodedWord {
  start: number;
  end: number;
  charset: string;
  encoding: 'B' | 'Q';
  payload: string;
}

/**
 * RFC 2047 words decoded wherever they stand: mailers put them inside quotes and against other text. Neighbouring words
 * of one charset are decoded together, as many mailers cut a character in two.
 */
export function decodeWords(value: string, warn: Warn): string {
  const words = findWords(value);
  if (words.length === 0) return value;
  let out = '';
  let at = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) break;
    const between = value.slice(at, word.start);
    if (i === 0 || between.trim() !== '') out += between;
    const group = [word];
    for (let next = words[i + 1]; next && joins(group[group.length - 1] ?? word, next, value); next = words[i + 1]) {
      group.push(next);
      i++;
    }
    out += decodeGroup(group, warn);
    at = group[group.length - 1]?.end ?? word.end;
  }
  return out + value.slice(at);
}

/** Hand-written so that it is linear: an expression with two open ends is not, and headers are the sender's. */
export function findWords(value: string): EncodedWord[] {
  const words: EncodedWord[] = [];
  let at = 0;
  for (;;) {
    const start = value.indexOf('=?', at);
    if (start < 0) return words;
    at = start + 2;
    const head = /^([^?\s*]{1,60})(?:\*[^?\s]{0,20})?\?([BbQq])\?/.exec(value.slice(at, at + 100));
    if (!head?.[1] || !head[2]) continue;
    const payloadStart = at + head[0].length;
    const end = value.indexOf('?=', payloadStart);
    if (end < 0) return words;
    const payload = value.slice(payloadStart, end);
    if (payload.includes('=?')) continue;
    words.push({ start, end: end + 2, charset: head[1], encoding: head[2].toUpperCase() === 'B' ? 'B' : 'Q', payload });
    at = end + 2;
  }
}

function joins(left: EncodedWord, right: EncodedWord, value: string): boolean {
  return (
    left.encoding === right.encoding &&
    left.charset.toLowerCase() === right.charset.toLowerCase() &&
    value.slice(left.end, right.start).trim() === ''
  );
}

/** Line ends can be encoded too; a header value stays one line, or it could start a header of its own in a reply. */
function decodeGroup(group: readonly EncodedWord[], warn: Warn): string {
  return decodeTogether(group, warn).replace(/[\r\n\0]+/g, ' ');
}

function decodeTogether(group: readonly EncodedWord[], warn: Warn): string {
  const together = decodeCharset(Buffer.concat(group.map((word) => bytesOf(word, warn))), group[0]?.charset ?? '', warn);
  if (group.length === 1 || !together.includes('\ufffd')) return together;
  return group.map((word) => decodeCharset(bytesOf(word, warn), word.charset, warn)).join('');
}

function bytesOf(word: EncodedWord, warn: Warn): Buffer {
  if (word.encoding === 'B') return decodeBase64(word.payload, warn);
  return decodeQuotedPrintable(word.payload.replace(/_/g, '=20'));
}

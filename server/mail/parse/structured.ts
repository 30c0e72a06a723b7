import { decodeCharset } from './charset.ts';
import { decodeWords } from './encoded-words.ts';
import { decodeBytes } from './fields.ts';
import type { Warn } from './limits.ts';

/** A value with parameters, such as Content-Type (RFC 2045 §5.1). Value and parameter names are lower-cased. */
export interface Structured {
  value: string;
  params: ReadonlyMap<string, string>;
}

const MAX_PARAMS = 100;

/**
 * Reads `value; name=value; …` with RFC 2231 continuations and charsets, and with the encoded words that mailers put
 * there against RFC 2047. A parameter given twice counts the first time, as with header fields.
 */
export function readStructured(source: string, warn: Warn): Structured {
  // The first semicolon is often forgotten: `multipart/mixed boundary=x`.
  const pieces = splitParams(source.replace(/^(\s*[\w.+-]{1,80}\/[\w.+-]{1,80})[ \t]+(?=[\w*-]{1,40}=)/, '$1;'));
  const value = stripComments(pieces[0] ?? '')
    .trim()
    .toLowerCase();
  const raw = new Map<string, string>();
  for (const piece of pieces.slice(1, MAX_PARAMS)) {
    const equals = piece.indexOf('=');
    if (equals < 0) continue;
    const name = stripComments(piece.slice(0, equals)).trim().toLowerCase();
    if (name !== '' && !raw.has(name)) raw.set(name, unquote(piece.slice(equals + 1)));
  }
  return { value, params: joinContinuations(raw, warn) };
}

/** Splits at semicolons outside quotes. An unclosed quote runs to the end. */
function splitParams(source: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (quoted && char === '\\') i++;
    else if (char === '"') quoted = !quoted;
    else if (char === ';' && !quoted) {
      pieces.push(source.slice(start, i));
      start = i + 1;
    }
  }
  pieces.push(source.slice(start));
  return pieces;
}

function stripComments(text: string): string {
  return text.includes('(') ? text.replace(/\([^()]*\)/g, ' ') : text;
}

function unquote(text: string): string {
  const trimmed = text.trim();
  const quoted = /^"((?:[^"\\]|\\[\s\S])*)"?/.exec(trimmed);
  if (quoted?.[1] !== undefined) {
    return quoted[1].replace(/\\([\s\S])/g, '$1');
  }
  // A comment after an unquoted value needs a blank before it; `Invoice(1).pdf` is a name.
  return trimmed.replace(/[ \t]+\([^()]*\)[ \t]*$/, '').trim();
}

interface Section {
  index: number;
  encoded: boolean;
  value: string;
}

function joinContinuations(raw: ReadonlyMap<string, string>, warn: Warn): Map<string, string> {
  const params = new Map<string, string>();
  const sections = new Map<string, Section[]>();
  for (const [name, value] of raw) {
    const match = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name);
    if (!match?.[1]) {
      if (!params.has(name)) params.set(name, decodeWords(decodeBytes(value, ''), warn));
      continue;
    }
    const list = sections.get(match[1]) ?? [];
    list.push({ index: Number(match[2] ?? 0), encoded: match[2] === undefined || match[3] === '*', value });
    sections.set(match[1], list);
  }
  // RFC 2231 forms win over the plain one that old readers get (RFC 5987 §3.2.1 gives the same rule).
  for (const [name, list] of sections)
    params.set(
      name,
      joinSections(
        list.sort((a, b) => a.index - b.index),
        warn,
      ),
    );
  return params;
}

function joinSections(list: readonly Section[], warn: Warn): string {
  let charset = '';
  let bytes = '';
  for (const [i, section] of list.entries()) {
    let value = section.value;
    const head = i === 0 && section.encoded ? /^([^']*)'[^']*'/.exec(value) : null;
    if (head) {
      charset = head[1] ?? '';
      value = value.slice(head[0].length);
    }
    bytes += section.encoded
      ? value.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : value;
  }
  const text = charset === '' ? decodeBytes(bytes, '') : decodeCharset(Buffer.from(bytes, 'latin1'), charset, warn);
  return decodeWords(text.replace(/[\r\n\0]+/g, ' '), warn);
}

import { decodeCharset, validUtf8 } from './charset.ts';
import { LIMITS, type Warn } from './limits.ts';

/** A header field as it stands on the wire: `value` unfolded, one byte per character, nothing decoded. */
export interface Field {
  name: string;
  value: string;
}

/** Where the header block of an entity ends and what it holds. `source` holds one byte per character. */
export interface FieldBlock {
  fields: Field[];
  bodyStart: number;
}

// RFC 5322 §2.2: printable US-ASCII except the colon. Blanks before the colon are the obsolete form (§4.5).
const FIELD = /^([!-9;-~]{1,200})[ \t]*:/;

/**
 * Reads the header block that starts at `start`. A line that is no header field ends the block where a body evidently
 * begins (no field was read yet), and is skipped otherwise, so that one damaged line does not hide the rest. Blank
 * lines before the first field of the whole message are skipped.
 */
export function readFields(source: string, start: number, end: number, warn: Warn): FieldBlock {
  const fields: Field[] = [];
  let position = start;
  let parts: string[] | null = null;
  let name = '';
  let size = 0;
  let startSize = 0;
  let cut = false;
  const flush = (): void => {
    if (parts === null) return;
    if (fields.length < LIMITS.headersPerPart && size <= LIMITS.headerBlockChars)
      fields.push({ name, value: unfolded(parts, warn) });
    else cut = true;
    parts = null;
  };
  while (position < end) {
    const newline = source.indexOf('\n', position);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    let stop = newline < 0 || newline >= end ? end : newline;
    if (stop > position && source.charCodeAt(stop - 1) === 13) stop--;
    if (stop === position) {
      flush();
      position = next;
      if (start === 0 && fields.length === 0 && !cut && looksLikeField(source, position, end)) continue;
      if (cut) warn('headers-cut');
      return { fields, bodyStart: position };
    }
    const first = source.charCodeAt(position);
    size += stop - position;
    if (first === 32 || first === 9) {
      if (parts !== null && size <= LIMITS.headerBlockChars)
        (parts as string[]).push(` ${source.slice(position, stop).trimStart()}`);
    } else {
      const line = source.slice(position, Math.min(stop, position + LIMITS.headerValueChars + 200));
      const match = FIELD.exec(line);
      if (match?.[1] !== undefined) {
        flush();
        name = match[1].toLowerCase();
        parts = [line.slice(match[0].length)];
        startSize = size - (stop - position);
      } else if (fields.length === 0 && parts === null && !line.startsWith('From ') && !line.startsWith('>From ')) {
        return { fields, bodyStart: position };
      } else if (parts !== null || fields.length > 0) {
        warn('bad-header');
        // A boundary line means that the blank line before the body was lost.
        if (line.startsWith('--')) {
          flush();
          return { fields, bodyStart: position };
        }
      }
    }
    position = next;
  }
  flush();
  if (cut) warn('headers-cut');
  return { fields, bodyStart: end };
}

function looksLikeField(source: string, position: number, end: number): boolean {
  return FIELD.test(source.slice(position, Math.min(end, position + 256)));
}

function unfolded(parts: readonly string[], warn: Warn): string {
  // A bare CR is no line end (RFC 5322 §2.3) and becomes a blank.
  const value = parts.join('').replace(/[\r\0]/g, ' ');
  if (value.length > LIMITS.headerValueChars) {
    warn('header-cut');
    return value.slice(0, LIMITS.headerValueChars).trim();
  }
  return value.trim();
}

/** The first value of a field, '' when absent. */
export function fieldValue(fields: readonly Field[], name: string): string {
  return fields.find((field) => field.name === name)?.value ?? '';
}

/** Bytes above 127 in a header: UTF-8 (RFC 6532), else the charset the mail names, else windows-1252. */
export function decodeBytes(value: string, charset: string): string {
  if (!/[\u0080-\u00ff]/.test(value) && !value.includes('\u001b')) return value;
  const bytes = Buffer.from(value, 'latin1');
  const quiet: Warn = () => undefined;
  const text = validUtf8(bytes);
  if (text !== null && !text.includes('\u001b')) return text;
  return decodeCharset(bytes, text !== null || /utf/i.test(charset) ? '' : charset, quiet);
}

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
 * Reads the header block that starts at `start`. A line that is no field is skipped, so that one damaged line does not
 * hide the rest; but the body begins there where no field came before it, where it is a boundary, or where no blank line
 * follows. Blank lines before the first field of the whole message are skipped.
 */
export function readFields(source: string, start: number, end: number, warn: Warn): FieldBlock {
  const open: OpenField[] = [];
  let size = 0;
  let firstBad = -1;
  let fieldsBeforeBad = 0;
  const close = (bodyStart: number, count = open.length): FieldBlock => ({
    fields: open.slice(0, count).map(({ name, parts }) => ({ name, value: unfolded(parts, warn) })),
    bodyStart,
  });
  for (let position = start; position < end; ) {
    const line = lineAt(source, position, end);
    const text = source.slice(position, Math.min(line.stop, position + LIMITS.headerValueChars + 200));
    const full = open.length >= LIMITS.headersPerPart || size > LIMITS.headerBlockChars;
    size += line.stop - position;
    const match = FIELD.exec(text);
    if (text === '') {
      if (start > 0 || open.length > 0 || !FIELD.test(source.slice(line.next, line.next + 256).trimStart()))
        return close(line.next);
    } else if (full) warn('headers-cut');
    else if (/^[ \t]/.test(text)) open.at(-1)?.parts.push(` ${text.trimStart()}`);
    else if (match?.[1] !== undefined) open.push({ name: match[1].toLowerCase(), parts: [text.slice(match[0].length)] });
    else if (!/^>?From /.test(text)) {
      if (open.length === 0) return close(position);
      warn('bad-header');
      if (text.startsWith('--')) return close(position);
      if (firstBad < 0) [firstBad, fieldsBeforeBad] = [position, open.length];
    }
    position = line.next;
  }
  return firstBad < 0 ? close(end) : close(firstBad, fieldsBeforeBad);
}

interface OpenField {
  name: string;
  parts: string[];
}

/** Where the line at `position` stops, without its line end, and where the next one starts. */
function lineAt(source: string, position: number, end: number): { stop: number; next: number } {
  const newline = source.indexOf('\n', position);
  if (newline < 0 || newline >= end) return { stop: end, next: end };
  const stop = newline > position && source.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
  return { stop, next: newline + 1 };
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
  return decodeCharset(bytes, text !== null || /utf/i.test(charset) ? '' : charset, quiet).replace(/[\r\n\0]+/g, ' ');
}

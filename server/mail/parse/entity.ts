import { type Field, fieldValue, readFields } from './fields.ts';
import { LIMITS, type Warn } from './limits.ts';
import { readStructured, type Structured } from './structured.ts';
import { transferEncoding } from './transfer.ts';

/**
 * One node of a MIME tree. A leaf's body is `source.slice(bodyStart, bodyEnd)`, still encoded, one byte per character.
 *
 * The tree is our own and not postal-mime's, whose address parser we use: it keeps an object per line and sets no limit
 * on lines or parts, so that 2 MB of line feeds took 21 s and 3.2 GB and 10 MB ended the process (version 4.0.0), and it
 * has lost the bytes of headers and bodies by the time it knows their charset.
 */
export interface Entity {
  source: string;
  fields: readonly Field[];
  /** Content-Type; text/plain where none can be read (RFC 2045 §5.2). */
  type: string;
  params: ReadonlyMap<string, string>;
  disposition: Structured;
  encoding: string;
  bodyStart: number;
  bodyEnd: number;
  children: readonly Entity[];
}

interface Budget {
  parts: number;
  warn: Warn;
}

/** Reads the tree of a whole message. Messages inside (message/rfc822) are leaves. */
export function readEntity(source: string, warn: Warn): Entity {
  return readPart(source, 0, source.length, 0, 'text/plain', { parts: 1, warn });
}

function readPart(source: string, start: number, end: number, depth: number, defaultType: string, budget: Budget): Entity {
  const { fields, bodyStart } = readFields(source, start, end, budget.warn);
  const contentType = readStructured(fieldValue(fields, 'content-type'), budget.warn);
  const entity = {
    source,
    fields,
    // At most 127 characters each (RFC 6838, 4.2).
    type: /^[^\s/]{1,127}\/[^\s/]{1,127}$/.test(contentType.value) ? contentType.value : defaultType,
    params: contentType.params,
    disposition: readStructured(fieldValue(fields, 'content-disposition'), budget.warn),
    encoding: transferEncoding(fieldValue(fields, 'content-transfer-encoding')),
    bodyStart,
    bodyEnd: end,
    children: [],
  };
  if (!entity.type.startsWith('multipart/')) return entity;
  if (depth >= LIMITS.depth) {
    budget.warn('too-deep');
    return { ...entity, type: 'application/octet-stream' };
  }
  const children = readChildren(entity, depth, budget);
  if (children.length > 0) return { ...entity, children };
  budget.warn('missing-boundary');
  const html = /<(?:html|body|div|p|table)[\s>]/i.test(source.slice(bodyStart, Math.min(end, bodyStart + 2_000)));
  return { ...entity, type: html ? 'text/html' : 'text/plain' };
}

function readChildren(entity: Entity, depth: number, budget: Budget): Entity[] {
  const { source, bodyStart, bodyEnd } = entity;
  const boundary = entity.params.get('boundary') || guessBoundary(source, bodyStart, bodyEnd);
  if (boundary === '') return [];
  const childType = entity.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const children: Entity[] = [];
  let open = -1;
  let position = bodyStart;
  for (;;) {
    const mark = nextDelimiter(source, boundary, position, bodyEnd);
    if (open >= 0) {
      if (budget.parts >= LIMITS.parts) {
        budget.warn('too-many-parts');
        return children;
      }
      budget.parts++;
      children.push(readPart(source, open, mark ? mark.before : bodyEnd, depth + 1, childType, budget));
    }
    if (!mark) {
      if (open >= 0) budget.warn('unclosed-multipart');
      return children;
    }
    if (mark.last) return children;
    open = mark.after;
    position = mark.after;
  }
}

interface Delimiter {
  /** End of the part before: the line end in front of the delimiter belongs to the delimiter (RFC 2046 §5.1.1). */
  before: number;
  after: number;
  last: boolean;
}

function nextDelimiter(source: string, boundary: string, from: number, end: number): Delimiter | null {
  const needle = `--${boundary}`;
  for (let at = source.indexOf(needle, from); at >= 0 && at < end; at = source.indexOf(needle, at + 2)) {
    if (at !== from && source.charCodeAt(at - 1) !== 10) continue;
    const newline = source.indexOf('\n', at);
    const lineEnd = newline < 0 || newline >= end ? end : newline;
    const rest = source.slice(at + needle.length, Math.min(lineEnd, at + needle.length + 200)).trim();
    if (rest !== '' && rest !== '--') continue;
    let before = at;
    if (before > from && source.charCodeAt(before - 1) === 10) before--;
    if (before > from && source.charCodeAt(before - 1) === 13) before--;
    return { before, after: Math.min(end, lineEnd + 1), last: rest === '--' };
  }
  return null;
}

/** For a multipart without its boundary parameter: the first line that starts as a delimiter and is followed by a field. */
function guessBoundary(source: string, start: number, end: number): string {
  const head = source.slice(start, Math.min(end, start + 20_000));
  return /(?:^|\n)--([^\s-][^\r\n]{0,99}?)[ \t]*\r?\n(?=content-[a-z-]{1,40}:|\r?\n)/i.exec(head)?.[1] ?? '';
}

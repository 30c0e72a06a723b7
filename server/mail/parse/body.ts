import { decodeCharset, validUtf8 } from './charset.ts';
import type { Entity } from './entity.ts';
import { LIMITS, type Warn } from './limits.ts';
import { decodeTransfer } from './transfer.ts';

/** Which leaves are the text a person reads, and which are attached (the method of RFC 8621 §4.1.4). */
export interface Selection {
  text: Entity[];
  html: Entity[];
  attached: { entity: Entity; related: boolean }[];
}

export function selectParts(root: Entity): Selection {
  const selection: Selection = { text: [], html: [], attached: [] };
  walk([root], 'mixed', { ...selection, inAlternative: false });
  return selection;
}

interface Lists {
  /** null where only the other alternative may still take parts. */
  text: Entity[] | null;
  html: Entity[] | null;
  attached: Selection['attached'];
  inAlternative: boolean;
}

function walk(parts: readonly Entity[], kind: string, lists: Lists): void {
  let { text, html } = lists;
  const textBefore = text?.length ?? -1;
  const htmlBefore = html?.length ?? -1;
  for (const [i, part] of parts.entries()) {
    if (part.type.startsWith('multipart/')) {
      const subKind = part.type.slice('multipart/'.length);
      walk(part.children, subKind, { ...lists, text, html, inAlternative: lists.inAlternative || subKind === 'alternative' });
    } else if (!isInline(part, i, kind)) {
      lists.attached.push({ entity: part, related: kind === 'related' });
    } else if (kind === 'alternative') {
      if (part.type === 'text/plain') text?.push(part);
      else if (part.type === 'text/html') html?.push(part);
      else lists.attached.push({ entity: part, related: false });
    } else {
      if (lists.inAlternative && part.type === 'text/plain') html = null;
      if (lists.inAlternative && part.type === 'text/html') text = null;
      if (isMedia(part.type)) lists.attached.push({ entity: part, related: false });
      else {
        text?.push(part);
        html?.push(part);
      }
    }
  }
  if (kind !== 'alternative' || !text || !html) return;
  if (text.length === textBefore && html.length > htmlBefore) text.push(...html.slice(htmlBefore));
  else if (html.length === htmlBefore && text.length > textBefore) html.push(...text.slice(textBefore));
}

function isInline(part: Entity, index: number, kind: string): boolean {
  if (part.disposition.value === 'attachment') return false;
  const readable = part.type === 'text/plain' || part.type === 'text/html';
  if (!readable && !isMedia(part.type)) return false;
  return index === 0 || (kind !== 'related' && (isMedia(part.type) || nameOf(part) === ''));
}

export function isMedia(type: string): boolean {
  return /^(?:image|audio|video)\//.test(type);
}

/** File name by Content-Disposition, else by Content-Type; '' when neither gives one. */
export function nameOf(part: Entity): string {
  return part.disposition.params.get('filename') || part.params.get('name') || '';
}

/** Decoded bytes of a leaf. `maxChars` bounds the encoded body that is looked at. */
export function bytesOf(part: Entity, warn: Warn, maxChars = Number.POSITIVE_INFINITY): Buffer {
  const end = Math.min(part.bodyEnd, part.bodyStart + maxChars);
  return decodeTransfer(part.source.slice(part.bodyStart, end), part.encoding, warn);
}

/** Text of a text leaf with \n line ends, unflowed (RFC 3676), without NULs. */
export function textOf(part: Entity, warn: Warn): string {
  const maxChars = part.type === 'text/html' ? LIMITS.htmlChars : LIMITS.textChars;
  // The longest encodings of one character: quoted-printable UTF-8 (12 characters for an emoji's four bytes).
  const bytes = bytesOf(part, warn, maxChars * 4);
  if (part.bodyEnd - part.bodyStart > maxChars * 4) warn('text-cut');
  const decoded = decodeCharset(bytes, part.params.get('charset') || metaCharset(part, bytes), warn);
  const text = decoded
    .replace(/\r\n?/g, '\n')
    .replace(/\0/g, '')
    .replace(/^\ufeff/, '');
  if (part.params.get('format')?.toLowerCase() !== 'flowed' || part.type !== 'text/plain') return text;
  return unflow(text, part.params.get('delsp')?.toLowerCase() === 'yes');
}

/** What the HTML says of itself counts where the part's header says nothing and the bytes are no UTF-8. */
function metaCharset(part: Entity, bytes: Buffer): string {
  if (part.type !== 'text/html' || validUtf8(bytes) !== null) return '';
  return /<meta[^<>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})/i.exec(bytes.toString('latin1', 0, 2_000))?.[1] ?? '';
}

/** RFC 3676 §4: a line that ends in a blank goes on in the next line of the same quote depth; `-- ` never does. */
function unflow(text: string, delSp: boolean): string {
  const out: string[] = [];
  let open = false;
  let openDepth = '';
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0] ?? '';
    const content = line.slice(depth.length).replace(/^ /, '');
    const flows = content.endsWith(' ') && content !== '-- ';
    const piece = flows && delSp ? content.slice(0, -1) : content;
    if (open && depth === openDepth && content !== '-- ') out[out.length - 1] += piece;
    else out.push(depth === '' ? piece : `${depth} ${piece}`);
    open = flows;
    openDepth = depth;
  }
  return out.join('\n');
}

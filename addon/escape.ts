import { oneLine, printable } from '../shared/safe-text.ts';

/**
 * Words of strangers on their way into a card. Controls, bidi overrides and zero-width characters are left out, so that
 * nothing reads otherwise than it is; lengths are cut; where Google reads basic HTML, every sign of it is escaped.
 */

/** Code points of one line: a title, a name, a label. */
const LINE = 120;

/** More marks on one letter than any language writes cover the lines around it. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** For titles, labels, buttons, list entries and notifications: Google shows these as they are. */
export function plain(text: string, limit = LINE): string {
  return oneLine(head(text, limit).replace(PILED_MARKS, '$1'), limit);
}

/** One line for a paragraph or a decorated text, where Google reads basic HTML. */
export function line(text: string, limit = LINE): string {
  return escapeHtml(plain(text, limit));
}

/**
 * One line for a label, of which it is not known whether Google reads HTML in it: as text it shows no `&amp;`, and as HTML it
 * holds no markup.
 */
export function label(text: string, limit = LINE): string {
  return plain(text, limit).replace(/</g, '‹').replace(/>/g, '›');
}

/** Several lines as basic HTML, whole. */
export function block(text: string): string {
  return escapeHtml(printable(text).replace(PILED_MARKS, '$1')).replace(/\n/g, '<br>');
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Far more than the limit lets through, far less than a mail may hold: a subject of 100 KB is not walked through. */
function head(text: string, limit: number): string {
  return text.slice(0, limit * 8);
}

import { compile } from 'html-to-text';
import { LIMITS } from './limits.ts';

const convert = compile({
  wordwrap: false,
  preserveNewlines: false,
  limits: { maxInputLength: LIMITS.htmlChars, maxDepth: LIMITS.htmlDepth, maxChildNodes: LIMITS.htmlChildren, ellipsis: '…' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'h1', options: { uppercase: false } },
    { selector: 'h2', options: { uppercase: false } },
    { selector: 'h3', options: { uppercase: false } },
    { selector: 'h4', options: { uppercase: false } },
    { selector: 'h5', options: { uppercase: false } },
    { selector: 'h6', options: { uppercase: false } },
    { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
  ],
});

/** Readable text of HTML: no link targets, no images, no scripts. */
export function htmlToText(html: string): string {
  return convert(html.slice(0, LIMITS.htmlChars)).replace(/\u00a0/g, ' ');
}

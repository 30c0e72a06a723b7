import { compile, type FormatCallback } from 'html-to-text';
import { QUOTE_MARK } from './attribution-words.ts';
import { LIMITS } from './limits.ts';

/** Quotes that a mail program made, against a <blockquote> that only indents. */
const QUOTES = ['blockquote[type=cite]', 'blockquote.gmail_quote', 'blockquote.protonmail_quote', 'blockquote#isReplyContent'];

/** Where a mail program put the history that follows; what comes before is new. */
const HISTORY = [
  'div#divRplyFwdMsg',
  'div#mail-editor-reference-message-container',
  'div#OLK_SRC_BODY_SECTION',
  'div#ms-outlook-mobile-reference-message',
  'div.ms-outlook-mobile-reference-message',
  'div.yahoo_quoted',
  'div.zmail_extra',
  'div[style^="border:none;border-top:solid #E1E1E1"]',
  'div[style^="border:none;border-top:solid #B5C4DF"]',
  'div[style^="border:none; border-top:solid"]',
];

const history: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  builder.addLiteral(QUOTE_MARK);
  builder.closeBlock({ trailingLineBreaks: 1 });
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
};

/** Tables mostly lay out a mail: cells follow each other on a line, never padded into columns. */
const cell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(' ');
};

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

const convert = compile({
  wordwrap: false,
  preserveNewlines: false,
  limits: { maxInputLength: LIMITS.htmlChars, maxDepth: LIMITS.htmlDepth, maxChildNodes: LIMITS.htmlChildren, ellipsis: '…' },
  formatters: { history, cell },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    { selector: 'blockquote', format: 'block' },
    ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
    ...QUOTES.map((selector) => ({ selector, format: 'blockquote' })),
    ...HISTORY.map((selector) => ({ selector, format: 'history' })),
  ],
});

/**
 * Readable text of HTML: no link targets, images or scripts. Quotes made by mail programs become lines with `>`; where
 * history begins without being quoted stands a line that is QUOTE_MARK alone.
 */
export function htmlToMarkedText(html: string): string {
  const source = html.slice(0, LIMITS.htmlChars).replaceAll(QUOTE_MARK, '');
  const text = tooDeep(source) ? stripTags(source) : convert(source);
  return text.replaceAll('\u00a0', ' ').replace(/[\u200b\u200c\u00ad\ufeff]/g, '');
}

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

/** The converter takes quadratic time on depth, before its own limit on depth: 100,000 open <div>s took 6 s. */
function tooDeep(html: string): boolean {
  let depth = 0;
  for (const [, close, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,15})/gi)) {
    if (close === '/') depth = Math.max(0, depth - 1);
    else if (!VOID.has(name.toLowerCase())) depth++;
    if (depth > LIMITS.htmlOpenTags) return true;
  }
  return false;
}

function stripTags(html: string): string {
  return html.replace(/<[^<>]{0,2000}>/g, ' ');
}

export function htmlToText(html: string): string {
  return withoutMarks(htmlToMarkedText(html));
}

export function withoutMarks(text: string): string {
  return text.replace(new RegExp(`^${QUOTE_MARK}\n?`, 'gm'), '').replaceAll(QUOTE_MARK, '');
}

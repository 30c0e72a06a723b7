/**
 * The basic HTML that cards take, read by an allowlist: b, i, u, s, strike, font color, a href, br, and the character
 * references of HTML that escaping makes. Everything else is text. Nothing here makes HTML again: what is read becomes nodes.
 * Source: developers.google.com/workspace/add-ons/concepts/widgets, "Text formatting". `time`, which that page has too, is left
 * out.
 */
export type HtmlNode =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'style'; style: 'b' | 'i' | 'u' | 's'; children: HtmlNode[] }
  /** `color` is `#rgb` or `#rrggbb`, or null where the tag names none that is safe to use. */
  | { kind: 'color'; color: string | null; children: HtmlNode[] }
  /** `href` is safe to open (`safeLink`), or null. */
  | { kind: 'link'; href: string | null; children: HtmlNode[] };

type Parent = Extract<HtmlNode, { children: HtmlNode[] }>;

export interface ParsedHtml {
  nodes: HtmlNode[];
  /** What looked like a tag and was read as text, in order. */
  refused: string[];
}

const STYLES: Record<string, 'b' | 'i' | 'u' | 's'> = { b: 'b', i: 'i', u: 'u', s: 's', strike: 's' };
/** A name, then at most one attribute in quotes: all that escaping, and Google's examples, write. */
const TAG = /^<(\/?)([a-z]{1,6})(?:\s+([a-z]{1,10})\s*=\s*(?:"([^"<>]{0,2048})"|'([^'<>]{0,2048})'))?\s*(\/?)>/i;
const REFERENCES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0' };
/** A card nests a few levels; hostile text may not make the drawing recurse deeply. */
const DEEPEST = 16;

export function parseBasicHtml(text: string): ParsedHtml {
  const nodes: HtmlNode[] = [];
  const refused: string[] = [];
  const open: { tag: string; node: Parent }[] = [];
  const here = () => open.at(-1)?.node.children ?? nodes;
  const say = (said: string) => {
    if (said === '') return;
    const last = here().at(-1);
    if (last?.kind === 'text') last.text += said;
    else here().push({ kind: 'text', text: said });
  };
  let from = 0;
  while (from < text.length) {
    const start = text.indexOf('<', from);
    say(unescapeText(text.slice(from, start === -1 ? undefined : start)));
    if (start === -1) break;
    const tag = readTag(text.slice(start, start + 2200));
    const done = tag !== null && apply(tag, open, here());
    if (!done) {
      refused.push(tag?.source ?? text.slice(start, start + 40));
      say(tag?.source ?? '<');
    }
    from = start + (tag?.source.length ?? 1);
  }
  return { nodes, refused };
}

interface Tag {
  source: string;
  name: string;
  closing: boolean;
  attribute: string | null;
  value: string;
}

function readTag(text: string): Tag | null {
  const match = TAG.exec(text);
  if (match === null) return null;
  const [source, slash, name = '', attribute, double, single] = match;
  return {
    source,
    name: name.toLowerCase(),
    closing: slash === '/',
    attribute: attribute?.toLowerCase() ?? null,
    value: unescapeText(double ?? single ?? ''),
  };
}

/** False where the tag is none of the allowed ones, or stands where it cannot. */
function apply(tag: Tag, open: { tag: string; node: Parent }[], here: HtmlNode[]): boolean {
  if (tag.closing) {
    if (tag.attribute !== null || open.at(-1)?.tag !== tag.name) return false;
    open.pop();
    return true;
  }
  const node = nodeOf(tag);
  if (node === null) return false;
  if (node.kind !== 'break' && node.kind !== 'text') {
    if (open.length >= DEEPEST) return false;
    open.push({ tag: tag.name, node });
  }
  here.push(node);
  return true;
}

function nodeOf({ name, attribute, value }: Tag): HtmlNode | null {
  if (name === 'br' && attribute === null) return { kind: 'break' };
  const style = Object.hasOwn(STYLES, name) ? STYLES[name] : undefined;
  if (style !== undefined && attribute === null) return { kind: 'style', style, children: [] };
  if (name === 'font' && attribute === 'color') {
    return { kind: 'color', color: /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value) ? value : null, children: [] };
  }
  if (name === 'a' && attribute === 'href') return { kind: 'link', href: safeLink(value), children: [] };
  return null;
}

function unescapeText(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(REFERENCES, name) ? (REFERENCES[name] ?? whole) : whole;
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
    },
  );
}

/** The link as the browser reads it, or null: https, http to this machine, or mailto, without a password. */
export function safeLink(link: string): string | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.username !== '' || url.password !== '') return null;
  if (url.protocol === 'https:' || url.protocol === 'mailto:') return url.href;
  return url.protocol === 'http:' && isLoopback(url.hostname) ? url.href : null;
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

import iconv from 'iconv-lite';
import type { Warn } from './limits.ts';

/** Labels that mail uses and the Encoding Standard does not list, as the decoder that reads them. Keys have no separators. */
const ALIASES: Readonly<Record<string, string>> = {
  ansi: 'windows-1252',
  'ansix3.41968': 'windows-1252',
  ansix341986: 'windows-1252',
  ascii: 'windows-1252',
  usascii: 'windows-1252',
  '7bit': 'windows-1252',
  '8bit': 'utf-8',
  default: 'utf-8',
  unknown: 'utf-8',
  unknown8bit: 'utf-8',
  unicode11utf8: 'utf-8',
  utf8mb4: 'utf-8',
  utf: 'utf-8',
  cp65001: 'utf-8',
  eucjp: 'euc-jp',
  cp51932: 'euc-jp',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  windows932: 'shift_jis',
  ibm932: 'shift_jis',
  shiftjis: 'shift_jis',
  mskanji: 'shift_jis',
  iso2022jp: 'iso-2022-jp',
  iso2022jp1: 'iso-2022-jp',
  iso2022jp2: 'iso-2022-jp',
  iso2022jp3: 'iso-2022-jp',
  iso2022jpms: 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp50222: 'iso-2022-jp',
  euckr: 'euc-kr',
  uhc: 'euc-kr',
  cp949: 'euc-kr',
  windows949: 'euc-kr',
  ksc56011992: 'euc-kr',
  ksx1001: 'euc-kr',
  cp936: 'gbk',
  windows936: 'gbk',
  ms936: 'gbk',
  euccn: 'gbk',
  gb23121980: 'gbk',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  cp950: 'big5',
  windows950: 'big5',
  ms950: 'big5',
  big5hkscs: 'big5',
  big5eten: 'big5',
  cp874: 'windows-874',
  tis620: 'windows-874',
  iso885911: 'windows-874',
  iso88598i: 'iso-8859-8',
  iso88598e: 'iso-8859-8',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  ucs2: 'utf16',
};

/** What a careless program writes on anything, UTF-8 included. The Encoding Standard reads ASCII and Latin-1 as the first. */
const WESTERN = new Set(['windows-1252', 'iso-8859-15']);

type Decoder = InstanceType<typeof TextDecoder>;

const decoders = new Map<string, Decoder | null>();

/**
 * Text of bytes in the charset a mail names. Never throws and never leaves a replacement character where another
 * reading of the bytes has none: a missing, unknown or evidently wrong label falls back to UTF-8, then to windows-1252.
 */
export function decodeCharset(bytes: Uint8Array, label: string, warn: Warn): string {
  const charset = canonical(label);
  if (charset === '') return guess(bytes);
  const special = SPECIAL[charset];
  if (special) return special(bytes);
  const decoder = decoderFor(charset);
  if (!decoder) {
    if (iconv.encodingExists(charset)) return iconv.decode(Buffer.from(bytes), charset);
    warn('unknown-charset');
    return guess(bytes);
  }
  if (decoder.encoding === 'utf-8' || WESTERN.has(decoder.encoding)) {
    const utf8 = validUtf8(bytes);
    if (utf8 !== null) return decoder.encoding !== 'utf-8' && hasEscapes(utf8) ? guess(bytes) : utf8;
    if (decoder.encoding === 'windows-1252') return windows1252(bytes);
    if (decoder.encoding !== 'utf-8') return decoder.decode(bytes);
    warn('wrong-charset');
    return mendUtf8(bytes);
  }
  const text = decoder.decode(bytes);
  if (!text.includes('\ufffd')) return text;
  warn('wrong-charset');
  const family = FAMILIES.find((members) => members.includes(decoder.encoding)) ?? [];
  for (const other of ['utf-8', ...family]) {
    const read = strictly(bytes, other);
    if (read !== null) return read;
  }
  return text;
}

/** Charsets of one script, which programs that relabel text confuse (EUC-JP sent as ISO-2022-JP). */
const FAMILIES: readonly (readonly string[])[] = [
  ['iso-2022-jp', 'euc-jp', 'shift_jis'],
  ['gb18030', 'big5'],
];

function canonical(label: string): string {
  const lower = label
    .trim()
    .toLowerCase()
    .replace(/^["']+|["']+$/g, '');
  const bare = lower.replace(/^(?:x-|cs(?=[a-z0-9]))/, '').replace(/[\s_-]+/g, '');
  const known = ALIASES[bare];
  if (known !== undefined) return known;
  if (SPECIAL[bare]) return bare;
  if (decoderFor(lower)) return lower;
  const dashed = bare.replace(/^(iso)(\d{4})(\d{1,2})$/, '$1-$2-$3').replace(/^(windows|cp)(125\d)$/, 'windows-$2');
  return decoderFor(dashed) ? dashed : lower;
}

function decoderFor(label: string): Decoder | null {
  let decoder = decoders.get(label);
  if (decoder !== undefined) return decoder;
  try {
    decoder = new TextDecoder(label);
  } catch {
    decoder = null;
  }
  // A label is the sender's text: only labels that name a decoder are kept, so that the map cannot grow with them.
  if (decoder) decoders.set(label, decoder);
  return decoder;
}

const utf8 = new TextDecoder('utf-8');

const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node 20 reads windows-1252 as ISO-8859-1 (nodejs/node#56542): the 32 characters that differ are put in by hand. */
function windows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/[\u0080-\u009f]/g, (char) => C1[char.charCodeAt(0) - 0x80] ?? char);
}

export function validUtf8(bytes: Uint8Array): string | null {
  return strictly(bytes, 'utf-8');
}

function strictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** ISO-2022-JP is seven-bit, so it looks like ASCII with escapes. */
function hasEscapes(text: string): boolean {
  return text.includes('\u001b$') || text.includes('\u001b(J');
}

function guess(bytes: Uint8Array): string {
  const text = validUtf8(bytes);
  if (text === null) return mendUtf8(bytes);
  return hasEscapes(text) ? new TextDecoder('iso-2022-jp').decode(bytes) : text;
}

/** Mostly UTF-8 with a cut or damaged character stays UTF-8; anything else is read as windows-1252, which has no gaps. */
function mendUtf8(bytes: Uint8Array): string {
  const text = utf8.decode(bytes);
  let broken = 0;
  let whole = 0;
  for (const char of text) {
    if (char === '\ufffd') broken++;
    else if (char > '\u007f') whole++;
  }
  return broken * 3 <= whole ? text.replace(/\ufffd+/g, '') : windows1252(bytes);
}

type Decode = (bytes: Uint8Array) => string;

/** Charsets that the Encoding Standard refuses: seven-bit wrappers around double-byte sets, and UTF-7 (RFC 2152). */
const SPECIAL: Readonly<Record<string, Decode>> = {
  hzgb2312: (bytes) => shifted(bytes, '~{', '~}', 'gb18030').replaceAll('~~', '~').replaceAll('~\n', ''),
  iso2022kr: (bytes) => shifted(bytes, '\u000e', '\u000f', 'euc-kr').replaceAll('\u001b$)C', ''),
  iso2022cn: (bytes) => shifted(bytes, '\u000e', '\u000f', 'gb18030').replaceAll('\u001b$)A', ''),
  utf7: (bytes) => iconv.decode(Buffer.from(bytes), 'utf-7'),
  unicode11utf7: (bytes) => iconv.decode(Buffer.from(bytes), 'utf-7'),
  utf16,
};

/** Between `open` and `close` each byte is a double-byte set's with the high bit taken off. */
function shifted(bytes: Uint8Array, open: string, close: string, charset: string): string {
  const decoder = new TextDecoder(charset);
  const source = Buffer.from(bytes).toString('latin1');
  let out = '';
  let at = 0;
  for (;;) {
    const start = source.indexOf(open, at);
    if (start < 0) return out + source.slice(at);
    const found = source.indexOf(close, start + open.length);
    const end = found < 0 ? source.length : found;
    out += source.slice(at, start);
    const inside = Buffer.from(source.slice(start + open.length, end), 'latin1');
    out += decoder.decode(inside.map((byte) => (byte > 0x20 ? byte | 0x80 : byte)));
    at = found < 0 ? end : end + close.length;
  }
}

/** Without a byte order mark the byte that is zero in Latin text tells the order; RFC 2781 says big-endian otherwise. */
function utf16(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < Math.min(bytes.length, 512); i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  return new TextDecoder(odd > even ? 'utf-16le' : 'utf-16be').decode(bytes);
}

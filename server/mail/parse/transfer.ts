import type { Warn } from './limits.ts';

/**
 * Bytes of a part's body by its Content-Transfer-Encoding (RFC 2045 §6). `body` holds one byte per character.
 * What cannot be decoded is kept as it stands.
 */
export function decodeTransfer(body: string, encoding: string, warn: Warn): Buffer {
  if (encoding === 'base64') return decodeBase64(body, warn);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body);
  if (/^(?:x-)?uu(?:encode|e)?$/.test(encoding)) return decodeUu(body);
  if (!/^(?:7bit|8bit|binary|)$/.test(encoding)) warn('bad-encoding');
  return Buffer.from(body, 'latin1');
}

/** The encoding's name out of a header value: quotes, comments and stray marks are common around it. */
export function transferEncoding(value: string): string {
  const bare = value.toLowerCase().replace(/\([^()]*\)/g, ' ');
  if (bare.includes('base64')) return 'base64';
  if (bare.includes('quoted-printable')) return 'quoted-printable';
  return /[a-z0-9][\w-]*/.exec(bare)?.[0] ?? '';
}

/**
 * Base64 as it comes: mailers pad every line, list servers append a footer in clear, and some parts only claim to be
 * encoded. Lines after a padding count while they are whole units; a body that is mostly something else is kept.
 */
export function decodeBase64(body: string, warn: Warn): Buffer {
  if (!looksLikeBase64(body.slice(0, 400))) {
    warn('bad-encoding');
    return Buffer.from(body, 'latin1');
  }
  const padding = body.indexOf('=');
  const rest = padding < 0 ? '' : body.slice(padding).replace(/^=+/, '');
  const first = Buffer.from(padding < 0 ? body : body.slice(0, padding), 'base64');
  return rest === '' || rest.trim() === '' ? first : Buffer.concat([first, ...laterUnits(rest, warn)]);
}

/** Short words or foreign characters are prose under a false label. */
function looksLikeBase64(start: string): boolean {
  const words = start.trim().split(/\s+/);
  const foreign = start.replace(/[A-Za-z0-9+/=\s]+/g, '').length;
  return foreign * 10 <= start.length && (words.length < 4 || start.length > words.length * 16);
}

function laterUnits(rest: string, warn: Warn): Buffer[] {
  const units: Buffer[] = [];
  const [sameLine = '', ...lines] = rest.split('\n');
  if (sameLine.trim() !== '') warn('bad-encoding');
  for (const line of lines) {
    const unit = line.trim();
    if (unit === '') continue;
    if (unit.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(unit)) {
      warn('bad-encoding');
      break;
    }
    units.push(Buffer.from(unit, 'base64'));
  }
  return units;
}

export function decodeQuotedPrintable(body: string): Buffer {
  const text = body
    .replace(/=[ \t]{0,76}(?:\r?\n|$)/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}

function decodeUu(body: string): Buffer {
  const out: number[] = [];
  for (const line of body.split(/\r\n?|\n/)) {
    if (/^(?:begin \d{3,4} |end$)/.test(line) || line === '') continue;
    const length = (line.charCodeAt(0) - 32) & 63;
    const start = out.length;
    for (let i = 1; i < line.length && out.length - start < length; i += 4) {
      const [a, b, c, d] = [0, 1, 2, 3].map((k) => (line.charCodeAt(i + k) - 32) & 63) as [number, number, number, number];
      out.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
    }
    out.length = Math.min(out.length, start + length);
  }
  return Buffer.from(out);
}

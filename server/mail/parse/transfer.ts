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

export function decodeBase64(body: string, warn: Warn): Buffer {
  const padding = body.indexOf('=');
  const padded = padding >= 0 && body.slice(padding, padding + 64).replace(/[=\s]+/g, '') !== '';
  // Some mailers pad every line, or write text after the end: each unit is then decoded by itself.
  return padded ? decodeUnits(body, warn) : Buffer.from(body, 'base64');
}

function decodeUnits(body: string, warn: Warn): Buffer {
  const units = body.split(/=+/, 100_000).map((unit) => unit.replace(/[^A-Za-z0-9+/]+/g, ''));
  const whole: Buffer[] = [];
  for (const unit of units) {
    if (unit === '') continue;
    whole.push(Buffer.from(unit, 'base64'));
  }
  if (whole.length > 1) warn('bad-encoding');
  return Buffer.concat(whole);
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

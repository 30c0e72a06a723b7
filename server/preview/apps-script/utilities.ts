/// <reference types="google-apps-script" />
import { list, text } from './arguments.ts';
import { misuse } from './misuse.ts';
import { describe, strict } from './strict.ts';

type Google = GoogleAppsScript.Utilities.Utilities;
export type UtilitiesStandIn = Pick<
  Google,
  'Charset' | 'base64Encode' | 'base64EncodeWebSafe' | 'base64Decode' | 'base64DecodeWebSafe' | 'getUuid' | 'formatDate'
>;

const Charset: Google['Charset'] = { US_ASCII: 2001, UTF_8: 2002 };

export function utilities(): UtilitiesStandIn {
  return strict<UtilitiesStandIn>('Utilities', {
    Charset,
    base64Encode: (data: unknown, charset?: unknown) => encode(data, charset, 'Utilities.base64Encode'),
    base64EncodeWebSafe: (data: unknown, charset?: unknown) =>
      encode(data, charset, 'Utilities.base64EncodeWebSafe').replaceAll('+', '-').replaceAll('/', '_'),
    base64Decode: (encoded: unknown, charset?: unknown) => decode(encoded, charset, 'Utilities.base64Decode'),
    base64DecodeWebSafe: (encoded: unknown, charset?: unknown) =>
      decode(
        text(encoded, 'Utilities.base64DecodeWebSafe').replaceAll('-', '+').replaceAll('_', '/'),
        charset,
        'Utilities.base64DecodeWebSafe',
      ),
    getUuid: () => crypto.randomUUID(),
    formatDate: (date: unknown, timeZone: unknown, format: unknown) => formatDate(date, timeZone, format),
  });
}

/** Which charset Google takes where none is named is not documented, so text beyond ASCII must name UTF_8. */
function encode(data: unknown, charset: unknown, where: string): string {
  if (typeof data !== 'string') return btoa(String.fromCharCode(...list(data, where).map((byte) => unsigned(byte, where))));
  if (charset === undefined && /[^\0-\x7f]/.test(data)) misuse(`${where}: name Charset.UTF_8 for text beyond ASCII`);
  if (charset !== undefined && charset !== Charset.UTF_8) misuse(`${where}: the stand-in has Charset.UTF_8 only`);
  return btoa(String.fromCharCode(...new TextEncoder().encode(data)));
}

/** Bytes are signed, as in Java. */
function decode(encoded: unknown, charset: unknown, where: string): number[] {
  if (charset !== undefined && charset !== Charset.UTF_8) misuse(`${where}: the stand-in has Charset.UTF_8 only`);
  const given = text(encoded, where);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(given)) misuse(`${where} takes Base64`);
  return Array.from(atob(given), (char) => (char.charCodeAt(0) << 24) >> 24);
}

function unsigned(byte: unknown, where: string): number {
  const right = typeof byte === 'number' && Number.isInteger(byte) && byte >= -128 && byte <= 127;
  return right ? byte & 255 : misuse(`${where} takes signed bytes, got ${describe(byte)}`);
}

/** Of Java's patterns those of numbers: y, M, d, H, m, s; text stands in quotes. */
function formatDate(date: unknown, timeZone: unknown, format: unknown): string {
  // A date of another realm is no instance of this one's Date.
  if (Object.prototype.toString.call(date) !== '[object Date]') misuse('Utilities.formatDate takes a Date');
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: text(timeZone, 'Utilities.formatDate'),
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(Number(date));
  const value = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  const letters: Record<string, string> = {
    y: value('year'),
    M: value('month'),
    d: value('day'),
    H: value('hour'),
    m: value('minute'),
    s: value('second'),
  };
  return text(format, 'Utilities.formatDate').replace(/'([^']*)'|([A-Za-z])\2*/g, (run, quoted?: string, letter?: string) => {
    if (letter === undefined) return quoted === '' ? "'" : (quoted ?? run);
    const found = letters[letter] ?? misuse(`Utilities.formatDate: the stand-in does not know the letter ${letter}`);
    if (run.length > 2) return run.length === 4 && letter === 'y' ? found : misuse(`Utilities.formatDate: ${run} is left out`);
    return run.length === 2 ? found.slice(-2) : String(Number(found));
  });
}

import { text } from './arguments.ts';
import { isLoopback } from './basic-html.ts';
import type { Host } from './host.ts';
import { misuse } from './misuse.ts';

/**
 * The address, where the manifest lets the script use it. The loopback, where the host allows it, stands outside the manifest:
 * no manifest can name it, for prefixes must be https with a full domain.
 */
export function allowedUrl(value: unknown, where: string, prefixes: readonly string[] | undefined, host: Host): string {
  const given = text(value, where);
  if (!URL.canParse(given)) return misuse(`${where} takes a whole URL`);
  const url = new URL(given);
  if (host.loopback === true && url.protocol === 'http:' && isLoopback(url.hostname)) return given;
  if (url.protocol !== 'https:') return misuse(`${where} takes an https URL, got ${url.protocol}`);
  if (prefixes !== undefined && !prefixes.some((prefix) => matches(url, prefix))) {
    return misuse(`${where}: ${url.origin} is not in the manifest's list`);
  }
  return given;
}

export function httpsUrl(value: unknown, where: string, host: Host): string {
  return allowedUrl(value, where, undefined, host);
}

/**
 * Prefixes have a full domain, whose first label may be `*` for any subdomain, and a path that is not empty.
 * Source: developers.google.com/apps-script/manifest/allowlist-url
 */
export function matches(url: URL, prefix: string): boolean {
  const wild = /^https:\/\/\*\./.test(prefix);
  const plain = wild ? prefix.replace('*.', '') : prefix;
  if (!/^https:\/\/[^/]+\//.test(plain) || !URL.canParse(plain)) misuse('a prefix in the manifest is no https URL with a path');
  const allowed = new URL(plain);
  const domain = wild ? url.hostname.endsWith(`.${allowed.hostname}`) : url.hostname === allowed.hostname;
  return domain && url.port === allowed.port && url.pathname.startsWith(allowed.pathname);
}

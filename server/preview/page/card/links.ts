import { isLoopback } from '../../apps-script/basic-html.ts';
import { matches } from '../../apps-script/urls.ts';

/** What an action may open: what the manifest names, and this machine, which no manifest can name. */
export function linkAllowed(link: string, prefixes: readonly string[] | undefined): boolean {
  const url = new URL(link);
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return true;
  return url.protocol === 'https:' && (prefixes === undefined || prefixes.some((prefix) => matches(url, prefix)));
}

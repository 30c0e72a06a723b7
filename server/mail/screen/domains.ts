import { getDomain } from 'tldts';
import { domainOf } from '../../../shared/mail.ts';

/** The organisational domain (RFC 7489 §3.2, by the public suffix list, private suffixes too); the host where there is none. */
export function organisation(domain: string): string {
  const host = domain.toLowerCase().replace(/\.$/, '');
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}

export function sameOrganisation(a: string, b: string): boolean {
  return a !== '' && b !== '' && organisation(a) === organisation(b);
}

/** One `@`, something on each side, no blanks or brackets: what can be answered. */
export function isAddress(address: string): boolean {
  return address.length <= 320 && /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()\\]{1,255}$/.test(address);
}

/** Without `+tag`, and Gmail's two names for one domain made one: how an address is compared with our own. */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 0) return address.trim().toLowerCase();
  const local = address.slice(0, at).trim().toLowerCase();
  const plus = local.indexOf('+', 1);
  const domain = domainOf(address).trim();
  return `${plus > 0 ? local.slice(0, plus) : local}@${domain === 'googlemail.com' ? 'gmail.com' : domain}`;
}

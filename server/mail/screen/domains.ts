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

/** Domains where anyone may have an address, so that sharing one says nothing of two people. */
const PUBLIC_MAIL: ReadonlySet<string> = new Set(
  (
    'gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr yahoo.co.uk ' +
    'ymail.com aol.com icloud.com me.com mac.com proton.me protonmail.com gmx.com gmx.fr gmx.de gmx.net web.de mail.com mail.ru yandex.ru ' +
    'yandex.com qq.com 163.com 126.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr bbox.fr laposte.net numericable.fr bluewin.ch ' +
    'skynet.be telenet.be libero.it t-online.de zoho.com tutanota.com fastmail.com'
  ).split(' '),
);

export function isPublicMail(domain: string): boolean {
  return PUBLIC_MAIL.has(domain.toLowerCase());
}

import { domainOf, headerValues, type Mail } from '../../../shared/mail.ts';
import { type AuthenticationResults, type MethodResult, parseAuthenticationResults } from './authentication-results.ts';
import { sameOrganisation } from './domains.ts';

/** `ok`: the domain of From vouches for the mail. `failed`: it does not. `missing`: our host says nothing. */
export type Authentication = 'ok' | 'failed' | 'missing';

/**
 * What our receiving host found. Only the topmost Authentication-Results with its authserv-id counts (RFC 8601 §5: every
 * other one may have been written by the sender). DMARC decides where it was evaluated for the domain of From; without it, one
 * SPF or DKIM pass of the same organisational domain is taken. ARC is not considered: it lets a forwarder vouch for a mail,
 * and we know no forwarder that we would trust to let a machine answer.
 */
export function authenticationOf(mail: Pick<Mail, 'headers' | 'from'>, authservId: string): Authentication {
  const ours = topmostOf(mail, authservId);
  if (!ours || ours.results.length === 0) return 'missing';
  const from = domainOf(mail.from.address);
  const dmarc = ours.results.filter((r) => r.method === 'dmarc' && speaksOf(r, from));
  if (dmarc.some((r) => r.result === 'fail')) return 'failed';
  if (dmarc.some((r) => r.result === 'pass')) return 'ok';
  return ours.results.some((r) => r.result === 'pass' && isAligned(r, from)) ? 'ok' : 'failed';
}

function topmostOf(mail: Pick<Mail, 'headers'>, authservId: string): AuthenticationResults | undefined {
  for (const value of headerValues(mail, 'authentication-results')) {
    const parsed = parseAuthenticationResults(value);
    // It may be ours, broken by what a sender's address brought into it: nothing below may stand in for it.
    if (parsed === null) return undefined;
    if (parsed.authservId === authservId.toLowerCase()) return parsed;
  }
  return undefined;
}

function speaksOf(dmarc: MethodResult, from: string): boolean {
  const about = dmarc.properties.get('header.from');
  return about === undefined || sameOrganisation(domainPart(about), from);
}

function isAligned({ method, properties }: MethodResult, from: string): boolean {
  if (method === 'spf') {
    const domain = properties.get('smtp.mailfrom') ?? properties.get('smtp.mail') ?? '';
    return sameOrganisation(domainPart(domain), from);
  }
  if (method === 'dkim') {
    const domain = properties.get('header.d') ?? properties.get('header.i') ?? '';
    return sameOrganisation(domainPart(domain), from);
  }
  return false;
}

function domainPart(value: string): string {
  return (value.includes('@') ? domainOf(value) : value).toLowerCase();
}

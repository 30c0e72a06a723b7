import { type Address, header, type Mail, REPLY_ID_HEADER } from '../../shared/mail.ts';
import type { Settings } from '../../shared/policy.ts';
import type { ReasonCode } from '../../shared/reasons.ts';
import type { Bounce, Screening } from '../../shared/screening.ts';
import { readBounce } from './read-bounce.ts';
import { authenticationOf } from './screen/authentication.ts';
import { isAddress, mailboxOf } from './screen/domains.ts';
import { type Finding, ignore, ignoreIfAuthentic, person } from './screen/finding.ts';
import { listFindings, ownGroupOf } from './screen/lists.ts';
import { machineFindings } from './screen/machine.ts';
import { isAmbiguous, isNoReply, replyToDiffers } from './screen/sender.ts';

export interface ScreenContext {
  /** The mailbox's own address; `settings.ownAddresses` are its aliases. */
  ownAddress: string;
  settings: Pick<Settings, 'ownAddresses' | 'ownGroups' | 'trustedForms' | 'authservId'>;
}

/**
 * Judges a mail by its envelope and headers, before any brain is asked. Every reason is collected in the order found and the
 * strongest decides, with one rule on top: what a mail says of *how* it was sent (a report, automatic, null sender) is
 * believed from anyone, because it can only silence that mail; what it says of *who* sent it (us, a list, a no-reply
 * address) silences it only unless authentication failed, because then it may be a forger's word: a person looks.
 */
export function screen(mail: Mail, context: ScreenContext): Screening {
  const { settings } = context;
  const own = new Set([context.ownAddress, ...settings.ownAddresses].map(mailboxOf));
  const addressed = [...mail.to, ...mail.cc].some((a) => own.has(mailboxOf(a.address)));
  const group = ownGroupOf(mail, settings.ownGroups, addressed);
  // A form often writes as the school itself, and then names the visitor in Reply-To: without that it is our own mail.
  const form =
    settings.trustedForms.some((address) => mailboxOf(address) === mailboxOf(mail.from.address)) &&
    (!own.has(mailboxOf(mail.from.address)) || mail.replyTo.some((a) => isAddress(a.address) && !own.has(mailboxOf(a.address))));
  const groups = new Set(settings.ownGroups.map(mailboxOf));
  // A group rewrites From to its own address where the sender's DMARC policy would refuse its copy.
  const rewritten = group !== null && groups.has(mailboxOf(mail.from.address));
  const authentication = authenticationOf(mail, settings.authservId);
  const bounce = readBounce(mail);

  const findings: Finding[] = [
    ...bounceFindings(bounce),
    ...ownFindings(mail, form ? new Set() : own, rewritten ? new Set() : groups),
    ...labelFindings(mail.labels),
    // A form is a program, and says so; what it answers by itself, or bounces, is none of its visitors' mail all the same.
    ...machineFindings(mail).filter(({ code }) => !form || code !== 'auto-submitted'),
    ...(form ? [] : listFindings(mail, group)),
    ...(form || rewritten ? [] : noReplyFindings(mail)),
    ...authenticationFindings(authentication),
    ...(isAmbiguous(mail) && !rewritten ? [person('sender-ambiguous')] : []),
    ...(!form && group === null && replyToDiffers(mail) ? [person('reply-to-differs')] : []),
    ...(form ? [person('trusted-form')] : []),
    ...(group !== null ? [person('own-group')] : []),
    ...(addressed || group !== null ? [] : [person('not-addressed')]),
  ];
  return {
    verdict: verdictOf(findings, authentication === 'failed'),
    reasons: [...new Set(findings.map((finding): ReasonCode => finding.code))],
    replyTo: replyTarget(mail, bounce, form || rewritten, new Set([...own, ...groups])),
    bounce,
  };
}

function verdictOf(findings: readonly Finding[], failedAuthentication: boolean): Screening['verdict'] {
  if (findings.some((f) => f.weight === 'ignore' && !(f.identity && failedAuthentication))) return 'ignore';
  return findings.length > 0 ? 'person' : 'pass';
}

function bounceFindings(bounce: Bounce | null): Finding[] {
  switch (bounce?.kind) {
    case undefined:
      return [];
    case 'failed':
    case 'delayed':
      return [ignore('bounce')];
    case 'success':
      return [ignore('delivery-report')];
    case 'feedback':
      return [ignore('abuse-report')];
  }
}

function ownFindings(mail: Mail, own: ReadonlySet<string>, groups: ReadonlySet<string>): Finding[] {
  if (mail.labels.includes('SENT') || mail.labels.includes('DRAFT')) return [ignore('own-mail')];
  if (header(mail, REPLY_ID_HEADER) !== undefined) return [ignore('own-mail')];
  const senders = [mail.from, ...(mail.sender ? [mail.sender] : [])].map((a) => mailboxOf(a.address));
  return senders.some((sender) => own.has(sender) || groups.has(sender)) ? [ignoreIfAuthentic('own-mail')] : [];
}

function labelFindings(labels: readonly string[]): Finding[] {
  return [...(labels.includes('SPAM') ? [ignore('spam')] : []), ...(labels.includes('TRASH') ? [ignore('trash')] : [])];
}

function noReplyFindings(mail: Mail): Finding[] {
  const refuses = isNoReply(mail.from.address, mail.from.name) || mail.replyTo.some((a) => isNoReply(a.address));
  return refuses ? [ignoreIfAuthentic('no-reply')] : [];
}

function authenticationFindings(authentication: ReturnType<typeof authenticationOf>): Finding[] {
  if (authentication === 'ok') return [];
  return [person(authentication === 'failed' ? 'unauthenticated' : 'auth-missing')];
}

/** Never our own address: an answer would come back to us. */
function replyTarget(mail: Mail, bounce: Bounce | null, trustsReplyTo: boolean, own: ReadonlySet<string>): string {
  if (bounce !== null || mail.returnPath === '') return '';
  const targets = mail.replyTo.filter((a) => isAddress(a.address));
  const [first] = targets;
  const elsewhere = targets.length !== 1 || (replyToDiffers(mail) && !trustsReplyTo);
  const target: Address = first !== undefined && !elsewhere ? first : mail.from;
  if (!isAddress(target.address) || own.has(mailboxOf(target.address)) || isNoReply(target.address)) return '';
  return target.address;
}

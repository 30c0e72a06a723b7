import { header, headerValues, type Mail } from '../../../shared/mail.ts';
import { type Finding, ignoreIfAuthentic, person } from './finding.ts';
import { precedenceIs } from './machine.ts';

/** RFC 2369 and RFC 2919, and what lists wrote before them. */
const LIST_HEADERS = [
  'list-id',
  'list-post',
  'list-unsubscribe',
  'list-subscribe',
  'list-owner',
  'list-archive',
  'list-help',
  'mailing-list',
  'x-mailing-list',
  'x-mailinglist',
  'x-google-group-id',
] as const;

/** Campaign numbers of mass mailers: no person's client writes them. */
const BULK_HEADER = /^x-(?:.{0,20}[-_])?(?:campaign(?:[-_]?id)?|mailing[-_]?id|newsletter(?:[-_]?id)?|bulkmail|mass-?mail)$/;

const LIST_LOCAL =
  /^(?:owner-.+|.+-(?:request|bounces?|owner)|bounces?|majordomo|listserv|mailman|sympa|ecartis|newsletters?|mailing-?list)$/;

/** Lists and mass mail. `group` is the own group whose list headers are expected, null when the mail came by none. */
export function listFindings(mail: Mail, group: string | null): Finding[] {
  if (headerValues(mail, 'list-id').some((value) => !namesGroup(value, group))) return [ignoreIfAuthentic('list')];
  if (mail.headers.some(([name]) => BULK_HEADER.test(name))) return [ignoreIfAuthentic('list')];
  if (group !== null) return [];
  const locals = [mail.from, ...(mail.sender ? [mail.sender] : [])].map((a) => a.address.split('@')[0] ?? '');
  const isList =
    LIST_HEADERS.some((name) => header(mail, name) !== undefined) ||
    precedenceIs(mail, /^(?:list|bulk|junk)\b/) ||
    locals.some((local) => LIST_LOCAL.test(local));
  if (isList) return [ignoreIfAuthentic('list')];
  return isFeedbackLoop(mail) || mail.labels.includes('CATEGORY_PROMOTIONS')
    ? [person(isFeedbackLoop(mail) ? 'list' : 'promotion')]
    : [];
}

/** Mass mailers name themselves for Gmail's feedback loop; Amazon SES writes it on every mail, people's included. */
function isFeedbackLoop(mail: Mail): boolean {
  return headerValues(mail, 'feedback-id').some((value) => !/amazonses\s*$/i.test(value));
}

/**
 * The own group a mail came through, null when none: a list header of the group, or the group among the recipients where
 * the mailbox itself is not.
 */
export function ownGroupOf(mail: Mail, groups: readonly string[], mailboxAddressed: boolean): string | null {
  const wanted = groups.map((g) => g.trim().toLowerCase()).filter((g) => g.includes('@'));
  const listValues = LIST_HEADERS.flatMap((name) => headerValues(mail, name));
  const byHeader = wanted.find((group) => listValues.some((value) => namesGroup(value, group)));
  if (byHeader !== undefined) return byHeader;
  const addressed = new Set([...mail.to, ...mail.cc].map((a) => a.address));
  return (mailboxAddressed ? undefined : wanted.find((group) => addressed.has(group))) ?? null;
}

/** `info@school.fr` is written `<info.school.fr>` in List-Id, and with its address in the other headers. */
function namesGroup(value: string, group: string | null): boolean {
  if (group === null) return false;
  const low = value.slice(0, 2_000).toLowerCase();
  const words = low.split(/[\s<>,;:"()]+/);
  return words.includes(group) || words.includes(group.replace('@', '.'));
}

import type { SmtpCommand } from './codes.ts';
import { PHRASES, type PhraseTable, WEAK_PHRASES } from './phrases.ts';
import { flat, holds } from './text.ts';

/**
 * Sisimai's vocabulary of reasons (the fullest public one) and the four that mean the address itself will not work:
 * everything else may pass, or is about our mail and not about the address.
 */
const HARD: ReadonlySet<string> = new Set(['userunknown', 'hostunknown', 'hasmoved', 'notaccept']);

export function isHard(reason: string): boolean {
  return HARD.has(reason);
}

/** What a code alone means, after RFC 3463 and the IANA registry. Codes that hosts use for many things are left out. */
const BY_STATUS: Readonly<Record<string, string>> = {
  '1.0': 'userunknown',
  '1.1': 'userunknown',
  '1.2': 'hostunknown',
  '1.3': 'userunknown',
  '1.4': 'filtered',
  '1.7': 'rejected',
  '1.8': 'rejected',
  '1.9': 'expired',
  '1.10': 'notaccept',
  '1.351': 'userunknown',
  '2.1': 'suspend',
  '2.2': 'mailboxfull',
  '2.4': 'filtered',
  '3.0': 'systemerror',
  '3.1': 'systemfull',
  '3.2': 'notaccept',
  '3.3': 'systemerror',
  '3.4': 'mesgtoobig',
  '3.5': 'systemerror',
  '4.0': 'networkerror',
  '4.2': 'networkerror',
  '4.3': 'systemerror',
  '4.4': 'hostunknown',
  '4.5': 'systemfull',
  '4.6': 'networkerror',
  '4.7': 'expired',
  '4.316': 'expired',
  '5.1': 'syntaxerror',
  '5.2': 'syntaxerror',
  '5.3': 'toomanyconn',
  '5.4': 'syntaxerror',
  '5.5': 'syntaxerror',
  '6.0': 'contenterror',
  '6.3': 'contenterror',
  '7.2': 'filtered',
  '7.5': 'securityerror',
  '7.6': 'securityerror',
  '7.7': 'securityerror',
  '7.8': 'securityerror',
  '7.9': 'securityerror',
  '7.10': 'securityerror',
  '7.11': 'securityerror',
  '7.17': 'hasmoved',
  '7.18': 'hasmoved',
  '7.20': 'authfailure',
  '7.21': 'authfailure',
  '7.22': 'authfailure',
  '7.23': 'authfailure',
  '7.24': 'authfailure',
  '7.25': 'requireptr',
  '7.26': 'authfailure',
  '7.27': 'notaccept',
  '7.28': 'speeding',
  '7.509': 'authfailure',
  '7.515': 'authfailure',
};

/** Codes that are more exact than any words: RFC 3463 keeps them for one thing, and hosts keep to it. */
const OUTRANKS: Readonly<Record<string, string>> = {
  '1.6': 'hasmoved',
  '2.3': 'exceedlimit',
  '6.1': 'contenterror',
  '6.6': 'contenterror',
  '6.7': 'contenterror',
  '6.9': 'contenterror',
  '7.13': 'suspend',
};

export interface Evidence {
  /** The remote host's words for this recipient. */
  diagnostic: string;
  /** Type of the diagnostic (RFC 3464 §2.3.6): `smtp`, `x-unix` …; '' when not stated. */
  diagnosticType: string;
  /** The part of the notice about this recipient, for when the words above say nothing. */
  notice: string;
  status: string;
  replyCode: string;
  command: SmtpCommand;
  delayed: boolean;
}

/**
 * One reason for one recipient: first phrases that mean one thing only, then what the code says, then what the refused
 * command says, then phrases that need the silence of all these; the host's own words before the notice around them.
 */
export function reasonOf(evidence: Evidence): string {
  const detail = evidence.status.replace(/^[245]\./, '');
  const notice = flat(evidence.notice);
  const words = flat(remoteWords(evidence.diagnostic)) || notice;
  return (
    OUTRANKS[detail] ??
    byPhrase(words, PHRASES, evidence, detail) ??
    byProgram(evidence) ??
    byStatus(evidence.status) ??
    byCommand(evidence) ??
    byPhrase(words, WEAK_PHRASES, evidence, detail) ??
    byLateRefusal(evidence) ??
    byPhrase(notice, PHRASES, evidence, detail) ??
    byPhrase(notice, WEAK_PHRASES, evidence, detail) ??
    (evidence.delayed ? 'expired' : byReplyCode(evidence))
  );
}

/** 4.4.1 is a host that did not answer in time; 5.4.1 is used for refusals too, and so says nothing. */
function byStatus(status: string): string | undefined {
  return status === '4.4.1' ? 'expired' : BY_STATUS[status.replace(/^[245]\./, '')];
}

/**
 * The remote host's own words. Cisco's gateways put a heading before them (`5.1.0 - Unknown address error 550-'5.7.1 …'`),
 * and Gmail says of every refusal that it is made against spam.
 */
function remoteWords(diagnostic: string): string {
  const words = /^\d\.\d\.\d - [\w ]{3,60} \d{3}-'([^\n]{1,4000})/.exec(diagnostic)?.[1] ?? diagnostic;
  return words.replace(/to\s+(?:reduce\s+the\s+amount\s+of|best\s+protect\s+our\s+users\s+from)\s+spam/gi, '');
}

/** A local program's exit code (sysexits.h): 77 is EX_NOPERM, a fault of the host; any other is the program's. */
function byProgram({ diagnosticType, diagnostic }: Evidence): string | undefined {
  if (diagnosticType !== 'x-unix') return undefined;
  return diagnostic.trim() === '77' ? 'systemerror' : 'mailererror';
}

/** Refused with the message itself and no word of why: a filter's doing. */
function byLateRefusal({ command, replyCode, diagnostic }: Evidence): string | undefined {
  return command === 'DATA' && replyCode.startsWith('55') && diagnostic !== '' ? 'filtered' : undefined;
}

/** Refused at MAIL it was the sender, refused before it was our host. */
function byCommand({ command, replyCode }: Evidence): string | undefined {
  if (replyCode === '') return undefined;
  if (command === 'MAIL') return 'rejected';
  return command === 'EHLO' || command === 'CONN' ? 'blocked' : undefined;
}

function byPhrase(text: string, table: PhraseTable, evidence: Evidence, detail: string) {
  for (const [reason, phrases] of table) {
    if (phrases.some((phrase) => holds(text, phrase))) return refined(reason, text, evidence, detail);
  }
  return undefined;
}

/**
 * "User unknown" in answer to RCPT means that the address does not exist; said elsewhere it is how some hosts refuse a
 * message for a user they do have, so without the code or the command it must not condemn the address. An unknown host with
 * a temporary code is a name server that did not answer.
 */
function refined(reason: string, text: string, { command, replyCode, status }: Evidence, detail: string): string {
  if (reason === 'hostunknown') return status.startsWith('4') ? 'networkerror' : reason;
  const isUser = reason === 'userunknown';
  // au.com and ezweb.ne.jp leave the address out when the user's filter refused, and name it when there is no such user.
  if (text.includes('550 : user unknown')) return 'filtered';
  if (isUser && /(?:^|[ :])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8} does(?:n't| not) exist/.test(text)) return 'hostunknown';
  if (isUser && replyCode === '551') return 'hasmoved';
  if (!isUser && reason !== 'filtered') return reason;
  if (command === 'RCPT' || detail === '1.10' || BY_STATUS[detail] === 'userunknown')
    return isUser || replyCode !== '' ? 'userunknown' : reason;
  if (command === 'DATA' || !isUser) return 'filtered';
  return replyCode === '' || text.includes('550 <@>: user unknown') ? 'userunknown' : 'filtered';
}

function byReplyCode({ replyCode }: Evidence): string {
  switch (replyCode) {
    case '552':
      return 'mailboxfull';
    case '551':
      return 'hasmoved';
    case '521':
    case '556':
      return 'notaccept';
    case '523':
      return 'exceedlimit';
    case '525':
      return 'suspend';
    case '530':
    case '534':
    case '535':
    case '538':
      return 'securityerror';
    case '500':
    case '501':
    case '502':
    case '503':
    case '504':
      return 'syntaxerror';
    default:
      return 'onhold';
  }
}

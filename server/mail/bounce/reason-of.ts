import type { SmtpCommand } from './codes.ts';
import { PHRASES, WEAK_PHRASES } from './phrases.ts';
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
  '1.6': 'hasmoved',
  '1.7': 'rejected',
  '1.8': 'rejected',
  '1.9': 'expired',
  '1.10': 'notaccept',
  '2.0': 'filtered',
  '2.1': 'suspend',
  '2.2': 'mailboxfull',
  '2.3': 'exceedlimit',
  '2.4': 'filtered',
  '3.0': 'systemerror',
  '3.1': 'systemfull',
  '3.2': 'notaccept',
  '3.3': 'systemerror',
  '3.4': 'mesgtoobig',
  '3.5': 'systemerror',
  '4.0': 'networkerror',
  '4.1': 'expired',
  '4.2': 'networkerror',
  '4.3': 'systemerror',
  '4.4': 'hostunknown',
  '4.5': 'systemfull',
  '4.6': 'networkerror',
  '4.7': 'expired',
  '5.1': 'syntaxerror',
  '5.2': 'syntaxerror',
  '5.3': 'toomanyconn',
  '5.4': 'syntaxerror',
  '5.5': 'syntaxerror',
  '6.0': 'contenterror',
  '6.1': 'contenterror',
  '6.3': 'contenterror',
  '6.6': 'contenterror',
  '6.7': 'contenterror',
  '7.2': 'filtered',
  '7.5': 'securityerror',
  '7.6': 'securityerror',
  '7.7': 'securityerror',
  '7.8': 'securityerror',
  '7.9': 'securityerror',
  '7.10': 'securityerror',
  '7.11': 'securityerror',
  '7.13': 'suspend',
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

export interface Evidence {
  /** The remote host's words for this recipient. */
  diagnostic: string;
  /** The part of the notice about this recipient, for when the words above say nothing. */
  notice: string;
  status: string;
  replyCode: string;
  command: SmtpCommand;
  delayed: boolean;
}

/**
 * One reason for one recipient: first phrases that mean one thing only, then what the code says, then phrases that need
 * the code's silence; the host's own words before the notice around them.
 */
export function reasonOf(evidence: Evidence): string {
  const texts = [flat(evidence.diagnostic), flat(evidence.notice)].filter((text) => text !== '');
  const detail = evidence.status.replace(/^[245]\./, '');
  for (const text of texts) {
    const strong = byPhrase(text, PHRASES, evidence, detail);
    if (strong) return strong;
    if (text === texts[0]) {
      const coded = BY_STATUS[detail];
      if (coded) return coded;
    }
    const weak = byPhrase(text, WEAK_PHRASES, evidence, detail);
    if (weak) return weak;
  }
  const coded = BY_STATUS[detail];
  if (coded) return coded;
  return evidence.delayed ? 'expired' : byReplyCode(evidence);
}

function byPhrase(text: string, table: readonly (readonly [string, readonly string[]])[], evidence: Evidence, detail: string) {
  for (const [reason, phrases] of table) {
    if (phrases.some((phrase) => holds(text, phrase))) {
      return reason === 'userunknown' ? unknownOrFiltered(evidence, detail) : reason;
    }
  }
  return undefined;
}

/**
 * "User unknown" in answer to RCPT means that the address does not exist; in answer to the message itself it is how some
 * hosts refuse a message for a user they do have, so it must not condemn the address.
 */
function unknownOrFiltered({ command, replyCode }: Evidence, detail: string): string {
  const coded = BY_STATUS[detail];
  if (coded === 'userunknown' || coded === 'hostunknown') return 'userunknown';
  if (command === 'DATA') return 'filtered';
  return command === '' && replyCode !== '' && coded === 'filtered' ? 'filtered' : 'userunknown';
}

function byReplyCode({ replyCode, status }: Evidence): string {
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
      return status === '' && replyCode === '' ? 'undefined' : 'onhold';
  }
}

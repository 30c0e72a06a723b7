import { oneLine } from '../../../shared/safe-text.ts';

/** Gmail threads a reply only under the same subject, so it is kept; the bound is against hostile ones. */
const MAX_SUBJECT = 900;

/** Prefixes of a reply in the languages that write to us: Re, RE, Ré, Réf is none, AW, Antw, SV, Odp, RES, RIF. */
const IS_REPLY = /^(?:r[eé]p?|aw|antw|sv|odp|res|rif)\s*(?:\[\d+\]|\(\d+\))?\s*:/iu;
const IS_FORWARD = /^(?:fwd?|tr|wg|rv|i)\s*:/iu;

/** "Re: …", not doubled. */
export function replySubject(subject: string): string {
  const line = oneLine(subject, MAX_SUBJECT);
  return IS_REPLY.test(line) ? line : `Re: ${line}`.trim();
}

/** "Fwd: …", not doubled. */
export function forwardSubject(subject: string): string {
  const line = oneLine(subject, MAX_SUBJECT);
  return IS_FORWARD.test(line) ? line : `Fwd: ${line}`.trim();
}

import { header, headerValues, type Mail } from '../../../shared/mail.ts';
import { addressesIn, MAX_NOTICE, unixLines } from './text.ts';

/** What a notice says of one recipient. `words` is the stretch of the notice that speaks of it. */
export interface NoticedRecipient {
  recipient: string;
  words: string;
}

/** Where the returned mail begins. What is below was written by us and would be read as the host's words. */
const RETURNED: readonly RegExp[] = [
  /^[-_=*# ]{2,80}(?:below this line is|this is a copy of|the following is|original message|returned message|message header|message text|unsent message|included is|header of|returned mail)/im,
  /^[ \t]{0,40}(?:original message (?:headers?|follows)|message headers? follow|unsent message (?:follows|below)|the original message (?:follows|headers)|en-têtes de message d'origine|ursprüngliche (?:nachrichten)?kopfzeilen)/im,
  /^[ \t]{0,40}[-=_]{2,80}[ \t]{0,10}(?:returned|original|forwarded|undelivered|unsent)\b/im,
  /^(?:return-path|received|x-original-to):[ \t]?\S/im,
  /^message-id:[ \t]?\S/im,
];

const MAX_RECIPIENTS = 50;

/** The notice without the returned mail. The first lines stay whatever they look like. */
export function noticeOf(text: string): string {
  const whole = unixLines(text).slice(0, MAX_NOTICE);
  let end = whole.length;
  for (const start of RETURNED) {
    const at = whole.slice(0, end).search(start);
    if (at > 20) end = Math.min(end, at);
  }
  return whole.slice(0, end);
}

/** The recipients a notice is about, each with the words that stand by it. */
export function recipientsOf(mail: Mail, notice: string): NoticedRecipient[] {
  const named = headerValues(mail, 'x-failed-recipients').flatMap((value) => addressesIn(value).map((found) => found.address));
  const returned = returnedRecipients(mail);
  const mentioned = mentions(mail, notice);
  const inNotice = [...new Set(mentioned.map((found) => found.address))];
  const listed = [...new Set(mentioned.filter((found) => isListed(notice, found)).map((found) => found.address))];
  const both = inNotice.filter((address) => returned.includes(address));
  const recipients = firstFilled(named, listed, both, inNotice, returned).slice(0, MAX_RECIPIENTS);
  if (recipients.length === 0) return [{ recipient: '', words: notice }];
  if (recipients.length === 1) return [{ recipient: recipients[0] ?? '', words: notice }];
  return recipients.map((recipient) => ({ recipient, words: wordsBy(recipient, recipients, mentioned, notice) }));
}

/** Failed recipients head a line of their own, or follow the code that refused them. */
function isListed(notice: string, { address, at }: { address: string; at: number }): boolean {
  const start = notice.lastIndexOf('\n', at - 1) + 1;
  const before = notice.slice(Math.max(start, at - 60), at).toLowerCase();
  const after = notice.slice(at + address.length, at + address.length + 5);
  return (
    /^[\s*•·>-]*(?:[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?)?(?:(?:final-|original-)?recipient(?: address)?: ?(?:rfc822; ?)?)?<?$/.test(
      before,
    ) && /^>?\s*(?:\.\.\.|[:(]|\n|$|[a-z]* )/i.test(after)
  );
}

function firstFilled(...lists: string[][]): string[] {
  return [...new Set(lists.find((list) => list.length > 0) ?? [])];
}

/** To and Cc of the returned mail, from its own part or from the text below the notice. */
function returnedRecipients(mail: Mail): string[] {
  const sources = [...mail.reports.filter((p) => p.type !== 'message/delivery-status').map((p) => p.content), mail.text];
  for (const source of sources) {
    const field = /^[ \t>]{0,10}(?:to|x-rcpt-to|x-actual-recipient|envelope-to)\s{0,4}:((?:.{0,500}\n[ \t])?.{0,500})/im.exec(
      unixLines(source).slice(0, 60_000),
    );
    const found = addressesIn(field?.[1] ?? '').map((a) => a.address);
    if (found.length > 0) return found;
  }
  return [];
}

/** Addresses of the notice that can be the failed recipient: not us, not the reporting host, not a contact for help. */
function mentions(mail: Mail, notice: string) {
  const ours = new Set([...mail.to, mail.from].map((a) => a.address));
  const reporter = /^(?:postmaster|mailer-daemon|abuse|support|help|admin|administrator)@/;
  return addressesIn(notice).filter(({ address, at }) => {
    if (ours.has(address) || reporter.test(address)) return false;
    const before = notice.slice(Math.max(0, at - 60), at).toLowerCase();
    return !/(?:message-id:?\s*<?|from:?\s*"?<?|sender:?\s*<?|contact(?:er|ez)?\s*<?|mailto:|id\s*<)$/.test(before.slice(-24));
  });
}

function wordsBy(
  recipient: string,
  all: readonly string[],
  mentioned: readonly { address: string; at: number }[],
  notice: string,
): string {
  const marks = mentioned.filter((m) => all.includes(m.address));
  let words = '';
  let reached = 0;
  for (const [i, mark] of marks.entries()) {
    if (mark.address !== recipient || mark.at < reached) continue;
    const lineStart = notice.lastIndexOf('\n', mark.at) + 1;
    const next = marks.slice(i + 1).find((m) => m.address !== recipient);
    const end = next ? notice.lastIndexOf('\n', next.at) : notice.length;
    reached = Math.max(end, mark.at + recipient.length);
    words += `${notice.slice(lineStart, reached)}\n`;
  }
  return words === '' ? notice : words;
}

const REMOTE_WORDS =
  /(?:returned was|said|responded(?: with)?|answered|replied|error was|reason|response):\s{0,10}(?=#?[45](?:\d\d|\.\d))/i;

/** Reports name the remote's answer on a line with a code; that line and the ones it continues on. */
export function diagnosticLines(words: string): string {
  const lines = words.split('\n');
  const at = lines.findIndex((line) =>
    /(?:^|[^\d.@:/])[45]\d\d(?=[ -]|$)|(?:^|[^\d.])[45]\.\d{1,3}\.\d{1,3}(?!\.?\d)/.test(line),
  );
  if (at < 0) return '';
  const found = [lines[at] ?? ''];
  for (const line of lines.slice(at + 1, at + 12)) {
    if (line.trim() === '') break;
    found.push(line);
  }
  const whole = found.join('\n').trim();
  const marker = REMOTE_WORDS.exec(whole.slice(0, 4_000));
  return marker ? whole.slice(marker.index + marker[0].length) : whole;
}

export function isDelay(mail: Mail, notice: string): boolean {
  const action = header(mail, 'subject') ?? mail.subject;
  const low = `${action}\n${notice}`.toLowerCase();
  return (
    /delay|will (?:keep|continue|retry|be retried)|still being (?:tried|retried)|warning: (?:message|could not)|not yet been delivered|do not need to re-?send|warning message only|retardé|différé|diffère|verzögert|retrasad/.test(
      low,
    ) && !/permanent|giving up|gave up|failed permanently|returned to sender|could not be delivered for|expired/.test(low)
  );
}

/** A positive report in words alone. */
export function isSuccess(mail: Mail, notice: string): boolean {
  const low = `${mail.subject}\n${notice}`.toLowerCase();
  return (
    /success(?:ful|fully)\b|remis avec succès|erfolgreich zugestellt/.test(low) &&
    !/fail|unsuccess|undeliver|could not|not delivered|error/.test(low)
  );
}

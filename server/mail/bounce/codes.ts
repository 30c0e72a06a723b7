/**
 * Enhanced status codes (RFC 3463) and SMTP reply codes (RFC 5321 §4.2, RFC 7504, RFC 4954) in running text. Addresses of
 * hosts and version numbers look alike, so a code may touch no further digit or dot group.
 */
const STATUS = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)/g;
const REPLY =
  /(?<![\w.@=/-])(?<!\w:)(?:2(?:11|14|20|21|5[0-3])|4(?:21|22|32|5[0-9]|7[1-4])|5(?:0[0-4]|10|11|2[1-9]|3[0-58]|4[1-4]|5[0-7]))(?=[ \-:;,.)\]'"]|$)(?!\.\d)/gm;

export function statusesIn(text: string): string[] {
  return text.slice(0, 8_000).match(STATUS) ?? [];
}

export function replyCodesIn(text: string): string[] {
  return text.slice(0, 8_000).match(REPLY) ?? [];
}

/** How much a code says: class alone 0, subject 1, subject and detail 2. */
function weight(status: string): number {
  const [, subject, detail] = status.split('.');
  if (subject === '0') return 0;
  return detail === '0' ? 1 : 2;
}

/** The code that says most; of equals the first. '' when there is none. */
export function bestStatus(candidates: readonly string[]): string {
  let best = '';
  for (const status of candidates) {
    if (best === '' || weight(status) > weight(best)) best = status;
  }
  return best;
}

export type SmtpCommand = 'CONN' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | '';

const COMMANDS: readonly (readonly [SmtpCommand, RegExp])[] = [
  [
    'DATA',
    /in reply to (?:end of )?data|after end of data|end[- ]of[- ](?:data|message)|did not like our (?:final )?data|(?:after|for|to) data\b|after i sent the message|\(state 1[5-9]\)/,
  ],
  [
    'RCPT',
    /in reply to rcpt|after rcpt to|did not like our rcpt|rcpt to ?:? ?<|rcpt_to\b|rcpt to response|smtp:rcpt|rcpt command|does not like recipient|but recipient rejected|\(state 14\)/,
  ],
  [
    'MAIL',
    /in reply to mail from|after mail from|did not like our mail|mail[ _]from ?:? ?[<\]]|mail command|does not like sender|but sender was rejected|\(state 1[23]\)/,
  ],
  ['EHLO', /in reply to (?:ehlo|helo)|after (?:ehlo|helo)|did not like our (?:ehlo|helo)/],
  [
    'CONN',
    /refused to talk to me|initial connection|did not like our (?:connection|greeting)|while receiving the initial server greeting|connected to \S{1,200} but (?:my name was rejected|greeting failed)/,
  ],
];

/**
 * The SMTP command the remote host was answering, where the notice tells ('' otherwise). A transcript (`>>> RCPT TO:<…>`
 * then `<<< 550 …`) tells it by the last command before the refusal.
 */
export function commandIn(text: string): SmtpCommand {
  const transcript = lastCommandOfTranscript(text);
  if (transcript !== '') return transcript;
  const low = text.slice(0, 16_000).toLowerCase().replace(/\s+/g, ' ');
  return COMMANDS.find(([, pattern]) => pattern.test(low))?.[0] ?? '';
}

function lastCommandOfTranscript(text: string): SmtpCommand {
  let last: SmtpCommand = '';
  for (const line of text.slice(0, 16_000).split('\n')) {
    const sent = /^\s*(?:sent )?(?:>{2,3}|->|=>|(?<=sent )<{2,3})\s*(conn|ehlo|helo|lhlo|mail|rcpt|data|bdat|\.)/i
      .exec(line)?.[1]
      ?.toUpperCase();
    if (sent !== undefined) last = asCommand(sent);
    else if (last !== '' && /^\s*(?:(?:received )?(?:<{2,3}|<-|<=)|received >{2,3})\s*[45]\d\d/i.test(line)) return last;
  }
  return '';
}

function asCommand(word: string): SmtpCommand {
  if (word === 'HELO' || word === 'LHLO' || word === 'EHLO') return 'EHLO';
  if (word === '.' || word === 'BDAT' || word === 'DATA') return 'DATA';
  return word === 'MAIL' || word === 'RCPT' || word === 'CONN' ? word : '';
}

import { bestStatus, commandIn, replyCodesIn, statusesIn } from '../../../server/mail/bounce/codes.ts';
import { isHard, reasonOf } from '../../../server/mail/bounce/reason-of.ts';

const reason = (diagnostic: string, delayed = false) =>
  reasonOf({
    diagnostic,
    diagnosticType: 'smtp',
    notice: '',
    status: bestStatus(statusesIn(diagnostic)),
    replyCode: replyCodesIn(diagnostic)[0] ?? '',
    command: commandIn(diagnostic),
    delayed,
  });

/** What hosts that a French school writes to answer, and what it means. */
describe('the reason of a refusal', () => {
  it.each([
    [
      'userunknown',
      '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_418 (in reply to RCPT TO command)',
    ],
    ['userunknown', '550-5.1.1 The email account that you tried to reach does not exist.'],
    ['userunknown', '550 5.5.0 Requested action not taken: mailbox unavailable (in reply to RCPT TO command)'],
    ['userunknown', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'],
    ['userunknown', "550 Le destinataire n'existe pas (in reply to RCPT TO command)"],
    ['filtered', '550 User unknown (in reply to end of DATA command)'],
    ['mailboxfull', '552 5.2.2 Boite du destinataire pleine. Recipient overquota. OFR204_417'],
    ['mailboxfull', "452-4.2.2 The recipient's inbox is out of storage space."],
    ['mailboxfull', '552 5.2.2 <a@b.example> Quota exceeded (mailbox for user is full)'],
    ['suspend', '550-5.2.1 The email account that you tried to reach is inactive.'],
    ['suspend', '550 5.2.1 This mailbox has been blocked due to inactivity (UserSearch)'],
    ['suspend', '550 5.5.0 Le compte du destinataire est bloque. The recipient account is blocked.'],
    ['hostunknown', 'Host or domain name not found. Name service error for name=gmial.example type=AAAA: Host not found'],
    ['networkerror', 'Name service error for name=example.org: Host not found, try again'],
    ['networkerror', 'mail for example.org loops back to myself'],
    ['hasmoved', '551 5.1.6 Recipient no longer on server'],
    ['notaccept', '556 5.1.10 Recipient address has null MX'],
    ['rejected', '501 5.1.0 Adresse emetteur invalide. Invalid Sender Address. (in reply to MAIL FROM command)'],
    ['rejected', '553 5.1.8 Domain of sender address root@neko.example does not exist'],
    ['blocked', '550 5.7.1 Messages weren’t sent: part of their network is on our block list (S3140).'],
    ['blocked', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org'],
    ['blocked', '450 4.2.0 <a@b.example>: Recipient address rejected: Greylisted'],
    ['badreputation', "554-Your access has been rejected due to the sending MTA's poor reputation."],
    ['authfailure', '550-5.7.26 Your email has been blocked because the sender is unauthenticated.'],
    ['authfailure', '550 5.7.515 Access denied, sending domain does not meet the required authentication level.'],
    ['requireptr', '550 The sending IP does not have a PTR record'],
    ['spamdetected', '554 5.7.1 This message has been identified as spam'],
    ['virusdetected', '554 5.7.1 virus Eicar-Test-Signature detected by ClamAV'],
    ['policyviolation', '550 Administrative prohibition - envelope blocked'],
    ['speeding', '450 4.2.1 The user you are trying to contact is receiving mail too quickly.'],
    ['toomanyconn', '421 4.3.2 Trop de connexions, veuillez ressayer plus tard. Too many connections, slow down.'],
    ['mesgtoobig', '552 5.3.4 Message size exceeds fixed limit'],
    ['exceedlimit', '552 5.2.3 Message exceeds local size limit.'],
    ['norelaying', '554 5.7.1 <a@b.example>: Relay access denied (in reply to RCPT TO command)'],
    ['notcompliantrfc', '550-5.7.1 This message is not RFC 5322 compliant. There are multiple Subject headers.'],
    ['contenterror', '550 5.6.9 improper use of 8-bit data in message header'],
    ['securityerror', '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required'],
    ['failedstarttls', '500 Remote server does not support TLS (state 6).'],
    ['systemerror', '451 4.3.0 Internal server error'],
    ['systemfull', '452 4.3.1 Insufficient system storage'],
    ['expired', 'connect to mx.example.org[192.0.2.9]:25: Connection timed out'],
    ['mailererror', 'Command died with status 17: "/usr/sbin/amavis"'],
    ['suppressed', 'Amazon SES did not send the message to this address because it is on the suppression list'],
    ['syntaxerror', '503 Improper sequence of commands'],
    ['onhold', '550 Nope'],
  ])('%s: %s', (expected, diagnostic) => {
    expect(reason(diagnostic)).toBe(expected);
  });

  it('holds an address to be dead only where it is', () => {
    const hard = ['userunknown', 'hostunknown', 'hasmoved', 'notaccept'];
    for (const name of [...hard, 'mailboxfull', 'filtered', 'expired', 'blocked', 'suspend', 'onhold']) {
      expect(isHard(name)).toBe(hard.includes(name));
    }
  });

  it('takes a delay with no words for time running out', () => {
    expect(reason('', true)).toBe('expired');
  });

  it('does not read links or addresses for the host’s words', () => {
    expect(reason('550 5.7.1 See https://help.example/spam/mailbox-full?virus about <user.unknown@b.example>')).toBe('onhold');
  });
});

describe('codes', () => {
  it('tells codes from addresses of hosts, sizes and versions', () => {
    expect(statusesIn('host 5.1.1.9 said 550-5.2.2 and #5.1.1. v14.5.1.1')).toEqual(['5.2.2', '5.1.1']);
    expect(replyCodesIn('mx[192.0.2.250]:25 id=550 552 5.2.2 full, 550-x, 1550 bytes')).toEqual(['552', '550']);
  });

  it('prefers the code that says most', () => {
    expect(bestStatus(['5.0.0', '5.1.0', '5.1.1', '5.2.2'])).toBe('5.1.1');
    expect(bestStatus([])).toBe('');
  });

  it('finds the refused command', () => {
    expect(commandIn('>>> MAIL From:<a@b>\n<<< 250 ok\n>>> RCPT To:<c@d>\n<<< 550 no')).toBe('RCPT');
    expect(commandIn('Sent <<< RCPT TO:<c@d>\nReceived >>> 550 no')).toBe('RCPT');
    expect(commandIn('said: 550 no (in reply to end of DATA command)')).toBe('DATA');
    expect(commandIn('SMTP error from remote mail server after MAIL FROM:<a@b> SIZE=1: 550 no')).toBe('MAIL');
    expect(commandIn('refused to talk to me: 554')).toBe('CONN');
    expect(commandIn('nothing')).toBe('');
  });
});

import fc from 'fast-check';
import { readBounce } from '../../server/mail/read-bounce.ts';
import type { Bounce } from '../../shared/screening.ts';
import { makeMail, parsed } from './make-mail.ts';

/** Past the usual length: the cases of one reader, which are read beside each other. */

/** Past the usual length: the cases of one reader of reports, which are read beside each other. */

/** A report without a delivery-status part, as mail hosts write them. */
const notice = (from: string, subject: string, body: string) =>
  parsed(
    `Return-Path: <>\nFrom: ${from}\nTo: contact@ecole.example\nSubject: ${subject}\nMessage-ID: <b1@mx.example.net>\n` +
      `MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${body}\n`,
  );

const RETURNED = `Received: from a by b; Mon, 2 Nov 2026 10:00:00 +0100
Message-ID: <sent-1@ecole.example>
From: contact@ecole.example
To: paul@dest.example
Subject: Inscription

550 5.1.1 User unknown is what I wrote about`;

interface Part {
  type: string;
  body: string;
}

const report = (parts: readonly Part[], head = 'multipart/report; report-type=delivery-status') =>
  `From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nTo: contact@ecole.example\n` +
  `Subject: Delivery Status Notification (Failure)\nMessage-ID: <dsn@mx>\nMIME-Version: 1.0\n` +
  `Content-Type: ${head}; boundary="b"\n\n` +
  parts.map(({ type, body }) => `--b\nContent-Type: ${type}\n\n${body}\n`).join('') +
  '--b--\n';

const STATUS = `Reporting-MTA: dns; googlemail.com
X-Original-Message-ID: <sent-0@mail.gmail.com>

Final-Recipient: rfc822; Paul@Dest.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does
 not exist. 550 5.1.1 - gsmtp`;

const only = (bounce: Bounce | null) => {
  expect(bounce?.events).toHaveLength(1);
  return bounce?.events[0];
};

describe('delivery status notifications (RFC 3464)', () => {
  it('reads recipient, codes, words and what is cited, in the order of trust', async () => {
    const raw = report([
      { type: 'text/plain', body: 'Address not found' },
      { type: 'message/delivery-status', body: STATUS },
      { type: 'message/rfc822', body: RETURNED },
    ]).replace('Subject:', 'In-Reply-To: <reply@x>\nReferences: <first@x> <last@x>\nSubject:');
    expect(readBounce(await parsed(raw))).toEqual({
      kind: 'failed',
      events: [
        {
          recipient: 'paul@dest.example',
          status: '5.1.1',
          replyCode: '550',
          reason: 'userunknown',
          hard: true,
          diagnostic: '550-5.1.1 The email account that you tried to reach does not exist. 550 5.1.1 - gsmtp',
        },
      ],
      cites: ['sent-0@mail.gmail.com', 'reply@x', 'last@x', 'first@x', 'sent-1@ecole.example'],
    });
  });

  it.each([
    ['delayed', '4.4.1', 'delayed', 'expired'],
    ['delivered', '2.0.0', 'success', 'delivered'],
    ['relayed', '2.0.0', 'success', 'delivered'],
  ])('Action: %s', async (action, status, kind, reason) => {
    const body = `Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; p@d.example\nAction: ${action}\nStatus: ${status}`;
    const bounce = readBounce(await parsed(report([{ type: 'message/delivery-status', body }])));
    expect(bounce?.kind).toBe(kind);
    expect(only(bounce)).toMatchObject({ reason, hard: false });
  });

  it('keeps several recipients apart, and one failure makes a failure', async () => {
    const body = `Final-Recipient: rfc822; a@d.example
Action: delivered
Status: 2.1.5

Final-Recipient: rfc822; b@d.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 Mailbox full
Final-Recipient: rfc822; c@d.example
Action: failed
Status: 5.1.2`;
    const bounce = readBounce(await parsed(report([{ type: 'message/delivery-status', body }])));
    expect(bounce?.kind).toBe('failed');
    expect(bounce?.events.map((e) => [e.recipient, e.reason, e.hard])).toEqual([
      ['a@d.example', 'delivered', false],
      ['b@d.example', 'mailboxfull', false],
      ['c@d.example', 'hostunknown', true],
    ]);
  });

  it('reads the notice where the status part says nothing', async () => {
    const parts = [
      { type: 'text/plain', body: 'The following failed:\n\np@d.example: 550 5.7.1 Message rejected as spam\n' },
      { type: 'message/delivery-status', body: 'Final-Recipient: rfc822; p@d.example\nAction: failed\nStatus: 5.0.0' },
    ];
    expect(only(readBounce(await parsed(report(parts))))).toMatchObject({
      reason: 'spamdetected',
      status: '5.7.1',
      replyCode: '550',
    });
  });

  it('reads status fields that a gateway put into the text', async () => {
    const text = await notice('postmaster@gw.example', 'Undeliverable mail', `Sorry.\n\n${STATUS}\n\n${RETURNED}`);
    expect(only(readBounce(text))).toMatchObject({ recipient: 'paul@dest.example', reason: 'userunknown' });
  });

  it('is none when a person attaches a report', async () => {
    const raw = report(
      [
        { type: 'text/plain', body: 'Que dois-je faire ?' },
        { type: 'message/delivery-status', body: STATUS },
      ],
      'multipart/mixed',
    )
      .replace('Mail Delivery Subsystem <mailer-daemon@googlemail.com>', 'Anne <anne@mail.example.org>')
      .replace('Delivery Status Notification (Failure)', 'Mon message est revenu');
    expect(readBounce(await parsed(raw))).toBeNull();
  });
});

describe('reports in words', () => {
  it.each([
    [
      'qmail',
      'MAILER-DAEMON@mx',
      'failure notice',
      "I'm afraid I wasn't able to deliver your message.\n\n<paul@dest.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n",
      'userunknown',
    ],
    [
      'Exim',
      'Mail Delivery System <Mailer-Daemon@mx>',
      'Mail delivery failed: returning message to sender',
      'The following address(es) failed:\n\n  paul@dest.example\n    SMTP error from remote mail server after RCPT TO:<paul@dest.example>:\n    host mx.dest.example [192.0.2.1]: 552 5.2.2 mailbox is full\n\n------ This is a copy of the message, including all the headers. ------\n\n',
      'mailboxfull',
    ],
    [
      'Postfix',
      'MAILER-DAEMON@mx (Mail Delivery System)',
      'Undelivered Mail Returned to Sender',
      '<paul@dest.example>: host mx.dest.example[192.0.2.1] said: 550 5.7.1 Email rejected per\n    DMARC policy (in reply to end of DATA command)\n\n',
      'authfailure',
    ],
    [
      'sendmail',
      'Mail Delivery Subsystem <MAILER-DAEMON@mx>',
      'Returned mail: see transcript for details',
      '   ----- The following addresses had permanent fatal errors -----\n<paul@dest.example>\n    (reason: 550 Host unknown)\n\n   ----- Transcript of session follows -----\n550 5.1.2 <paul@dest.example>... Host unknown (Name server: no data known)\n\n   ----- Original message follows -----\n',
      'hostunknown',
    ],
    [
      'Exchange, French',
      'Administrateur système <postmaster@dest.example>',
      'Non remis : Inscription',
      "Votre message n'a pas été remis.\n\nDestinataire :\n\n      paul@dest.example le 02/11/2026\n            Le compte de messagerie n'existe pas.\n            <mx.dest.example #5.1.1>\n\n",
      'userunknown',
    ],
    [
      'Exchange, German',
      'Systemadministrator <postmaster@dest.example>',
      'Unzustellbar: Anfrage',
      'Ihre Nachricht konnte nicht zugestellt werden.\n\n      paul@dest.example am 02.11.2026\n            Das Postfach des Empfängers ist voll.\n\n',
      'mailboxfull',
    ],
    [
      'Domino',
      'postmaster@dest.example',
      'DELIVERY FAILURE: User paul (paul@dest.example) not listed in Domino Directory',
      'Your message\n\n  Subject: Inscription\n\nwas not delivered to:\n\n  paul@dest.example\n\nbecause:\n\n  User paul (paul@dest.example) not listed in Domino Directory\n\n',
      'userunknown',
    ],
    [
      'GroupWise',
      'Mailer-Daemon@dest.example',
      'Message status - undeliverable',
      'The message that you sent was undeliverable to the following:\n\tpaul@dest.example (user not found)\n\n',
      'userunknown',
    ],
    [
      'a webmail, French',
      '<>',
      'Échec de la remise de votre message',
      "Votre message n'a pas pu être remis au destinataire suivant : paul@dest.example\n\nLa boîte aux lettres du destinataire est pleine.\n\n",
      'mailboxfull',
    ],
    [
      'a carrier, Japanese',
      'MAILER-DAEMON@docomo.example',
      '配信エラー',
      '次の宛先へのメッセージはエラーのため送信できませんでした。\n\n<paul@dest.example>: 550 5.1.1 Unknown user\n\n',
      'userunknown',
    ],
  ])('%s', async (_, from, subject, body, reason) => {
    const bounce = readBounce(await notice(from, subject, body + RETURNED));
    expect(bounce?.kind).toBe('failed');
    expect(only(bounce)).toMatchObject({ recipient: 'paul@dest.example', reason });
    expect(bounce?.cites).toContain('sent-1@ecole.example');
  });

  it('tells a delay from a failure', async () => {
    const body =
      'A message that you sent has not yet been delivered to one or more of its recipients after more than 24 hours on the queue.\n\n  paul@dest.example\n    Delay reason: Connection timed out\n\nNo action is required on your part.';
    const bounce = readBounce(await notice('Mailer-Daemon@mx.example', 'Warning: message 1abc delayed 24 hours', body));
    expect(bounce).toMatchObject({ kind: 'delayed', events: [{ reason: 'expired', hard: false }] });
  });

  it('names each recipient with his own reason', async () => {
    const body =
      'These failed:\n\n  <paul@dest.example>: 550 5.1.1 User unknown\n  <anne@autre.example>: 452 4.2.2 Mailbox full\n';
    const bounce = readBounce(await notice('MAILER-DAEMON@mx.example', 'Undelivered Mail Returned to Sender', body));
    expect(bounce?.events.map((e) => [e.recipient, e.reason])).toEqual([
      ['paul@dest.example', 'userunknown'],
      ['anne@autre.example', 'mailboxfull'],
    ]);
  });

  it('takes the group refusals of Google, which say no code and speak every language', async () => {
    const mail = makeMail({ ...(await notice('mailer-daemon@googlemail.com', 'Delivery Status Notification (Failure)', 'x')) }, [
      ['x-failed-recipients', 'group@googlegroups.com'],
    ]);
    const text = 'Γεια σας, η ομάδα ενδέχεται να μην υπάρχει: https://groups.google.com/support/';
    expect(only(readBounce({ ...mail, text }))).toMatchObject({
      recipient: 'group@googlegroups.com',
      reason: 'rejected',
      hard: false,
    });
  });

  it.each([
    ['Mail delivery problem', 'Bonjour, mon message could not be delivered: 550 5.1.1 User unknown. Que faire ?'],
    ['Undeliverable: Inscription', 'Bonjour, votre réponse me revient toujours, pouvez-vous me rappeler ?'],
    ['RE: Undelivered Mail Returned to Sender', 'La livraison a échoué. was not delivered'],
    ['Question', 'MAILER-DAEMON says: <a@b.example>: 550 5.1.1 User unknown'],
  ])('a person who writes of one is no mail host: %s', (subject, text) => {
    expect(readBounce(makeMail({ subject, text }))).toBeNull();
  });
});

describe('other reports', () => {
  it('reads abuse reports (RFC 5965)', async () => {
    const raw = report(
      [
        { type: 'text/plain', body: 'This is an abuse report' },
        { type: 'message/feedback-report', body: 'Feedback-Type: abuse\nOriginal-Rcpt-To: <paul@dest.example>\nVersion: 1' },
        { type: 'message/rfc822', body: RETURNED },
      ],
      'multipart/report; report-type=feedback-report',
    );
    expect(readBounce(await parsed(raw))).toMatchObject({
      kind: 'feedback',
      events: [{ recipient: 'paul@dest.example', reason: 'feedback', hard: false, diagnostic: 'abuse' }],
      cites: ['sent-1@ecole.example'],
    });
  });

  it('reads the JSON of Amazon SES', () => {
    const bounced = {
      emailAddress: 'Paul@dest.example',
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: 'smtp; 550 5.1.1 user unknown',
    };
    const text = JSON.stringify({
      notificationType: 'Bounce',
      bounce: { bounceType: 'Permanent', bouncedRecipients: [bounced] },
      mail: { messageId: 'ses-id', headers: [{ name: 'Message-ID', value: '<sent-1@ecole.example>' }] },
    });
    expect(readBounce(makeMail({ text: `${text}\n\n--\nunsubscribe` }))).toEqual({
      kind: 'failed',
      events: [
        {
          recipient: 'paul@dest.example',
          status: '5.1.1',
          replyCode: '550',
          reason: 'userunknown',
          hard: true,
          diagnostic: '550 5.1.1 user unknown',
        },
      ],
      cites: ['sent-1@ecole.example', 'ses-id'],
    });
    expect(readBounce(makeMail({ text: '{"notificationType": broken' }))).toBeNull();
  });
});

describe('hostile input', () => {
  const line = fc.constantFrom(
    'Final-Recipient: rfc822; a@b.example',
    'Action: failed',
    'Status: 5.1.1',
    'Status:',
    '550 5.1.1',
    '<a@b.example>:',
    '',
    '   ',
    '>>> DATA',
    '<<< 550 x',
    'Message-ID: <x@y>',
    '--- Below this line is a copy',
    'To: a@b.example,',
    'Diagnostic-Code: smtp;',
    '\u0000',
    '(((((',
    '{"notificationType":',
  );

  it('never throws, and everything it gives is bounded', () => {
    const lines = fc.array(fc.oneof(line, fc.string({ maxLength: 30 })), { maxLength: 30 }).map((all) => all.join('\n'));
    const type = fc.constantFrom('message/delivery-status', 'message/rfc822', 'message/feedback-report', 'text/rfc822-headers');
    const reports = fc.array(fc.record({ type, content: lines }), { maxLength: 3 });
    fc.assert(
      fc.property(lines, reports, fc.constantFrom('', null), fc.boolean(), (text, parts, returnPath, isReport) => {
        const mail = makeMail({
          text,
          reports: parts,
          returnPath,
          contentType: isReport ? 'multipart/report' : 'text/plain',
          subject: 'failure notice',
        });
        const bounce = readBounce(mail);
        if (bounce === null) return;
        expect(bounce.events.length).toBeGreaterThan(0);
        expect(bounce.events.length).toBeLessThanOrEqual(300);
        expect(bounce.cites.length).toBeLessThanOrEqual(20);
        for (const event of bounce.events) {
          expect(event.diagnostic.length).toBeLessThanOrEqual(500);
          expect(event.diagnostic).not.toMatch(/[\r\n]/);
          expect(event.reason).toMatch(/^[a-z]+$/);
        }
      }),
    );
  });

  it.each([
    ['blank lines', '\n'.repeat(200_000)],
    ['blanks', ' '.repeat(200_000)],
    ['addresses', 'a@b.example '.repeat(16_000)],
    ['one long local part', `${'a'.repeat(200_000)}@b.example`],
    ['dots', 'a@'.padEnd(200_000, 'b.')],
    ['codes', '550 5.1.1 '.repeat(20_000)],
    ['marks', '-'.repeat(200_000)],
    ['brackets', '('.repeat(200_000)],
    ['links', 'http://a'.repeat(25_000)],
    ['Message-ID lines', 'Message-ID: <x@y>\n'.repeat(11_000)],
    ['half phrases', 'mailbox host domain user sender ip account quota '.repeat(4_000)],
  ])('reads 200,000 characters of %s', (_, text) => {
    const reports = [{ type: 'message/rfc822', content: text }];
    expect(readBounce(makeMail({ text, reports, returnPath: '', subject: 'failure notice' }))?.kind).toBeDefined();
    const status = [
      { type: 'message/delivery-status', content: `Final-Recipient: rfc822; ${text}\nDiagnostic-Code: smtp; ${text}` },
    ];
    expect(readBounce(makeMail({ reports: status, contentType: 'multipart/report' }))?.kind).toBe('failed');
  });
});

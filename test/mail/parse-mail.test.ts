import { parseMail } from '../../server/mail/parse-mail.ts';
import { header, type Mail } from '../../shared/mail.ts';

/** Past the usual length: the cases of one parser, which are read beside each other. */

const REF = { id: 'm1', threadId: 't1', labels: ['INBOX'] };

/** `source` holds one byte per character. */
function parse(source: string): Promise<Mail> {
  return parseMail({ ref: REF, raw: Buffer.from(source, 'latin1'), receivedAt: 1_700_000_000_000 });
}

const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const base64 = (text: string | Buffer): string => Buffer.from(text as string).toString('base64');
const mail = (head: string[], body = ''): string => `${head.join('\r\n')}\r\n\r\n${body}`;
const withBody = (charset: string, body: string): string =>
  mail(['From: a@b.example', `Content-Type: text/plain; charset=${charset}`], body);

const multipart = (kind: string, parts: string[]): string =>
  mail([`Content-Type: multipart/${kind}; boundary="b 1"`], `${parts.map((part) => `--b 1\r\n${part}\r\n`).join('')}--b 1--\r\n`);

describe('headers', () => {
  test('are kept in order, unfolded, decoded, with names in lower case', async () => {
    const { headers, subject } = await parse(
      mail(
        ['Received: one', 'SUBJECT: =?utf-8?Q?caf=C3=A9_?=\r\n =?utf-8?B?Y3LDqG1l?=', 'Received: two', 'X-Fold: a\r\n\tb'],
        'x',
      ),
    );
    expect(headers).toEqual([
      ['received', 'one'],
      ['subject', 'café crème'],
      ['received', 'two'],
      ['x-fold', 'a b'],
    ]);
    expect(subject).toBe('café crème');
  });

  test.each([
    ['raw UTF-8', `Subject: ${utf8('Réunion à 10 h')}`, 'Réunion à 10 h'],
    ['raw windows-1252', 'Subject: R\xe9union \x80 5', 'Réunion € 5'],
    ['a character cut between two words', 'Subject: =?utf-8?B?w6nDqcM=?= =?utf-8?B?qQ==?=', 'ééé'],
    ['a word inside quotes and against text', 'Subject: "=?iso-8859-1?Q?=E9t=E9?="fin', '"été"fin'],
    ['a language suffix (RFC 2231)', 'Subject: =?iso-8859-1*fr?Q?=E9t=E9?=', 'été'],
    ['an ISO-2022-JP word', 'Subject: =?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=', '日本語'],
    ['an unknown charset', 'Subject: =?x-nothing?Q?ete?=', 'ete'],
    ['a broken word', 'Subject: =?utf-8?Q?no end', '=?utf-8?Q?no end'],
    ['a question mark inside', 'Subject: =?utf-8?Q?Quoi??=', 'Quoi?'],
    ['base64 without padding', 'Subject: =?utf-8?B?w6k?=', 'é'],
  ])('subject: %s', async (_, line, subject) => {
    expect((await parse(mail([line], 'x'))).subject).toBe(subject);
  });

  test('an encoded line end starts no header', async () => {
    const read = await parse(
      mail([`Subject: =?utf-8?B?${base64('a\r\nBcc: thief@evil.example')}?=`, 'From: =?utf-8?Q?a=0D=0Ab?= <a@b.example>'], ''),
    );
    expect(read.subject).toBe('a Bcc: thief@evil.example');
    expect(read.from.name).toBe('a b');
    for (const [, value] of read.headers) expect(value).not.toMatch(/[\r\n]/);
  });

  test('Message-IDs come without brackets, several and malformed ones too', async () => {
    const read = await parse(
      mail(['Message-ID: <a b@c> (comment)', 'In-Reply-To: x@y', 'References: <1@a><2@a>\r\n <3@a>, <1@a> <broken'], ''),
    );
    expect(read.messageId).toBe('ab@c');
    expect(read.inReplyTo).toEqual(['x@y']);
    expect(read.references).toEqual(['1@a', '2@a', '3@a']);
  });

  test.each([
    ['Mon, 4 Mar 2024 10:12:13 +0100', Date.UTC(2024, 2, 4, 9, 12, 13)],
    ['4 Mar 24 10:12 EST (comment)', Date.UTC(2024, 2, 4, 15, 12)],
    ['Mon, 04 March 2024 10:12:13 GMT', Date.UTC(2024, 2, 4, 10, 12, 13)],
    ['2024-03-04T10:12:13Z', Date.UTC(2024, 2, 4, 10, 12, 13)],
    ['yesterday', null],
    ['Mon, 44 Mar 2024 10:12:13', null],
  ])('date %s', async (value, expected) => {
    expect((await parse(mail([`Date: ${value}`], ''))).date).toBe(expected);
  });

  test('Return-Path tells absent, null sender and address apart', async () => {
    expect((await parse(mail(['X: y'], ''))).returnPath).toBeNull();
    expect((await parse(mail(['Return-Path: <>'], ''))).returnPath).toBe('');
    expect((await parse(mail(['Return-Path: <Bounce@A.example>'], ''))).returnPath).toBe('bounce@a.example');
  });
});

describe('addresses', () => {
  const from = async (value: string): Promise<[string, string, number]> => {
    const read = await parse(mail([`From: ${value}`], ''));
    return [read.from.name, read.from.address, read.fromCount];
  };

  test.each<[string, [string, string, number]]>([
    ['Jeanne Martin <Jeanne.Martin@A.Example>', ['Jeanne Martin', 'jeanne.martin@a.example', 1]],
    ['"Martin, Jeanne" <j@a.example>', ['Martin, Jeanne', 'j@a.example', 1]],
    ['j@a.example (Jeanne)', ['Jeanne', 'j@a.example', 1]],
    ['=?utf-8?Q?Martin=2C_Jeanne?= <j@a.example>', ['Martin, Jeanne', 'j@a.example', 1]],
    ['=?utf-8?Q?Martin,_Jeanne?= <j@a.example>', ['Martin, Jeanne', 'j@a.example', 1]],
    ['=?utf-8?Q?Jean?= =?utf-8?Q?ne?= <j@a.example>', ['Jeanne', 'j@a.example', 1]],
    [utf8('Élodie <élodie@école.example>'), ['Élodie', 'élodie@école.example', 1]],
    ['<j@xn--cole-9oa.example>', ['', 'j@xn--cole-9oa.example', 1]],
    ['Team: a@a.example, b@b.example;', ['', 'a@a.example', 2]],
    ['a@a.example, b@b.example', ['', 'a@a.example', 2]],
    ['MAILER-DAEMON', ['MAILER-DAEMON', '', 0]],
    ['"boss@school.example" <thief@evil.example>', ['boss@school.example', 'thief@evil.example', 1]],
    ['', ['', '', 0]],
  ])('From %j', async (value, expected) => {
    expect(await from(value)).toEqual(expected);
  });

  test('an encoded word never changes an address', async () => {
    const hidden = `=?utf-8?B?${base64('x <thief@evil.example>, ')}?=`;
    expect(await from(`${hidden} <j@a.example>`)).toEqual(['x <thief@evil.example>,', 'j@a.example', 1]);
    expect((await from(hidden))[1]).toBe('');
    expect((await from(`<=?utf-8?Q?thief=40evil.example=3E?=@a.example>`))[1]).toBe('');
  });

  test('several From fields are all counted', async () => {
    const read = await parse(
      mail(['From: a@a.example', 'From: b@b.example', 'To: c@c.example, d@d.example', 'Cc: E <e@e.example>'], ''),
    );
    expect([read.from.address, read.fromCount]).toEqual(['a@a.example', 2]);
    expect(read.to.map(({ address }) => address)).toEqual(['c@c.example', 'd@d.example']);
    expect(read.cc).toEqual([{ name: 'E', address: 'e@e.example' }]);
    expect(read.sender).toBeNull();
  });
});

describe('text', () => {
  test.each([
    ['utf-8', utf8('déjà vu €'), 'déjà vu €'],
    ['iso-8859-1', 'd\xe9j\xe0', 'déjà'],
    ['windows-1252', '\x80\x93a\x94', '€“a”'],
    ['iso-8859-15', '\xa4', '€'],
    ['macintosh', 'd\x8ej\x88', 'déjà'],
    ['koi8-r', '\xf0\xd2\xc9\xd7\xc5\xd4', 'Привет'],
    ['windows-1251', '\xcf\xf0\xe8\xe2\xe5\xf2', 'Привет'],
    ['gb2312', '\xc4\xe3\xba\xc3', '你好'],
    ['big5', '\xa7\x41\xa6\x6e', '你好'],
    ['shift_jis', '\x93\xfa\x96\x7b', '日本'],
    ['euc-kr', '\xbe\xc8\xb3\xe7', '안녕'],
    ['iso-2022-jp', '\x1b$BF|K\\\x1b(B', '日本'],
    ['iso-2022-kr', '\x1b$)C\x0e>H3g\x0f', '안녕'],
    ['hz-gb-2312', '~{Dc:C~}', '你好'],
    ['utf-7', 'd+AOk-j+AOA-', 'déjà'],
    ['ibm850', 'd\x82j\x85', 'déjà'],
    ['x-unheard-of', utf8('déjà'), 'déjà'],
    ['us-ascii', utf8('déjà'), 'déjà'],
    ['us-ascii', 'd\xe9j\xe0', 'déjà'],
    ['utf-8', 'd\xe9j\xe0 vu', 'déjà vu'],
    ['iso-2022-jp', '\xc6\xfc\xcb\xdc', '日本'],
    ['"utf-8', utf8('déjà'), 'déjà'],
  ])('charset %s', async (charset, body, text) => {
    expect((await parse(withBody(charset, body))).text).toBe(text);
  });

  test.each([
    ['quoted-printable', 'd=C3=A9j=C3=A0 =\r\nvu =zz = ', 'déjà vu =zz '],
    ['base64', base64('déjà vu'), 'déjà vu'],
    ['base64', 'ZMOp\r\nasOg', 'déjà'],
    ['base64', 'ZMOpag==\r\n_______\r\nlist footer', 'déj'],
    ['base64', 'ZMOpag==\r\nw6A=\r\n', 'déjà'],
    [
      'base64',
      'This is plain text after all, whatever the header says.',
      'This is plain text after all, whatever the header says.',
    ],
    ['"Quoted-Printable" (really)', '=C3=A9', 'é'],
    ['x-uuencode', 'begin 644 a\r\n#8F%D\r\n`\r\nend\r\n', 'bad'],
    ['nonsense', utf8('é'), 'é'],
  ])('transfer encoding %s', async (encoding, body, text) => {
    const read = await parse(mail(['Content-Type: text/plain; charset=utf-8', `Content-Transfer-Encoding: ${encoding}`], body));
    expect(read.text.trim()).toBe(text.trim());
  });

  test('flowed text is joined, with and without DelSp, and signatures and quotes keep their lines', async () => {
    const flowed = (extra: string): Promise<Mail> =>
      parse(mail([`Content-Type: text/plain; format=flowed${extra}`], 'one \r\ntwo\r\n> a \r\n> b\r\n-- \r\nme\r\n'));
    expect((await flowed('')).text).toBe('one two\n> a b\n-- \nme\n');
    expect((await flowed('; delsp=yes')).text).toBe('onetwo\n> ab\n-- \nme\n');
  });

  test('plain text is preferred, HTML is read where there is no plain text or it is blank', async () => {
    const html = 'Content-Type: text/html\r\n\r\n<p>Bonjour <b>Anne</b></p><script>x</script><p>Merci</p>';
    expect((await parse(multipart('alternative', ['Content-Type: text/plain\r\n\r\nplain', html]))).text).toBe('plain');
    expect((await parse(multipart('alternative', ['Content-Type: text/plain\r\n\r\n ', html]))).text).toBe(
      'Bonjour Anne\n\nMerci',
    );
    expect((await parse(multipart('mixed', [html]))).text).toBe('Bonjour Anne\n\nMerci');
  });

  test('an HTML part without a charset is read by its own <meta>', async () => {
    const read = await parse(mail(['Content-Type: text/html'], '<meta charset="windows-1251"><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>'));
    expect(read.text).toBe('Привет');
  });

  test('quotes and history of HTML are not new text', async () => {
    const body =
      '<p>Oui, merci</p><div class="gmail_quote"><div class="gmail_attr">Xx 4/3/2024, Ecole zz:</div><blockquote class="gmail_quote"><p>Ancien</p></blockquote></div>';
    expect((await parse(mail(['Content-Type: text/html'], body))).newText).toBe('Oui, merci');
    const outlook = '<p>Oui, merci</p><hr><div id="divRplyFwdMsg"><b>Zz:</b> x</div><p>Ancien</p>';
    const read = await parse(mail(['Content-Type: text/html'], outlook));
    expect(read.newText).toBe('Oui, merci');
    expect(read.text).toContain('Ancien');
    expect(read.text).not.toContain('\ue010');
  });

  test('HTML tells where plain text has no rule', async () => {
    const plain = 'Content-Type: text/plain; charset=utf-8\r\n\r\nOui, merci\r\n\r\nQwerty asdf zxcv\r\n\r\nAncien message';
    const html =
      'Content-Type: text/html\r\n\r\n<p>Oui, merci</p><div id="divRplyFwdMsg">Qwerty asdf zxcv</div><p>Ancien message</p>';
    expect((await parse(multipart('alternative', [plain, html]))).newText).toBe('Oui, merci');
  });

  test('a forward by its subject is content', async () => {
    const body = 'De : Paul\r\nEnvoyé : lundi\r\nÀ : Moi\r\nObjet : frais\r\n\r\nQuels sont les frais ?';
    expect(
      (await parse(mail(['Subject: TR: frais', 'Content-Type: text/plain; charset=utf-8'], utf8(`Pour info\r\n\r\n${body}`))))
        .newText,
    ).toContain('Quels sont les frais ?');
    expect(
      (await parse(mail(['Subject: RE: frais', 'Content-Type: text/plain; charset=utf-8'], utf8(`Merci\r\n\r\n${body}`))))
        .newText,
    ).toBe('Merci');
  });
});

describe('structure', () => {
  test('attachments: names by RFC 2231, RFC 2047, raw bytes; sizes; text of text files', async () => {
    const read = await parse(
      multipart('mixed', [
        'Content-Type: text/plain\r\n\r\nhello',
        'Content-Type: text/csv; charset=iso-8859-1\r\nContent-Disposition: attachment; filename*0*=iso-8859-1\'\'%E9t; filename*1="e.csv"\r\n\r\na;\xe9',
        'Content-Type: application/octet-stream; name="=?utf-8?Q?caf=C3=A9.bin?="\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC',
        `Content-Type: application/pdf; name=${utf8('été')} (1).pdf\r\n\r\nnot a pdf`,
        'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="a\\"b.txt"; filename="second"\r\n\r\nnote',
      ]),
    );
    expect(read.text).toBe('hello');
    expect(read.attachments).toEqual([
      { name: 'éte.csv', type: 'text/csv', size: 3, inline: false, text: 'a;é' },
      { name: 'café.bin', type: 'application/octet-stream', size: 3, inline: false },
      { name: 'été (1).pdf', type: 'application/pdf', size: 9, inline: false },
      { name: 'a"b.txt', type: 'text/plain', size: 4, inline: false, text: 'note' },
    ]);
  });

  test('an image that HTML shows is inline, a photo from a phone is not', async () => {
    const image = (head: string): string => `Content-Type: image/png\r\n${head}\r\n\r\nx`;
    const read = await parse(
      multipart('mixed', [
        'Content-Type: text/plain\r\n\r\nhello',
        image('Content-Disposition: inline; filename=logo.png\r\nContent-ID: <1@x>'),
        image('Content-Disposition: inline; filename=photo.png'),
        image('Content-Disposition: attachment; filename=scan.png\r\nContent-ID: <2@x>'),
      ]),
    );
    expect(read.attachments.map(({ inline }) => inline)).toEqual([true, false, false]);
  });

  test('reports hold delivery status and the returned message, which are not text', async () => {
    const read = await parse(
      mail(
        ['Content-Type: multipart/report; report-type="Delivery-Status"; boundary=b'],
        '--b\r\n\r\nfailed\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nStatus: 5.1.1\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: old\r\n\r\nold text\r\n--b--',
      ),
    );
    expect(read.text).toBe('failed');
    expect([read.contentType, read.reportType]).toEqual(['multipart/report', 'delivery-status']);
    expect(read.reports).toEqual([
      { type: 'message/delivery-status', content: 'Reporting-MTA: dns; x\n\nStatus: 5.1.1' },
      { type: 'message/rfc822', content: 'Subject: old\n\nold text' },
    ]);
  });

  test.each([
    ['no final boundary', 'Content-Type: multipart/mixed; boundary=b', '--b\r\n\r\nhello', 'unclosed-multipart'],
    [
      'no boundary parameter',
      'Content-Type: multipart/mixed',
      '--zz\r\nContent-Type: text/plain\r\n\r\nhello\r\n--zz--',
      undefined,
    ],
    ['no semicolon', 'Content-Type: multipart/mixed boundary=b', '--b\r\n\r\nhello\r\n--b--', undefined],
    ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=b', 'hello', 'missing-boundary'],
    [
      'a comment and a second boundary',
      'Content-Type: (x) multipart/mixed; boundary=b; boundary=c',
      '--b\r\n\r\nhello\r\n--b--',
      undefined,
    ],
  ])('broken multipart: %s', async (_, contentType, body, warning) => {
    const read = await parse(mail([contentType], body));
    expect(read.text.trim()).toBe('hello');
    expect(read.warnings).toEqual(warning === undefined ? [] : [warning]);
  });

  test('a signed mail gives its text; a calendar and a TNEF file are attachments', async () => {
    const read = await parse(
      multipart('signed', [
        'Content-Type: text/plain\r\n\r\nhello',
        'Content-Type: application/pgp-signature; name=signature.asc\r\n\r\nx',
        'Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR',
        'Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nx',
      ]),
    );
    expect(read.text).toBe('hello');
    expect(read.attachments.map(({ name, type }) => name || type)).toEqual(['signature.asc', 'text/calendar', 'winmail.dat']);
  });

  test('the text of a PDF is read, a broken one is named', async () => {
    const pdf = [
      '%PDF-1.4',
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj',
      '4 0 obj<</Length 50>>stream',
      'BT /F1 24 Tf 72 700 Td (Certificat 2024) Tj ET    ',
      'endstream endobj',
      '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj',
      'trailer<</Root 1 0 R>>',
    ].join('\n');
    const part = (body: string): string =>
      `Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(body)}`;
    const read = await parse(multipart('mixed', [part(pdf), part('%PDF-1.4 nothing')]));
    expect(read.attachments.map(({ text }) => text)).toEqual(['Certificat 2024', undefined]);
    expect(read.warnings).toEqual(['pdf-unread']);
  });
});

describe('broken mail', () => {
  test.each<[string, string, Partial<Mail>]>([
    ['empty', '', { text: '', subject: '', warnings: ['empty-input', 'no-headers'] }],
    ['only headers', 'Subject: x\r\n', { subject: 'x', text: '', warnings: [] }],
    ['no headers', 'Hello there\r\nall', { text: 'Hello there\nall', subject: '', warnings: ['no-headers'] }],
    ['blank lines first', '\r\n\r\nSubject: x\r\n\r\nbody', { subject: 'x', text: 'body' }],
    ['an mbox line first', 'From a@b Mon Mar 4\r\nSubject: x\r\n\r\nbody', { subject: 'x', text: 'body' }],
    [
      'a junk line between headers',
      'Subject: x\r\njunk\r\nTo: a@b.example\r\n\r\nbody',
      { subject: 'x', text: 'body', warnings: ['bad-header'] },
    ],
    [
      'no blank line before the body',
      'Subject: x\r\nbody starts\r\nand goes on',
      { subject: 'x', text: 'body starts\nand goes on' },
    ],
    ['blanks before colons', 'Subject : x\r\n\r\nbody', { subject: 'x' }],
    ['NULs', 'Subject: a\0b\r\n\r\nbo\0dy', { subject: 'a b', text: 'body' }],
    ['bare CR in a header', 'Subject: a\rFrom: c@d.example\r\n\r\nx', {}],
    ['CR only', 'Subject: x\rFrom: a@b.example\r\rone\rtwo', { subject: 'x', text: 'one\ntwo' }],
    ['LF only', 'Subject: x\nFrom: a@b.example\n\none\ntwo', { subject: 'x', text: 'one\ntwo' }],
  ])('%s', async (_, source, expected) => {
    const read = await parse(source);
    expect(read).toMatchObject(expected);
    expect(read).toMatchObject({ ...REF, receivedAt: 1_700_000_000_000 });
  });

  test('a bare CR in a later header makes no header of its own', async () => {
    const read = await parse('Subject: a\r\nX-A: b\rFrom: thief@evil.example\r\n\r\nx');
    expect(read.fromCount).toBe(0);
    expect(header(read, 'x-a')).toBe('b From: thief@evil.example');
  });
});

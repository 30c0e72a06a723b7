import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { LIMITS } from '../../server/mail/parse/limits.ts';
import { readPdf } from '../../server/mail/parse/pdf.ts';
import { parseMail } from '../../server/mail/parse-mail.ts';
import type { Mail } from '../../shared/mail.ts';
import { anyText } from '../helpers/any-text.ts';
import { mimeRows } from '../helpers/mime-score.ts';

function parse(source: string | Uint8Array): Promise<Mail> {
  const raw = typeof source === 'string' ? Buffer.from(source, 'latin1') : source;
  return parseMail({ ref: { id: 'm', threadId: 't', labels: [] }, raw, receivedAt: 0 });
}

/** What holds for any input whatever. */
function expectWithinLimits(mail: Mail): void {
  expect(mail.warnings).not.toContain('unreadable');
  expect(mail.headers.length).toBeLessThanOrEqual(LIMITS.headersPerPart);
  for (const [name, value] of mail.headers) {
    expect(name).toBe(name.toLowerCase());
    expect(value.length).toBeLessThanOrEqual(LIMITS.headerValueChars);
    expect(value).not.toMatch(/[\r\n\0]/);
  }
  expect(mail.subject.length).toBeLessThanOrEqual(LIMITS.subjectChars);
  expect(mail.text.length).toBeLessThanOrEqual(LIMITS.textChars);
  expect(mail.text).not.toMatch(/[\r\0]/);
  expect(mail.newText.length).toBeLessThanOrEqual(LIMITS.textChars);
  expect(mail.newText === '').toBe(mail.text.trim() === '');
  expect(mail.attachments.length).toBeLessThanOrEqual(LIMITS.attachments);
  expect(mail.reports.length).toBeLessThanOrEqual(LIMITS.reports);
  for (const { address } of [mail.from, ...mail.to, ...mail.cc, ...mail.replyTo]) {
    expect(address).toMatch(/^$|^[^\s<>@,;]+@[^\s<>@,;:"]+$/);
    expect(address).toBe(address.toLowerCase());
  }
  for (const list of [mail.to, mail.cc, mail.replyTo]) expect(list.length).toBeLessThanOrEqual(LIMITS.addresses);
  expect(mail.references.length).toBeLessThanOrEqual(LIMITS.references);
}

const repeat = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length));
const MIXED = 'Content-Type: multipart/mixed; boundary=b\n\n';

describe('hostile mail', () => {
  test.each<[string, string, string[]]>([
    ['a million headers', repeat('X-A: b\n', 7_000_000), ['headers-cut']],
    ['a header of 2 MB', `Subject: ${repeat('a', 2_000_000)}\nTo: a@b.example\n\nx`, ['header-cut']],
    ['a subject of 100 KB', `Subject: ${repeat('a ', 100_000)}\n\nx`, ['header-cut']],
    ['endless folding', `Subject: a\n${repeat(' b\n', 3_000_000)}\nx`, ['header-cut', 'headers-cut']],
    ['100,000 recipients', `To: ${repeat('a@b.example, ', 1_300_000)}\n\nx`, ['header-cut']],
    ['many recipient fields', `${repeat('To: a@b.example, c@d.example, e@f.example\n', 60_000)}\nx`, ['addresses-cut']],
    ['angle brackets', `From: ${repeat('<', 500_000)}\n\nx`, []],
    ['nested groups', `From: ${repeat('a:', 500_000)}\n\nx`, []],
    ['nested comments', `From: ${repeat('(', 500_000)}\n\nx`, []],
    ['unfinished encoded words', `Subject: ${repeat('=?utf-8?q?a', 500_000)}\n\nx`, []],
    ['parameters', `Content-Type: text/plain; ${repeat('a=b; ', 500_000)}\n\nx`, []],
    ['a million parts', MIXED + repeat('--b\n\n', 5_000_000), ['too-many-parts']],
    [
      'nesting',
      Array.from({ length: 2_000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join(''),
      ['too-deep'],
    ],
    ['one boundary at every level', repeat('Content-Type: multipart/mixed; boundary=b\n\n--b\n', 500_000), ['too-many-parts']],
    ['almost the boundary', MIXED + repeat('--bx\n', 3_000_000), ['missing-boundary']],
    ['a boundary of dashes', `Content-Type: multipart/mixed; boundary="-"\n\n${repeat('-', 2_000_000)}`, ['missing-boundary']],
    ['10 MB of line feeds', `From: a@b.example\n\n${repeat('\n', 10_000_000)}`, ['text-cut']],
    ['padded base64', `Content-Transfer-Encoding: base64\n\n${repeat('AA==', 3_000_000)}`, ['bad-encoding']],
    ['equals signs', `Content-Transfer-Encoding: quoted-printable\n\n${repeat('=', 3_000_000)}`, ['text-cut']],
    ['deep HTML', `Content-Type: text/html\n\n${repeat('<div>', 400_000)}deep`, []],
    ['HTML comments', `Content-Type: text/html\n\n${repeat('<!--', 400_000)}`, []],
    ['flowed text', `Content-Type: text/plain; format=flowed\n\n${repeat('a \n', 500_000)}`, []],
    ['returned messages', MIXED + repeat('--b\nContent-Type: message/rfc822\n\nSubject: x\n\n', 200_000), ['reports-cut']],
    ['attachments', MIXED + repeat('--b\nContent-Type: a/b; name=c\n\nx\n', 200_000), ['attachments-cut']],
  ])('%s', async (_, source, warnings) => {
    const mail = await parse(source);
    expectWithinLimits(mail);
    expect(mail.warnings).toEqual(expect.arrayContaining(warnings));
  });

  test('a mail larger than any is cut', async () => {
    const raw = Buffer.alloc(LIMITS.rawBytes + 1, 'x');
    raw.write('Subject: x\n\n');
    const mail = await parse(raw);
    expect(mail.subject).toBe('x');
    expect(mail.warnings).toContain('raw-cut');
  });

  test('a view over a larger buffer is read alone', async () => {
    const raw = Buffer.from('SECRETSubject: x\n\nbodySECRET');
    expect(await parse(raw.subarray(6, -6))).toMatchObject({ subject: 'x', text: 'body' });
  });

  test('a PDF that is none, or unpacks to nothing, gives null', async () => {
    expect(await readPdf(Buffer.from('%PDF-1.7\n%%EOF'))).toBeNull();
    expect(await readPdf(Buffer.alloc(0))).toBeNull();
  });

  test('random bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (raw) => expectWithinLimits(await parse(raw))));
  });

  test('random lines of mail', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        'Content-Type: multipart/mixed; boundary=b',
        'Content-Type: text/html; charset=utf-7',
        '--b',
        '--b--',
        '',
        '',
      ),
      fc.constantFrom(
        'Content-Transfer-Encoding: base64',
        'From: "a" <b@c>, d',
        'To: a: b@c, <d>;',
        ' folded',
        '> quote',
        'PGRpdj4=',
      ),
      anyText({ maxLength: 60 }),
      fc
        .tuple(fc.constantFrom('Subject', 'From', 'Date', 'References', 'Content-Type', 'Content-Disposition'), fc.string())
        .map((pair) => pair.join(': ')),
    );
    const source = fc.tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('\n', '\r\n', '\r', '\n\r'));
    await fc.assert(
      fc.asyncProperty(source, async ([lines, end]) => expectWithinLimits(await parse(Buffer.from(lines.join(end))))),
      { numRuns: 300 },
    );
  });

  test('real mails with bytes changed, cut and repeated', async () => {
    const mails = new Map(mimeRows('test/data/mime').map(({ file }) => [file, readFileSync(`test/data/mime/${file}`)]));
    const small = [...mails.keys()].filter((file) => (mails.get(file)?.length ?? 0) < 20_000);
    const change = fc.record({ at: fc.nat(20_000), kind: fc.constantFrom('set', 'cut', 'copy'), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...small), fc.array(change, { maxLength: 8 }), async (file, changes) => {
        let raw: Uint8Array = Uint8Array.from(mails.get(file) ?? []);
        for (const { at, kind, value } of changes) {
          const i = raw.length === 0 ? 0 : at % raw.length;
          if (kind === 'set' && raw.length > 0) raw[i] = value;
          else if (kind === 'cut') raw = Buffer.concat([raw.slice(0, i), raw.slice(i + value)]);
          else raw = Buffer.concat([raw.slice(0, i), raw.slice(Math.max(0, i - value))]);
        }
        expectWithinLimits(await parse(raw));
      }),
      { numRuns: 300 },
    );
  });
});

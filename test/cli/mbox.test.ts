import fc from 'fast-check';
import { beginsLikeMbox, mailsOfMbox } from '../../server/cli/deliver/mbox.ts';

const SEPARATOR = 'From somebody@people.example Thu Jan  1 00:00:00 2026';

async function read(mbox: string | Buffer, options: { chunk?: number; max?: number } = {}): Promise<(string | null)[]> {
  const bytes = Buffer.from(mbox);
  const { chunk = 7, max = 1_000_000 } = options;
  const chunks = (async function* () {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  })();
  const mails: (string | null)[] = [];
  for await (const mail of mailsOfMbox(chunks, max)) mails.push('raw' in mail ? mail.raw.toString('latin1') : null);
  return mails;
}

/** As mboxrd writes: one more ">" before what could be taken for a separator. */
function written(mails: readonly string[], end = '\n'): string {
  return mails.map((mail) => `${SEPARATOR}${end}${mail.replace(/^(>*From )/gm, '>$1')}${end}`).join('');
}

const line = fc.oneof(
  fc.constantFrom('', 'From here on it rains', '>From a friend', '>>From two', SEPARATOR, 'Subject: hello', ' folded'),
  fc.string({ unit: fc.constantFrom('a', 'é', '>', ' ', ':', 'F'), maxLength: 20 }),
);
const mail = fc
  .array(line, { minLength: 1, maxLength: 8 })
  .map((lines) => Buffer.from(`${lines.join('\n')}\n`).toString('latin1'));

test('what mboxrd wrote comes back to the byte, however it is cut into chunks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mail, { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), async (mails, chunk) => {
      expect(await read(Buffer.from(written(mails), 'latin1'), { chunk })).toEqual(mails);
    }),
  );
});

test('line ends of the file are kept', async () => {
  const mails = ['Subject: one\r\n\r\ntext\r\n', 'Subject: two\r\n\r\ntext\r\n'];
  expect(await read(written(mails, '\r\n'))).toEqual(mails);
});

test('a sentence that begins with "From " ends no mail, where the writer did not escape it', async () => {
  const mails = ['Subject: one\n\nFrom Monday on at 10:30\nFrom me\n'];
  expect(await read(`${SEPARATOR}\n${mails[0]}\n`)).toEqual(mails);
});

test.each([
  'From 1712345678901234567@xxx Sat Jan 03 09:15:00 +0000 2026',
  'From - Mon Jan  5 10:00:00 2026',
  'From MAILER-DAEMON Fri Jul  8 12:08:34 2011',
  'From a b Thu Jan  1 00:00:00 CET 2026',
])('%s', async (separator) => {
  expect(beginsLikeMbox(Buffer.from(`${separator}\nSubject: x\n`))).toBe(true);
  expect(await read(`${separator}\nSubject: x\n\n${separator}\nSubject: y\n`)).toEqual(['Subject: x\n', 'Subject: y\n']);
});

test('a mail past the limit is told as such and does not hide those after it', async () => {
  const long = `Subject: long\n\n${'x'.repeat(300_000)}\n`;
  expect(await read(written(['Subject: a\n', long, 'Subject: b\n']), { chunk: 64_000, max: 1_000 })).toEqual([
    'Subject: a\n',
    null,
    'Subject: b\n',
  ]);
});

import fc from 'fast-check';
import { baseSubject, readHead, withFieldsOnTop, withoutFields } from '../../server/preview/gmail/mime-edit.ts';

const name = fc.constantFrom('Subject', 'X-One', 'x-two', 'Message-ID', 'Received', 'To');
const line = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ':', '<', '>', '@', '\t'), maxLength: 20 });
const field = fc
  .tuple(name, line, fc.array(line, { maxLength: 2 }))
  .map(([n, first, folded]) => ({ name: n, lines: [`${n}: ${first}`, ...folded.map((more) => ` ${more}x`)] }));
const mail = fc.record({
  fields: fc.array(field, { minLength: 1, maxLength: 8 }),
  newline: fc.constantFrom('\r\n', '\n'),
  body: fc.uint8Array({ maxLength: 60 }),
});

function bytes(fields: readonly { lines: readonly string[] }[], newline: string, body: Uint8Array): Buffer {
  const head = fields.flatMap(({ lines }) => lines.map((text) => text + newline)).join('');
  return Buffer.concat([Buffer.from(head + newline, 'utf8'), body]);
}

describe('editing a header', () => {
  it('takes away the named fields with their folded lines, and touches nothing else', () => {
    fc.assert(
      fc.property(mail, ({ fields, newline, body }) => {
        const drop = (n: string) => n.startsWith('x-');
        const left = fields.filter((one) => !drop(one.name.toLowerCase()));
        const result = withoutFields(bytes(fields, newline, body), drop);
        expect(result.equals(bytes(left, newline, body))).toBe(true);
      }),
    );
  });

  it('puts fields on top with the line ends that the mail has', () => {
    fc.assert(
      fc.property(mail, ({ fields, newline, body }) => {
        const raw = bytes(fields, newline, body);
        expect(
          withFieldsOnTop(raw, ['A: 1', 'B: 2']).equals(Buffer.concat([Buffer.from(`A: 1${newline}B: 2${newline}`), raw])),
        ).toBe(true);
      }),
    );
  });

  it('reads whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (raw) => {
        expect(Array.isArray((await readHead(raw)).headers)).toBe(true);
        expect(withoutFields(raw, () => false).equals(Buffer.from(raw))).toBe(true);
      }),
    );
  });

  it('reads ids nearest first, addresses in lower case, and the subject decoded', async () => {
    const raw = Buffer.from(
      'From: =?utf-8?q?Zo=C3=A9?= <Zoe@Example.ORG>\nTo: a@b.example, C <c@d.example>\nCc: e@f.example\nSubject: =?iso-8859-1?q?Rentr=E9e?=\n' +
        'Message-ID:\n <self@x>\nIn-Reply-To: <parent@x>\nReferences: <root@x>\n <parent@x>\n\nFrom: body@example.org\n',
    );
    expect(await readHead(raw)).toMatchObject({
      from: 'zoe@example.org',
      recipients: ['a@b.example', 'c@d.example', 'e@f.example'],
      subject: 'Rentrée',
      messageId: 'self@x',
      linked: ['parent@x', 'parent@x', 'root@x'],
    });
  });

  it.each([
    ['Re: Horaires', 'horaires'],
    ['RE : Tr: Fwd: Horaires  2026', 'horaires 2026'],
    ['Réponse', 'réponse'],
    ['Re[2]: x', 'x'],
    ['', ''],
  ])('knows %j for %j', (subject, base) => {
    expect(baseSubject(subject)).toBe(base);
  });
});

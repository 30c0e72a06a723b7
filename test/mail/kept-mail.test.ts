import fc from 'fast-check';
import { keptMail } from '../../server/mail/kept-mail.ts';
import { encodeDocument } from '../../server/store/document.ts';
import { MAX_DOCUMENT_BYTES } from '../../server/store/store.ts';
import type { Mail } from '../../shared/mail.ts';
import { anyText } from '../helpers/any-text.ts';
import { makeMail } from './make-mail.ts';

const size = (mail: Mail) =>
  Buffer.byteLength(encodeDocument('bodies', { mail: keptMail(mail), expiresAt: Number.MAX_SAFE_INTEGER }));

/** Every field as long as the header or the limit of the parser lets it be, of the character that takes most room. */
function worst(unit: string): Mail {
  const header = unit.repeat(32 * 1024);
  const person = { name: header, address: header };
  const people = Array.from({ length: 1_000 }, () => person);
  const file = { name: unit.repeat(255), type: header, size: Number.MAX_SAFE_INTEGER, inline: false, text: unit.repeat(20_000) };
  return makeMail({
    id: 'x'.repeat(100),
    labels: Array.from({ length: 5_000 }, () => unit.repeat(500)),
    messageId: header,
    inReplyTo: Array.from({ length: 200 }, () => header),
    references: Array.from({ length: 200 }, () => header),
    from: person,
    sender: person,
    replyTo: people,
    to: people,
    cc: people,
    returnPath: header,
    subject: unit.repeat(1_000),
    headers: Array.from({ length: 100 }, () => ['x', header] as const),
    text: unit.repeat(200_000),
    newText: unit.repeat(200_000),
    attachments: Array.from({ length: 100 }, () => file),
    contentType: header,
    reportType: header,
  });
}

it.each(['a', '"', 'é', '漢', '\u0001', '\ud800', '🎓'])('what is kept of a mail made of %j fits into a document', (unit) => {
  expect(size(worst(unit))).toBeLessThan(MAX_DOCUMENT_BYTES);
});

it.each([
  ['French', 'é'],
  ['Chinese', '漢'],
])('keeps 100,000 characters of %s', (_language, letter) => {
  const half = `${letter}a`.repeat(50_000);
  expect(keptMail(makeMail({ text: `${half} more`, newText: half }))).toMatchObject({ text: half, newText: half });
});

it('keeps no half of an address', () => {
  const address = `${'a'.repeat(300)}@school.example`;
  expect(keptMail(makeMail({ from: { name: 'n', address } })).from).toEqual({ name: 'n', address: '' });
});

it('property: what it keeps stands at the beginning, and an ordinary mail is kept whole', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 200 }), fc.nat(100), (text, times) => {
      const mail = makeMail({ text: text.repeat(times), newText: text });
      const kept = keptMail(mail);
      expect(mail.text.startsWith(kept.text)).toBe(true);
      expect(kept.newText).toBe(text);
      expect(keptMail(kept)).toEqual(kept);
    }),
    { numRuns: 30 },
  );
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { buildForward, buildReply, type OutgoingForward, type OutgoingReply } from '../../server/mail/build-mime.ts';
import { renderForward } from '../../server/mail/render-forward.ts';
import { renderReply } from '../../server/mail/render-reply.ts';
import { anyText } from '../helpers/any-text.ts';
import { aMail, aPolicy, aTemplate, NOW } from './support/render-fixtures.ts';

const from = { name: 'École Exemple', address: 'contact@ecole.example' };
const content = {
  to: 's.pallandre@famille.example',
  subject: 'Re: Emploi du temps',
  text: 'Bonjour,\n\nÀ bientôt.',
  html: '<p>Bonjour,</p>',
};

function reply(change: Partial<OutgoingReply> = {}): OutgoingReply {
  return {
    effectId: 'm1.reply.1',
    from,
    date: NOW,
    automatic: true,
    content,
    toName: 'Séverine Pallandre',
    files: [],
    original: { messageId: 'abc@famille.example', inReplyTo: [], references: ['root@x.example', 'mid@x.example'] },
    ...change,
  };
}

function forward(change: Partial<OutgoingForward> = {}): OutgoingForward {
  return {
    effectId: 'm1.forward.1',
    from,
    date: NOW,
    automatic: true,
    content,
    to: { name: 'Scolarité', address: 'scolarite@ecole.example' },
    replyTo: ['s.pallandre@famille.example', 'contact@ecole.example'],
    original: Buffer.from('Subject: x\nFrom: a@b.example\n\nÉté\n'),
    ...change,
  };
}

const read = async (bytes: Uint8Array) => PostalMime.parse(bytes);
const head = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1').split('\r\n\r\n')[0] ?? '';
const headerOf = (bytes: Uint8Array, name: string): string[] =>
  head(bytes)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.slice(name.length + 1).trim());

describe('buildReply', () => {
  test('an automatic reply stands in its thread and is marked as one', async () => {
    const bytes = await buildReply(reply());
    expect(headerOf(bytes, 'In-Reply-To')).toEqual(['<abc@famille.example>']);
    expect(headerOf(bytes, 'References')).toEqual(['<root@x.example> <mid@x.example> <abc@famille.example>']);
    expect(headerOf(bytes, 'Auto-Submitted')).toEqual(['auto-replied']);
    expect(headerOf(bytes, 'X-Auto-Response-Suppress')).toEqual(['OOF, AutoReply, RN, NRN']);
    expect(headerOf(bytes, 'X-MailGPS-Reply-Id')).toEqual(['m1.reply.1']);
    expect(head(bytes)).toContain('X-MailGPS-Reply-Id: m1.reply.1\r\n');
    expect(headerOf(bytes, 'Message-ID')).toEqual(['<m1.reply.1@ecole.example>']);
    const mail = await read(bytes);
    expect(mail.from).toMatchObject(from);
    expect(mail.to).toMatchObject([{ name: 'Séverine Pallandre', address: 's.pallandre@famille.example' }]);
    expect(mail.subject).toBe('Re: Emploi du temps');
    expect(mail.text?.trim()).toBe(content.text);
    expect(mail.html?.trim()).toBe(content.html);
    expect(head(bytes)).toMatch(/Content-Type: multipart\/alternative/);
  });

  test('a reply of staff is not marked as automatic', async () => {
    const bytes = await buildReply(reply({ automatic: false }));
    expect(headerOf(bytes, 'Auto-Submitted')).toEqual([]);
    expect(headerOf(bytes, 'X-Auto-Response-Suppress')).toEqual([]);
    expect(headerOf(bytes, 'X-MailGPS-Reply-Id')).toEqual(['m1.reply.1']);
  });

  test('the same input gives the same bytes, with CRLF line ends alone', async () => {
    const [one, two] = [await buildReply(reply()), await buildReply(reply())];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    expect(Buffer.from(one).toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('approved files go with it, others do not', async () => {
    const bytes = Buffer.from('%PDF-1.4');
    const file = {
      name: 'règlement.pdf',
      type: 'application/pdf',
      size: 8,
      blob: 'b',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    const mail = await read(await buildReply(reply({ files: [{ file, bytes }] })));
    expect(mail.attachments).toMatchObject([
      { filename: 'règlement.pdf', mimeType: 'application/pdf', disposition: 'attachment' },
    ]);
    const swapped = reply({ files: [{ file, bytes: Buffer.from('%PDF-1.5') }] });
    await expect(buildReply(swapped)).rejects.toMatchObject({ code: 'invalid' });
    const large = Buffer.alloc(15_000_001);
    await expect(buildReply(reply({ files: [{ file, bytes: large }] }))).rejects.toMatchObject({ code: 'too-large' });
  });

  test('a long thread keeps its first and its last mails', async () => {
    const references = Array.from({ length: 300 }, (_, i) => `m${i}@x.example`);
    const bytes = await buildReply(reply({ original: { messageId: 'last@x.example', inReplyTo: [], references } }));
    const ids = (headerOf(bytes, 'References')[0] ?? '').split(/\s+/);
    expect(ids).toHaveLength(20);
    expect([ids[0], ids.at(-2), ids.at(-1)]).toEqual(['<m0@x.example>', '<m299@x.example>', '<last@x.example>']);
  });

  test('a mail without a Message-ID, or with a hostile one, gets no In-Reply-To', async () => {
    for (const messageId of ['', 'a b', 'a\r\nBcc: x@y.example', '<x>']) {
      const bytes = await buildReply(reply({ original: { messageId, inReplyTo: [], references: [] } }));
      expect(headerOf(bytes, 'In-Reply-To')).toEqual([]);
      expect(headerOf(bytes, 'Bcc')).toEqual([]);
    }
  });

  test.each([
    '',
    'nobody',
    'a@b.example, c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    'A <a@b.example>',
    'a@b@c.example',
    'grp:a@b.example;',
  ])('no mail to %j', async (to) => {
    await expect(buildReply(reply({ content: { ...content, to } }))).rejects.toMatchObject({ code: 'invalid' });
  });

  test('a reply with a gap is not built', async () => {
    const rendered = renderReply({
      template: aTemplate('{{slot.course}}'),
      mail: aMail(),
      reading: { slots: [] },
      policy: aPolicy(),
      now: NOW,
      by: { kind: 'automatic' },
    });
    const gap = reply({ content: { ...rendered, to: content.to } });
    await expect(buildReply(gap)).rejects.toMatchObject({ code: 'invalid' });
    const draft = await buildReply({ ...gap, byHand: true, automatic: false });
    expect(headerOf(draft, 'X-MailGPS-Reply-Id')).toEqual([]);
  });

  test('no name, subject or id of a mail adds a header line or a recipient', async () => {
    const names = async (mail: OutgoingReply): Promise<string[]> =>
      (await read(await buildReply(mail))).headers.map((h) => h.key).sort();
    const plain = await names(reply({ toName: 'x', content: { ...content, subject: 'x' } }));
    const hostile = fc.oneof(
      fc.string(),
      anyText(),
      fc.constantFrom(
        'x\r\nBcc: a@b.example',
        'x\nTo: a@b.example',
        '"x" <a@b.example>, y',
        '=?utf-8?Q?x=0D=0ABcc:_a@b.example?=',
      ),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (toName, subject, reference) => {
        const mail = reply({
          toName,
          content: { ...content, subject },
          original: { ...reply().original, references: [reference] },
        });
        const bytes = await buildReply(mail);
        const got = (await read(bytes)).headers.map((h) => h.key).sort();
        expect(got.filter((name) => name !== 'subject')).toEqual(plain.filter((name) => name !== 'subject'));
        expect((await read(bytes)).to?.map((to) => to.address)).toEqual([content.to]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('buildForward', () => {
  test('carries the original as it came, and answers go to the asker and the shared mailbox', async () => {
    const original = Buffer.from('From: a@b.example\r\nSubject: =?utf-8?Q?=C3=A9t=C3=A9?=\r\n\r\nÉté\r\n');
    const bytes = await buildForward(forward({ original }));
    const mail = await read(bytes);
    expect(mail.to).toMatchObject([{ address: 'scolarite@ecole.example' }]);
    expect(mail.replyTo?.map((to) => to.address)).toEqual(['s.pallandre@famille.example', 'contact@ecole.example']);
    expect(headerOf(bytes, 'Auto-Submitted')).toEqual(['auto-generated']);
    expect(headerOf(bytes, 'X-MailGPS-Reply-Id')).toEqual(['m1.forward.1']);
    expect(Buffer.from(bytes).includes(original)).toBe(true);
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).toMatch(
      /Content-Type: message\/rfc822; name=original\.eml\r\nContent-Transfer-Encoding: 8bit\r\nContent-Disposition: attachment; filename=original\.eml/,
    );
  });

  test('line ends of the original become CRLF; one that cannot travel as a message goes as a file', async () => {
    const lf = Buffer.from(await buildForward(forward())).toString('latin1');
    expect(lf).toContain('Subject: x\r\nFrom: a@b.example\r\n\r\n');
    const long = Buffer.from(await buildForward(forward({ original: Buffer.from(`a: b\n\n${'x'.repeat(2000)}`) }))).toString(
      'latin1',
    );
    expect(long).toContain('Content-Type: application/octet-stream; name=original.eml\r\nContent-Transfer-Encoding: base64');
    await expect(buildForward(forward({ original: Buffer.alloc(18_000_001) }))).rejects.toMatchObject({ code: 'too-large' });
    expect((await read(await buildForward(forward({ original: null })))).attachments).toEqual([]);
  });

  test('one that staff pass on is not marked as automatic', async () => {
    expect(headerOf(await buildForward(forward({ automatic: false })), 'Auto-Submitted')).toEqual([]);
  });
});

describe('renderForward', () => {
  const input = {
    mail: aMail({ newText: 'Bonjour,\n\nvoir https://evil.example' }),
    reading: { categoryId: 'timetable', confidence: 0.834, summary: 'Demande la date de rentrée' },
    categoryId: 'timetable',
    reasons: ['several-requests', 'complaint'] as const,
    policy: aPolicy(),
    language: 'fr' as const,
    by: { kind: 'automatic' } as const,
    withOriginal: true,
  };

  test('says who asks, what was understood and why', () => {
    const note = renderForward(input);
    expect(note.subject).toBe('Fwd: Emploi du temps');
    expect(note.text).toContain('- De : Séverine Pallandre (s.pallandre@famille.example)');
    expect(note.text).toContain('- Catégorie : timetable (83 %)');
    expect(note.text).toContain('- Résumé : Demande la date de rentrée');
    expect(note.text).toContain('- Pourquoi vous : Plusieurs demandes ; Réclamation');
    expect(note.text).toContain('> Bonjour,\n>\n> voir https://evil.example');
    expect(note.html).not.toContain('<a ');
  });

  test('a category that staff corrected has no confidence, and English is English', () => {
    const note = renderForward({
      ...input,
      categoryId: 'fees',
      language: 'en',
      by: { kind: 'staff', name: 'Anne', function: null },
    });
    expect(note.text).toContain('Anne passes this mail on to you.');
    expect(note.text).toContain('- Category: fees\n');
  });
});

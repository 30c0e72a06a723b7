import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMail } from '../../server/mail/parse-mail.ts';
import type { Mail } from '../../shared/mail.ts';
import { type MimeScore, scoreMime, tally } from '../helpers/mime-score.ts';

const FOLDERS = ['test/data/mime', 'test/data/machine-mail'];

function files(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:eml|raw)$/.test(name))
      .map((name) => join(folder, name)),
  );
}

function parse(raw: Uint8Array): Promise<Mail> {
  return parseMail({ ref: { id: 'm', threadId: 't', labels: [] }, raw, receivedAt: 0 });
}

describe('real hard mail', () => {
  let scores: MimeScore[] = [];
  beforeAll(async () => {
    scores = await scoreMime('test/data/mime');
  });

  test('every file is read', async () => {
    expect(files().length).toBeGreaterThan(400);
    for (const file of files()) {
      const mail = await parse(readFileSync(file));
      expect([file, mail.warnings.includes('unreadable')]).toEqual([file, false]);
      expect([file, /[\ufffd\0]/.test(mail.subject + mail.text)]).toEqual([file, false]);
    }
  });

  test('fields match the expected structures as often as they did', () => {
    // What is missing: names and subjects expected with U+FFFD that we read right, and multiparts whose boundaries
    // contradict each other, where other readers drop the text.
    const { expected, subject, from, text, attachments } = tally(scores);
    expect(expected).toBe(107);
    expect(subject).toBeGreaterThanOrEqual(102);
    expect(from).toBeGreaterThanOrEqual(106);
    expect(text).toBeGreaterThanOrEqual(90);
    expect(attachments).toBeGreaterThanOrEqual(101);
  });

  test('apart from deliberately malformed mail, text differs only where the expected one is damaged', () => {
    const differing = scores.filter(({ file, fields }) => fields?.text === false && !file.includes('malformed'));
    const sound = differing.filter(({ wanted }) => !wanted?.text.includes('\ufffd')).map(({ file }) => file);
    // A boundary in the middle of a line, which RFC 2046 does not allow.
    expect(sound).toEqual(['stalwart/resources_eml_thirdparty_005.eml']);
  });

  test('copies with LF, CRLF and CR line ends are read alike', async () => {
    for (const file of files()) {
      const lf = readFileSync(file, 'latin1').replace(/\r\n?/g, '\n');
      // UTF-16 in clear: its line ends are not bytes that may be exchanged.
      if (lf.includes('utf-16le')) continue;
      const [one, two, three] = await Promise.all(
        [lf, lf.replaceAll('\n', '\r\n'), lf.replaceAll('\n', '\r')].map((copy) => parse(Buffer.from(copy, 'latin1'))),
      );
      expect(withoutSizes(two)).toEqual(withoutSizes(one));
      expect(withoutSizes(three)).toEqual(withoutSizes(one));
    }
  });
});

/** Line ends count in the size of attached text. */
function withoutSizes(mail: Mail | undefined): unknown {
  return { ...mail, attachments: mail?.attachments.map(({ size: _, ...rest }) => rest) };
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { checkMailbox } from '../../server/mail/check-mailbox.ts';
import { handleMail } from '../../server/mail/handle-mail.ts';
import { parseMail } from '../../server/mail/parse-mail.ts';
import type { Mail } from '../../shared/mail.ts';
import { eml } from '../e2e/support/eml.ts';
import { AUTHENTICATED, useInstallation } from '../http/support/installation.ts';

test('what was read of a large mail does not keep the mail itself in memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const file = 'QUJD'.repeat(19).concat('\r\n').repeat(64_000);
  const large = (n: number) =>
    Buffer.from(
      `From: anne <anne${n}@people.example>\r\nSubject: A subject long enough to be a piece of the source\r\n` +
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nBonjour, quels sont les horaires ?\r\n' +
        `--b\r\nContent-Type: application/zip; name="a.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--b--\r\n`,
    );
  // Buffers are left out: they are nobody's any more, and are given back when it suits the engine.
  const held = async () => {
    collect();
    await new Promise(setImmediate);
    collect();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + external - arrayBuffers;
  };
  const kept: Mail[] = [];
  const read = async (n: number) =>
    kept.push(await parseMail({ ref: { id: `${n}`, threadId: 't', labels: [] }, raw: large(n), receivedAt: 1 }));
  await read(0);
  const before = await held();
  for (let n = 1; n <= 6; n++) await read(n);
  expect((await held()) - before).toBeLessThan(2 * file.length);
  expect(kept.map(({ newText }) => newText)).toEqual(Array(7).fill('Bonjour, quels sont les horaires ?'));
});

describe('many mails at once', () => {
  const it_ = useInstallation();

  test('few are held whole, however many wait for the model', async () => {
    const ids = Array.from({ length: 30 }, (_, n) =>
      it_.mailbox.deliver(eml({ subject: `hours question ${n}`, headers: AUTHENTICATED })),
    );
    await checkMailbox(it_.ctx);
    let fetching = 0;
    let most = 0;
    const fetchRaw = async (id: string) => {
      most = Math.max(most, ++fetching);
      const found = await it_.mailbox.fetchRaw(id);
      await new Promise(setImmediate);
      fetching--;
      return found;
    };
    let asked = 0;
    let allAsked: () => void = () => undefined;
    const all = new Promise<void>((resolve) => {
      allAsked = resolve;
    });
    const { brain } = it_.ctx;
    // Nobody gets an answer before all have asked: a model inside the limit would never give one.
    const read: typeof brain.read = async (mail, policy) => {
      if (++asked === ids.length) allAsked();
      await all;
      return brain.read(mail, policy);
    };
    const ctx = { ...it_.ctx, mailbox: { ...it_.mailbox, fetchRaw }, brain: { ...brain, read } };
    await Promise.all(ids.map((id) => handleMail(ctx, id)));
    expect([most, asked]).toEqual([8, 30]);
    expect((await Promise.all(ids.map((id) => it_.record(id)))).map(({ state }) => state)).toEqual(Array(30).fill('suggested'));
  });
});

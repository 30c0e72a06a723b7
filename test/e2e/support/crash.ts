import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_FILE } from '../../../server/preview/emulated.ts';
import { type EmulatedGmail, startEmulatedGmail } from '../../../server/preview/gmail/emulated-gmail.ts';
import { records } from '../../../server/store/collections.ts';
import { openSqliteStore } from '../../../server/store/sqlite.ts';
import { bundleInChunks, startScript } from '../../helpers/child.ts';
import { useTempFolder } from '../../helpers/temp-folder.ts';

/** Every call on the way that changes the store or the mailbox. After one that reads, the world is as it was before it. */
const CALLS = ['transaction', 'createDraft', 'sendDraft', 'label'];

/**
 * Promises 1 and 2 under SIGKILL: a server is killed after every call by which it changes the world; the next one
 * takes over. The mailbox stands through it all in this process.
 */
export function killedAfterEachCall(kind: 'automatic' | 'staff' | 'forward'): void {
  const folder = useTempFolder();

  test(`killed after each call on the way of a mail: ${kind}`, async () => {
    const { bundle } = bundleInChunks('test/e2e/support/crash-child.ts');
    const dataDir = folder();
    const gmail = await startEmulatedGmail({ address: 'contact@ecole.example' });
    const { url: gmailUrl, accessToken, controlKey, certsUrl, issuer, pushAccount } = gmail;
    const access = { url: gmailUrl, accessToken, controlKey, certsUrl, issuer, pushAccount };
    writeFileSync(join(dataDir, ACCESS_FILE), JSON.stringify(access));
    let mails = 0;
    const take = async (crashAt: { call: string; nth: number } | null) => {
      mails += crashAt ? 1 : 0;
      const task = { dataDir, gmailUrl, crashAt, kind, messageId: `crash-${mails}@people.example` };
      return startScript(bundle, JSON.stringify(task)).ended;
    };

    for (const call of CALLS) {
      for (let nth = 1; ; nth++) {
        const end = await take({ call, nth });
        // It came through alive: it was killed after every such call there is on the way, and after one at least.
        if (end === 0 && nth > 1) break;
        expect(end).toBe('SIGKILL');
      }
    }
    expect(await take(null)).toBe(0);
    await everyMailOnce(dataDir, gmail, mails, kind);
    await gmail.close();
  }, 240_000);
}

async function everyMailOnce(dataDir: string, gmail: EmulatedGmail, mails: number, kind: string): Promise<void> {
  const store = await openSqliteStore({ file: join(dataDir, 'mailgps.db') });
  const all = (await records.query(store, { limit: 500 })).items.map((item) => item.data);
  await store.close();
  const delivered = (await gmail.messages()).filter((mail) => !mail.labels.includes('SENT') && !mail.labels.includes('DRAFT'));
  expect(delivered).toHaveLength(mails);
  expect(all.map((record) => record.id).sort()).toEqual(delivered.map((mail) => mail.id).sort());

  const sent = await gmail.sent();
  expect(sent).toHaveLength(mails);
  if (kind === 'forward') {
    expect(all.every((record) => record.state === 'routed' && record.forward !== null)).toBe(true);
    return;
  }
  const answered = sent.map((mail) => /^in-reply-to: *<([^>]+)>/im.exec(Buffer.from(mail.raw).toString())?.[1]);
  expect(answered.sort()).toEqual(delivered.map((mail) => mail.messageId).sort());
  for (const record of all) {
    expect(record).toMatchObject({ state: 'replied', delivery: { state: 'accepted' } });
    expect(sent.map((mail) => mail.messageId)).toContain(record.reply?.messageId);
  }
}

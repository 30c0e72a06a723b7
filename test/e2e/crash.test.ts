import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_FILE } from '../../server/preview/emulated.ts';
import { type EmulatedGmail, startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { records } from '../../server/store/collections.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { bundleScript, startScript } from '../helpers/child.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

/**
 * Promises 1 and 2 under SIGKILL: a server is killed after every call by which it reads or changes the world; the next one
 * takes over. The mailbox stands through it all in this process.
 */
const folder = useTempFolder();
let bundle = '';

beforeAll(() => {
  bundle = bundleScript('test/e2e/support/crash-child.ts');
});

/** No flow takes more calls than this; the loop ends by itself when a child comes through alive. */
const MOST_CALLS = 80;

test.each(['automatic', 'staff', 'forward'] as const)(
  'killed after each call on the way of a mail: %s',
  async (kind) => {
    const dataDir = folder(kind);
    mkdirSync(dataDir);
    const gmail = await startEmulatedGmail({ address: 'contact@ecole.example' });
    const { url: gmailUrl, accessToken, controlKey, certsUrl, issuer, pushAccount } = gmail;
    const access = { url: gmailUrl, accessToken, controlKey, certsUrl, issuer, pushAccount };
    writeFileSync(join(dataDir, ACCESS_FILE), JSON.stringify(access));
    const child = (crashAt: number) =>
      startScript(bundle, JSON.stringify({ dataDir, gmailUrl, crashAt, kind, messageId: `crash-${crashAt}@people.example` }));

    const died: string[] = [];
    for (let crashAt = 1; crashAt <= MOST_CALLS; crashAt++) {
      const run = child(crashAt);
      const end = await run.ended;
      died.push(...run.lines.filter((line) => line.startsWith('dies')));
      if (end === 0) break;
      expect(end).toBe('SIGKILL');
    }
    expect(await child(0).ended).toBe(0);

    // The last one came through alive: every call of the way has been died after.
    expect(died.length).toBeLessThan(MOST_CALLS);
    const calls = ['changes', 'fetchRaw', 'createDraft', 'sendDraft', 'headersOf', 'transaction'];
    expect([...new Set(died)]).toEqual(expect.arrayContaining(calls.map((call) => `dies after ${call}`)));
    await everyMailOnce(dataDir, gmail, died.length + 1, kind);
    await gmail.close();
  },
  240_000,
);

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

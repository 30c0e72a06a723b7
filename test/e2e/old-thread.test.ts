import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createGmailMailbox } from '../../server/mailbox/gmail.ts';
import { ACCESS_FILE } from '../../server/preview/emulated.ts';
import { startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { type Booted, boot } from './support/boot.ts';
import { eml } from './support/eml.ts';

const folder = useTempFolder();
test('a thread in which a person wrote before MAIL GPS was installed is a person’s', async () => {
  const dataDir = folder('old');
  await mkdir(dataDir);
  const gmail = await startEmulatedGmail({ address: 'contact@ecole.example' });
  const { url, accessToken, controlKey, certsUrl, issuer, pushAccount } = gmail;
  writeFileSync(join(dataDir, ACCESS_FILE), JSON.stringify({ url, accessToken, controlKey, certsUrl, issuer, pushAccount }));
  const first = await gmail.deliver(eml({ subject: 'timetable first' }));
  const mailbox = createGmailMailbox({ rootUrl: url, auth: { token: accessToken } });
  const d = await mailbox.createDraft(
    Buffer.from(
      `From: contact@ecole.example\r\nTo: jeanne@people.example\r\nSubject: Re: timetable first\r\nIn-Reply-To: <${first.messageId}>\r\n\r\nQuelle formation ?\r\n`,
    ),
    first.threadId,
  );
  const sent = await mailbox.sendDraft(d.draftId);
  const cited = (await mailbox.headersOf(sent.id))?.headers['message-id'] ?? '';
  const app: Booted = await boot({
    dataDir,
    env: { GMAIL_ROOT_URL: url },
    settings: { modes: { timetable: { mode: 'automatic', since: 0 } } },
  });
  try {
    await app.ctx.catchUp();
    const next = await gmail.deliver(
      eml({ subject: 'Re: timetable first', headers: [`In-Reply-To: ${cited}`, `References: <${first.messageId}> ${cited}`] }),
    );
    expect(next.threadId).toBe(first.threadId);
    const record = await app.untilState(next.id, 'suggested', 'routed', 'replied', 'ignored');
    expect(record.state).toBe('suggested');
  } finally {
    await app.remove();
    await gmail.close();
  }
});

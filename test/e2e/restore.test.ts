import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backupStore, restoreStore } from '../../server/store/backup.ts';
import { readRestoreMark } from '../../server/store/restore-mark.ts';
import { readSettings } from '../../server/store/settings.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { boot } from './support/boot.ts';

const folder = useTempFolder();
const MAILBOX_FILE = 'emulated-gmail.journal';

/** Promise 2 across a restore: what left after the backup is not sent again. */
test('a reply that was held in the backup and has left since is not sent a second time', async () => {
  const dataDir = folder('data');
  const settings = { holdMs: 3_600_000 };
  const first = await boot({ dataDir, settings });
  const held = await first.deliver({ subject: 'timetable held', messageId: 'held@people.example' });
  const waiting = await first.deliver({ subject: 'fees waiting', messageId: 'waiting@people.example' });
  await first.untilState(held.id, 'held');
  await first.untilState(waiting.id, 'suggested');
  await backupStore(dataDir, folder('backup'), Date.now());

  const { revision } = await first.record(held.id);
  expect((await first.api('POST', `/api/mails/${held.id}/reply`, { revision })).status).toBe(200);
  const second = await first.record(waiting.id);
  expect((await first.api('POST', `/api/mails/${waiting.id}/reply`, { revision: second.revision })).status).toBe(200);
  const later = await first.deliver({ subject: 'timetable later', messageId: 'later@people.example' });
  await first.untilState(later.id, 'held');
  await first.stop();

  // Elsewhere, as after a lost disk; the mailbox is the same.
  const restored = folder('restored');
  await restoreStore(folder('backup'), restored, { now: Date.now() });
  await copyFile(join(dataDir, MAILBOX_FILE), join(restored, MAILBOX_FILE));
  const app = await boot({ dataDir: restored, settings });
  expect(await readRestoreMark(app.ctx.store)).toBeNull();
  for (const { id } of [held, waiting]) {
    expect(await app.untilState(id, 'replied')).toMatchObject({ reply: { by: { kind: 'outside' } } });
  }
  // What came after the backup is found again, and waits: nobody knows whether auto-mode was switched off meanwhile.
  const found = await app.untilState(later.id, 'suggested');
  expect(found.decision?.reasons).toContain('auto-mode-off');
  expect(await readSettings(app.ctx.store)).toMatchObject({ autoMode: false, autoModeSince: null });
  await app.jobs.tick();
  const sent = (await app.sent()).map((raw) => /in-reply-to: *<([^>]+)>/i.exec(raw)?.[1]);
  expect(sent.sort()).toEqual(['held@people.example', 'waiting@people.example']);
  await app.stop();
});

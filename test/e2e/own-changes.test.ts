import type { QuotaCounts } from '../../server/preview/gmail/control.ts';
import { boot } from './support/boot.ts';

/**
 * Labels, drafts and sends of ours come back as changes of the mailbox. They cost a look at its history and no reading of
 * mail, or else a server would be kept busy by itself for ever.
 */
const automatic = { autoMode: true, autoModeSince: 1, modes: { timetable: { mode: 'automatic' as const, since: 0 } } };

const calls = ({ methods }: QuotaCounts) =>
  Object.fromEntries(Object.entries(methods).map(([method, { calls: n }]) => [method, n]));

test('an answer that left by itself: each mail is read once, and what we changed not at all', async () => {
  const app = await boot({ settings: automatic, tickMs: null });
  const control = app.emulated?.control;
  if (!control) throw new Error('no stand-in');
  // The first one makes the labels.
  await app.untilState((await app.deliver({ subject: 'timetable zero' })).id, 'replied');
  await settled();
  await control.quota(true);

  const { id } = await app.deliver({ subject: 'timetable question' });
  await app.untilState(id, 'replied');
  await settled();
  const { revision } = await app.record(id);
  const { methods, units } = await control.quota(true);
  // The mail itself, and the header of what was sent, which Gmail gives a Message-ID of its own.
  expect(methods['messages.get']?.calls).toBe(2);
  expect(methods['drafts.create']?.calls).toBe(1);
  expect(methods['drafts.send']?.calls).toBe(1);
  expect(methods['messages.list']).toBeUndefined();
  expect(units).toBeLessThanOrEqual(300);

  // Everything that this caused has been told by history meanwhile, or is told now: to a look that nobody else is just having.
  for (let round = 0; round < 3; round++) await app.ctx.catchUp();
  expect(Object.keys(calls(await control.quota(true)))).toEqual(['history.list']);
  expect((await app.record(id)).revision).toBe(revision);
  await app.remove();

  async function settled(): Promise<void> {
    const { store } = app.ctx;
    for (let round = 0; round < 500; round++) {
      const waiting = await store.query('effects', { range: { field: 'nextAttemptAt', gt: 0 }, limit: 1 });
      if (waiting.items.length === 0) return app.jobs.run('poll-mailbox');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('Something is still to be sent.');
  }
});

test('a draft and labels set by staff: nothing is read for them', async () => {
  const app = await boot({ settings: { autoMode: false }, tickMs: null });
  const control = app.emulated?.control;
  if (!control) throw new Error('no stand-in');
  const { id } = await app.deliver({ subject: 'timetable question' });
  const { revision } = await app.untilState(id, 'suggested');
  await app.jobs.run('poll-mailbox');
  expect((await app.api('POST', `/api/mails/${id}/draft`, { revision })).status).toBe(200);
  await app.ctx.mailbox.label(id, ['A label of a person'], []);
  await control.quota(true);
  for (let round = 0; round < 3; round++) await app.ctx.catchUp();
  expect(Object.keys(calls(await control.quota(true)))).toEqual(['history.list']);
  await app.remove();
});

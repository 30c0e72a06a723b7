import { changeSwitches } from '../../server/mail/actions/switch.ts';
import { checkMailbox } from '../../server/mail/check-mailbox.ts';
import { sendEffect } from '../../server/mail/send-effect.ts';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { readSettings } from '../../server/store/settings.ts';
import { AppError } from '../../shared/errors.ts';
import { useInstallation } from '../http/support/installation.ts';

const it_ = useInstallation();

const by = { id: 'u1', name: 'x', signature: 'x', function: null };

test('Gmail refuses for an hour (429); a person answers and auto-mode is switched off meanwhile: nothing more leaves', async () => {
  const id = await it_.take({ subject: 'fees question' });
  it_.clock.advance(60_000);
  it_.mailbox.refuseSending(new AppError('rate-limited', 'User-rate limit exceeded.', { retryAfterMs: 3_600_000 }));
  await sendEffect(it_.ctx, `${id}.reply.1`);
  expect((await it_.effect(`${id}.reply.1`))?.state).toBe('drafted');
  it_.mailbox.refuseSending(null);
  it_.mailbox.writeByHand((await it_.record(id)).threadId);
  await checkMailbox(it_.ctx);
  const settings = await readSettings(it_.ctx.store);
  await changeSwitches(it_.ctx, { revision: settings.revision, change: { autoMode: false }, by });
  it_.clock.advance(3_600_001);
  await sendEffect(it_.ctx, `${id}.reply.1`);
  expect(it_.mailbox.sentRaws()).toHaveLength(1); // the person's only
});

test('the server dies between draft and send and comes back three days later: the stale automatic reply does not leave', async () => {
  const id = await it_.take({ subject: 'fees question' });
  it_.clock.advance(60_000);
  const dying: Mailbox = { ...it_.mailbox, sendDraft: () => new Promise(() => undefined) };
  void sendEffect({ ...it_.ctx, mailbox: dying }, `${id}.reply.1`);
  while ((await it_.effect(`${id}.reply.1`))?.state !== 'drafted') await new Promise((r) => setTimeout(r, 5));
  it_.clock.advance(3 * 86_400_000);
  await sendEffect({ ...it_.ctx, worker: 'next' }, `${id}.reply.1`);
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
});

test("staff's reply whose draft could not be made yet: a colleague answers in Gmail meanwhile, and ours does not leave", async () => {
  const id = await it_.take({ subject: 'hours question' });
  const { revision } = await it_.record(id);
  let down = true;
  const mailbox: Mailbox = {
    ...it_.mailbox,
    createDraft: async (raw, thread) => {
      if (down) throw new AppError('rate-limited', 'User-rate limit exceeded.', { retryAfterMs: 900_000 });
      return it_.mailbox.createDraft(raw, thread);
    },
  };
  Object.assign(it_.ctx, { mailbox });
  await it_.post(`/api/mails/${id}/reply`, { revision });
  expect((await it_.effect(`${id}.reply.1`))?.state).toBe('sending');
  it_.mailbox.writeByHand((await it_.record(id)).threadId);
  await checkMailbox(it_.ctx);
  down = false;
  it_.clock.advance(900_001);
  await sendEffect(it_.ctx, `${id}.reply.1`);
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});

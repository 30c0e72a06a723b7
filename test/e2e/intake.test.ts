import { MAILBOX_ID } from '../../server/mail/context.ts';
import { mailboxes, records } from '../../server/store/collections.ts';
import { AppError } from '../../shared/errors.ts';
import { type Booted, boot } from './support/boot.ts';
import { scriptedBrain } from './support/scripted-brain.ts';

/** Promise 1: no mail is lost. */
const brain = scriptedBrain((reading) => {
  if (reading.categoryId === 'poison') throw new AppError('internal', 'No brain today.');
  if (reading.categoryId === 'hopeless') throw new AppError('invalid', 'Never.');
  return reading;
});

let app: Booted;
beforeAll(async () => {
  app = await boot({ brain, pollMs: 600_000, limits: { maxAttempts: 3, backoffMs: 5 }, settings: { autoMode: false } });
});
afterAll(() => app.remove());

const control = () => {
  if (!app.emulated) throw new Error('no emulated mailbox');
  return app.emulated.control;
};
const cursor = async () => (await mailboxes.get(app.ctx.store, MAILBOX_ID))?.data.cursor ?? '';
const known = async (id: string) => (await records.get(app.ctx.store, id)) !== null;

test('a long silence, then more mails than a page holds: every one is recorded', async () => {
  await control().loseNotifications(510);
  const mails = [];
  for (let i = 0; i < 510; i++) mails.push(await app.deliver({ subject: 'timetable many' }));
  await control().loseNotifications(0);
  await app.ctx.catchUp();
  expect(await Promise.all(mails.map(({ id }) => known(id)))).not.toContain(false);
});

test('a page that fails leaves the cursor where it was, and the next look brings everything', async () => {
  await control().addFault({ method: 'history.list', kind: 'status', status: 403, reason: 'forbidden', times: 0 });
  await app.ctx.catchUp().catch(() => undefined);
  const before = await cursor();
  // No push: only what is asked for here looks.
  await control().loseNotifications(1);
  const mail = await app.deliver({ subject: 'timetable page' });
  await expect(app.ctx.catchUp()).rejects.toThrow();
  expect(await cursor()).toBe(before);
  await control().clearFaults();
  await app.ctx.catchUp();
  expect(await known(mail.id)).toBe(true);
  expect(BigInt(await cursor())).toBeGreaterThan(BigInt(before));
});

test('a history id that is too old starts a resync by date: new mails are found, and a person’s own reply too', async () => {
  const asked = await app.deliver({ subject: 'timetable asked' });
  await app.untilState(asked.id, 'suggested');
  await control().loseNotifications(10);
  const missed = await app.deliver({ subject: 'timetable missed' });
  const reply = Buffer.from(
    `From: contact@ecole.example\r\nTo: a@people.example\r\nSubject: Re: timetable asked\r\nIn-Reply-To: <${asked.messageId}>\r\n\r\nVoilà.\r\n`,
  );
  const draft = await app.ctx.mailbox.createDraft(reply, asked.threadId);
  await app.ctx.mailbox.sendDraft(draft.draftId);
  await control().loseNotifications(0);
  await control().expireHistory();
  await app.ctx.catchUp();
  expect(await known(missed.id)).toBe(true);
  expect((await app.untilState(asked.id, 'replied')).reply?.by.kind).toBe('outside');
  const after = await app.deliver({ subject: 'timetable after' });
  await app.untilState(after.id, 'suggested');
});

test('what was erased is not brought back by a resync', async () => {
  const mail = await app.deliver({ subject: 'timetable erased' });
  await app.untilState(mail.id, 'suggested');
  await app.ctx.store.transaction(async (tx) => {
    records.delete(tx, mail.id);
    app.ctx.reserve.erase(tx, mail.id, app.ctx.now());
  });
  await control().loseNotifications(0);
  await control().expireHistory();
  await app.ctx.catchUp();
  expect(await known(mail.id)).toBe(false);
});

test('a mail that always fails is tried again, then parked with an alert; the others go on meanwhile', async () => {
  const poison = await app.deliver({ subject: 'poison' });
  const fine = await app.deliver({ subject: 'timetable fine' });
  await app.untilState(fine.id, 'suggested');
  const parked = await app.until(poison.id, (r) => r.state === 'failed');
  expect(parked).toMatchObject({ attempts: 3, lastError: 'internal', waiting: true, nextAttemptAt: null });
  expect(app.logged).toContainEqual({
    level: 'error',
    fields: expect.objectContaining({ code: 'mail-failed', recordId: poison.id }),
    message: expect.any(String),
  });
});

test('a failure that no second try can mend is parked at once', async () => {
  const mail = await app.deliver({ subject: 'hopeless' });
  expect((await app.untilState(mail.id, 'failed')).attempts).toBe(1);
});

test('a mail deleted before it was read is noted as gone', async () => {
  await control().addFault({ method: 'messages.get', kind: 'status', status: 404, reason: 'notFound' });
  const mail = await app.deliver({ subject: 'timetable gone' });
  expect((await app.untilState(mail.id, 'ignored')).timeline.at(-1)?.reasons).toEqual(['gone']);
});

test('the cursor never moves back', async () => {
  const before = await cursor();
  const { store } = app.ctx;
  const state = (await mailboxes.get(store, MAILBOX_ID))?.data;
  await app.ctx.catchUp();
  await app.ctx.catchUp();
  expect(BigInt(await cursor())).toBeGreaterThanOrEqual(BigInt(before));
  expect(state?.passes).toBeGreaterThan(0);
});

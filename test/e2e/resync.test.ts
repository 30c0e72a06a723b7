import { type Booted, boot } from './support/boot.ts';
import { scriptedBrain } from './support/scripted-brain.ts';

let app: Booted;
beforeAll(async () => {
  app = await boot({ brain: scriptedBrain(), settings: { autoMode: false } });
});
afterAll(() => app.remove());
const control = () => {
  if (!app.emulated) throw new Error('no emulated mailbox');
  return app.emulated.control;
};

test('a resync: what was asked after a person’s answer in the same thread is still open', async () => {
  const first = await app.deliver({ subject: 'timetable one' });
  await app.untilState(first.id, 'suggested');
  await control().loseNotifications(10);
  const reply = Buffer.from(
    `From: contact@ecole.example\r\nTo: jeanne@people.example\r\nSubject: Re: timetable one\r\nIn-Reply-To: <${first.messageId}>\r\n\r\nVoilà.\r\n`,
  );
  const d = await app.ctx.mailbox.createDraft(reply, first.threadId);
  await app.ctx.mailbox.sendDraft(d.draftId);
  const cites = [`In-Reply-To: <${first.messageId}>`, `References: <${first.messageId}>`];
  const second = await app.deliver({ subject: 'Re: timetable one', headers: cites }, { receivedAt: Date.now() + 2_000 });
  expect(second.threadId).toBe(first.threadId);
  await control().expireHistory();
  await app.ctx.catchUp();
  const record = await app.untilState(second.id, 'suggested', 'routed', 'replied');
  expect(record).toMatchObject({ state: 'suggested', waiting: true, reply: null });
});

import { parseMail } from '../../server/mail/parse-mail.ts';
import { header } from '../../shared/mail.ts';
import { type Booted, boot } from './support/boot.ts';

let app: Booted;
beforeAll(async () => {
  app = await boot();
});
afterAll(() => app.remove());

test('push to reply: in the thread, marked as automatic, and recorded with everything it stands on', async () => {
  const mail = await app.deliver({ subject: 'timetable des cours', messageId: 'question@people.example' });
  const record = await app.until(mail.id, (r) => r.state === 'replied' && r.reply?.messageId !== '');

  const all = (await app.emulated?.control.sent()) ?? [];
  expect(all).toHaveLength(1);
  const [reply] = all;
  expect(reply?.threadId).toBe(mail.threadId);
  const parsed = await parseMail({
    ref: { id: '', threadId: '', labels: [] },
    raw: reply?.raw ?? new Uint8Array(),
    receivedAt: 0,
  });
  expect(parsed).toMatchObject({
    inReplyTo: ['question@people.example'],
    references: ['question@people.example'],
    subject: 'Re: timetable des cours',
  });
  expect(header(parsed, 'auto-submitted')).toBe('auto-replied');
  expect(header(parsed, 'x-auto-response-suppress')).toBe('OOF, AutoReply, RN, NRN');
  expect(parsed.to).toEqual([{ name: 'Jeanne Martin', address: 'jeanne@people.example' }]);

  expect(record).toMatchObject({
    categoryId: 'timetable',
    messageId: 'question@people.example',
    decision: { action: 'reply', reasons: ['certain'], template: { id: 'timetable.fr' }, policyVersion: 1 },
    reply: { by: { kind: 'automatic' }, sentId: reply?.id, messageId: reply?.messageId, template: { id: 'timetable.fr' } },
    delivery: { state: 'accepted' },
    waiting: false,
  });
  expect(record.timeline.map((entry) => entry.what)).toEqual(['received', 'held', 'replied']);
});

test('a notification that is lost delays a mail and loses none', async () => {
  await app.emulated?.control.loseNotifications(1);
  const mail = await app.deliver({ subject: 'timetable quiet' });
  expect((await app.untilState(mail.id, 'replied')).categoryId).toBe('timetable');
});

test('our own drafts, sends and labels cause no further reads of mail', async () => {
  const mail = await app.deliver({ subject: 'timetable once' });
  await app.until(mail.id, (r) => r.state === 'replied' && r.reply?.messageId !== '');
  await app.jobs.run('poll-mailbox');
  await app.emulated?.control.quota(true);
  await app.jobs.run('poll-mailbox');
  await app.jobs.tick();
  const methods = Object.keys((await app.emulated?.control.quota())?.methods ?? {});
  expect(methods).toContain('history.list');
  expect(methods.filter((method) => method.startsWith('messages') || method.startsWith('threads'))).toEqual([]);
});

test('the log holds no address, no subject and no body', async () => {
  await app.deliver({ subject: 'timetable private', from: 'Somebody <very.private@people.example>', text: 'secret words' });
  const log = JSON.stringify(app.logged);
  for (const word of ['very.private', 'people.example', 'secret words', 'timetable private']) expect(log).not.toContain(word);
});

import { type Booted, boot } from './support/boot.ts';

/** Promise 8: delivery is told honestly. */
let app: Booted;
let offset = 0;
beforeAll(async () => {
  app = await boot({
    now: () => Date.now() + offset,
    settings: { caps: { perDay: 999, perHour: 999, perSenderDay: 999, perThread: 1 } },
  });
});
afterAll(() => app.remove());

async function answered(subject: string) {
  const mail = await app.deliver({ subject });
  const record = await app.until(mail.id, (r) => (r.reply?.messageId ?? '') !== '');
  return { mail, record, messageId: record.reply?.messageId ?? '' };
}

function bounce(cites: string, recipient = 'jeanne@people.example', action = 'failed', status = '5.1.1') {
  return {
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification',
    headers: [
      `In-Reply-To: <${cites}>`,
      `References: <${cites}>`,
      'Auto-Submitted: auto-replied',
      `X-Failed-Recipients: ${recipient}`,
    ],
    text: [
      `Your message wasn't delivered to ${recipient} because the address couldn't be found.`,
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: smtp; 550 ${status} The email account that you tried to reach does not exist.`,
    ].join('\r\n'),
  };
}

test('handed over is `accepted`, never more', async () => {
  const { record } = await answered('timetable accepted');
  expect(record.delivery).toMatchObject({ state: 'accepted', code: null });
});

test('a bounce finds the reply it cites and waits for a person, with code and reason', async () => {
  const { mail, messageId } = await answered('timetable bounce');
  const notice = await app.deliver(bounce(messageId), { returnPath: '' });
  const record = await app.until(mail.id, (r) => r.delivery?.state === 'bounced');
  expect(record).toMatchObject({ waiting: true, delivery: { code: '5.1.1', reason: 'userunknown', hard: true } });
  expect(await app.untilState(notice.id, 'ignored')).toMatchObject({
    relatedTo: mail.id,
    decision: { reasons: expect.arrayContaining(['bounce']) },
  });
});

test('a bounce in a thread of its own finds the reply it cites', async () => {
  const { mail, messageId } = await answered('timetable elsewhere');
  const told = bounce(messageId);
  const returned = `\r\n\r\n----- The mail you sent -----\r\nMessage-ID: <${messageId}>\r\nSubject: Re: timetable elsewhere`;
  const apart = { ...told, headers: ['Auto-Submitted: auto-replied'], text: told.text + returned };
  const notice = await app.deliver(apart, { returnPath: '' });
  expect(notice.threadId).not.toBe(mail.threadId);
  expect((await app.untilState(notice.id, 'ignored')).relatedTo).toBe(mail.id);
  expect((await app.record(mail.id)).delivery?.state).toBe('bounced');
});

test('a forged bounce that cites nothing of ours changes nothing', async () => {
  const { mail } = await answered('timetable forged');
  const notice = await app.deliver(bounce('invented@evil.example'), { returnPath: '' });
  await app.untilState(notice.id, 'ignored');
  expect((await app.record(mail.id)).delivery?.state).toBe('accepted');
});

test('a later mail of the same person marks the reply answered and goes to a human', async () => {
  const { mail, messageId } = await answered('timetable answered');
  const next = await app.deliver({ subject: 'Re: timetable answered', headers: [`In-Reply-To: <${messageId}>`] });
  expect((await app.until(mail.id, (r) => r.delivery?.state === 'answered')).settleAt).toBeNull();
  const record = await app.untilState(next.id, 'suggested');
  expect(record).toMatchObject({ relatedTo: mail.id });
  expect(record.decision?.reasons).toContain('follow-up');
});

test('an out-of-office is no answer', async () => {
  const { mail, messageId } = await answered('timetable away');
  const auto = await app.deliver({
    subject: 'Automatic reply',
    headers: [`In-Reply-To: <${messageId}>`, 'Auto-Submitted: auto-replied'],
  });
  await app.untilState(auto.id, 'ignored');
  expect((await app.record(mail.id)).delivery?.state).toBe('accepted');
});

test('72 hours of silence are told as that, and a late bounce still counts', async () => {
  const { mail, messageId } = await answered('timetable silence');
  offset = 71 * 3_600_000;
  await app.jobs.run('settle-delivery');
  expect((await app.record(mail.id)).delivery?.state).toBe('accepted');
  offset = 73 * 3_600_000;
  await app.jobs.run('settle-delivery');
  expect((await app.record(mail.id)).delivery?.state).toBe('no-bounce-seen');
  await app.deliver(bounce(messageId), { returnPath: '' });
  expect((await app.until(mail.id, (r) => r.delivery?.state === 'bounced')).settleAt).toBeNull();
});

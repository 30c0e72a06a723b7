import { type Booted, boot } from './support/boot.ts';

/** What staff do, on the real wiring and against a mailbox that answers as Gmail does. */
let app: Booted;
beforeEach(async () => {
  app = await boot({ settings: { autoMode: false } });
});
afterEach(() => app.remove());

async function suggested(subject: string) {
  const mail = await app.deliver({ subject, messageId: `${subject.replace(/\s/g, '-')}@people.example` });
  await app.untilState(mail.id, 'suggested');
  const { body } = await app.api('GET', `/api/mails/${mail.id}`);
  return { ...mail, revision: body.revision };
}

test('a reply leaves in the sender’s thread, without the marks of a machine, and is read back', async () => {
  const mail = await suggested('timetable by staff');
  const answer = await app.api('POST', `/api/mails/${mail.id}/reply`, { revision: mail.revision });
  expect(answer).toMatchObject({
    status: 200,
    body: { state: 'replied', reply: { by: { kind: 'staff' }, messageId: expect.stringMatching(/@/) } },
  });
  const [raw] = await app.sent();
  expect(raw).toContain(`In-Reply-To: <${mail.messageId}>`);
  expect(raw).not.toMatch(/^Auto-Submitted/im);
});

test('five calls at once give one reply', async () => {
  const mail = await suggested('timetable five');
  const calls = Array.from({ length: 5 }, () => app.api('POST', `/api/mails/${mail.id}/reply`, { revision: mail.revision }));
  const statuses = (await Promise.all(calls)).map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 409, 409, 409, 409]);
  expect(await app.sent()).toHaveLength(1);
});

test('a draft that a person sends in Gmail closes the mail as that person’s own reply', async () => {
  const mail = await suggested('timetable draft');
  const made = await app.api('POST', `/api/mails/${mail.id}/draft`, { revision: mail.revision });
  expect(made).toMatchObject({ status: 200, body: { draftId: expect.any(String) } });
  await app.ctx.mailbox.sendDraft(String(made.body.draftId));
  await app.ctx.catchUp();
  expect((await app.untilState(mail.id, 'replied')).reply).toMatchObject({ by: { kind: 'outside' } });
  const [raw] = await app.sent();
  expect(raw).not.toMatch(/^(Auto-Submitted|X-MailGPS)/im);
});

test('a mail passed on carries the original, and answers reach the asker', async () => {
  const mail = await suggested('timetable pass on');
  const people = await app.api('GET', '/api/people');
  const [person] = people.body.items as { id: string; address: string }[];
  const routed = await app.api('POST', `/api/mails/${mail.id}/route`, { revision: mail.revision, personId: person?.id });
  expect(routed).toMatchObject({ status: 200, body: { state: 'routed', forward: { person: { id: person?.id } } } });
  const [raw] = await app.sent();
  expect(raw).toContain(person?.address);
  expect(raw).toMatch(/^Reply-To: .*jeanne@people\.example/im);
  expect(raw).toContain('message/rfc822');
});

import { effects } from '../../server/store/collections.ts';
import { changeSettings, readSettings } from '../../server/store/settings.ts';
import { type Booted, boot } from './support/boot.ts';

/** Promise 2: at most one answer per mail, whatever repeats, races, stalls or drops. */
let app: Booted;
beforeAll(async () => {
  app = await boot({
    limits: { backoffMs: 20, leaseMs: 500, mailboxLeaseMs: 500 },
    settings: { caps: { perDay: 999, perHour: 999, perSenderDay: 999, perThread: 1 } },
  });
});
afterAll(() => app.remove());

const control = () => {
  if (!app.emulated) throw new Error('no emulated mailbox');
  return app.emulated.control;
};
const repliesTo = async (messageId: string): Promise<number> =>
  (await app.sent()).filter((raw) => raw.toLowerCase().includes(`in-reply-to: <${messageId}>`)).length;

test('the same push five times at once gives one reply', async () => {
  await control().repeatNotifications(1, 4);
  const mail = await app.deliver({ subject: 'timetable five', messageId: 'five@people.example' });
  await app.until(mail.id, (r) => (r.reply?.messageId ?? '') !== '');
  await app.jobs.tick();
  expect(await repliesTo('five@people.example')).toBe(1);
});

test.each(['before', 'after'] as const)(
  'a connection dropped %s drafts.send gives one reply, and the record says so',
  async (when) => {
    await control().addFault({ method: 'drafts.send', times: 1, kind: 'drop', after: when === 'after' });
    const id = `dropped-${when}@people.example`;
    const mail = await app.deliver({ subject: 'timetable dropped', messageId: id });
    const record = await app.until(mail.id, (r) => (r.reply?.messageId ?? '') !== '');
    expect(record).toMatchObject({ state: 'replied', delivery: { state: 'accepted' } });
    expect(await repliesTo(id)).toBe(1);
  },
);

test('the same with our private header dropped on the way: the text tells that it is ours', async () => {
  await control().dropXHeaders(true);
  await control().addFault({ method: 'drafts.send', times: 1, kind: 'drop', after: true });
  const mail = await app.deliver({ subject: 'timetable headerless', messageId: 'headerless@people.example' });
  const record = await app.until(mail.id, (r) => (r.reply?.messageId ?? '') !== '');
  await control().dropXHeaders(false);
  expect(record.reply?.by).toEqual({ kind: 'automatic' });
  expect(await repliesTo('headerless@people.example')).toBe(1);
});

test('a draft whose answer is lost leaves no second draft behind', async () => {
  await control().addFault({ method: 'drafts.create', times: 1, kind: 'drop', after: true });
  const mail = await app.deliver({ subject: 'timetable draft', messageId: 'draft@people.example' });
  await app.until(mail.id, (r) => (r.reply?.messageId ?? '') !== '');
  expect(await repliesTo('draft@people.example')).toBe(1);
  expect((await control().messages()).filter((m) => m.labels.includes('DRAFT') && m.threadId === mail.threadId)).toHaveLength(0);
});

test('the same mail by two ways gets one answer; the other waits with that reason', async () => {
  const same = { subject: 'timetable twice', messageId: 'twice@people.example', text: 'Le même texte, deux fois ?' };
  const [one, two] = await Promise.all([app.deliver(same), app.deliver({ ...same, headers: ['X-Way: two'] })]);
  const states = await Promise.all([one, two].map(async ({ id }) => (await app.untilState(id, 'replied', 'suggested')).state));
  expect(states.sort()).toEqual(['replied', 'suggested']);
  expect(await repliesTo('twice@people.example')).toBe(1);
  const records = await Promise.all([one, two].map(({ id }) => app.record(id)));
  expect(records.find((r) => r.state === 'suggested')?.timeline.flatMap((entry) => entry.reasons)).toContain('duplicate');
});

test('a person answers in Gmail while a reply is held: it is withdrawn and the record is closed by that person', async () => {
  await held(async (mail) => {
    const id = await replyByHand(mail.threadId, mail.messageId);
    await app.jobs.run('poll-mailbox');
    const record = await app.untilState(mail.id, 'replied');
    expect(record.reply?.by).toEqual({ kind: 'outside' });
    expect(await app.effect(`${mail.id}.reply.1`)).toMatchObject({ state: 'withdrawn', withdrawnFor: 'person-replied' });
    expect(id).not.toBe('');
    expect(await repliesTo(mail.messageId)).toBe(1);
  });
});

test('two clicks at once send once; the second is told of the first', async () => {
  await app.ctx.store.transaction(async (tx) =>
    changeSettings(tx, (await readSettings(tx)).revision, (s) => ({ ...s, autoMode: false })),
  );
  const mail = await app.deliver({ subject: 'timetable click', messageId: 'click@people.example' });
  const { revision } = await app.untilState(mail.id, 'suggested');
  const answers = await Promise.all([1, 2].map(() => app.api('POST', `/api/mails/${mail.id}/reply`, { revision })));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  expect(await repliesTo('click@people.example')).toBe(1);
  await on();
});

/** Runs `then` while the mail's automatic reply is held for an hour. */
async function held(then: (mail: { id: string; threadId: string; messageId: string }) => Promise<void>): Promise<void> {
  await change({ holdMs: 3_600_000 });
  const mail = await app.deliver({ subject: 'timetable held' });
  await app.untilState(mail.id, 'held');
  await then(mail);
  await change({ holdMs: 0 });
}

async function change(fields: object): Promise<void> {
  await app.ctx.store.transaction(async (tx) =>
    changeSettings(tx, (await readSettings(tx)).revision, (s) => ({ ...s, ...fields })),
  );
}

async function on(): Promise<void> {
  await change({ autoMode: true, autoModeSince: app.ctx.now() - 1 });
}

/** A person writes in Gmail itself: a draft without our header, sent through the same API. */
async function replyByHand(threadId: string, messageId: string): Promise<string> {
  const raw = Buffer.from(
    `From: contact@ecole.example\r\nTo: jeanne@people.example\r\nSubject: Re: timetable held\r\nIn-Reply-To: <${messageId}>\r\n\r\nJe vous réponds moi-même.\r\n`,
  );
  const draft = await app.ctx.mailbox.createDraft(raw, threadId);
  return (await app.ctx.mailbox.sendDraft(draft.draftId)).id;
}

test('every outgoing mail of all this is settled', async () => {
  const all = (await effects.query(app.ctx.store, { limit: 100 })).items.map((item) => item.data);
  expect(all.length).toBeGreaterThan(5);
  expect(all.map((effect) => effect.state).every((state) => state === 'sent' || state === 'withdrawn')).toBe(true);
});

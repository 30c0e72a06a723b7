import { type Booted, boot } from './support/boot.ts';

/** Promise 7: one switch stops everything, caps stay in force, a category begins in rehearsal. */
let app: Booted;
let later = 0;
beforeEach(async () => {
  later = 0;
  app = await boot({ now: () => Date.now() + later });
});
afterEach(() => app.remove());

async function settings(): Promise<{ revision: number } & Record<string, unknown>> {
  const { body } = await app.api('GET', '/api/settings', undefined, 'admin');
  return body as { revision: number };
}

async function patch(fields: object, as: 'staff' | 'admin' = 'admin') {
  return app.api('PATCH', '/api/settings', { revision: (await settings()).revision, ...fields }, as);
}

test('switched off while a reply is held: it becomes a suggestion, and nothing leaves', async () => {
  await patch({ holdMs: 3_600_000 });
  const mail = await app.deliver({ subject: 'timetable held' });
  await app.untilState(mail.id, 'held');
  expect((await patch({ autoMode: false })).status).toBe(200);
  const record = await app.untilState(mail.id, 'suggested');
  expect(record.timeline.at(-1)?.reasons).toEqual(['switched-off-while-held']);
  expect(await app.effect(`${mail.id}.reply.1`)).toMatchObject({ state: 'withdrawn' });
  await app.jobs.tick();
  expect(await app.sent()).toHaveLength(0);
});

test('switched off in the moment of sending: either the reply or the suggestion, never both, and the answer says which', async () => {
  for (let round = 0; round < 8; round++) {
    await patch({ autoMode: true });
    const before = (await app.sent()).length;
    const mail = await app.deliver({ subject: 'timetable race' });
    await app.until(mail.id, (r) => r.state !== 'received');
    const off = await patch({ autoMode: false });
    const record = await app.until(
      mail.id,
      (r) => r.state === 'suggested' || (r.state === 'replied' && r.reply?.messageId !== ''),
    );
    const left = (await app.sent()).length - before;
    expect(left).toBe(record.state === 'replied' ? 1 : 0);
    if (record.state === 'replied') expect(JSON.stringify(off.body)).toContain(mail.id);
  }
});

test('with auto-mode off nothing leaves by itself, forwards included', async () => {
  await patch({ autoMode: false });
  const mail = await app.deliver({ subject: 'timetable off' });
  const record = await app.untilState(mail.id, 'suggested');
  expect(record.decision?.reasons).toContain('auto-mode-off');
  expect(record.replyEffectId).toBeNull();
});

test('a category in rehearsal stores what would have been sent', async () => {
  const mail = await app.deliver({ subject: 'fees question' });
  const record = await app.untilState(mail.id, 'suggested');
  expect(record.decision).toMatchObject({ rehearsed: 'reply', reasons: ['rehearsal'] });
  expect(record.suggestion?.text).toContain('Bonjour');
});

test('the caps hold however many mails fall due at once', async () => {
  await patch({ caps: { perDay: 3, perHour: 100, perSenderDay: 100, perThread: 1 } });
  const mails = await Promise.all(
    Array.from({ length: 12 }, (_, i) => app.deliver({ subject: 'timetable cap', from: `p${i}@people.example` })),
  );
  const records = await Promise.all(
    mails.map(({ id }) => app.until(id, (r) => r.state === 'suggested' || (r.state === 'replied' && r.reply?.messageId !== ''))),
  );
  expect(records.filter((r) => r.state === 'replied')).toHaveLength(3);
  expect(await app.sent()).toHaveLength(3);
  const refused = records.find((r) => r.state === 'suggested');
  expect(refused?.timeline.flatMap((entry) => entry.reasons)).toContain('cap-day');
});

test('a policy published while a reply is held makes it a suggestion', async () => {
  await patch({ holdMs: 3_600_000 });
  const mail = await app.deliver({ subject: 'timetable policy' });
  await app.untilState(mail.id, 'held');
  const { publishPolicy, headVersion } = await import('../../server/store/settings.ts');
  const policy = await app.ctx.policyOf(app.ctx.store, await headVersion(app.ctx.store));
  await app.ctx.store.transaction((tx) => publishPolicy(tx, policy));
  later = 3_600_000;
  await app.jobs.tick();
  const record = await app.untilState(mail.id, 'suggested');
  expect(record.timeline.at(-1)?.reasons).toEqual(['changed-while-held']);
  expect(await app.sent()).toHaveLength(0);
});

test('two automatic replies called wrong in a day return their category to rehearsal', async () => {
  for (const n of [1, 2]) {
    const mail = await app.deliver({ subject: `timetable wrong ${n}` });
    const { revision } = await app.until(mail.id, (r) => r.reply !== null && r.reply.messageId !== '');
    expect((await app.api('POST', `/api/mails/${mail.id}/wrong`, { revision })).status).toBe(200);
  }
  const next = await app.deliver({ subject: 'timetable third' });
  expect((await app.untilState(next.id, 'suggested')).decision?.reasons).toEqual(['rehearsal']);
});

test('staff may not switch, and a stale revision is refused', async () => {
  expect((await patch({ autoMode: false }, 'staff')).status).toBe(403);
  const { revision } = await settings();
  await patch({ holdMs: 1 });
  expect((await app.api('PATCH', '/api/settings', { revision, holdMs: 2 }, 'admin')).status).toBe(409);
});

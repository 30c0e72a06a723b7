import { records } from '../../server/store/collections.ts';
import { readSettings } from '../../server/store/settings.ts';
import { useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const view = async (id: string) => (await it_.get(`/api/mails/${id}`)).body;
/** An action on the mail as it is shown now. */
async function act(id: string, action: string, body: object = {}) {
  const { revision } = await view(id);
  return it_.post(`/api/mails/${id}/${action}`, { revision, ...body });
}

describe('cancel', () => {
  test('makes a held reply a suggestion, and nothing leaves', async () => {
    const id = await it_.take({ subject: 'fees question' });
    const cancelled = await act(id, 'cancel');
    expect(cancelled.body).toMatchObject({
      state: 'suggested',
      dueAt: null,
      outgoing: null,
      waiting: true,
      assignee: { name: 'staff' },
    });
    expect(cancelled.body.timeline.at(-1)).toMatchObject({ what: 'withdrawn', reasons: [{ code: 'cancelled' }] });
    await it_.sendDue(`${id}.reply.1`);
    expect(it_.mailbox.sentRaws()).toHaveLength(0);
  });

  test('leaves a held forward with its person', async () => {
    const id = await it_.take({ subject: 'visa question' });
    expect(await view(id)).toMatchObject({ state: 'held', outgoing: { kind: 'forward' } });
    expect((await act(id, 'cancel')).body).toMatchObject({ state: 'routed', assignee: { id: 'registrar' } });
  });

  test('refuses where nothing is held, and where it has left', async () => {
    const suggested = await it_.take({ subject: 'hours question' });
    expect((await act(suggested, 'cancel')).body).toMatchObject({ code: 'illegal-state', mail: { state: 'suggested' } });
    const left = await it_.take({ subject: 'fees question' });
    await it_.sendDue(`${left}.reply.1`);
    expect((await act(left, 'cancel')).status).toBe(409);
  });
});

describe('done and reopen', () => {
  test.each([
    ['suggested', 'hours question'],
    ['held', 'fees question'],
    ['routed', 'visa complaint'],
  ])('closes a mail that is %s, and reopening makes it wait again', async (state, subject) => {
    const id = await it_.take({ subject });
    expect((await view(id)).state).toBe(state);
    const closed = await act(id, 'done');
    expect(closed.body).toMatchObject({ state: 'ignored', waiting: false, outgoing: null });
    expect(closed.body.timeline.filter((entry: { what: string }) => entry.what === 'done')).toHaveLength(1);
    expect((await act(id, 'done')).status).toBe(409);
    expect((await act(id, 'reopen')).body).toMatchObject({ state: 'suggested', waiting: true });
    await it_.sendDue(`${id}.reply.1`);
    expect(it_.mailbox.sentRaws()).toHaveLength(0);
  });

  test('a bounced reply is closed without becoming unanswered', async () => {
    const id = await it_.take({ subject: 'hours question' });
    await act(id, 'reply');
    const record = await it_.record(id);
    await it_.ctx.store.transaction(async (tx) => records.set(tx, id, { ...record, waiting: true }));
    expect((await act(id, 'done')).body).toMatchObject({ state: 'replied', waiting: false });
  });
});

describe('assign', () => {
  test('to oneself, to one of the people, to nobody', async () => {
    const id = await it_.take({ subject: 'hours question' });
    expect((await act(id, 'assign', { personId: 'me' })).body.assignee).toMatchObject({ name: 'staff', since: it_.clock.now() });
    expect((await act(id, 'assign', { personId: 'registrar' })).body.assignee).toMatchObject({ name: 'Personne registrar' });
    expect((await act(id, 'assign', { personId: null })).body.assignee).toBeNull();
    expect((await act(id, 'assign', { personId: 'nobody' })).status).toBe(404);
  });

  test('the list finds what is mine', async () => {
    const id = await it_.take({ subject: 'hours question' });
    await it_.take({ subject: 'hours other' });
    await act(id, 'assign', { personId: 'me' });
    const { body } = await it_.get('/api/mails?assignee=me');
    expect(body.items.map((mail: { id: string }) => mail.id)).toEqual([id]);
  });
});

describe('route', () => {
  test('passes the mail on, the original attached, and answers go to the asker and the mailbox', async () => {
    const id = await it_.take({ subject: 'hours question' });
    const routed = await act(id, 'route', { personId: 'registrar' });
    expect(routed.body).toMatchObject({
      state: 'routed',
      assignee: { id: 'registrar' },
      forward: { person: { id: 'registrar' }, by: { kind: 'staff' } },
    });
    const [raw] = it_.mailbox.sentRaws();
    expect(raw).toMatch(/^To: .*registrar@ecole\.example/m);
    expect(raw).toMatch(/^Reply-To: .*jeanne@people\.example, ?contact@ecole\.example/m);
    expect(raw).toContain('message/rfc822');
    expect(routed.body.actions).toContain('reply');
  });

  test('may be done again for another person, and a held forward is withdrawn first', async () => {
    const id = await it_.take({ subject: 'visa question' });
    expect((await act(id, 'route', { personId: 'marie' })).body).toMatchObject({
      state: 'routed',
      forward: { person: { id: 'marie' } },
    });
    expect((await act(id, 'route', { personId: 'registrar' })).body).toMatchObject({ forward: { person: { id: 'registrar' } } });
    await it_.sendDue(`${id}.forward.1`);
    expect(it_.mailbox.sentRaws()).toHaveLength(2);
  });

  test.each(['own', 'away', 'nobody'])('refuses %s', async (personId) => {
    const id = await it_.take({ subject: 'hours question' });
    const refused = await act(id, 'route', { personId });
    expect([400, 404]).toContain(refused.status);
    expect(await view(id)).toMatchObject({ state: 'suggested', forward: null });
    expect(it_.mailbox.sentRaws()).toHaveLength(0);
  });
});

describe('category', () => {
  const correct = async (id: string, categoryId: string) =>
    it_.call('patch', `/api/mails/${id}`, { revision: (await view(id)).revision, categoryId });

  test('changes the suggestion at once and keeps what was understood at first', async () => {
    const id = await it_.take({ subject: 'none question' });
    expect(await view(id)).toMatchObject({ category: { id: 'none' }, suggestion: null });
    const corrected = await correct(id, 'hours');
    expect(corrected.body).toMatchObject({
      state: 'suggested',
      category: { id: 'hours', name: 'hours (en)' },
      decidedCategory: { id: 'none' },
      suggestion: { templateId: 'hours.fr', text: expect.stringContaining('Nous sommes ouverts') },
    });
    expect((await it_.record(id)).reading?.categoryId).toBe('none');
    const sent = await act(id, 'reply');
    expect(sent.body).toMatchObject({ state: 'replied' });
  });

  test('withdraws a held reply of the wrong category', async () => {
    const id = await it_.take({ subject: 'fees question' });
    expect((await correct(id, 'hours')).body).toMatchObject({
      state: 'suggested',
      suggestion: { templateId: 'hours.fr' },
      outgoing: null,
    });
    await it_.sendDue(`${id}.reply.1`);
    expect(it_.mailbox.sentRaws()).toHaveLength(0);
  });

  test('goes to the person of a category without answers', async () => {
    const id = await it_.take({ subject: 'hours question' });
    expect((await correct(id, 'visa')).body).toMatchObject({ state: 'routed', suggestion: null, assignee: { id: 'registrar' } });
  });

  test('after the reply it is only noted', async () => {
    const id = await it_.take({ subject: 'hours question' });
    await act(id, 'reply');
    expect((await correct(id, 'fees')).body).toMatchObject({ state: 'replied', category: { id: 'fees' } });
  });

  test('works when our copy of the text is past its retention', async () => {
    const id = await it_.take({ subject: 'none question' });
    await it_.ctx.store.delete('bodies', id);
    expect((await correct(id, 'hours')).body).toMatchObject({ suggestion: { templateId: 'hours.fr' } });
  });

  test('an unknown category is not found', async () => {
    const id = await it_.take({ subject: 'hours question' });
    expect((await correct(id, 'nothing')).status).toBe(404);
  });
});

describe('wrong', () => {
  async function answered(n: number): Promise<string> {
    const id = await it_.take({ subject: 'fees question', from: `P <p${n}@people.example>` });
    await it_.sendDue(`${id}.reply.1`);
    expect(await view(id)).toMatchObject({ state: 'replied', reply: { by: { kind: 'automatic' } } });
    return id;
  }

  test('opens the mail for the right answer; the second of a day puts the category into rehearsal and takes back what it holds', async () => {
    const first = await answered(1);
    const second = await answered(2);
    const held = await it_.take({ subject: 'fees question', from: 'P <p3@people.example>' });
    expect((await view(held)).state).toBe('held');

    expect((await act(first, 'wrong')).body).toMatchObject({
      state: 'suggested',
      wrong: { by: { name: 'Marie Dupont' } },
      waiting: true,
    });
    expect((await readSettings(it_.ctx.store)).modes.fees?.mode).toBe('automatic');
    await act(second, 'wrong');
    expect((await readSettings(it_.ctx.store)).modes.fees?.mode).toBe('rehearsal');
    expect(await view(held)).toMatchObject({ state: 'suggested', outgoing: null });
    expect((await act(first, 'reply', { text: 'Pardon : voici la bonne réponse.' })).body).toMatchObject({ state: 'replied' });
  });

  test('two on different days do not', async () => {
    const [first, second] = [await answered(1), await answered(2)];
    await act(first, 'wrong');
    it_.clock.advance(86_400_000);
    await act(second, 'wrong');
    expect((await readSettings(it_.ctx.store)).modes.fees?.mode).toBe('automatic');
  });

  test('is for automatic replies, and once', async () => {
    const byStaff = await it_.take({ subject: 'hours question' });
    await act(byStaff, 'reply');
    expect((await act(byStaff, 'wrong')).status).toBe(409);
    const automatic = await answered(1);
    await act(automatic, 'wrong');
    expect((await act(automatic, 'wrong')).status).toBe(409);
  });
});

test('every action refuses a stale revision with the mail as it is, and writes nothing', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const before = await it_.record(id);
  const stale = { revision: before.revision - 1 };
  const calls: [string, object][] = [
    ['reply', {}],
    ['draft', {}],
    ['done', {}],
    ['assign', { personId: 'me' }],
    ['route', { personId: 'registrar' }],
  ];
  for (const [action, body] of calls) {
    const refused = await it_.post(`/api/mails/${id}/${action}`, { ...stale, ...body });
    expect(refused.body).toMatchObject({ status: 409, code: 'conflict', mail: { id, revision: before.revision } });
  }
  expect((await it_.call('patch', `/api/mails/${id}`, { ...stale, categoryId: 'fees' })).body).toMatchObject({
    code: 'conflict',
  });
  expect(await it_.record(id)).toEqual(before);
});

test('two who act at once: one is told that the other was first', async () => {
  const id = await it_.take({ subject: 'fees question' });
  const { revision } = await view(id);
  const answers = await Promise.all(
    ['cancel', 'done', 'cancel', 'done'].map((action) => it_.post(`/api/mails/${id}/${action}`, { revision })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
});

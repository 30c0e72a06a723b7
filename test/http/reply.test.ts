import { publishTemplate } from '../../server/mail/actions/publish-template.ts';
import { sendEffect } from '../../server/mail/send-effect.ts';
import { AppError } from '../../shared/errors.ts';
import { useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const view = async (id: string) => (await it_.get(`/api/mails/${id}`)).body;
const reply = (id: string, body: object) => it_.post(`/api/mails/${id}/reply`, body);

test('sends the suggestion as shown, signed, once, in the thread', async () => {
  const id = await it_.take({ subject: 'hours question', messageId: 'asked@people.example' });
  const shown = await view(id);
  expect(shown).toMatchObject({ state: 'suggested', actions: expect.arrayContaining(['reply', 'draft', 'done']) });
  const sent = await reply(id, { revision: shown.revision });
  expect(sent.status).toBe(200);
  expect(sent.body).toMatchObject({
    state: 'replied',
    reply: { by: { kind: 'staff', name: 'Marie Dupont' }, templateId: 'hours.fr', templateVersion: 1 },
    delivery: { state: 'accepted' },
    outgoing: null,
  });
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
  const [raw] = it_.mailbox.sentRaws();
  expect(raw).toContain('In-Reply-To: <asked@people.example>');
  expect(raw).not.toMatch(/Auto-Submitted/i);
  expect(sent.body.reply.text).toBe(
    `${shown.suggestion.text.replace('École Exemple', 'Marie Dupont\nScolarité\nÉcole Exemple')}`,
  );
});

test('sends an edited text without signing it twice', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const shown = await view(id);
  const text = shown.suggestion.text.replace('ouverts', 'fermés');
  const sent = await reply(id, { revision: shown.revision, text });
  expect(sent.body.reply.text).toContain('Nous sommes fermés.\n\nMarie Dupont\nScolarité\nÉcole Exemple');
  expect(sent.body.reply.templateId).toBeNull();
});

test('a second call gets 409 with the first reply', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const { revision } = await view(id);
  await reply(id, { revision });
  for (const again of [revision, (await view(id)).revision]) {
    const second = await reply(id, { revision: again, text: 'Une autre réponse' });
    expect(second.status).toBe(409);
    expect(second.type).toBe('application/problem+json');
    expect(second.body).toMatchObject({ code: 'already-replied', mail: { id, reply: { by: { name: 'Marie Dupont' } } } });
  }
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});

test('asked ten times at once, by two people: one effect, one mail', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const { revision } = await view(id);
  const asked = Array.from({ length: 10 }, (_, i) =>
    it_.call('post', `/api/mails/${id}/reply`, { revision, text: `Réponse ${i}` }, i % 2 ? 'staff' : 'admin'),
  );
  const statuses = (await Promise.all(asked)).map(({ status }) => status).sort();
  expect(statuses).toEqual([200, ...Array(9).fill(409)]);
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
  expect((await it_.record(id)).effectCount).toBe(1);
});

test('a stale revision sends nothing and says what is true now', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const { revision } = await view(id);
  await it_.post(`/api/mails/${id}/assign`, { revision, personId: 'me' });
  const stale = await reply(id, { revision });
  expect(stale.status).toBe(409);
  expect(stale.body).toMatchObject({ code: 'conflict', mail: { revision: revision + 1, assignee: { name: 'staff' } } });
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
});

test('what was never shown is not sent: a template published meanwhile is shown first', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const { revision } = await view(id);
  const edit = { id: 'hours.fr', policyVersion: 1, subject: 'Horaires', body: 'Bonjour,\n\nNouveaux horaires.', published: true };
  expect(await publishTemplate(it_.ctx, edit, { id: 'u1', name: 'Admin', signature: 'Admin', function: null })).toMatchObject({
    ok: true,
  });
  const first = await reply(id, { revision });
  expect(first.status).toBe(409);
  expect(first.body).toMatchObject({ code: 'conflict', mail: { revision: revision + 1, suggestion: { templateVersion: 2 } } });
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
  const second = await reply(id, { revision: first.body.mail.revision });
  expect(second.body).toMatchObject({ state: 'replied', reply: { text: expect.stringContaining('Nouveaux horaires') } });
});

test('a held automatic reply is withdrawn by the answer of a person: one mail leaves', async () => {
  const id = await it_.take({ subject: 'fees question' });
  const held = await view(id);
  expect(held).toMatchObject({ state: 'held', outgoing: { kind: 'reply', state: 'intended' } });
  const sent = await reply(id, { revision: held.revision, text: 'Je vous réponds moi-même.' });
  expect(sent.body).toMatchObject({ state: 'replied', reply: { by: { kind: 'staff' } } });
  await it_.sendDue(`${id}.reply.1`);
  expect(await it_.effect(`${id}.reply.1`)).toMatchObject({ state: 'withdrawn', withdrawnFor: 'by-staff' });
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});

test('after the automatic reply has left, a person’s is refused with it', async () => {
  const id = await it_.take({ subject: 'fees question' });
  const { revision } = await view(id);
  await it_.sendDue(`${id}.reply.1`);
  const late = await reply(id, { revision, text: 'Trop tard' });
  expect(late.status).toBe(409);
  expect(late.body).toMatchObject({ code: 'already-replied', mail: { reply: { by: { kind: 'automatic' } } } });
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});

test('a gap is named and nothing is sent, from the suggestion or by hand', async () => {
  const id = await it_.take({ subject: 'course question' });
  const { revision, suggestion } = await view(id);
  expect(suggestion.missing).toEqual([{ kind: 'slot', name: 'course', label: 'course', why: 'missing' }]);
  const asIs = await reply(id, { revision });
  expect(asIs.status).toBe(400);
  expect(asIs.body).toMatchObject({ code: 'invalid', detail: expect.stringContaining('course'), mail: { id } });
  expect((await reply(id, { revision, text: suggestion.text })).body).toMatchObject({ code: 'invalid' });
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
  const filled = await reply(id, { revision, text: suggestion.text.replace(/⟦.*⟧/, 'Licence') });
  expect(filled.body.reply.text).toContain('La formation Licence');
});

test('a person who answered in Gmail meanwhile was first', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const { revision } = await view(id);
  it_.mailbox.writeByHand((await it_.record(id)).threadId);
  const late = await reply(id, { revision });
  expect(late.status).toBe(409);
  expect(late.body).toMatchObject({ code: 'already-replied', mail: { state: 'replied', reply: { by: { kind: 'outside' } } } });
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});

test('a tick that has the reply first sends it once, and whoever asked is told how it ended', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const { revision } = await view(id);
  const { changed } = it_.ctx;
  let tick: Promise<void> = Promise.resolve();
  it_.ctx.sleep = () => tick;
  it_.ctx.changed = (record, step) => {
    changed(record, step);
    if (step === 'reply') tick = sendEffect(it_.ctx, `${id}.reply.1`);
  };
  expect((await reply(id, { revision })).body).toMatchObject({ state: 'replied', reply: { by: { name: 'Marie Dupont' } } });
  await tick;
  expect(await it_.effect(`${id}.reply.1`)).toMatchObject({ state: 'sent', epoch: 1 });
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});

test('when Gmail cannot be reached the reply waits, and the answer says so', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const { revision } = await view(id);
  it_.mailbox.refuseSending(new AppError('unavailable', 'away'));
  const waiting = await reply(id, { revision });
  expect(waiting.status).toBe(200);
  expect(waiting.body).toMatchObject({ state: 'suggested', reply: null, outgoing: { kind: 'reply', state: 'drafted' } });
  expect(waiting.body.actions).toEqual(['assign']);
  it_.mailbox.refuseSending(null);
  await it_.sendDue(`${id}.reply.1`);
  expect(await view(id)).toMatchObject({ state: 'replied', outgoing: null });
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});

test('when Gmail refuses for good nothing was sent, and the mail waits for a person', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const { revision } = await view(id);
  it_.mailbox.refuseSending(new AppError('invalid', 'no such recipient'));
  const refused = await reply(id, { revision });
  expect(refused.status).toBe(503);
  expect(refused.body).toMatchObject({ code: 'unavailable', retryable: false, mail: { state: 'suggested', waiting: true } });
  expect(refused.body.mail.actions).toContain('reply');
});

test('reopened, a mail can be answered again, and both replies leave', async () => {
  const id = await it_.take({ subject: 'hours question' });
  await reply(id, { revision: (await view(id)).revision });
  const opened = await it_.post(`/api/mails/${id}/reopen`, { revision: (await view(id)).revision });
  expect(opened.body).toMatchObject({ state: 'suggested', reply: { by: { kind: 'staff' } } });
  const second = await reply(id, { revision: opened.body.revision, text: 'Et encore ceci.' });
  expect(second.body).toMatchObject({ state: 'replied', reply: { text: expect.stringContaining('Et encore ceci') } });
  expect(it_.mailbox.sentRaws()).toHaveLength(2);
});

test('a draft is the person’s own: without our marks, assigned, and its sending closes the mail', async () => {
  const id = await it_.take({ subject: 'course question' });
  const made = await it_.post(`/api/mails/${id}/draft`, { revision: (await view(id)).revision });
  expect(made.status).toBe(200);
  expect(made.body).toMatchObject({ draftId: expect.any(String), mail: { assignee: { name: 'staff' }, state: 'suggested' } });
  const [raw] = it_.mailbox.draftRaws();
  expect(raw).not.toMatch(/X-MailGPS|Auto-Submitted/i);
  expect(raw).toMatch(/In-Reply-To: </);
  expect(raw).not.toContain('=E2=9F=A6');
  await it_.mailbox.sendDraft(made.body.draftId);
  await it_.ctx.catchUp();
  expect(await view(id)).toMatchObject({ state: 'replied', reply: { by: { kind: 'outside' } } });
});

test('no draft is made of words that are no longer those of today', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const { revision } = await view(id);
  const edit = { id: 'hours.fr', policyVersion: 1, subject: 'Horaires', body: 'Bonjour,\n\nNouveaux horaires.', published: true };
  await publishTemplate(it_.ctx, edit, { id: 'u1', name: 'Admin', signature: 'Admin', function: null });
  const first = await it_.post(`/api/mails/${id}/draft`, { revision });
  expect(first.body).toMatchObject({ code: 'conflict', mail: { revision: revision + 1, suggestion: { templateVersion: 2 } } });
  expect(it_.mailbox.draftRaws()).toEqual([]);
  expect((await it_.post(`/api/mails/${id}/draft`, { revision: revision + 1 })).status).toBe(200);
  expect(it_.mailbox.draftRaws().join('')).toContain('Nouveaux horaires');
});

test('of two drafts asked for at once one stays', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const { revision } = await view(id);
  const made = await Promise.all([1, 2].map(() => it_.post(`/api/mails/${id}/draft`, { revision })));
  expect(made.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(it_.mailbox.draftRaws()).toHaveLength(1);
});

test('the audit log tells who sent what, by ids and hashes', async () => {
  const id = await it_.take({ subject: 'hours question' });
  await reply(id, { revision: (await view(id)).revision });
  const { body } = await it_.get('/api/audit', 'admin');
  expect(body.items[0]).toMatchObject({ action: 'reply', target: id, detail: { effect: `${id}.reply.1`, template: 'hours.fr' } });
  expect(JSON.stringify(body)).not.toMatch(/@|Bonjour|Marie/);
});

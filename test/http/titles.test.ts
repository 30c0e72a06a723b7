import request from 'supertest';
import { DEFAULT_HTTP_LIMITS } from '../../server/http/deps.ts';
import { titleOf } from '../../server/http/problem-title.ts';
import { publishTemplate } from '../../server/mail/actions/publish-template.ts';
import { AppError } from '../../shared/errors.ts';
import { ANSWERED_WORDS, STATE_REFUSED_WORDS, TOPIC_WORDS } from '../../shared/words.ts';
import { installation, useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const revisionOf = async (id: string) => (await it_.record(id)).revision;

test('of a second answer: who was first, and how', async () => {
  const title = async (id: string, lang = 'en') =>
    (await it_.post(`/api/mails/${id}/reply?lang=${lang}`, { revision: await revisionOf(id), text: 'Encore' })).body.title;
  const staff = await it_.take({ subject: 'hours question' });
  await it_.post(`/api/mails/${staff}/reply`, { revision: await revisionOf(staff) });
  expect(await title(staff)).toBe('Marie Dupont has answered this mail already: reopen it if you want to answer again.');
  expect(await title(staff, 'fr')).toMatch(/^Marie Dupont a déjà répondu/);

  const automatic = await it_.take({ subject: 'fees question', from: 'A <a@people.example>' });
  await it_.sendDue(`${automatic}.reply.1`);
  expect(await title(automatic)).toBe(ANSWERED_WORDS.automatic.en);

  const outside = await it_.take({ subject: 'hours question', from: 'B <b@people.example>' });
  it_.mailbox.writeByHand((await it_.record(outside)).threadId);
  await it_.ctx.catchUp();
  expect(await title(outside)).toBe(ANSWERED_WORDS.outside.en);

  const leaving = await it_.take({ subject: 'hours question', from: 'C <c@people.example>' });
  it_.mailbox.refuseSending(new AppError('unavailable', 'away'));
  await it_.post(`/api/mails/${leaving}/reply`, { revision: await revisionOf(leaving) });
  expect(await title(leaving)).toBe(ANSWERED_WORDS.leaving.en);
  it_.mailbox.refuseSending(null);
});

test('what a name holds is only ever shown as it is', async () => {
  const id = await it_.take({ subject: 'hours question' });
  await it_.post(`/api/mails/${id}/reply`, { revision: await revisionOf(id) });
  const { body: mail } = await it_.get(`/api/mails/${id}`);
  const named = { ...mail, reply: { ...mail.reply, by: { kind: 'staff', id: 'x', name: '$& {state} <b>' } } };
  expect(titleOf(new AppError('already-replied', ''), 'en', named)).toMatch(/^\$& \{state\} <b> has answered/);
});

test('of a stale text, a stale mail, a gap, a state: each says its own', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const revision = await revisionOf(id);
  const reply = (body: object, lang = 'en') => it_.post(`/api/mails/${id}/reply?lang=${lang}`, body);
  expect((await reply({ revision: revision - 1 })).body.title).toBe(TOPIC_WORDS['mail-changed'].en);
  expect((await reply({ revision, text: 'Le ⟦jour⟧' }, 'fr')).body.title).toBe(TOPIC_WORDS['gaps-left'].fr);
  const retried = await it_.post(`/api/mails/${id}/retry?lang=fr`, { revision });
  expect(retried.body.title).toBe(STATE_REFUSED_WORDS.fr.replace('{state}', 'À traiter'));
  const edit = { id: 'hours.fr', policyVersion: 1, subject: 'Horaires', body: 'Nouveaux horaires.', published: true };
  await publishTemplate(it_.ctx, edit, { id: 'u1', name: 'Admin', signature: 'Admin', function: null });
  expect((await reply({ revision })).body.title).toBe(TOPIC_WORDS['text-changed'].en);
});

test.each<[string, string, object, keyof typeof TOPIC_WORDS]>([
  ['an unknown person', 'route', { personId: 'nobody' }, 'person-unknown'],
  ['a person who is away', 'route', { personId: 'away' }, 'person-away'],
  ['an assignee nobody knows', 'assign', { personId: 'nobody' }, 'person-unknown'],
])('of %s', async (_name, action, body, topic) => {
  const id = await it_.take({ subject: 'hours question' });
  const refused = await it_.post(`/api/mails/${id}/${action}?lang=fr`, { revision: await revisionOf(id), ...body });
  expect(refused.body.title).toBe(TOPIC_WORDS[topic].fr);
});

test('of what is not there', async () => {
  expect((await it_.get('/api/mails/0123456789abcdef?lang=en')).body.title).toBe(TOPIC_WORDS['mail-unknown'].en);
  const elsewhere = await it_.post('/api/mails/0123456789abcdef/take?lang=en');
  expect(elsewhere.body).toMatchObject({ status: 404, title: TOPIC_WORDS['mail-elsewhere'].en });
  const id = await it_.take({ subject: 'hours question' });
  const body = { revision: await revisionOf(id), categoryId: 'nothing' };
  expect((await it_.call('patch', `/api/mails/${id}?lang=en`, body)).body.title).toBe(TOPIC_WORDS['category-unknown'].en);
});

describe('staff are refused what is an administrator’s, and told so', () => {
  test.each<[string, object]>([
    ['auto-mode on', { autoMode: true }],
    ['auto-mode off', { autoMode: false }],
    ['one category automatic', { modes: { hours: 'automatic' } }],
    ['one category in rehearsal', { modes: { fees: 'rehearsal' } }],
    ['one category never', { modes: { fees: 'never' } }],
    ['the hold', { holdMs: 0 }],
    ['a cap', { caps: { perDay: 1000, perHour: 1000, perSenderDay: 1000, perThread: 10 } }],
  ])('%s', async (_name, change) => {
    const before = (await it_.get('/api/settings')).body;
    const refused = await it_.call('patch', '/api/settings?lang=fr', { revision: before.revision, ...change }, 'staff');
    expect(refused.body).toMatchObject({ status: 403, code: 'forbidden', title: TOPIC_WORDS['admins-only'].fr });
    expect((await it_.get('/api/settings')).body).toEqual(before);
  });

  test('before it is looked at what they send', async () => {
    const refused = await it_.call('patch', '/api/settings', { anything: 'at all' }, 'staff');
    expect(refused.status).toBe(403);
  });
});

describe('a call without a body', () => {
  const bare = (type?: string) => {
    const call = request(it_.app).post('/api/mails/x/reply').set('authorization', `Bearer ${it_.tokens.staff}`);
    return type === undefined ? call : call.set('content-type', type);
  };

  test.each([[undefined], ['application/json'], ['text/plain']])('is told that one is missing (%s)', async (type) => {
    const refused = await bare(type);
    expect(refused.body).toMatchObject({ status: 400, code: 'invalid', detail: expect.stringContaining('A body is missing') });
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'text/json'])(
    'a body as another site’s form sends it (%s) is no JSON, whatever it says',
    async (type) => {
      const id = await it_.take({ subject: 'hours question' });
      const refused = await request(it_.app)
        .post(`/api/mails/${id}/reply`)
        .set('authorization', `Bearer ${it_.tokens.staff}`)
        .set('content-type', type)
        .send(JSON.stringify({ revision: await revisionOf(id) }));
      expect(refused.status).toBe(415);
      expect(it_.mailbox.sentRaws()).toEqual([]);
    },
  );
});

test('whoever is quick with the sidebar is not held up: sixty mails opened and acted on in a minute', async () => {
  const own = await installation(it_.issuer, { limits: { ...DEFAULT_HTTP_LIMITS } });
  const id = await own.take({ subject: 'hours question' });
  const statuses = new Set<number>();
  for (let n = 0; n < 60; n++) {
    statuses.add((await own.get(`/api/mails/${id}?choices=true`)).status);
    const { revision } = await own.record(id);
    statuses.add((await own.post(`/api/mails/${id}/assign?choices=true`, { revision, personId: 'me' })).status);
    statuses.add((await own.get('/api/home')).status);
  }
  expect([...statuses]).toEqual([200]);
  await own.close();
});

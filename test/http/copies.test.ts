import { useInstallation } from './support/installation.ts';

/** Staff read the mail in a mailbox of their own: its Gmail id is another one there, its Message-ID is the same. */
const COPY = 'ffff00001111aaaa';

const it_ = useInstallation();

const path = (messageId: string, action = '') => `/api/mails/${COPY}${action}?messageId=${encodeURIComponent(`<${messageId}>`)}`;
const asked = 'asked@people.example';
const take = (subject: string) => it_.take({ subject, messageId: asked });
/** An action on the copy, as the mail stands now. */
async function act(id: string, action: string, body: object = {}) {
  const { revision } = await it_.record(id);
  return it_.post(path(asked, `/${action}`), { revision, ...body });
}

test.each<[string, string, object, object]>([
  ['hours question', 'reply', {}, { state: 'replied' }],
  ['hours question', 'draft', {}, { mail: { assignee: { name: 'staff' } } }],
  ['fees question', 'cancel', {}, { state: 'suggested' }],
  ['hours question', 'done', {}, { state: 'ignored' }],
  ['hours question', 'assign', { personId: 'me' }, { assignee: { name: 'staff' } }],
  ['hours question', 'route', { personId: 'registrar' }, { state: 'routed' }],
])('%s: %s', async (subject, action, body, expected) => {
  const id = await take(subject);
  const answer = await act(id, action, body);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject(expected);
  expect(answer.body.id ?? answer.body.mail.id).toBe(id);
  expect((await it_.get(path(asked))).body).toMatchObject({ id });
});

test('reopen, wrong and the category', async () => {
  const id = await take('fees question');
  await it_.sendDue(`${id}.reply.1`);
  expect((await act(id, 'wrong')).body).toMatchObject({ id, state: 'suggested' });
  expect((await act(id, 'done')).body).toMatchObject({ id, state: 'ignored' });
  expect((await act(id, 'reopen')).body).toMatchObject({ id, state: 'suggested' });
  const { revision } = await it_.record(id);
  const corrected = await it_.call('patch', path(asked), { revision, categoryId: 'hours' });
  expect(corrected.body).toMatchObject({ id, category: { id: 'hours' } });
});

test('a copy is taken, and tried again, in the shared mailbox', async () => {
  const raw = `From: P <p@people.example>\r\nTo: contact@ecole.example\r\nSubject: hours\r\nMessage-ID: <${asked}>\r\n\r\nBonjour`;
  const id = it_.mailbox.deliver(raw);
  const { brain } = it_.ctx;
  it_.ctx.brain = { name: 'broken', read: () => Promise.reject(new TypeError('broken')) };
  for (let i = 0; i < it_.ctx.limits.maxAttempts + 1; i++) await it_.post(path(asked, '/take'));
  it_.ctx.brain = brain;
  // It was taken apart, though not read: its Message-ID leads to it as well as its Gmail id.
  expect((await it_.get(path(asked))).body).toMatchObject({ id, state: 'failed' });
  expect((await it_.get(`/api/mails/${id}`)).body).toMatchObject({ id, state: 'failed' });
  const { revision } = await it_.record(id);
  expect((await it_.post(path(asked, '/take'))).body).toMatchObject({ id, state: 'failed' });
  expect((await it_.post(path(asked, '/retry'), { revision })).body).toMatchObject({ id, state: 'suggested' });
  expect((await it_.get(path(asked))).body).toMatchObject({ id, state: 'suggested' });
});

test('the id of another mailbox is never taken for ours where the Message-ID says otherwise', async () => {
  const other = it_.mailbox.deliver(
    'From: P <p@people.example>\r\nMessage-ID: <other@people.example>\r\nSubject: hours\r\n\r\nBonjour',
  );
  const refused = await it_.post(`/api/mails/${other}/take?messageId=unknown@people.example`);
  expect(refused.body).toMatchObject({ status: 404, title: expect.stringContaining('not in the shared mailbox') });
  expect((await it_.post(`/api/mails/${other}/take?messageId=other@people.example`)).body).toMatchObject({ id: other });
  const id = await take('hours question');
  const { revision } = await it_.record(id);
  expect((await it_.post(`/api/mails/${other}/done?messageId=${asked}`, { revision })).body).toMatchObject({ id });
  expect((await it_.record(other)).state).toBe('suggested');
});

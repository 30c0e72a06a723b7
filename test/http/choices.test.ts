import { MailView } from '../../shared/api.ts';
import { type Counted, countedStore } from '../support/counted-store.ts';
import { ADDRESS, installation, testPolicy, useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const view = async (id: string, query = '') => (await it_.get(`/api/mails/${id}?choices=true${query}`)).body;

test('names what may be chosen, in the reader’s language, and nothing of it unless asked for', async () => {
  const id = await it_.take({ subject: 'hours question' });
  expect((await it_.get(`/api/mails/${id}`)).body.choices).toBeNull();
  expect((await it_.get(`/api/mails/${id}?choices=false`)).body.choices).toBeNull();
  const body = await view(id, '&lang=fr');
  expect(MailView.parse(body)).toEqual(body);
  expect(body.choices).toEqual({
    me: { id: expect.any(String), name: 'staff', address: 'staff@ecole.example', role: 'staff' },
    mailbox: ADDRESS,
    categories: ['fees', 'hours', 'course', 'visa', 'none'].map((name) => ({ id: name, name: `${name} (fr)` })),
    people: [
      { id: 'registrar', name: 'Personne registrar', function: 'Scolarité', away: false },
      { id: 'own', name: 'Personne own', function: 'Scolarité', away: false },
      { id: 'away', name: 'Personne away', function: 'Scolarité', away: true },
      { id: 'marie', name: 'Marie Dupont', function: 'Scolarité', away: false },
    ],
    routeTo: null,
  });
  const { categories, people } = (await view(id, '&lang=en')).choices;
  expect(categories[0]).toEqual({ id: 'fees', name: 'fees (en)' });
  expect(people[0].function).toBe('Registrar');
});

describe('a forward is offered to', () => {
  const routeTo = async (change: Parameters<typeof routed>[0]) => {
    const own = await installation(it_.issuer, { policy: routed(change), settings: { modes: {} } });
    const id = await own.take({ subject: 'visa question' });
    const { body } = await own.get(`/api/mails/${id}?choices=true`);
    await own.close();
    return body.choices.routeTo;
  };
  function routed(change: { personId: string | null; standIn?: string | null }) {
    const policy = testPolicy();
    const absences = change.standIn === undefined ? [] : [{ from: '2026-01-01', until: '2030-01-01', standInId: change.standIn }];
    return {
      ...policy,
      categories: policy.categories.map((c) => (c.id === 'visa' ? { ...c, personId: change.personId } : c)),
      people: policy.people.map((p) => (p.id === 'registrar' ? { ...p, absences } : p)),
    };
  }

  test.each([
    ['the category’s person', { personId: 'registrar' }, { id: 'registrar', name: 'Personne registrar' }],
    ['who stands in', { personId: 'registrar', standIn: 'marie' }, { id: 'marie', name: 'Marie Dupont' }],
    ['nobody while nobody stands in', { personId: 'registrar', standIn: null }, null],
    ['nobody where the category has no person', { personId: null }, null],
    ['nobody where it would come back', { personId: 'own' }, null],
  ] as const)('%s', async (_name, change, expected) => {
    expect(await routeTo(change)).toEqual(expected);
  });
});

test('who stands in for a person is named, and is whom a forward to that person goes to and stands with', async () => {
  const policy = testPolicy();
  const absences = [{ from: '2026-01-01', until: '2030-01-01', standInId: 'marie' }];
  const people = policy.people.map((p) => (p.id === 'registrar' ? { ...p, absences } : p));
  const own = await installation(it_.issuer, { policy: { ...policy, people } });
  const id = await own.take({ subject: 'hours question' });
  const { revision, choices } = (await own.get(`/api/mails/${id}?choices=true`)).body;
  expect(choices.people[0]).toMatchObject({ id: 'registrar', away: false, instead: { id: 'marie', name: 'Marie Dupont' } });
  expect(choices.people[3]).not.toHaveProperty('instead');
  expect((await own.post(`/api/mails/${id}/route`, { revision, personId: 'registrar' })).body).toMatchObject({
    assignee: { id: 'marie' },
    forward: { person: { id: 'marie' } },
  });
  expect(own.mailbox.sentRaws()[0]).toMatch(/^To: .*Marie Dupont/m);
  await own.close();
});

test('a forward that left by itself is said to be with who got it', async () => {
  const policy = testPolicy();
  const absences = [{ from: '2026-01-01', until: '2030-01-01', standInId: 'marie' }];
  const people = policy.people.map((p) => (p.id === 'registrar' ? { ...p, absences } : p));
  const own = await installation(it_.issuer, { policy: { ...policy, people } });
  const id = await own.take({ subject: 'visa question' });
  await own.sendDue(`${id}.forward.1`);
  expect(own.mailbox.sentRaws()[0]).toMatch(/^To: .*Marie Dupont/m);
  expect((await own.get(`/api/mails/${id}`)).body).toMatchObject({ state: 'routed', forward: { person: { id: 'marie' } } });
  await own.close();
});

test('a retired category is not offered', async () => {
  const policy = testPolicy();
  const categories = policy.categories.map((c) => (c.id === 'fees' ? { ...c, retired: true } : c));
  const own = await installation(it_.issuer, { policy: { ...policy, categories } });
  const id = await own.take({ subject: 'hours question' });
  const { choices } = (await own.get(`/api/mails/${id}?choices=true`)).body;
  expect(choices.categories.map((c: { id: string }) => c.id)).toEqual(['hours', 'course', 'visa', 'none']);
  await own.close();
});

test('every action answers with them where they are asked for, done or refused', async () => {
  const has = { choices: { mailbox: ADDRESS } };
  const id = await it_.take({ subject: 'hours question' });
  const act = async (action: string, body: object = {}) => {
    const { revision } = await it_.record(id);
    return (await it_.post(`/api/mails/${id}/${action}?choices=true`, { revision, ...body })).body;
  };
  expect((await it_.post(`/api/mails/${id}/take?choices=true`)).body).toMatchObject(has);
  expect(await act('assign', { personId: 'me' })).toMatchObject(has);
  const { revision } = await it_.record(id);
  expect((await it_.call('patch', `/api/mails/${id}?choices=true`, { revision, categoryId: 'fees' })).body).toMatchObject(has);
  expect(await act('draft')).toMatchObject({ mail: has });
  expect(await act('done')).toMatchObject(has);
  expect(await act('reopen')).toMatchObject(has);
  expect(await act('route', { personId: 'registrar' })).toMatchObject(has);
  expect(await act('reply')).toMatchObject({ state: 'replied', ...has });
  expect(await act('reply')).toMatchObject({ code: 'already-replied', mail: has });
  expect(await act('retry')).toMatchObject({ code: 'illegal-state', mail: has });
  expect((await it_.post(`/api/mails/${id}/reply`, { revision: 0 })).body.mail.choices).toBeNull();

  const held = await it_.take({ subject: 'fees question', from: 'B <b@people.example>' });
  const cancelled = await it_.post(`/api/mails/${held}/cancel?choices=true`, { revision: (await it_.record(held)).revision });
  expect(cancelled.body).toMatchObject({ state: 'suggested', ...has });
  const left = await it_.take({ subject: 'fees question', from: 'C <c@people.example>' });
  await it_.sendDue(`${left}.reply.1`);
  const wrong = await it_.post(`/api/mails/${left}/wrong?choices=true`, { revision: (await it_.record(left)).revision });
  expect(wrong.body).toMatchObject({ wrong: {}, ...has });
});

test('they cost one read more, however many people and categories there are', async () => {
  const id = await it_.take({ subject: 'visa question' });
  const reads = async (path: string): Promise<number> => {
    const counted: Counted = { reads: 0, writes: 0, deletes: 0 };
    const { store } = it_.ctx;
    it_.ctx.store = countedStore(store, counted);
    expect((await it_.get(path)).status).toBe(200);
    it_.ctx.store = store;
    return counted.reads;
  };
  // The first call of all binds the account.
  await it_.get('/api/me');
  const without = await reads(`/api/mails/${id}`);
  expect(await reads(`/api/mails/${id}?choices=true`)).toBe(without + 1);
});

test('whoever may not read the mail gets no choices either', async () => {
  const id = await it_.take({ subject: 'hours question' });
  expect((await it_.get(`/api/mails/${id}?choices=true`, 'stranger')).body).toMatchObject({ status: 403, code: 'forbidden' });
  expect((await it_.get(`/api/mails/${id}?choices=true`, null)).status).toBe(401);
  const unknown = await it_.get('/api/mails/0123456789abcdef?choices=true');
  expect(unknown.body).toMatchObject({ status: 404, code: 'not-found' });
  expect(JSON.stringify(unknown.body)).not.toContain('Marie');
  expect((await it_.get(`/api/mails/${id}?choices=maybe`)).status).toBe(400);
});

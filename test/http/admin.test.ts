import request from 'supertest';
import type { z } from 'zod';
import { changeMailbox } from '../../server/mail/check-mailbox.ts';
import * as api from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import { reasonText } from '../../shared/reasons.ts';
import { useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const view = async (id: string) => (await it_.get(`/api/mails/${id}`)).body;

test('what is answered is what the schemas say, and no field more', async () => {
  const replied = await it_.take({ subject: 'fees question' });
  await it_.sendDue(`${replied}.reply.1`);
  const course = await it_.take({ subject: 'course question', from: 'B <b@people.example>' });
  const { revision } = await it_.record(course);
  await it_.post(`/api/mails/${course}/assign`, { revision, personId: 'me' });
  const pages: [string, z.ZodType][] = [
    ['/api/me', api.Me],
    ['/api/mails', api.MailList],
    [`/api/mails/${replied}`, api.MailView],
    [`/api/mails/${course}`, api.MailView],
    [`/api/mails/${course}?choices=true`, api.MailView],
    ['/api/home', api.HomeView],
    ['/api/settings', api.SettingsView],
    ['/api/categories', api.CategoryList],
    ['/api/people', api.PersonList],
    ['/api/facts', api.FactList],
    ['/api/templates?versions=true', api.TemplateList],
    ['/api/stats', api.Stats],
    ['/api/audit', api.AuditList],
    ['/api/users', api.UserList],
    ['/api/senders/b@people.example', api.SenderExport],
    ['/healthz', api.Health],
    ['/readyz', api.Readiness],
  ];
  for (const [path, schema] of pages) {
    const { status, body } = await it_.get(path, 'admin');
    expect([path, status]).toEqual([path, 200]);
    expect(schema.parse(body)).toEqual(body);
  }
  expect(JSON.stringify(await view(course))).not.toMatch(/"(lease|epoch|attempts|mailKey|tokens|nextAttemptAt|draftId)"/);
});

describe('the tracking list', () => {
  const ids = async (query: string) => (await it_.get(`/api/mails?${query}`)).body.items.map(({ id }: { id: string }) => id);

  test('filters by state, category, waiting and words, the newest first, page by page', async () => {
    const held = await it_.take({ subject: 'fees inscription', from: 'Éloïse Durand <e@people.example>' });
    it_.clock.advance(1000);
    const one = await it_.take({ subject: 'hours première', from: 'A <a@people.example>' });
    it_.clock.advance(1000);
    const two = await it_.take({ subject: 'hours seconde', from: 'A <a@people.example>' });
    expect(await ids('')).toEqual([two, one, held]);
    expect(await ids('status=held')).toEqual([held]);
    expect(await ids('category=hours')).toEqual([two, one]);
    expect(await ids('waiting=true')).toEqual([two, one]);
    expect(await ids('waiting=false')).toEqual([held]);
    expect(await ids('q=eloi')).toEqual([held]);
    expect(await ids(`q=${encodeURIComponent('Durand inscr')}`)).toEqual([held]);
    expect(await ids('q=durand+seconde')).toEqual([]);
    expect(await ids('status=suggested&category=hours&q=premiere')).toEqual([one]);
    const page = (await it_.get('/api/mails?limit=2')).body;
    expect(page.items).toHaveLength(2);
    expect(await ids(`limit=2&cursor=${page.cursor}`)).toEqual([held]);
    expect((await it_.get('/api/mails?cursor=garbage')).status).toBe(400);
    expect((await it_.get('/api/mails?limit=1000')).status).toBe(400);
    expect((await view(one)).otherOpen).toBe(1);
    it_.clock.advance(25 * 3_600_000);
    expect(await ids('overdue=true')).toEqual([two, one]);
  });

  test('finds what else the sender of a mail has open, however many others there are, by no address in the call', async () => {
    const from = 'Jeanne <jeanne@people.example>';
    const one = await it_.take({ subject: 'hours one', from });
    it_.clock.advance(1000);
    const two = await it_.take({ subject: 'hours two', from });
    const done = await it_.take({ subject: 'hours three', from });
    await it_.post(`/api/mails/${done}/done`, { revision: (await it_.record(done)).revision });
    await it_.take({ subject: 'hours four', from: 'Other <jeanne@elsewhere.example>' });
    it_.clock.advance(1000);
    const three = await it_.take({ subject: 'hours five', from });
    expect(await ids(`sameSender=${one}&waiting=true`)).toEqual([three, two]);
    expect((await ids(`sameSender=${one}`)).sort()).toEqual([done, three, two].sort());
    const nobody = await it_.take({ subject: 'hours six', from: '' });
    expect(await ids(`sameSender=${nobody}`)).toEqual([]);
    expect((await it_.get('/api/mails?sameSender=0123456789abcdef')).status).toBe(404);
    expect((await it_.get(`/api/mails?sameSender=${one}&q=hours`)).body).toMatchObject({ status: 400, code: 'invalid' });
  });

  test('speaks the reader’s language', async () => {
    const id = await it_.take({ subject: 'hours question' });
    expect((await it_.get(`/api/mails/${id}?lang=en`)).body).toMatchObject({
      stateText: 'To answer',
      category: { name: 'hours (en)' },
    });
    expect((await it_.get(`/api/mails/${id}?lang=fr`)).body).toMatchObject({
      stateText: 'À traiter',
      category: { name: 'hours (fr)' },
    });
    const list = await request(it_.app)
      .get('/api/mails')
      .set('authorization', `Bearer ${it_.tokens.staff}`)
      .set('accept-language', 'en');
    expect(list.body.items[0].stateText).toBe('To answer');
  });
});

test('tells the reasons in the reader’s language: of the decision, and of what happened since', async () => {
  const id = await it_.take({ subject: 'hours several 0.3' });
  for (const language of ['fr', 'en'] as const) {
    const { body } = await it_.get(`/api/mails/${id}?lang=${language}`);
    const codes = ['several-requests', 'low-confidence', 'rehearsal'] as const;
    const told = codes.map((code) => ({ code, text: reasonText(code, language) }));
    expect(body.reasons).toEqual(told);
    expect(body.timeline.at(-1).reasons).toEqual(told);
  }
});

describe('templates', () => {
  const put = (id: string, body: object) => it_.call('put', `/api/templates/${id}`, body, 'admin');
  const edit = { revision: 1, subject: 'Horaires', body: 'Bonjour,\n\nNous ouvrons à neuf heures.' };

  test('an edit is a new version and a new policy; the earlier one stays', async () => {
    const made = await put('hours.fr', edit);
    expect(made.body).toMatchObject({ policyVersion: 2, template: { id: 'hours.fr', version: 2 }, warnings: [] });
    const all = (await it_.get('/api/templates?versions=true')).body.items.filter(({ id }: { id: string }) => id === 'hours.fr');
    expect(all.map(({ version }: { version: number }) => version)).toEqual([1, 2]);
    const newest = (await it_.get('/api/templates')).body.items.filter(({ id }: { id: string }) => id === 'hours.fr');
    expect(newest).toMatchObject([{ version: 2, body: edit.body }]);
  });

  test('errors are listed by place, in the reader’s language, and nothing is published', async () => {
    const refused = await put('hours.fr?lang=en', { ...edit, body: 'Bonjour {{nobody}}\n{{fact.unknown}}' });
    expect(refused.body).toMatchObject({ status: 422, code: 'template', problems: [{ line: 1 }, { line: 2 }] });
    expect(typeof refused.body.problems[0].message).toBe('string');
    expect((await it_.get('/api/templates')).body.policyVersion).toBe(1);
  });

  test('an edit made on an older policy is refused with the version in force', async () => {
    await put('hours.fr', edit);
    expect((await put('hours.fr', edit)).body).toMatchObject({ status: 409, code: 'conflict', policyVersion: 2 });
  });

  test('of two edits of one template at once one is published; of two templates both', async () => {
    const same = await Promise.all([put('hours.fr', edit), put('hours.fr', edit)]);
    expect(same.map(({ status }) => status).sort()).toEqual([200, 409]);
    const other = await Promise.all([put('fees.fr', edit), put('course.fr', { ...edit, body: '{{slot.course}}' })]);
    expect(other.map(({ status, body }) => [status, body.rebased])).toEqual([
      [200, true],
      [200, true],
    ]);
    expect((await it_.get('/api/templates')).body.policyVersion).toBe(4);
  });

  test('a new template is named after its category and language', async () => {
    expect((await put('visa.en', { ...edit, categoryId: 'visa', language: 'en' })).body).toMatchObject({
      template: { version: 1 },
    });
    expect((await put('other', { ...edit, revision: 2, categoryId: 'visa', language: 'en' })).status).toBe(400);
    expect((await put('none.en', { ...edit, revision: 2 })).status).toBe(400);
  });

  test('a held reply that stands on the policy before does not leave by itself', async () => {
    const id = await it_.take({ subject: 'fees question' });
    await put('fees.fr', edit);
    await it_.sendDue(`${id}.reply.1`);
    expect(await view(id)).toMatchObject({ state: 'suggested' });
    expect(it_.mailbox.sentRaws()).toHaveLength(0);
  });
});

test('figures count by state, category and day', async () => {
  await it_.take({ subject: 'hours one' });
  await it_.take({ subject: 'fees two', from: 'B <b@people.example>' });
  const { body } = await it_.get('/api/stats?days=3&lang=en');
  expect(body).toMatchObject({ total: 2, waiting: 1, states: { suggested: 1, held: 1, replied: 0 } });
  expect(body.categories.find(({ id }: { id: string }) => id === 'fees')).toEqual({ id: 'fees', name: 'fees (en)', count: 1 });
  expect(body.days).toEqual([
    { day: '2026-11-21', count: 0 },
    { day: '2026-11-22', count: 0 },
    { day: '2026-11-23', count: 2 },
  ]);
});

test('no role changes without an entry in the log', async () => {
  const { transaction } = it_.ctx.store;
  it_.ctx.store = {
    ...it_.ctx.store,
    transaction: (body) =>
      transaction((tx) =>
        body({
          ...tx,
          create: (collection, id, data) => {
            if (collection === 'audit') throw new AppError('unavailable', 'The log cannot be written to.');
            tx.create(collection, id, data);
          },
        }),
      ),
  };
  const { status } = await it_.call('put', '/api/users/stranger@ecole.example', { role: 'admin' }, 'admin');
  expect(status).toBe(503);
  expect((await it_.get('/api/me', 'stranger')).status).toBe(403);
});

test('an admin grants and takes away roles', async () => {
  expect((await it_.get('/api/me', 'stranger')).status).toBe(403);
  const granted = await it_.call('put', '/api/users/Stranger@ecole.example', { role: 'staff' }, 'admin');
  expect(granted.body).toMatchObject({ address: 'stranger@ecole.example', role: 'staff', boundAt: null });
  expect((await it_.get('/api/me', 'stranger')).body).toMatchObject({ role: 'staff' });
  await it_.call('put', '/api/users/stranger@ecole.example', { role: null }, 'admin');
  expect((await it_.get('/api/me', 'stranger')).status).toBe(403);
  expect((await it_.call('put', '/api/users/stranger@ecole.example', { role: 'owner' }, 'admin')).status).toBe(400);
});

test('the last administrator keeps the role, until somebody else has it', async () => {
  const { address } = (await it_.get('/api/me', 'admin')).body;
  const give = (whom: string, role: string | null) => it_.call('put', `/api/users/${whom}`, { role }, 'admin');
  for (const role of ['staff', null])
    expect((await give(address, role)).body).toMatchObject({ status: 400, title: expect.stringContaining('last administrator') });
  expect((await it_.get('/api/me', 'admin')).body.role).toBe('admin');
  await give('second@ecole.example', 'admin');
  expect((await give(address, 'staff')).status).toBe(200);
});

test('readiness tells what is wrong', async () => {
  expect((await it_.get('/readyz', null)).body).toEqual({ status: 'ready', store: 'ok', mailbox: 'ok', brain: 'scripted/1' });
  await changeMailbox(it_.ctx, (state) => ({ ...state, reauthorise: true }));
  expect((await it_.get('/readyz', null)).body).toMatchObject({ status: 'degraded', mailbox: 'reauthorise' });
  await it_.ctx.store.close();
  const unready = await it_.get('/readyz', null);
  expect(unready.status).toBe(503);
  expect(unready.body).toMatchObject({ status: 'unready', store: 'unavailable' });
  expect((await it_.get('/healthz', null)).body).toEqual({ status: 'ok', version: '1.2.3' });
});

test('metrics are for the machine itself, the scheduler and admins', async () => {
  const ask = (header: Record<string, string>) => request(it_.app).get('/metrics').set(header);
  expect((await ask({})).status).toBe(200);
  const through = { 'x-forwarded-for': '203.0.113.7' };
  expect((await ask(through)).status).toBe(401);
  expect((await ask({ ...through, authorization: `Bearer ${it_.tokens.staff}` })).status).toBe(403);
  expect((await ask({ ...through, authorization: `Bearer ${it_.tokens.admin}` })).status).toBe(200);
  expect((await ask({ ...through, authorization: `Bearer ${it_.tokens.scheduler}` })).status).toBe(200);
});

test('the description names every route, and every reference in it leads somewhere', async () => {
  const { body } = await it_.get('/openapi.json', null);
  expect(body).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining(['/push/gmail', '/api/mails/{id}/reply', '/api/senders/{address}']),
  );
  const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '');
  expect(references.length).toBeGreaterThan(50);
  for (const name of new Set(references)) expect(body.components.schemas).toHaveProperty(name);
  expect(body.paths['/api/mails/{id}/reply'].post.requestBody.content['application/json'].schema.$ref).toContain('ReplyBody');
  expect(body.paths['/api/mails/{id}/draft'].post.requestBody.content['application/json'].schema.$ref).toContain('DraftBody');
  expect(body.paths['/api/home'].get.responses['200'].content['application/json'].schema.$ref).toContain('HomeView');
});

import request from 'supertest';
import { DEFAULT_HTTP_LIMITS } from '../../server/http/deps.ts';
import { grantRole } from '../../server/store/users.ts';
import { Problem } from '../../shared/api.ts';
import { ERROR_WORDS } from '../../shared/words.ts';
import { ADDON, type As, type Installation, installation } from './support/installation.ts';
import { type Issuer, startIssuer } from './support/issuer.ts';

let issuer: Issuer;
let it_: Installation;
beforeAll(async () => {
  issuer = await startIssuer();
  it_ = await installation(issuer);
});
afterAll(async () => {
  await it_.close();
  await issuer.close();
});

const ALLOWED: Record<string, readonly As[]> = {
  push: ['push'],
  scheduler: ['scheduler', 'admin'],
  staff: ['staff', 'admin'],
  admin: ['admin'],
};

test('every route refuses everybody who may not call it, with a problem of the agreed form', async () => {
  const callers: As[] = [null, 'push', 'scheduler', 'stranger', 'staff', 'admin'];
  let checked = 0;
  for (const { method, path, who } of it_.routes) {
    const allowed = ALLOWED[who];
    if (!allowed) continue;
    for (const as of callers.filter((caller) => !allowed.includes(caller))) {
      const answer = await it_.call(method, path.replace(/:\w+/, 'x'), method === 'get' ? undefined : {}, as);
      expect([`${method} ${path} ${as}`, answer.status === 401 || answer.status === 403]).toEqual([
        `${method} ${path} ${as}`,
        true,
      ]);
      expect(answer.type).toBe('application/problem+json');
      expect(Problem.parse(answer.body)).toMatchObject({ status: answer.status });
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(100);
});

test('only these are open to anybody', () => {
  const open = it_.routes.filter(({ who }) => who === 'anyone');
  expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    // Who signs in is not known yet; who signs out may be no more.
    'delete /console/session',
    'get /console/enter',
    'get /console/sign-in',
    'get /healthz',
    'get /openapi.json',
    'get /readyz',
    'post /console/session',
  ]);
});

test('somebody of the school without a role is told what to do', async () => {
  const answer = await it_.get('/api/me', 'stranger');
  expect(answer.body).toMatchObject({ status: 403, code: 'forbidden', detail: expect.stringContaining('administrator') });
});

test('a role is bound to the account at the first sign-in: another account of that address gets nothing', async () => {
  const { ctx } = it_;
  await grantRole(ctx.store, 'New@Ecole.example', 'staff', 1);
  const claims = { email: 'new@ecole.example', email_verified: true, hd: 'ecole.example', aud: ADDON };
  const me = (token: string) => request(it_.app).get('/api/me').set('authorization', `Bearer ${token}`);
  const first = await issuer.sign({ ...claims, sub: 'first', name: 'Nouvelle' });
  expect((await me(first)).body).toMatchObject({ role: 'staff', name: 'Nouvelle', address: 'new@ecole.example' });
  expect((await me(await issuer.sign({ ...claims, sub: 'second' }))).status).toBe(403);
  // The account counts, not the address: a renamed account stays who it was.
  expect((await me(await issuer.sign({ ...claims, sub: 'first', email: 'renamed@ecole.example' }))).status).toBe(200);
  await grantRole(ctx.store, 'new@ecole.example', null, 2);
  expect((await me(first)).status).toBe(403);
  await grantRole(ctx.store, 'new@ecole.example', 'admin', 3);
  expect((await me(await issuer.sign({ ...claims, sub: 'second' }))).body).toMatchObject({ role: 'admin' });
});

test('errors are problems: no such address, no such method, no JSON, bad JSON, unknown members, too large', async () => {
  const post = () => request(it_.app).post('/api/mails/x/reply').set('authorization', `Bearer ${it_.tokens.staff}`);
  const answers = {
    404: await it_.get('/api/nothing'),
    405: await it_.call('delete', '/api/mails'),
    415: await post().set('content-type', 'application/x-www-form-urlencoded').send('revision=1'),
    400: await post().set('content-type', 'application/json').send('{"revision":'),
    413: await post().send({ revision: 1, text: 'x'.repeat(DEFAULT_HTTP_LIMITS.bodyBytes) }),
  };
  for (const [status, answer] of Object.entries(answers)) {
    expect([status, answer.status]).toEqual([status, Number(status)]);
    expect(answer.type).toBe('application/problem+json');
    Problem.parse(answer.body);
  }
  expect(answers[405].headers.allow).toBe('GET');
  const wrong = await it_.post('/api/mails/x/reply', { revision: 'one', surplus: true });
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors.map(({ path }: { path: string }) => path)).toContain('revision');
});

test('a problem is told in the reader’s language, its code in none', async () => {
  const ask = (language: string) => request(it_.app).get('/api/me').set('accept-language', language);
  expect((await ask('en-GB,en;q=0.9')).body.title).toBe(ERROR_WORDS.unauthenticated.en);
  expect((await ask('fr-FR,fr;q=0.9,en;q=0.8')).body.title).toBe(ERROR_WORDS.unauthenticated.fr);
  expect((await ask('de')).body.title).toBe(ERROR_WORDS.unauthenticated.en);
  expect((await request(it_.app).get('/api/me?lang=en').set('accept-language', 'fr')).body.title).toBe(
    ERROR_WORDS.unauthenticated.en,
  );
});

test('an unexpected failure tells nothing of itself', async () => {
  const own = await installation(issuer);
  own.ctx.policyOf = () => Promise.reject(new TypeError('secret /srv/path jeanne@people.example'));
  const answer = await own.get('/api/people');
  expect(answer.body).toMatchObject({ status: 500, code: 'internal' });
  expect(JSON.stringify(answer.body)).not.toMatch(/secret|srv|jeanne|TypeError/);
  expect(own.logged.at(-1)?.fields.code ?? own.logged.at(-2)?.fields.code).toContain('GET /api/people');
  await own.close();
});

test('headers keep a browser from guessing, framing and storing', async () => {
  const { headers } = await it_.get('/api/me');
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  expect(headers['content-security-policy']).toContain("frame-ancestors 'self'");
  expect(headers['x-powered-by']).toBeUndefined();
});

test('too many calls are refused for a while, each person for their own', async () => {
  const own = await installation(issuer, { limits: { perPerson: 3 } });
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) statuses.push((await own.get('/api/me')).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  const refused = await own.get('/api/me');
  expect(refused.body).toMatchObject({ code: 'rate-limited', retryable: true });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await own.get('/api/me', 'admin')).status).toBe(200);
  for (let i = 0; i < 10; i++) {
    expect((await own.call('post', '/push/gmail', { message: { data: 'e30' } }, 'push')).status).toBe(204);
    expect((await own.call('post', '/jobs/tick', undefined, 'scheduler')).status).toBe(204);
  }
  await own.close();
});

test('no address, subject, text or token is ever logged', async () => {
  const own = await installation(issuer);
  const id = await own.take({
    subject: 'hours très-secret',
    from: 'Jeanne Martin <jeanne@people.example>',
    text: 'Mon secret intime',
  });
  const { revision } = (await own.get(`/api/mails/${id}`)).body;
  await own.post(`/api/mails/${id}/reply`, { revision, text: 'Réponse intime' });
  await own.get('/api/mails?q=jeanne');
  await own.get('/api/senders/jeanne@people.example', 'admin');
  await own.call('delete', '/api/senders/jeanne@people.example', undefined, 'admin');
  await own.get('/api/jeanne@people.example');
  await own.post(`/api/mails/${id}/reply`, { revision: 'jeanne@people.example' });
  await request(own.app).get('/api/me').set('authorization', 'Bearer jeanne.people.example');
  const told = JSON.stringify(own.logged, (_key, value) =>
    value instanceof Error ? `${value.stack} ${String(value.cause)}` : value,
  );
  expect(own.logged.length).toBeGreaterThanOrEqual(7);
  expect(told).not.toMatch(/jeanne|people\.example|intime|secret|martin|marie/i);
  for (const token of Object.values(own.tokens)) expect(told).not.toContain(token.slice(0, 30));
  expect(told).toContain('POST /api/mails/:id/reply 200');
  await own.close();
});

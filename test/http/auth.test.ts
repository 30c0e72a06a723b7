import { generateKeyPairSync } from 'node:crypto';
import { type Auth, createAuth } from '../../server/http/auth.ts';
import { type Issuer, startIssuer } from './support/issuer.ts';

const PUSH = { audience: 'https://mail.ecole.example/push/gmail', account: 'push@project.iam.gserviceaccount.com' };
const ADDON = 'addon.apps.googleusercontent.com';
const machine = { sub: '1', email: PUSH.account, email_verified: true, aud: PUSH.audience };
const human = { sub: '42', email: 'Jeanne@Ecole.example', email_verified: true, hd: 'ecole.example', aud: ADDON, name: 'Jeanne' };

let issuer: Issuer;
let auth: Auth;
let now = Date.now();
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.close());
beforeEach(() => {
  now = Date.now();
  auth = createAuth({
    certsUrl: issuer.certsUrl,
    push: PUSH,
    scheduler: null,
    people: { audiences: [ADDON], hostedDomains: ['Ecole.example'], addresses: ['volunteer@gmail.example'] },
    now: () => now,
  });
});

function unsigned(claims: object, head: object = { alg: 'none', typ: 'JWT', kid: 'test-key' }): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const at = Math.floor(Date.now() / 1000);
  return `${part(head)}.${part({ iss: 'https://accounts.google.com', iat: at, exp: at + 600, ...claims })}.`;
}

test('lets in the push account and a person of the school', async () => {
  await expect(auth.push(await issuer.sign(machine))).resolves.toBeUndefined();
  await expect(auth.person(await issuer.sign(human))).resolves.toEqual({
    sub: '42',
    email: 'jeanne@ecole.example',
    name: 'Jeanne',
  });
});

test('lets in a single account that is listed, without a domain', async () => {
  const { hd: _, ...consumer } = human;
  const token = await issuer.sign({ ...consumer, email: 'volunteer@gmail.example' });
  await expect(auth.person(token)).resolves.toMatchObject({ email: 'volunteer@gmail.example' });
});

describe('refuses a push', () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const cases: Record<string, () => Promise<string>> = {
    'of another issuer': () => issuer.sign(machine, { issuer: 'https://accounts.example' }),
    'for another audience': () => issuer.sign({ ...machine, aud: 'https://elsewhere.example/push/gmail' }),
    'for the audience with a trailing slash': () => issuer.sign({ ...machine, aud: `${PUSH.audience}/` }),
    'for a list of audiences': () => issuer.sign({ ...machine, aud: [PUSH.audience] }),
    'of another service account': () => issuer.sign({ ...machine, email: 'other@project.iam.gserviceaccount.com' }),
    'of an unverified address': () => issuer.sign({ ...machine, email_verified: false }),
    'without an address': () => issuer.sign({ sub: '1', aud: PUSH.audience, email_verified: true }),
    'that has lapsed': () => issuer.sign(machine, { lifetimeS: -900 }),
    'that lives too long': () => issuer.sign(machine, { lifetimeS: 90_000 }),
    'signed by somebody else': () => issuer.sign(machine, { key: other }),
    'of an unknown key': () => issuer.sign(machine, { key: other, kid: 'unknown' }),
    'that is not signed': async () => unsigned(machine),
    'signed with the public key as a secret': async () => unsigned(machine, { alg: 'HS256', kid: 'test-key' }),
    'whose signature Cloud Run took away': async () =>
      `${(await issuer.sign(machine)).split('.', 2).join('.')}.SIGNATURE_REMOVED_BY_GOOGLE`,
    'that is no token': async () => 'abc',
    'that is far too long': async () => 'a'.repeat(100_000),
  };
  test.each(Object.keys(cases))('%s', async (name) => {
    const token = (await cases[name]?.()) ?? '';
    const failure: unknown = await auth.push(token).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unauthenticated' });
    const told = failure instanceof Error ? `${failure.message} ${String(failure.cause)} ${failure.stack}` : '';
    expect(told).not.toContain(token.slice(0, 40) || 'nothing');
    expect(told).not.toContain(PUSH.account);
  });
});

test('says what to do where Cloud Run took the signature away', async () => {
  const token = `${(await issuer.sign(machine)).split('.', 2).join('.')}.SIGNATURE_REMOVED_BY_GOOGLE`;
  await expect(auth.push(token)).rejects.toThrow(/--allow-unauthenticated/);
});

test.each([
  ['no hosted domain, whatever the address says', { hd: undefined }],
  ['another hosted domain', { hd: 'elsewhere.example' }],
  ['a domain that only begins like the listed one', { hd: 'ecole.example.evil.example' }],
])('refuses a person with %s', async (_name, change) => {
  await expect(auth.person(await issuer.sign({ ...human, ...change }))).rejects.toMatchObject({ code: 'forbidden' });
});

test('a token for one door opens no other', async () => {
  const person = await issuer.sign(human);
  const push = await issuer.sign(machine);
  await expect(auth.push(person)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(auth.person(push)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(auth.scheduler(push)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('nobody gets in where no audience is configured', async () => {
  const closed = createAuth({
    certsUrl: issuer.certsUrl,
    push: null,
    scheduler: null,
    people: { audiences: [], hostedDomains: ['ecole.example'] },
  });
  await expect(closed.person(await issuer.sign(human))).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(closed.push(await issuer.sign(machine))).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('an issuer that cannot be reached is a passing failure, not a refusal', async () => {
  const away = createAuth({
    certsUrl: 'http://127.0.0.1:9/certs',
    push: PUSH,
    scheduler: null,
    people: { audiences: [], hostedDomains: [] },
  });
  await expect(away.push(await issuer.sign(machine))).rejects.toMatchObject({ code: 'unavailable', retryable: true });
}, 20_000);

test('a token is verified once while it lasts, also when many come at once, and again after', async () => {
  const counting = await startIssuer({ cacheable: false });
  const verifier = createAuth({
    certsUrl: counting.certsUrl,
    push: PUSH,
    scheduler: null,
    people: { audiences: [], hostedDomains: [] },
    now: () => now,
  });
  const token = await counting.sign(machine, { lifetimeS: 600 });
  await Promise.all(Array.from({ length: 20 }, () => verifier.push(token)));
  await verifier.push(token);
  expect(counting.asked()).toBe(1);
  now += 601_000;
  await verifier.push(token);
  expect(counting.asked()).toBe(2);
  await counting.close();
});

test('a refusal is not remembered', async () => {
  const counting = await startIssuer({ cacheable: false });
  const verifier = createAuth({
    certsUrl: counting.certsUrl,
    push: PUSH,
    scheduler: null,
    people: { audiences: [], hostedDomains: [] },
  });
  const token = await counting.sign({ ...machine, aud: 'elsewhere' });
  for (let i = 0; i < 2; i++) await expect(verifier.push(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(counting.asked()).toBe(2);
  await counting.close();
});

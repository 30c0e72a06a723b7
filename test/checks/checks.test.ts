import type { AlertChannel } from '../../server/alerts/alerts.ts';
import type { Blobs } from '../../server/blobs/blobs.ts';
import { createFolderBlobs } from '../../server/blobs/folder.ts';
import { alertChecks, clockCheck, heartbeatCheck, publicUrlCheck } from '../../server/checks/around.ts';
import { type Check, runChecks } from '../../server/checks/checks.ts';
import { verdictOf } from '../../server/checks/cloud.ts';
import { configurationCheck, tokenKeyCheck } from '../../server/checks/configuration.ts';
import { type CredentialFacts, credentialCheck, mailboxCheck, watchCheck } from '../../server/checks/gmail.ts';
import { diskCheck, filesCheck, storeCheck } from '../../server/checks/keeping.ts';
import { modelCheck, peopleCheck, policyCheck, readerCheck } from '../../server/checks/reading.ts';
import { step } from '../../server/cloud/cloud.ts';
import { MAILBOX_ID } from '../../server/mail/context.ts';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { mailboxes } from '../../server/store/collections.ts';
import { install } from '../../server/store/settings.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { grantRole } from '../../server/store/users.ts';
import { AppError } from '../../shared/errors.ts';
import { GMAIL_SCOPE } from '../../shared/gmail-credential.ts';
import { DEFAULT_SETTINGS } from '../../shared/policy.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { startReceiver } from '../support/receiver.ts';

const path = useTempFolder();
const NOW = Date.UTC(2026, 10, 22, 12);
const DAY = 24 * 3_600_000;
const now = () => NOW;
const ABOUT = { address: 'contact@school.example', keyless: false };
const SIGNAL = new AbortController().signal;
const run = (check: Check) => check.run(SIGNAL);

let store: Store;
let n = 0;
beforeEach(async () => {
  store = await openSqliteStore({ file: path(`store-${++n}.db`) });
});
afterEach(() => store.close());
const open = async () => store;

describe('running them', () => {
  const check = (id: string, runs: Check['run']): Check => ({ id, name: id, run: runs });

  test('all begin at once, one that fails or hangs hides no other, and the order stays', async () => {
    const order: string[] = [];
    let aborted = false;
    const results = await runChecks(
      [
        check(
          'hangs',
          (signal) =>
            new Promise(() =>
              signal.addEventListener('abort', () => {
                aborted = true;
              }),
            ),
        ),
        check('rejects', () => Promise.reject(new AppError('reauthorise', 'Sign in again.'))),
        check('throws', () => {
          throw new TypeError('Bearer ya29.secret');
        }),
        check('works', async () => ({ state: 'ok', said: 'fine' })),
      ],
      { timeoutMs: 30, onDone: ({ id }) => order.push(id) },
    );
    expect(results.map(({ id, state }) => `${id} ${state}`)).toEqual(['hangs fail', 'rejects fail', 'throws fail', 'works ok']);
    expect(results[1]).toMatchObject({ said: 'Sign in again.', fix: '$ npm run cli -- login' });
    expect(results[2]?.said).toContain('TypeError');
    expect(JSON.stringify(results)).not.toContain('ya29');
    expect(order.at(-1)).toBe('hangs');
    expect(aborted).toBe(true);
  });
});

describe('configuration', () => {
  test('warnings are told; a key beside what it hides is one', async () => {
    expect(await run(configurationCheck([]))).toMatchObject({ state: 'ok' });
    expect(await run(configurationCheck(['MISTRAL_API_KEY is not used.']))).toMatchObject({
      state: 'warn',
      said: 'MISTRAL_API_KEY is not used.',
    });
    expect((await run(tokenKeyCheck(true, false))).state).toBe('ok');
    expect((await run(tokenKeyCheck(false, true))).state).toBe('unused');
    expect(await run(tokenKeyCheck(false, false))).toMatchObject({ state: 'warn', fix: expect.stringContaining('openssl rand') });
  });
});

describe('what is kept', () => {
  test('a store that answers, and one that does not', async () => {
    expect(await run(storeCheck(open, 'SQLite in ./data'))).toEqual({
      state: 'ok',
      said: 'SQLite in ./data: can be written, schema 1.',
    });
    const [newer] = await runChecks([
      storeCheck(() => Promise.reject(new AppError('store-newer', 'Written by a newer version.')), 'x'),
    ]);
    expect(newer).toMatchObject({ state: 'fail', said: 'Written by a newer version.' });
  });

  test('files: written, read, deleted, and nothing left; lost or undeleted ones are told', async () => {
    const blobs = createFolderBlobs(path('blobs'));
    const keys: string[] = [];
    const watched: Blobs = {
      ...blobs,
      put: async (key, bytes) => {
        keys.push(key);
        await blobs.put(key, bytes);
      },
    };
    expect((await run(filesCheck(async () => watched, 'folder'))).state).toBe('ok');
    expect(keys).toHaveLength(1);
    expect(await blobs.get(keys[0] ?? '')).toBeNull();
    const lost: Blobs = { ...blobs, get: async () => null };
    expect(await run(filesCheck(async () => lost, 'bucket b'))).toMatchObject({
      state: 'fail',
      said: 'bucket b: what was written did not come back.',
    });
    const kept: Blobs = { ...blobs, delete: async () => undefined };
    expect((await run(filesCheck(async () => kept, 'bucket b'))).said).toContain('still there');
  });

  test.each([
    [null, 0, 'unused'],
    ['/data', 80e9, 'ok'],
    ['/data', 0.6e9, 'warn'],
    ['/data', 50e6, 'fail'],
  ])('disk %s with %d bytes: %s', async (folder, bytes, state) => {
    expect((await run(diskCheck(folder, async () => bytes))).state).toBe(state);
  });
});

describe('the Gmail credential', () => {
  const FACTS: CredentialFacts = {
    kind: 'consent',
    account: 'contact@school.example',
    scopes: [GMAIL_SCOPE],
    expiresAt: null,
    storedAt: NOW - 40 * DAY,
  };
  const verdict = (facts: Partial<CredentialFacts> | null) =>
    run(credentialCheck(async () => facts && { ...FACTS, ...facts }, { ...ABOUT, now }));

  test('right as each kind, and which kind is said', async () => {
    expect(await verdict({})).toEqual({
      state: 'ok',
      said: 'OAuth consent of contact@school.example: gmail.modify, nothing wider; stored on 2026-10-13.',
    });
    expect((await verdict({ kind: 'keyless', account: 'run@p.iam.gserviceaccount.com' })).said).toMatch(
      /^service account without a key, run@/,
    );
    expect((await verdict({ kind: 'service-account-key', account: 'run@p.iam.gserviceaccount.com' })).said).toMatch(
      /^key of the service account run@/,
    );
    expect((await verdict({ scopes: [GMAIL_SCOPE, 'openid', 'https://www.googleapis.com/auth/userinfo.email'] })).state).toBe(
      'ok',
    );
    expect((await run(credentialCheck(null, { ...ABOUT, now }))).state).toBe('unused');
  });

  test.each<[string, Partial<CredentialFacts> | null, string, RegExp]>([
    ['none', null, 'fail', /nobody has signed in/],
    ['another account', { account: 'head@school.example' }, 'fail', /is not MAILGPS_ADDRESS/],
    ['too little', { scopes: ['https://www.googleapis.com/auth/gmail.readonly'] }, 'fail', /gmail\.modify is missing/],
    [
      'too much',
      { scopes: [GMAIL_SCOPE, 'https://mail.google.com/', 'https://www.googleapis.com/auth/drive'] },
      'warn',
      /https:\/\/mail\.google\.com\/, drive/,
    ],
    ['in Testing', { expiresAt: NOW + 3.5 * DAY }, 'warn', /ends in 3 days/],
    ['lapsed', { expiresAt: NOW - 1 }, 'fail', /has lapsed/],
  ])('%s', async (_name, facts, state, said) => {
    const found = await verdict(facts);
    expect(found).toMatchObject({ state, said: expect.stringMatching(said), fix: expect.any(String) });
  });

  test('a service account is told of the delegation, not of a login', async () => {
    const found = await verdict({ kind: 'keyless', scopes: [] });
    expect(found.fix).toContain('delegate this scope');
    expect(found.fix).not.toContain('login');
  });
});

test.each([
  ['Gmail token: the credential no longer works (invalid_grant)', false, /cli -- login/],
  [
    'Gmail token: the credential no longer works (unauthorized_client)',
    true,
    /delegate this scope[\s\S]*serviceAccountTokenCreator/,
  ],
  [
    'Gmail users.getProfile: the mailbox may not be entered like this (accessNotConfigured)',
    true,
    /gcloud services enable gmail/,
  ],
])('a refusal (%s; keyless: %s) is told with what helps', async (message, keyless, fix) => {
  const refuse = () => Promise.reject(new AppError('reauthorise', message));
  const both = [
    credentialCheck(refuse, { ...ABOUT, keyless, now }),
    mailboxCheck(async () => ({ profile: refuse as Mailbox['profile'] }) as Mailbox, { ...ABOUT, keyless }),
  ];
  for (const found of await runChecks(both)) {
    expect(found).toMatchObject({ state: 'fail', said: message });
    expect(found.fix).toMatch(fix);
  }
});

describe('the mailbox', () => {
  const mailbox = (profile: Mailbox['profile']) => run(mailboxCheck(async () => ({ profile }) as Mailbox, ABOUT));

  test('answers, is another, refuses', async () => {
    expect((await mailbox(async () => ({ address: 'contact@school.example', historyId: '1' }))).state).toBe('ok');
    expect(await mailbox(async () => ({ address: 'a@b.example', historyId: '1' }))).toMatchObject({
      state: 'fail',
      said: expect.stringContaining('a@b.example'),
    });
    const switchedOff = new AppError('reauthorise', 'Gmail users.getProfile: not entered like this (accessNotConfigured)');
    for (const reason of [switchedOff, new AppError('forbidden', 'Gmail users.getProfile: not allowed')]) {
      const refused = await mailbox(() => Promise.reject(reason));
      expect(refused).toMatchObject({
        state: 'fail',
        fix: expect.stringContaining('gcloud services enable gmail.googleapis.com'),
      });
    }
    expect((await run(mailboxCheck(null, ABOUT))).state).toBe('unused');
  });

  const watched = async (watchUntil: number | null, reauthorise = false) => {
    const state = { cursor: '1', epoch: 1, lease: null, dirty: false, checkedAt: null, passes: 0, watchUntil, reauthorise };
    await store.transaction(async (tx) => mailboxes.set(tx, MAILBOX_ID, state));
    return run(watchCheck(open, 'projects/p/topics/t', false, now));
  };
  test('its watch: standing, not renewed, lapsed, never set, waiting for consent', async () => {
    expect(await run(watchCheck(open, 'projects/p/topics/t', false, now))).toMatchObject({
      state: 'fail',
      said: expect.stringContaining('never asked'),
    });
    expect(await watched(NOW + 6 * DAY)).toEqual({ state: 'ok', said: 'Gmail tells of new mail until 2026-11-28 12:00 UTC.' });
    expect(await watched(NOW + 2 * DAY)).toMatchObject({ state: 'warn', fix: expect.stringContaining('renewed daily') });
    expect(await watched(NOW - DAY)).toMatchObject({ state: 'fail', said: 'It lapsed on 2026-11-21 12:00 UTC.' });
    expect(await watched(NOW + 6 * DAY, true)).toMatchObject({ state: 'fail', fix: expect.stringContaining('login') });
    expect((await run(watchCheck(open, null, false, now))).said).toContain('looked at every few seconds');
    expect((await run(watchCheck(open, 't', true, now))).state).toBe('unused');
  });
});

describe('Google Cloud, as setup would have it', () => {
  const one = (state: Parameters<typeof step>[0]['state'], more = {}) => step({ title: `a ${state}`, why: 'x', state, ...more });
  test('nothing to do is right; what setup would make or change is not', () => {
    expect(verdictOf([one('right'), one('right'), one('told'), one('note')])).toEqual({
      state: 'ok',
      said: '2 as they should be; 1 cannot be seen from here: setup tells them.',
    });
    expect(verdictOf([one('right'), one('create'), one('change'), one('by-hand')])).toMatchObject({
      state: 'fail',
      said: 'a create and 2 more: not as setup would have it.',
      fix: expect.stringContaining('npm run cli -- setup'),
    });
    expect(
      verdictOf([one('create'), one('failed', { said: 'The API is off.', commands: ['gcloud services enable x'] })]),
    ).toEqual({ state: 'fail', said: 'a failed: The API is off.', fix: '$ gcloud services enable x' });
    expect(verdictOf([one('right'), one('building')])).toMatchObject({ state: 'warn' });
  });
});

describe('what is around', () => {
  const answers = (status: number, body = '{"info":{"title":"MAIL GPS"}}') =>
    (async () => new Response(body, { status })) as typeof fetch;
  const unreachable = (() => Promise.reject(new TypeError('fetch failed'))) as typeof fetch;
  test.each<[string | null, boolean, typeof fetch, string]>([
    [null, false, unreachable, 'unused'],
    [null, true, unreachable, 'fail'],
    ['http://m.school.example', true, answers(200), 'fail'],
    ['http://m.school.example', false, answers(200), 'warn'],
    ['https://m.school.example', true, answers(200), 'ok'],
    ['https://m.school.example', true, answers(200, '<h1>Welcome</h1>'), 'warn'],
    ['https://m.school.example', true, answers(403), 'warn'],
    ['https://m.school.example', true, answers(404), 'warn'],
    ['https://m.school.example', true, unreachable, 'warn'],
  ])('public address %s (needed: %s)', async (url, needed, reach, state) => {
    expect((await run(publicUrlCheck(url, needed, reach))).state).toBe(state);
  });

  test('alert channels would take it, or not; none is a warning', async () => {
    const channel = (verify: AlertChannel['verify']): AlertChannel => ({
      name: 'smtp',
      verify,
      send: () => Promise.reject(new Error('told somebody')),
    });
    const [good, bad] = await runChecks([
      ...alertChecks([channel(async () => undefined)], false),
      ...alertChecks([channel(() => Promise.reject(new AppError('config', 'The mail server refuses the password.')))], false),
    ]);
    expect(good).toMatchObject({ state: 'ok', name: 'Alerts: smtp' });
    expect(bad).toMatchObject({ state: 'fail', said: 'The mail server refuses the password.' });
    expect(await run(alertChecks([], false)[0] as Check)).toMatchObject({
      state: 'warn',
      fix: expect.stringContaining('MAILGPS_ALERT_SMTP_URL'),
    });
    expect((await run(alertChecks([], true)[0] as Check)).state).toBe('unused');
  });

  test('the heartbeat is not called, and its secret path not shown', async () => {
    expect(await run(heartbeatCheck('https://beats.example/ping/secret-id', false))).toEqual({
      state: 'ok',
      said: 'beats.example (not called: a call says that all is well).',
    });
    expect((await run(heartbeatCheck(null, false))).state).toBe('warn');
  });

  test.each([
    [0, 'ok'],
    [60_000, 'warn'],
    [-60_000, 'warn'],
    [400_000, 'fail'],
    [-400_000, 'fail'],
  ])('a clock that is off by %d ms: %s', async (off, state) => {
    const google = await startReceiver();
    google.answerWith({ status: 404, headers: { date: new Date(NOW).toUTCString() } });
    const found = await run(clockCheck(google.url, () => NOW + off));
    await google.close();
    expect(found.state).toBe(state);
    expect(google.requests).toMatchObject([{ method: 'HEAD' }]);
    expect((await run(clockCheck(google.url, now))).state).toBe('warn');
    expect((await run(clockCheck(null, now))).state).toBe('unused');
  });
});

describe('reading', () => {
  const EU = 'https://api.eu.mistral.ai';
  const model = (more: object) =>
    run(
      modelCheck({
        model: 'mistral-small-2603',
        serverUrl: EU,
        euEndpoint: EU,
        list: async () => ({ offered: ['mistral-small-2603', 'mistral-small-latest'], retires: null }),
        ...more,
      }),
    );
  test('the model: offered, gone, an alias, elsewhere, retiring, refused', async () => {
    expect((await model({})).state).toBe('ok');
    expect(await model({ model: 'mistral-small-2503' })).toMatchObject({
      state: 'fail',
      fix: expect.stringContaining('mistral-small-2603'),
    });
    expect(await model({ model: 'mistral-small-latest' })).toMatchObject({ state: 'warn', fix: expect.stringContaining('Pin') });
    expect(await model({ serverUrl: 'https://api.mistral.ai' })).toMatchObject({
      state: 'warn',
      said: expect.stringContaining('api.mistral.ai does not promise'),
    });
    expect(await model({ list: async () => ({ offered: ['mistral-small-2603'], retires: '2027-01-31' }) })).toMatchObject({
      state: 'warn',
      said: expect.stringContaining('2027-01-31'),
    });
    await expect(
      model({ list: () => Promise.reject(new AppError('config', 'Mistral does not accept the key')) }),
    ).rejects.toThrow('key');
    expect((await run(modelCheck(null))).state).toBe('unused');
  });

  test('the built-in reader reads a sample; one that cannot is told', async () => {
    const reading = { categoryId: 'fees' };
    const brain = { name: 'offline', read: async () => reading as never };
    const pack = () => defaultPolicy(NOW);
    expect((await run(readerCheck(async () => brain, open, pack, now))).said).toContain('read a sample as fees');
    const [broken] = await runChecks([
      readerCheck(() => Promise.reject(new AppError('internal', 'The model file is damaged.')), open, pack, now),
    ]);
    expect(broken).toMatchObject({ state: 'fail', said: 'The model file is damaged.' });
  });

  test('the policy: none, in date, out of date', async () => {
    const check = policyCheck(open, 'Europe/Paris', now);
    expect(await run(check)).toMatchObject({ state: 'warn', said: expect.stringContaining('None is published') });
    const policy = defaultPolicy(NOW);
    const fact = {
      ...policy.facts[0],
      key: 'term-dates',
      validFrom: null,
      validUntil: '2026-11-21',
    } as (typeof policy.facts)[number];
    await install(
      store,
      { ...policy, facts: [fact, { ...fact, key: 'fees-office', validUntil: '2026-11-22' }] },
      DEFAULT_SETTINGS,
    );
    expect(await run(check)).toMatchObject({
      state: 'warn',
      said: expect.stringMatching(/version 1, \d+ categories; out of date: term-dates\.$/),
    });
    expect((await run(policyCheck(open, 'Europe/Paris', () => NOW - 2 * DAY))).state).toBe('ok');
  });

  test('people: nobody may sign in, nobody is an admin, somebody is', async () => {
    const check = (more = {}) =>
      run(peopleCheck(open, { audiences: ['a'], hostedDomains: ['school.example'], addresses: [], ...more }, false));
    expect((await check({ audiences: [] })).state).toBe('warn');
    expect((await check({ hostedDomains: [] })).state).toBe('fail');
    expect(await check()).toMatchObject({ state: 'fail', fix: '$ npm run cli -- grant ADDRESS admin' });
    await grantRole(store, 'head@school.example', 'admin', NOW);
    await grantRole(store, 'office@school.example', 'staff', NOW);
    expect(await check()).toEqual({ state: 'ok', said: '1 admin, 1 other staff.' });
    expect((await run(peopleCheck(open, { audiences: [], hostedDomains: [], addresses: [] }, true))).state).toBe('unused');
  });
});

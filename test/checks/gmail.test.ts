import { runChecks } from '../../server/checks/checks.ts';
import { type CredentialFacts, credentialCheck, mailboxCheck, watchCheck } from '../../server/checks/gmail.ts';
import { MAILBOX_ID } from '../../server/mail/context.ts';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { mailboxes } from '../../server/store/collections.ts';
import { AppError } from '../../shared/errors.ts';
import { GMAIL_SCOPE } from '../../shared/gmail-credential.ts';
import { DAY, NOW, now, run, useStore } from './support.ts';

const open = useStore();
const ABOUT = { address: 'contact@school.example', keyless: false };

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
    await (await open()).transaction(async (tx) => mailboxes.set(tx, MAILBOX_ID, state));
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

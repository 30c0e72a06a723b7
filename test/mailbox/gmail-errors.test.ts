import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OAuth2Client } from 'google-auth-library';
import { createGmailMailbox, type GmailOptions } from '../../server/mailbox/gmail.ts';
import { gmailError } from '../../server/mailbox/gmail-errors.ts';
import type { EmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import { rawMail } from '../contracts/mailbox.contract.ts';

const NOW = Date.parse('2026-11-02T10:00:00Z');

function failure(status: number, reason: string, message = '', retryAfter?: string) {
  const headers = new Headers(retryAfter === undefined ? {} : { 'retry-after': retryAfter });
  return Object.assign(new Error('secret-token zoe@example.org'), {
    response: { status, headers, data: { error: { code: status, message, errors: [{ reason }], status: 'X' } } },
  });
}

describe('what a failed Gmail call means', () => {
  const of = (error: unknown, method = 'messages.get', changes = false) => gmailError(error, method, { changes, now: NOW });

  it.each([
    [failure(401, 'authError'), 'reauthorise', false],
    [failure(403, 'rateLimitExceeded'), 'rate-limited', true],
    [failure(403, 'userRateLimitExceeded'), 'rate-limited', true],
    [failure(403, 'dailyLimitExceeded'), 'rate-limited', true],
    // Not this call but the account: nothing may be given up for it.
    [failure(403, 'insufficientPermissions'), 'reauthorise', false],
    [failure(403, 'domainPolicy'), 'reauthorise', false],
    [failure(403, 'accessNotConfigured'), 'reauthorise', false],
    [failure(403, 'forbidden', 'Delegation denied for someone'), 'reauthorise', false],
    [failure(400, 'failedPrecondition', 'Mail service not enabled'), 'reauthorise', false],
    [failure(403, 'forbidden'), 'forbidden', false],
    [failure(404, 'notFound'), 'not-found', false],
    [failure(400, 'invalidArgument', 'Invalid id value'), 'not-found', false],
    [failure(400, 'invalidArgument', 'Recipient address required'), 'invalid', false],
    [failure(408, ''), 'timeout', true],
    [failure(409, 'aborted'), 'already-exists', false],
    [failure(413, 'uploadTooLarge'), 'too-large', false],
    [failure(429, 'rateLimitExceeded'), 'rate-limited', true],
    [failure(500, 'backendError'), 'unavailable', true],
    [failure(503, 'backendError'), 'unavailable', true],
  ])('%#: a read that failed', (error, code, retryable) => {
    expect(of(error)).toMatchObject({ code, retryable });
  });

  it('knows a credential that was withdrawn, as the token endpoint says it', () => {
    const response = { status: 400, headers: new Headers(), data: { error: 'invalid_grant', error_description: 'revoked' } };
    expect(of(Object.assign(new Error('x'), { response }), 'drafts.send', true).code).toBe('reauthorise');
  });

  it.each([
    [failure(500, 'backendError')],
    [failure(503, 'backendError')],
    [failure(408, '')],
    [Object.assign(new Error('x'), { cause: Object.assign(new Error('y'), { code: 'ECONNRESET' }) })],
    [Object.assign(new Error('x'), { cause: Object.assign(new Error('y'), { code: 'UND_ERR_SOCKET' }) })],
    [Object.assign(new Error('x'), { cause: Object.assign(new Error('y'), { name: 'TimeoutError' }) })],
    [new Error('no idea')],
  ])('%#: nobody knows whether a creating call had its effect', (error) => {
    expect(of(error, 'drafts.send', true)).toMatchObject({ code: 'outcome-unknown', retryable: true });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
    'a creating call that never got there (%s) is merely unavailable',
    (code) => {
      expect(of(Object.assign(new Error('x'), { cause: { code } }), 'drafts.send', true).code).toBe('unavailable');
    },
  );

  it.each([429, 403])('a creating call that was refused for its rate (%s) had no effect', (status) => {
    expect(of(failure(status, 'rateLimitExceeded'), 'drafts.send', true).code).toBe('rate-limited');
  });

  it('reads how long to wait: seconds, a date, or the date in the message', () => {
    expect(of(failure(429, 'x', '', '7')).retryAfterMs).toBe(7000);
    expect(of(failure(429, 'x', '', 'Mon, 02 Nov 2026 10:01:00 GMT')).retryAfterMs).toBe(60_000);
    expect(of(failure(429, 'x', '', 'Mon, 02 Nov 2026 09:00:00 GMT')).retryAfterMs).toBe(0);
    expect(of(failure(429, 'x', 'User-rate limit exceeded.  Retry after 2026-11-02T10:00:30.500Z')).retryAfterMs).toBe(30_500);
    expect(of(failure(429, 'x', '', 'soon')).retryAfterMs).toBeUndefined();
  });

  it('keeps neither token nor address of the original error', () => {
    const error = of(failure(500, 'backendError', 'zoe@example.org'));
    const told = `${error.message} ${String(error.cause)} ${JSON.stringify(error)}`;
    expect(told).not.toContain('secret-token');
    expect(told).not.toContain('example.org');
  });

  it('passes an AppError on unchanged', () => {
    const error = new AppError('conflict', 'x');
    expect(of(error)).toBe(error);
  });
});

describe('the adapter against an unkind Gmail', () => {
  let gmail: EmulatedGmail;
  let waits: number[];
  let calls: [string, number][];
  beforeAll(async () => {
    gmail = await startEmulatedGmail({ address: 'contact@ecole.example' });
  });
  beforeEach(async () => {
    await gmail.clearFaults();
    waits = [];
    calls = [];
  });
  afterAll(() => gmail.close());

  const mailbox = (options: Partial<GmailOptions> = {}) =>
    createGmailMailbox({
      rootUrl: gmail.url,
      auth: { token: gmail.accessToken },
      sleep: async (ms) => void waits.push(ms),
      random: () => 1,
      onCall: (method, units) => void calls.push([method, units]),
      ...options,
    });
  const codeOf = (error: unknown) => (isAppError(error) ? error.code : error);
  const draftOf = () => mailbox().createDraft(rawMail({ From: 'contact@ecole.example', To: 'zoe@example.org' }), null);

  it('repeats reads a few times with growing waits, then gives up', async () => {
    await gmail.addFault({ method: 'users.getProfile', kind: 'status', status: 503, times: 2 });
    await expect(mailbox().profile()).resolves.toMatchObject({ address: 'contact@ecole.example' });
    expect(waits).toEqual([400, 800]);
    await gmail.addFault({ method: 'users.getProfile', kind: 'drop', times: 0 });
    calls = [];
    await expect(mailbox().profile().catch(codeOf)).resolves.toBe('unavailable');
    expect(calls).toHaveLength(4);
  });

  it('waits as long as Gmail asks, unless that is long: then the caller has to', async () => {
    await gmail.addFault({ method: 'users.getProfile', kind: 'status', status: 429, retryAfter: '5' });
    await mailbox().profile();
    expect(waits).toEqual([5000]);
    await gmail.addFault({ method: 'users.getProfile', kind: 'status', status: 429, retryAfter: '120' });
    const first = mailbox({ random: () => 0 }).profile();
    await expect(first).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 120_000 });
    expect(waits).toHaveLength(1);
  });

  it('has callers that were refused together come back apart', async () => {
    await gmail.addFault({ method: 'drafts.create', kind: 'status', status: 429, times: 2 });
    const asked = await Promise.all(
      [0, 1].map((random) =>
        mailbox({ random: () => random })
          .createDraft(rawMail(), null)
          .catch((error: AppError) => error),
      ),
    );
    expect(asked).toEqual([expect.objectContaining({ retryAfterMs: 0 }), expect.objectContaining({ retryAfterMs: 5_000 })]);
    expect(asked).toEqual([expect.objectContaining({ code: 'rate-limited' }), expect.any(AppError)]);
  });

  it.each([
    { kind: 'drop', after: true, sent: 1 },
    { kind: 'drop', after: false, sent: 0 },
    { kind: 'status', status: 500, after: true, sent: 1 },
    { kind: 'status', status: 500, after: false, sent: 0 },
  ] as const)('%#: sends at most once when the answer to drafts.send is lost', async ({ sent, ...fault }) => {
    const draft = await draftOf();
    const before = (await gmail.sent()).length;
    await gmail.addFault({ method: 'drafts.send', ...fault });
    await gmail.quota(true);
    calls = [];
    await expect(mailbox().sendDraft(draft.draftId).catch(codeOf)).resolves.toBe('outcome-unknown');
    expect(calls).toEqual([['drafts.send', 100]]);
    // Nothing below us repeats it either.
    expect((await gmail.quota()).methods['drafts.send']?.calls).toBe(1);
    expect((await gmail.sent()).length - before).toBe(sent);
    // What is left tells what happened.
    expect(await mailbox().getDraft(draft.draftId)).toEqual(
      sent === 1 ? null : expect.objectContaining({ draftId: draft.draftId }),
    );
  });

  it('does not repeat a draft whose making got no answer', async () => {
    const before = (await gmail.messages()).length;
    await gmail.addFault({ method: 'drafts.create', kind: 'drop', after: true });
    await expect(draftOf().catch(codeOf)).resolves.toBe('outcome-unknown');
    expect((await gmail.messages()).length - before).toBe(1);
  });

  it('gives up on a slow answer', async () => {
    await gmail.addFault({ method: '*', kind: 'slow', ms: 2_000, times: 0 });
    await expect(mailbox({ timeoutMs: 30 }).profile().catch(codeOf)).resolves.toBe('timeout');
    await gmail.clearFaults();
    const draft = await draftOf();
    await gmail.addFault({ method: 'drafts.send', kind: 'slow', ms: 500 });
    await expect(mailbox({ timeoutMs: 10 }).sendDraft(draft.draftId).catch(codeOf)).resolves.toBe('outcome-unknown');
  });

  it('tells a draft that is gone from a mail that Gmail refuses, both of which may be a 400', async () => {
    const draft = await draftOf();
    await gmail.addFault({
      method: 'drafts.send',
      kind: 'status',
      status: 400,
      reason: 'invalidArgument',
      message: 'Invalid draft',
    });
    await expect(mailbox().sendDraft(draft.draftId).catch(codeOf)).resolves.toBe('invalid');
    await mailbox().deleteDraft(draft.draftId);
    await gmail.addFault({
      method: 'drafts.send',
      kind: 'status',
      status: 400,
      reason: 'invalidArgument',
      message: 'Invalid draft',
    });
    await expect(mailbox().sendDraft(draft.draftId).catch(codeOf)).resolves.toBe('not-found');
  });

  it('asks for a new consent when the token is refused, and accepts any credential that gives headers', async () => {
    await expect(
      mailbox({ auth: { token: 'wrong' } })
        .profile()
        .catch(codeOf),
    ).resolves.toBe('reauthorise');
    const auth = { getRequestHeaders: async () => new Headers({ authorization: `Bearer ${gmail.accessToken}` }) };
    await expect(mailbox({ auth }).profile()).resolves.toMatchObject({ address: 'contact@ecole.example' });
    const client = new OAuth2Client();
    client.setCredentials({ access_token: gmail.accessToken });
    await expect(mailbox({ auth: client }).profile()).resolves.toMatchObject({ address: 'contact@ecole.example' });
    const revoked = async () => {
      throw Object.assign(new Error('x'), { response: { status: 400, data: { error: 'invalid_grant' } } });
    };
    await expect(
      mailbox({ auth: { getRequestHeaders: revoked } })
        .profile()
        .catch(codeOf),
    ).resolves.toBe('reauthorise');
  });

  it('has not sent anything when the credential could not be renewed', async () => {
    const getRequestHeaders = async () => {
      throw Object.assign(new Error('x'), { cause: { code: 'ECONNRESET' } });
    };
    await expect(mailbox({ auth: { getRequestHeaders } }).sendDraft('r1').catch(codeOf)).resolves.toBe('unavailable');
    expect(calls).toEqual([]);
  });

  it('does not act on another mailbox than the one that is meant', async () => {
    await expect(mailbox({ address: 'someone@else.example' }).profile().catch(codeOf)).resolves.toBe('reauthorise');
    await expect(mailbox({ address: 'contact@ecole.example' }).profile()).resolves.toBeDefined();
  });

  it('makes a label again that a person deleted', async () => {
    const { id } = await gmail.deliver(rawMail());
    const box = mailbox();
    await box.label(id, ['MailGPS/Routed'], []);
    const [labelId] = (await box.fetchRaw(id)).ref.labels.filter((label) => label.startsWith('Label_'));
    const authorization = `Bearer ${gmail.accessToken}`;
    await fetch(`${gmail.url}/gmail/v1/users/me/labels/${labelId}`, { method: 'DELETE', headers: { authorization } });
    await box.label(id, ['MailGPS/Routed'], []);
    const labels = (await box.fetchRaw(id)).ref.labels.filter((label) => label.startsWith('Label_'));
    expect(labels).toHaveLength(1);
    expect(labels[0]).not.toBe(labelId);
  });

  it('lets go of an older watch on another topic', async () => {
    const message = 'Only one user push notification client allowed per developer (call /stop then try again)';
    await gmail.addFault({ method: 'users.watch', kind: 'status', status: 400, message });
    await expect(mailbox().watch('projects/p/topics/t')).resolves.toBeDefined();
    expect(calls.map(([method]) => method)).toEqual(['users.watch', 'users.stop', 'users.watch']);
  });

  it('keeps the watch that stands when a new one is refused for anything else', async () => {
    await gmail.addFault({ method: 'users.watch', kind: 'status', status: 400, message: 'Invalid labelIds' });
    await expect(mailbox().watch('projects/p/topics/t').catch(codeOf)).resolves.toBe('invalid');
    expect(calls.map(([method]) => method)).toEqual(['users.watch']);
  });

  it('counts the quota units that Gmail counts', async () => {
    const { id, threadId, messageId } = await gmail.deliver(rawMail({ Subject: 'Prix' }));
    const box = mailbox();
    const { historyId } = await box.profile();
    await box.label(id, ['MailGPS/Answered'], []);
    await gmail.quota(true);
    calls = [];
    await box.changes(historyId);
    await box.fetchRaw(id);
    const reply = rawMail({
      From: 'contact@ecole.example',
      To: 'zoe@example.org',
      Subject: 'Re: Prix',
      'In-Reply-To': `<${messageId}>`,
    });
    const draft = await box.createDraft(reply, threadId);
    const sent = await box.sendDraft(draft.draftId);
    await box.headersOf(sent.id);
    await box.label(id, ['MailGPS/Answered'], []);
    expect(calls.map(([, units]) => units)).toEqual([2, 60, 10, 100, 20, 5]);
    expect((await gmail.quota()).units).toBe(197);
  });
});

describe('the adapter against something that is no Gmail', () => {
  let server: Server;
  let answer: { status: number; body: string };
  beforeAll(async () => {
    server = createServer((_request, response) =>
      response.writeHead(answer.status, { 'content-type': 'text/html' }).end(answer.body),
    );
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const box = () =>
    createGmailMailbox({
      rootUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      auth: { token: 't' },
      sleep: async () => {},
    });

  it.each([
    [200, '<html>hello</html>', 'unavailable'],
    [502, '<html>bad gateway</html>', 'unavailable'],
    [404, '', 'not-found'],
    [403, '', 'forbidden'],
  ])('%s %s', async (status, body, code) => {
    answer = { status, body };
    const error = await box()
      .profile()
      .catch((reason: unknown) => reason);
    expect(isAppError(error) && error.code).toBe(code);
  });

  it('does not take an answer without an id for a sent mail', async () => {
    answer = { status: 200, body: '<html>hello</html>' };
    const error = await box()
      .sendDraft('r1')
      .catch((reason: unknown) => reason);
    expect(isAppError(error) && error.code).toBe('outcome-unknown');
  });
});

describe('a watch that is refused', () => {
  const of = (status: number, message: string, reason = 'forbidden') =>
    gmailError(failure(status, reason, message), 'users.watch', { changes: false, now: NOW });

  it.each<[number, string, string]>([
    [
      403,
      'Error sending test message to Cloud PubSub projects/p/topics/t : User not authorized to perform this action.',
      'config',
    ],
    [400, 'Error sending test message to Cloud PubSub projects/p/topics/t : Resource not found (resource=t).', 'config'],
    [404, 'Error sending test message to Cloud PubSub projects/p/topics/t : Resource not found (resource=t).', 'config'],
    [400, 'Invalid topicName does not match projects/school/topics/*', 'config'],
    [400, 'Only one user push notification client allowed per developer (call /stop then try again)', 'already-exists'],
    [400, 'Invalid labelIds', 'invalid'],
    [403, 'Not today', 'forbidden'],
  ])('%s %s: %s', (status, message, code) => {
    expect(of(status, message).code).toBe(code);
  });

  it('for want of the right to publish says who must be given it', () => {
    const error = of(403, 'Error sending test message to Cloud PubSub : User not authorized to perform this action.');
    expect(error.message).toContain('gmail-api-push@system.gserviceaccount.com');
    expect(error.message).toContain('roles/pubsub.publisher');
  });

  it('for its rate is told as that', () => {
    expect(of(403, 'Rate Limit Exceeded', 'rateLimitExceeded').code).toBe('rate-limited');
  });
});

import request from 'supertest';
import { markChanged, readMailbox } from '../../server/mail/check-mailbox.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { eml } from '../e2e/support/eml.ts';
import { ADDRESS, PUSH, useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const GMAIL = '/push/gmail';
const WAKE = '/push/wake';
const RECORD = { kind: 'record', id: 'r1' } as const;

function envelope(data: unknown, encoding: 'base64' | 'base64url' = 'base64url'): object {
  const bytes = Buffer.from(JSON.stringify(data));
  return { message: { data: bytes.toString(encoding), messageId: '1', publishTime: 'now' }, subscription: 's' };
}

const push = (path: string, body: object) => it_.call('post', path, body, 'push');
const dirty = async () => (await readMailbox(it_.ctx.store)).dirty;

describe('reads a notification', () => {
  const notification = { emailAddress: ADDRESS, historyId: 7 };
  // In base64 this has +, / and padding; in base64url -, _ and none.
  const odd = { ...notification, more: '\u{10ffff}???>>>~~' };
  test('the two encodings differ on it', () => {
    expect(Buffer.from(JSON.stringify(odd)).toString('base64')).toMatch(/[+/].*=$/);
  });
  test.each<[string, object]>([
    ['in base64url', envelope(odd, 'base64url')],
    ['in base64', envelope(odd, 'base64')],
    ['with an address in other letters', envelope({ ...notification, emailAddress: ` ${ADDRESS.toUpperCase()}` })],
    ['with fields that nobody knows yet', { ...envelope(notification), deliveryAttempt: 3, later: { a: 1 } }],
  ])('%s', async (_name, body) => {
    expect((await push(GMAIL, body)).status).toBe(204);
    expect(await dirty()).toBe(true);
  });

  test('whose id is the very cursor we stored, older, or far ahead: the id is never looked at', async () => {
    const { cursor } = await readMailbox(it_.ctx.store);
    for (const historyId of [cursor, '1', '99999999999999999999']) {
      const id = it_.mailbox.deliver(eml({ subject: `hours after ${historyId}` }));
      expect((await push(GMAIL, envelope({ emailAddress: ADDRESS, historyId }))).status).toBe(204);
      expect(await dirty()).toBe(true);
      expect((await push(WAKE, envelope({ kind: 'mailbox', id: 'shared' }))).status).toBe(204);
      expect(await dirty()).toBe(false);
      expect((await it_.record(id)).state).toBe('received');
    }
  });
});

test.each<[string, object]>([
  ['a message of attributes alone', { message: { attributes: { a: 'b' }, messageId: '1' }, subscription: 's' }],
  ['data that is not base64 at all', { message: { data: '{"emailAddress":' } }],
  ['data that is a list', { message: { data: [1, 2] } }],
  ['an empty notification', envelope({})],
  ['null', envelope(null)],
])('acknowledges and drops on both ways: %s', async (_name, body) => {
  expect((await push(GMAIL, body)).status).toBe(204);
  expect((await push(WAKE, body)).status).toBe(204);
  expect(await dirty()).toBe(false);
  expect(it_.counted['pushes-dropped']).toBe(2);
});

describe.each([GMAIL, WAKE])('%s lets in Pub/Sub alone', (path) => {
  const good = { sub: '1', email: PUSH.account, email_verified: true, aud: PUSH.audience };
  test.each<[string, Partial<typeof good>, string | undefined]>([
    ['of another issuer', {}, 'https://accounts.example'],
    ['for another audience', { aud: 'https://elsewhere.example/push/gmail' }, undefined],
    ['of another account', { email: 'other@project.iam.gserviceaccount.com' }, undefined],
    ['of an address that is not verified', { email_verified: false }, undefined],
  ])('not with a token %s', async (_name, change, from) => {
    const before = await it_.call('post', path, envelope({ emailAddress: ADDRESS, historyId: 7 }), null);
    expect(before.status).toBe(401);
    it_.tokens.push = await it_.issuer.sign({ ...good, ...change }, from === undefined ? {} : { issuer: from });
    const delivered = jest.fn(async () => undefined);
    it_.wake.deliver = delivered;
    for (const body of [envelope({ emailAddress: ADDRESS, historyId: 7 }), envelope(RECORD)]) {
      expect((await push(path, body)).status).toBe(401);
    }
    expect(await dirty()).toBe(false);
    expect(delivered).not.toHaveBeenCalled();
  });
});

test.each([GMAIL, WAKE])('%s reads nothing before it knows who calls', async (path) => {
  const made = request(it_.app).post(path).set('content-type', 'application/json');
  expect((await made.send('{"message":')).status).toBe(401);
  expect(it_.counted['pushes-dropped']).toBeUndefined();
});

describe('a Gmail notification', () => {
  test('is acknowledged only once its wake-up is out', async () => {
    const order: string[] = [];
    it_.wake.wake = async (call) => {
      await new Promise(setImmediate);
      order.push(call.kind);
    };
    await push(GMAIL, envelope({ emailAddress: ADDRESS, historyId: 7 }));
    order.push('answered');
    expect(order).toEqual(['mailbox', 'answered']);
  });

  test('whose wake-up is lost is acknowledged all the same: the mark stands', async () => {
    it_.wake.wake = () => Promise.reject(new AppError('unavailable', 'Pub/Sub is away.'));
    expect((await push(GMAIL, envelope({ emailAddress: ADDRESS, historyId: 7 }))).status).toBe(204);
    expect(await dirty()).toBe(true);
    expect(it_.logged.map(({ fields }) => fields.step)).toContain('wake mailbox');
  });
});

describe('a wake-up whose work fails', () => {
  test.each<[ErrorCode, number]>([
    ['unavailable', 503],
    ['timeout', 503],
    ['rate-limited', 503],
    ['conflict', 503],
    ['internal', 503],
    ['store-newer', 503],
    ['reauthorise', 204],
    ['forbidden', 204],
    ['not-found', 204],
    ['invalid', 204],
    ['illegal-state', 204],
  ])('with %s is answered %i', async (code, status) => {
    it_.wake.deliver = () => Promise.reject(new AppError(code, 'It failed.'));
    expect((await push(WAKE, envelope(RECORD))).status).toBe(status);
  });

  test('unexpectedly is delivered again, and its cause is not told', async () => {
    it_.wake.deliver = () => Promise.reject(new Error(`secret of ${ADDRESS}`));
    const answer = await push(WAKE, envelope(RECORD));
    expect(answer.status).toBe(503);
    expect(answer.text).not.toContain('secret');
  });

  test('succeeds when it is delivered again', async () => {
    const id = it_.mailbox.deliver(eml({ subject: 'hours again' }));
    await push(WAKE, envelope({ kind: 'mailbox', id: 'shared' }));
    const { deliver } = it_.wake;
    it_.wake.deliver = () => Promise.reject(new AppError('unavailable', 'The store is away.'));
    expect((await push(WAKE, envelope({ kind: 'record', id }))).status).toBe(503);
    it_.wake.deliver = deliver;
    expect((await push(WAKE, envelope({ kind: 'record', id }))).status).toBe(204);
    expect((await it_.record(id)).state).toBe('suggested');
  });
});

test('a store that is down is no acknowledgement', async () => {
  await it_.ctx.store.close();
  expect((await push(WAKE, envelope(RECORD))).status).toBe(503);
  expect((await push(WAKE, envelope({ kind: 'mailbox', id: 'shared' }))).status).toBe(503);
});

test('a mail that can never be handled is acknowledged, recorded as failed and told', async () => {
  const told: unknown[] = [];
  it_.ctx.alert = (cause, detail) => void told.push([cause, detail]);
  const id = it_.mailbox.deliver(eml({ subject: 'hours never' }));
  await push(WAKE, envelope({ kind: 'mailbox', id: 'shared' }));
  it_.ctx.mailbox.fetchRaw = () => Promise.reject(new AppError('forbidden', 'Gmail refuses this mail.'));
  expect((await push(WAKE, envelope({ kind: 'record', id }))).status).toBe(204);
  expect((await it_.record(id)).state).toBe('failed');
  expect(told).toEqual([['mail-failed', { recordId: id }]]);
});

test('a mailbox that asks for new consent is acknowledged, told, and stays marked', async () => {
  const told: unknown[] = [];
  it_.ctx.alert = (cause) => void told.push(cause);
  await markChanged(it_.ctx);
  it_.ctx.mailbox.changes = () => Promise.reject(new AppError('reauthorise', 'Consent was withdrawn.'));
  const before = (await readMailbox(it_.ctx.store)).cursor;
  expect((await push(WAKE, envelope({ kind: 'mailbox', id: 'shared' }))).status).toBe(204);
  expect(await readMailbox(it_.ctx.store)).toMatchObject({ dirty: true, reauthorise: true, cursor: before });
  expect(told).toEqual(['reauthorise']);
});

test('a mail that fails for now is acknowledged and waits in the store for its next attempt', async () => {
  const id = it_.mailbox.deliver(eml({ subject: 'hours later' }));
  await push(WAKE, envelope({ kind: 'mailbox', id: 'shared' }));
  it_.ctx.mailbox.fetchRaw = () => Promise.reject(new AppError('unavailable', 'Gmail is away.'));
  expect((await push(WAKE, envelope({ kind: 'record', id }))).status).toBe(204);
  const record = await it_.record(id);
  expect(record.state).toBe('received');
  expect(record.nextAttemptAt).toBeGreaterThan(it_.clock.now());
});

test('whoever changes or starts something is answered once the workers it woke are told; who only looks is not kept', async () => {
  const id = it_.mailbox.deliver(eml({ subject: 'hours to close' }));
  await push(WAKE, envelope({ kind: 'mailbox', id: 'shared' }));
  await push(WAKE, envelope({ kind: 'record', id }));
  let told = 0;
  it_.wake.settled = async () => {
    await new Promise(setImmediate);
    told += 1;
  };
  const { revision } = (await it_.get(`/api/mails/${id}`)).body;
  expect(told).toBe(0);
  expect((await it_.post(`/api/mails/${id}/done`, { revision })).status).toBe(200);
  expect(told).toBe(1);
  expect((await it_.call('post', '/jobs/tick', undefined, 'scheduler')).status).toBe(204);
  expect((await it_.call('post', '/jobs/purge', undefined, 'scheduler')).status).toBe(200);
  expect(told).toBe(3);
});

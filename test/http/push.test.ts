import request from 'supertest';
import { readMailbox } from '../../server/mail/check-mailbox.ts';
import { coalesced } from '../../server/mail/coalesced.ts';
import { eml } from '../e2e/support/eml.ts';
import { ADDRESS, type As, useInstallation } from './support/installation.ts';

const it_ = useInstallation();

function envelope(data: unknown): object {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return { message: { data: Buffer.from(text).toString('base64url'), messageId: '1', publishTime: 'now' }, subscription: 's' };
}

const push = (body: object, as: As = 'push', path = '/push/gmail') => it_.call('post', path, body, as);
const dirty = async () => (await readMailbox(it_.ctx.store)).dirty;

test.each([
  ['a history id as a number', 12345],
  ['a history id as a string of more digits than a number holds', '123456789012345678901'],
])('marks the mailbox durably, wakes a worker and answers 204: %s', async (_name, historyId) => {
  const answer = await push(envelope({ emailAddress: ADDRESS.toUpperCase(), historyId }));
  expect(answer.status).toBe(204);
  expect(answer.text).toBe('');
  expect(await dirty()).toBe(true);
  expect(it_.woken).toEqual([{ kind: 'mailbox', id: 'shared' }]);
});

test.each<[string, object]>([
  ['another mailbox', envelope({ emailAddress: 'other@ecole.example', historyId: 1 })],
  ['data that is no JSON', envelope('{')],
  ['data without a history id', envelope({ emailAddress: ADDRESS })],
  ['an envelope without a message', { subscription: 's' }],
  ['an array', []],
])('acknowledges and drops, once the token is good: %s', async (_name, body) => {
  const answer = await push(body);
  expect(answer.status).toBe(204);
  expect(await dirty()).toBe(false);
  expect(it_.woken).toEqual([]);
  expect(it_.counted['pushes-dropped']).toBe(1);
});

test('acknowledges a body that is not JSON at all', async () => {
  const made = request(it_.app).post('/push/gmail').set('authorization', `Bearer ${it_.tokens.push}`);
  const answer = await made.set('content-type', 'application/json').send('{"message":');
  expect(answer.status).toBe(204);
  expect(await dirty()).toBe(false);
});

test.each<[string, As]>([
  ['no token', null],
  ['a person’s token', 'admin'],
  ['the scheduler’s token', 'scheduler'],
])('refuses %s with 401 and does nothing', async (_name, as) => {
  const answer = await push(envelope({ emailAddress: ADDRESS, historyId: 1 }), as);
  expect(answer.status).toBe(401);
  expect(answer.type).toBe('application/problem+json');
  expect(answer.headers['www-authenticate']).toBe('Bearer');
  expect(await dirty()).toBe(false);
});

test('refuses cheaply what no push looks like, before the token is looked at', async () => {
  const bare = request(it_.app).post('/push/gmail');
  expect((await bare.set('content-type', 'text/plain').send('x')).body).toMatchObject({ code: 'invalid' });
  expect((await it_.call('get', '/push/gmail', undefined, 'push')).status).toBe(405);
  const large = await request(it_.app)
    .post('/push/gmail')
    .send({ x: 'x'.repeat(70_000) });
  expect(large.body).toMatchObject({ code: 'too-large', status: 413 });
});

test('a store that cannot be written to is no acknowledgement', async () => {
  await it_.ctx.store.close();
  const answer = await push(envelope({ emailAddress: ADDRESS, historyId: 1 }));
  expect(answer.status).toBe(503);
});

test('a hundred pushes at once mark the mailbox and cost a few wake-ups', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => push(envelope({ emailAddress: ADDRESS, historyId: 7 }))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  expect(await dirty()).toBe(true);
  expect(it_.counted.pushes).toBe(100);
  expect(it_.woken.length).toBeLessThan(100);
});

test('a call that comes while one runs is followed by a run of its own', async () => {
  const order: string[] = [];
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let runs = 0;
  const mark = coalesced(async () => {
    const n = ++runs;
    order.push(`begin ${n}`);
    if (n === 1) await gate;
    order.push(`end ${n}`);
  });
  const first = mark();
  const others = [mark(), mark(), mark()];
  release();
  await Promise.all([first, ...others]);
  expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  await mark();
  expect(runs).toBe(3);
});

test('a run that fails is told to whoever waited for it, and the next begins anew', async () => {
  let runs = 0;
  const mark = coalesced(async () => {
    if (++runs === 1) throw new Error('store away');
  });
  const first = mark();
  const second = mark();
  await expect(first).rejects.toThrow('store away');
  await expect(second).resolves.toBeUndefined();
  await expect(mark()).resolves.toBeUndefined();
});

test('a wake-up by Pub/Sub does its work within the request', async () => {
  const id = it_.mailbox.deliver(eml({ subject: 'hours by wake' }));
  expect((await push(envelope({ kind: 'mailbox', id: 'shared' }), 'push', '/push/wake')).status).toBe(204);
  expect((await it_.record(id)).state).toBe('received');
  expect((await push(envelope({ kind: 'record', id }), 'push', '/push/wake')).status).toBe(204);
  expect((await it_.record(id)).state).toBe('suggested');
  expect((await push(envelope({ kind: 'nonsense', id }), 'push', '/push/wake')).status).toBe(204);
  expect((await push(envelope({ kind: 'record', id: 'unknown' }), 'push', '/push/wake')).status).toBe(204);
});

test('the scheduler ticks and runs jobs by name; so may an admin by hand, and nobody else', async () => {
  expect((await it_.call('post', '/jobs/tick', undefined, 'scheduler')).status).toBe(204);
  expect((await it_.call('post', '/jobs/purge', undefined, 'admin')).body).toMatchObject({ job: 'purge' });
  expect((await it_.call('post', '/jobs/nothing', undefined, 'scheduler')).status).toBe(404);
  expect((await it_.call('post', '/jobs/tick', undefined, 'staff')).status).toBe(403);
  expect((await it_.call('post', '/jobs/tick', undefined, 'push')).status).toBe(401);
  expect(it_.jobsRun).toEqual(['tick', 'purge']);
});

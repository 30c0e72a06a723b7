import { jobsOf } from '../../server/jobs/jobs.ts';
import { checkMailbox } from '../../server/mail/check-mailbox.ts';
import { bodies, claims, effects, records, threads, tombstones } from '../../server/store/collections.ts';
import { beginSession, makeLink, SESSION_MS, sessions } from '../../server/store/sessions.ts';
import { listUsers } from '../../server/store/users.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { useInstallation } from '../http/support/installation.ts';

const it_ = useInstallation({ settings: { retention: { bodyDays: 10, recordDays: 30 } } });

const purge = async () => jobsOf(1).purge?.run(it_.ctx);
const stored = async (id: string) => ({
  record: (await records.get(it_.ctx.store, id)) !== null,
  body: (await bodies.get(it_.ctx.store, id)) !== null,
  effect: (await effects.get(it_.ctx.store, `${id}.reply.1`)) !== null,
  tombstone: (await tombstones.get(it_.ctx.store, it_.ctx.reserve.hash(id))) !== null,
});
const whole = { record: true, body: true, effect: true, tombstone: false };

test('each kind is kept as long as the settings say: the words of a mail, then all of it but the trace that it was', async () => {
  const old = await it_.take({ subject: 'fees', from: 'a@people.example' });
  it_.clock.advance(9 * DAY_MS);
  await purge();
  expect(await stored(old)).toEqual(whole);

  it_.clock.advance(1 * DAY_MS);
  const later = await it_.take({ subject: 'fees', from: 'b@people.example' });
  await purge();
  expect(await stored(old)).toEqual({ ...whole, body: false });
  expect(await stored(later)).toEqual(whole);

  it_.clock.advance(20 * DAY_MS);
  await purge();
  expect(await stored(old)).toEqual({ record: false, body: false, effect: false, tombstone: true });
  expect(await stored(later)).toEqual({ ...whole, body: false });
});

test('a shorter time counts at once for records, and for the words of mail that comes afterwards', async () => {
  const before = await it_.take({ subject: 'hours', from: 'a@people.example' });
  const { revision } = (await it_.get('/api/settings')).body;
  const retention = { bodyDays: 2, recordDays: 5 };
  expect((await it_.call('patch', '/api/settings', { revision, retention }, 'staff')).status).toBe(403);
  expect((await it_.call('patch', '/api/settings', { revision, retention }, 'admin')).status).toBe(200);
  const after = await it_.take({ subject: 'hours', from: 'b@people.example' });
  it_.clock.advance(3 * DAY_MS);
  await purge();
  expect([(await stored(before)).body, (await stored(after)).body]).toEqual([true, false]);
  it_.clock.advance(2 * DAY_MS);
  await purge();
  expect([(await stored(before)).record, (await stored(after)).record]).toEqual([false, false]);
});

test('who answered a mail, and when somebody wrote in its conversation, is forgotten after 400 days, counted anew with each reply', async () => {
  const { store, reserve } = it_.ctx;
  const old = await it_.take({ subject: 'fees', from: 'a@people.example' });
  await it_.sendDue(`${old}.reply.1`);
  const { threadId } = await it_.record(old);
  const claimed = `reply:${(await it_.record(old)).mailKey}`;
  const kept = async () => [(await claims.get(store, claimed)) !== null, (await threads.get(store, threadId)) !== null];
  it_.clock.advance(399 * DAY_MS);
  await purge();
  expect(await kept()).toEqual([true, true]);
  it_.mailbox.writeByHand(threadId);
  await checkMailbox(it_.ctx);
  it_.clock.advance(2 * DAY_MS);
  await purge();
  expect(await kept()).toEqual([false, true]);
  it_.clock.advance(400 * DAY_MS);
  await purge();
  expect(await kept()).toEqual([false, false]);
  expect(await reserve.isErased(store, old)).toBe(true);
});

test('sessions and links that are over are deleted, others are not', async () => {
  const { store, now } = it_.ctx;
  const [user] = await listUsers(store);
  if (!user) throw new Error('Nobody is here.');
  await beginSession(store, user, now());
  await makeLink(store, 'admin', now());
  it_.clock.advance(SESSION_MS - 1);
  await beginSession(store, user, now());
  it_.clock.advance(1);
  await purge();
  expect((await sessions.query(store, { limit: 10 })).items).toHaveLength(1);
  expect((await store.query('signin-links', { limit: 10 })).items).toEqual([]);
});

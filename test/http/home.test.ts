import type { z } from 'zod';
import { records } from '../../server/store/collections.ts';
import { HomeView } from '../../shared/api.ts';
import { newRecord } from '../../shared/record.ts';
import { NOW } from '../mail/support/render-fixtures.ts';
import { type Counted, countedStore } from '../support/counted-store.ts';
import { ADDON, ADDRESS, type As, useInstallation } from './support/installation.ts';

const HOUR = 3_600_000;

const it_ = useInstallation();

async function home(query = '', as?: As): Promise<z.output<typeof HomeView>> {
  const { status, body } = await it_.get(`/api/home${query}`, as);
  expect(status).toBe(200);
  expect(HomeView.parse(body)).toEqual(body);
  return body;
}
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);
/** A mail from somebody of their own, so that no two have to do with each other. */
let people = 0;
const take = (subject: string, from = `p${++people}@people.example`, headers: { inReplyTo?: string } = {}) =>
  it_.take({
    subject,
    from: `P <${from}>`,
    ...(headers.inReplyTo
      ? {
          headers: [
            'Authentication-Results: mx.google.com; dmarc=pass header.from=people.example',
            `In-Reply-To: <${headers.inReplyTo}>`,
          ],
        }
      : {}),
  });
async function answered(): Promise<string> {
  const id = await take('fees question');
  await it_.sendDue(`${id}.reply.1`);
  return id;
}

test('of an empty installation: who I am, the switches, and noughts', async () => {
  expect(await home('?lang=fr')).toEqual({
    at: NOW,
    me: { id: expect.any(String), name: 'staff', address: 'staff@ecole.example', role: 'staff' },
    mailbox: ADDRESS,
    revision: 1,
    autoMode: true,
    autoModeSince: NOW - 1000,
    held: 0,
    categories: [
      { id: 'fees', name: 'fees (fr)', mode: 'automatic', held: 0 },
      { id: 'hours', name: 'hours (fr)', mode: 'rehearsal', held: 0 },
      { id: 'course', name: 'course (fr)', mode: 'rehearsal', held: 0 },
      { id: 'visa', name: 'visa (fr)', mode: 'automatic', held: 0 },
      { id: 'none', name: 'none (fr)', mode: 'rehearsal', held: 0 },
    ],
    waiting: { total: 0, items: [] },
    sentToday: { total: 0, items: [] },
    today: { received: 0, automatic: 0, byStaff: 0, routed: 0, ignored: 0, failed: 0 },
  });
  expect(await home('?lang=en', 'admin')).toMatchObject({
    me: { role: 'admin' },
    categories: expect.arrayContaining([expect.objectContaining({ name: 'fees (en)' })]),
  });
});

describe('what waits for a person', () => {
  test('what follows an automatic reply first, then the oldest; in words of the reader', async () => {
    const old = await take('hours first');
    const replied = await answered();
    const young = await take('hours second');
    const { messageId } = (await it_.record(replied)).reply ?? { messageId: '' };
    it_.clock.advance(HOUR);
    const after = await take('hours again', 'p9@people.example', { inReplyTo: messageId });
    const { waiting } = await home('?lang=en');
    expect(waiting.total).toBe(3);
    expect(waiting.items.map(({ id, followsUp }) => [id, followsUp])).toEqual([
      [after, true],
      [old, false],
      [young, false],
    ]);
    expect(waiting.items[0]).toMatchObject({ stateText: 'To answer', category: { name: 'hours (en)' } });
    // Done with, it is there no more: nothing is remembered.
    await it_.post(`/api/mails/${after}/done`, { revision: (await it_.record(after)).revision });
    expect(ids((await home()).waiting.items)).toEqual([old, young]);
  });

  test('a mail for which no automatic reply was ever thought of counts as well, and one stored before that was noted', async () => {
    const replied = await answered();
    const { messageId } = (await it_.record(replied)).reply ?? { messageId: '' };
    const complaint = await take('none complaint', 'p9@people.example', { inReplyTo: messageId });
    expect((await it_.record(complaint)).decision?.reasons).not.toContain('follow-up');
    expect((await home()).waiting.items).toMatchObject([{ id: complaint, followsUp: true }]);
    const after = await take('fees again', 'p9@people.example', { inReplyTo: messageId });
    const { followsUp: _, ...old } = await it_.record(after);
    expect(old.decision?.reasons).toContain('follow-up');
    await it_.ctx.store.transaction(async (tx) => records.set(tx, after, old));
    expect((await home()).waiting.items.map(({ followsUp }) => followsUp)).toEqual([true, true]);
  });

  test('names who is on it, read once for all', async () => {
    const one = await take('hours first');
    const two = await take('hours second');
    for (const id of [one, two]) {
      await it_.post(`/api/mails/${id}/assign`, { revision: (await it_.record(id)).revision, personId: 'me' });
    }
    const { waiting } = await home();
    expect(waiting.items.map(({ assignee }) => assignee?.name)).toEqual(['staff', 'staff']);
  });
});

describe('what left by itself today', () => {
  test('replies and forwards, the newest first, as long as the day lasts', async () => {
    const reply = await take('fees question');
    const forward = await take('visa question');
    const byStaff = await take('hours question');
    await it_.post(`/api/mails/${byStaff}/reply`, { revision: (await it_.record(byStaff)).revision });
    expect(await home()).toMatchObject({ held: 2, sentToday: { total: 0 } });
    await it_.sendDue(`${reply}.reply.1`);
    await it_.sendDue(`${forward}.forward.1`);
    const { sentToday, held } = await home();
    expect(held).toBe(0);
    expect(sentToday.total).toBe(2);
    expect(ids(sentToday.items)).toEqual([forward, reply]);
    expect(sentToday.items[1]).toMatchObject({ state: 'replied', delivery: { state: 'accepted' } });
    // Marked as wrong, it has left all the same.
    await it_.post(`/api/mails/${reply}/wrong`, { revision: (await it_.record(reply)).revision });
    expect(ids((await home()).sentToday.items)).toEqual([forward, reply]);
    it_.clock.advance(24 * HOUR);
    expect(await home()).toMatchObject({ sentToday: { total: 0, items: [] } });
  });

  test('a day is one of the school’s time zone: in Paris it begins at 23:00 UTC', async () => {
    const before = await answered();
    it_.clock.advance(Date.UTC(2026, 10, 23, 22, 59, 59) - it_.clock.now());
    expect(ids((await home()).sentToday.items)).toEqual([before]);
    expect((await home()).today.received).toBe(1);
    it_.clock.advance(1000);
    expect(await home()).toMatchObject({ sentToday: { total: 0 }, today: { received: 0, automatic: 0 } });
  });
});

test('the figures are of the mails that came today, by what became of them', async () => {
  await answered();
  await take('visa complaint');
  const byStaff = await take('hours question');
  await it_.post(`/api/mails/${byStaff}/reply`, { revision: (await it_.record(byStaff)).revision });
  const outside = await take('hours other');
  it_.mailbox.writeByHand((await it_.record(outside)).threadId);
  await it_.ctx.catchUp();
  const done = await take('hours third');
  await it_.post(`/api/mails/${done}/done`, { revision: (await it_.record(done)).revision });
  const { today } = await home();
  expect(today).toEqual({ received: 5, automatic: 1, byStaff: 2, routed: 1, ignored: 1, failed: 0 });
});

test('an admin’s switch and a person’s action are seen at once', async () => {
  const held = await take('fees question');
  await take('fees other');
  expect(await home()).toMatchObject({
    held: 2,
    categories: expect.arrayContaining([expect.objectContaining({ id: 'fees', held: 2 })]),
  });
  await it_.post(`/api/mails/${held}/cancel`, { revision: (await it_.record(held)).revision });
  const before = await home();
  expect(before).toMatchObject({ held: 1, waiting: { total: 1 } });
  await it_.call('patch', '/api/settings', { revision: before.revision, autoMode: false }, 'admin');
  expect(await home()).toMatchObject({
    revision: before.revision + 1,
    autoMode: false,
    autoModeSince: null,
    held: 0,
    waiting: { total: 2 },
  });
});

test('ten of each at most, and the same reads for a thousand mails as for fifty', async () => {
  const fill = (from: number, until: number) =>
    it_.ctx.store.transaction(async (tx) => {
      for (let n = from; n < until; n++) {
        const id = `${n}`.padStart(16, '0');
        const record = newRecord({ id, threadId: id }, NOW - n * 1000);
        const fields = {
          state: 'suggested',
          waiting: true,
          automaticAt: NOW + n,
          ...(n % 2 ? { followsUp: true as const } : {}),
        } as const;
        records.set(tx, id, { ...record, ...fields, assigneeId: 'marie' });
      }
    });
  const reads = async (): Promise<number> => {
    const counted: Counted = { reads: 0, writes: 0, deletes: 0 };
    const { store } = it_.ctx;
    it_.ctx.store = countedStore(store, counted);
    const { waiting, sentToday } = await home();
    it_.ctx.store = store;
    expect([waiting.items.length, sentToday.items.length]).toEqual([10, 10]);
    expect(waiting.total).toBe(sentToday.total);
    return counted.reads;
  };
  await home();
  await fill(0, 50);
  const few = await reads();
  await fill(50, 1000);
  expect((await home()).waiting.total).toBe(1000);
  expect(await reads()).toBe(few);
  // As Firestore bills it (countedStore): three pages of ten and one to know of more, and counts at one each.
  expect(few).toBeLessThanOrEqual(60);
});

describe('is refused to', () => {
  const human = { sub: 'sub-staff', email: 'staff@ecole.example', email_verified: true, hd: 'ecole.example', aud: ADDON };
  const ask = async (claims: object) => {
    const token = await it_.issuer.sign({ ...human, ...claims });
    it_.tokens.stranger = token;
    return it_.get('/api/home', 'stranger');
  };

  test.each<[string, object, number]>([
    ['a token for somebody else', { aud: 'other.apps.googleusercontent.com' }, 401],
    ['an address that Google has not verified', { email_verified: false }, 401],
    ['an account of another domain', { hd: 'elsewhere.example' }, 403],
    ['an account of no domain', { hd: undefined }, 403],
    ['somebody of the school without a role', { sub: 'new', email: 'new@ecole.example' }, 403],
  ])('%s', async (_name, claims, status) => {
    const refused = await ask(claims);
    expect(refused.status).toBe(status);
    expect(refused.type).toBe('application/problem+json');
    expect(refused.body.waiting).toBeUndefined();
  });

  test('and given to whoever has one', async () => {
    expect((await ask({})).status).toBe(200);
    expect((await it_.get('/api/home', null)).status).toBe(401);
  });
});

import { createJobs, jobsOf } from '../../server/jobs/jobs.ts';
import { freeFromWrongClock } from '../../server/jobs/wrong-clock.ts';
import { changeMailbox, checkMailbox, readMailbox } from '../../server/mail/check-mailbox.ts';
import { type Context, MAILBOX_ID } from '../../server/mail/context.ts';
import { handleMail } from '../../server/mail/handle-mail.ts';
import { sendEffect } from '../../server/mail/send-effect.ts';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { effects, records } from '../../server/store/collections.ts';
import { AppError } from '../../shared/errors.ts';
import { eml } from '../e2e/support/eml.ts';
import { useInstallation } from '../http/support/installation.ts';

/** Promise 1: the cursor moves only after every new mail is durably recorded, and no page is skipped. */
const it_ = useInstallation();

const cursor = async () => (await readMailbox(it_.ctx.store)).cursor;
const recorded = async (ids: readonly string[]) =>
  (await Promise.all(ids.map((id) => records.get(it_.ctx.store, id)))).filter((found) => found !== null).length;
const arrive = (n: number) => Array.from({ length: n }, () => it_.mailbox.deliver(eml({ subject: 'hours question' })));

/** The same mailbox, answering in another way. */
function answering(change: Partial<Mailbox>): Context {
  return { ...it_.ctx, mailbox: { ...it_.mailbox, ...change } };
}

/** Pages of two, as Gmail numbers them: every page carries the same newest history id. `failAt` is the page that fails. */
function inPages(failAt: number | null = null): Partial<Mailbox> {
  return {
    changes: async (since, page) => {
      const whole = await it_.mailbox.changes(since);
      const at = Number(page ?? 0);
      if (at === failAt) throw new AppError('unavailable', 'No such page today.');
      const nextPage = at + 2 < whole.added.length ? String(at + 2) : null;
      return { ...whole, added: whole.added.slice(at, at + 2), nextPage };
    },
  };
}

const tooOld: Partial<Mailbox> = {
  changes: async () => {
    throw new AppError('cursor-too-old', 'The history id is too old.');
  },
};

test('every page is read, and the cursor then stands at the newest', async () => {
  const ids = arrive(7);
  await checkMailbox(answering(inPages()));
  expect(await recorded(ids)).toBe(7);
  expect(await cursor()).toBe((await it_.mailbox.profile()).historyId);
});

test('a page that fails leaves the cursor, and what was recorded before it is not recorded twice', async () => {
  const before = await cursor();
  const ids = arrive(5);
  await expect(checkMailbox(answering(inPages(2)))).rejects.toThrow('No such page');
  expect([await cursor(), await recorded(ids)]).toEqual([before, 2]);
  await checkMailbox(answering(inPages()));
  expect(await recorded(ids)).toBe(5);
  expect(it_.woken.filter(({ kind }) => kind === 'record')).toHaveLength(5);
});

test('a page that comes again and again ends the pass, and holds the cursor back', async () => {
  const before = await cursor();
  const ids = arrive(3);
  const circling: Partial<Mailbox> = {
    changes: async (since) => ({ ...(await it_.mailbox.changes(since)), nextPage: 'the same' }),
  };
  await expect(checkMailbox(answering(circling))).rejects.toMatchObject({ code: 'unavailable' });
  expect(await cursor()).toBe(before);
  const listing: Partial<Mailbox> = {
    ...tooOld,
    listSince: async (since) => ({ ...(await it_.mailbox.listSince(since)), nextPage: 'the same' }),
  };
  await expect(checkMailbox(answering(listing))).rejects.toMatchObject({ code: 'unavailable' });
  await checkMailbox(it_.ctx);
  expect(await recorded(ids)).toBe(3);
});

test('what cannot be recorded holds the cursor back', async () => {
  const before = await cursor();
  const [id = ''] = arrive(1);
  const full: Context = {
    ...it_.ctx,
    reserve: {
      ...it_.ctx.reserve,
      isErased: async () => {
        throw new AppError('unavailable', 'The store is full.');
      },
    },
  };
  await expect(checkMailbox(full)).rejects.toThrow('full');
  expect(await cursor()).toBe(before);
  await checkMailbox(it_.ctx);
  expect(await recorded([id])).toBe(1);
});

test('a resync takes the newest history id before it lists: what comes meanwhile is found afterwards', async () => {
  const [id = ''] = arrive(1);
  let late = '';
  const meanwhile: Partial<Mailbox> = {
    ...tooOld,
    listSince: async (since) => {
      const listed = await it_.mailbox.listSince(since);
      [late = ''] = arrive(1);
      return listed;
    },
  };
  await checkMailbox(answering(meanwhile));
  expect(await recorded([id, late])).toBe(1);
  await checkMailbox(it_.ctx);
  expect(await recorded([id, late])).toBe(2);
});

test('a resync reads every page, from before the last success on', async () => {
  const ids = arrive(5);
  const asked: number[] = [];
  const pages: Partial<Mailbox> = {
    ...tooOld,
    listSince: async (since, page) => {
      asked.push(since);
      const { refs } = await it_.mailbox.listSince(since);
      const at = Number(page ?? 0);
      return { refs: refs.slice(at, at + 2), nextPage: at + 2 < refs.length ? String(at + 2) : null };
    },
  };
  await checkMailbox(answering(pages));
  expect(await recorded(ids)).toBe(5);
  expect(Math.max(...asked)).toBeLessThan(it_.clock.now());
});

const HOUR = 3_600_000;
test.each([
  ['that is five hours ahead', 5 * HOUR, 5 * HOUR],
  ['that was years ahead and is right again', 30_000 * HOUR, 0],
])('a resync by a clock %s finds what came', async (_what, before, after) => {
  await checkMailbox({ ...it_.ctx, now: () => it_.clock.now() + before });
  const ids = arrive(2);
  it_.clock.advance(60_000);
  await checkMailbox({ ...answering(tooOld), now: () => it_.clock.now() + after });
  expect(await recorded(ids)).toBe(2);
});

test('what was erased is not brought back by a resync', async () => {
  const [id = ''] = arrive(1);
  await it_.ctx.store.transaction(async (tx) => it_.ctx.reserve.erase(tx, id, it_.clock.now()));
  await checkMailbox(answering(tooOld));
  expect(await recorded([id])).toBe(0);
});

test('a check that finds another at work marks the mailbox, and the other sees to it that a look follows', async () => {
  const [first = ''] = arrive(1);
  let late = '';
  const slow: Partial<Mailbox> = {
    changes: async (since) => {
      const found = await it_.mailbox.changes(since);
      if (late === '') {
        [late = ''] = arrive(1);
        expect(await checkMailbox({ ...it_.ctx, worker: 'another' })).toMatchObject({ busy: true });
      }
      return found;
    },
  };
  await checkMailbox(answering(slow));
  expect(await recorded([first, late])).toBe(1);
  expect(it_.woken).toContainEqual({ kind: 'mailbox', id: MAILBOX_ID });
  await checkMailbox(it_.ctx);
  expect(await recorded([first, late])).toBe(2);
});

test.each([5, 30_000])('what a clock %i hours ahead has recorded or claimed does not wait for that time', async (hours) => {
  const [fresh = '', claimed = ''] = arrive(2);
  await checkMailbox({ ...it_.ctx, now: () => it_.clock.now() + hours * HOUR });
  await it_.ctx.store.transaction(async (tx) => {
    const record = (await records.get(tx, claimed))?.data;
    const until = it_.clock.now() + hours * HOUR + 120_000;
    if (record) records.set(tx, claimed, { ...record, attempts: 1, lease: { owner: 'gone', until }, nextAttemptAt: until });
  });
  await freeFromWrongClock(it_.ctx);
  for (const id of [fresh, claimed]) expect(await handleMail(it_.ctx, id)).toBe(true);
});

test('a reply that such a clock has claimed is sent by the next, once', async () => {
  const id = `${await it_.take({ subject: 'fees question' })}.reply.1`;
  it_.clock.advance(60_000);
  await it_.ctx.store.transaction(async (tx) => {
    const effect = (await effects.get(tx, id))?.data;
    const until = it_.clock.now() + 5 * HOUR;
    if (effect) effects.set(tx, id, { ...effect, attempts: 1, lease: { owner: 'gone', until }, nextAttemptAt: until });
  });
  await sendEffect(it_.ctx, id);
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
  await freeFromWrongClock(it_.ctx);
  await sendEffect(it_.ctx, id);
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});

test('a long hold, and a wait that the mailbox asked for, are left alone', async () => {
  const id = await it_.take({ subject: 'fees question' });
  const until = it_.clock.now() + 9 * 24 * HOUR;
  const [waiting = ''] = arrive(1);
  await checkMailbox(it_.ctx);
  await it_.ctx.store.transaction(async (tx) => {
    const [effect, record] = [(await effects.get(tx, `${id}.reply.1`))?.data, (await records.get(tx, waiting))?.data];
    if (effect) effects.set(tx, effect.id, { ...effect, dueAt: until, nextAttemptAt: until });
    if (record) records.set(tx, waiting, { ...record, lastError: 'rate-limited', nextAttemptAt: it_.clock.now() + 24 * HOUR });
  });
  await freeFromWrongClock(it_.ctx);
  expect(await it_.effect(`${id}.reply.1`)).toMatchObject({ nextAttemptAt: until });
  expect(await handleMail(it_.ctx, waiting)).toBe(false);
});

test('a lease and a run that a wrong clock wrote into the far future hold nobody up', async () => {
  const [id = ''] = arrive(1);
  const year = 365 * 86_400_000;
  await changeMailbox(it_.ctx, (s) => ({ ...s, lease: { owner: 'gone', until: it_.clock.now() + year } }));
  await it_.ctx.store.create('jobs', 'poll-mailbox', { startedAt: it_.clock.now() + year });
  const { 'poll-mailbox': poll } = jobsOf(60_000);
  if (!poll) throw new Error('There is no such job');
  await createJobs(it_.ctx, { 'poll-mailbox': poll }).tick();
  expect(await recorded([id])).toBe(1);
  // A clock that is a little ahead is believed.
  await changeMailbox(it_.ctx, (s) => ({ ...s, lease: { owner: 'ahead', until: it_.clock.now() + 60_000 } }));
  expect(await checkMailbox(it_.ctx)).toMatchObject({ busy: true });
});

import { jobsOf } from '../../server/jobs/jobs.ts';
import { changeMailbox, readMailbox } from '../../server/mail/check-mailbox.ts';
import type { Context } from '../../server/mail/context.ts';
import { keepWatch, mendWatch } from '../../server/mail/watch.ts';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { useInstallation } from '../http/support/installation.ts';

/** Gmail stops notifying after a week: the watch is renewed daily, and people are told in time when that fails. */
const it_ = useInstallation();
let told: string[];
let asked: string[];
let failing: ErrorCode | null;
let ctx: Context;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

beforeEach(() => {
  told = [];
  asked = [];
  failing = null;
  const watch: Mailbox['watch'] = async (topic) => {
    asked.push(topic);
    if (failing) throw new AppError(failing, 'No watch today.');
    return { expiration: it_.clock.now() + 7 * DAY, historyId: '1' };
  };
  ctx = {
    ...it_.ctx,
    mailbox: { ...it_.mailbox, watch },
    alert: (cause) => void told.push(cause),
    allClear: (cause) => void told.push(`${cause} is over`),
  };
});

const state = () => readMailbox(ctx.store);
const code = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: AppError) => error.code,
  );
const poll = () => jobsOf(1)['poll-mailbox']?.run(ctx) ?? Promise.reject(new Error('no such job'));

test('the end of the watch is stored, and nobody is told while it is renewed', async () => {
  await keepWatch(ctx);
  expect(await state()).toMatchObject({ watchUntil: it_.clock.now() + 7 * DAY, watchFailed: false });
  expect(told).toEqual(['watch-lapsed is over']);
  expect(asked).toEqual(['projects/test/topics/mail']);
  expect(jobsOf(1)['renew-watch']).toMatchObject({ every: DAY, run: keepWatch });
});

test('without a topic nothing is watched, mended or told', async () => {
  ctx = { ...ctx, topic: null };
  await keepWatch(ctx);
  await mendWatch(ctx);
  await poll();
  expect([asked, told]).toEqual([[], []]);
});

test('a renewal that fails is tried again at every poll, and told once less than a day is left', async () => {
  await keepWatch(ctx);
  await poll();
  expect(asked).toHaveLength(1);
  told = [];
  failing = 'unavailable';
  it_.clock.advance(DAY);
  expect(await code(keepWatch(ctx))).toBe('unavailable');
  expect([await code(poll()), await code(poll())]).toEqual(['unavailable', 'unavailable']);
  expect([asked.length, told]).toEqual([4, []]);

  it_.clock.advance(5 * DAY + HOUR);
  expect(await code(poll())).toBe('unavailable');
  expect(told).toEqual(['watch-lapsed']);
  it_.clock.advance(2 * DAY);
  expect(await code(poll())).toBe('unavailable');
  expect(told).toEqual(['watch-lapsed', 'watch-lapsed']);

  failing = null;
  await poll();
  await poll();
  expect(told.slice(2)).toEqual(['watch-lapsed is over']);
  expect([asked.length, (await state()).watchFailed]).toEqual([7, false]);
});

test('a first watch that cannot be had is told at once', async () => {
  failing = 'config';
  expect(await code(keepWatch(ctx))).toBe('config');
  expect([told, (await state()).watchUntil]).toEqual([['watch-lapsed'], null]);
});

test('a watch that ends soon is renewed by the poll, whatever became of the daily one', async () => {
  await keepWatch(ctx);
  await changeMailbox(ctx, (s) => ({ ...s, watchUntil: it_.clock.now() + 23 * HOUR }));
  await poll();
  expect((await state()).watchUntil).toBe(it_.clock.now() + 7 * DAY);
});

test('consent that is missing is told as that', async () => {
  await keepWatch(ctx);
  told = [];
  failing = 'reauthorise';
  expect(await code(keepWatch(ctx))).toBe('reauthorise');
  expect([told, (await state()).reauthorise]).toEqual([['reauthorise'], true]);
});

test('mail is read although the watch fails', async () => {
  failing = 'config';
  const id = it_.mailbox.deliver('From: zoe@people.example\r\nTo: contact@ecole.example\r\nSubject: fees\r\n\r\nBonjour');
  expect(await code(poll())).toBe('config');
  expect(await it_.record(id)).toMatchObject({ state: 'received' });
});

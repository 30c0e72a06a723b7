import { jobsOf } from '../../server/jobs/jobs.ts';
import { checkMailbox, readMailbox } from '../../server/mail/check-mailbox.ts';
import { type Context, MAILBOX_ID } from '../../server/mail/context.ts';
import { noteReauthorise } from '../../server/mail/reauthorise.ts';
import { work } from '../../server/mail/work.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { useInstallation } from '../http/support/installation.ts';

/** Consent that is missing is noted once, told, and ended by the first pass that succeeds. */
const it_ = useInstallation();
let told: string[];
let woken: string[];
let failing: ErrorCode | null;
let ctx: Context;

beforeEach(() => {
  told = [];
  woken = [];
  failing = 'reauthorise';
  ctx = {
    ...it_.ctx,
    mailbox: {
      ...it_.mailbox,
      changes: async (...args) => {
        if (failing) throw new AppError(failing, 'Not today.');
        return it_.mailbox.changes(...args);
      },
    },
    alert: (cause) => void told.push(cause),
    allClear: (cause) => void told.push(`${cause} is over`),
    wake: ({ kind, id }) => void woken.push(`${kind} ${id}`),
  };
});

const state = () => readMailbox(ctx.store);
const job = (name: string) => jobsOf(1)[name]?.run(ctx) ?? Promise.reject(new Error('no such job'));

test('a wake-up for the mailbox ends well, so that nobody sends it again, and other failures do not', async () => {
  const { cursor } = await state();
  await work(ctx, { kind: 'mailbox', id: MAILBOX_ID });
  expect(await state()).toMatchObject({ reauthorise: true, dirty: true, lease: null, cursor });
  expect(told).toEqual(['reauthorise']);
  failing = 'unavailable';
  await expect(work(ctx, { kind: 'mailbox', id: MAILBOX_ID })).rejects.toMatchObject({ code: 'unavailable' });
  expect(await state()).toMatchObject({ reauthorise: true });
});

test('nothing is woken meanwhile, and everything afterwards', async () => {
  const id = it_.mailbox.deliver('From: zoe@people.example\r\nTo: contact@ecole.example\r\nSubject: fees\r\n\r\nBonjour');
  failing = null;
  await checkMailbox(ctx);
  woken = [];
  await noteReauthorise(ctx, new AppError('reauthorise', 'Not today.'));
  await noteReauthorise(ctx, new AppError('unavailable', 'Not today.'));
  for (const name of ['resume', 'send-due']) await job(name);
  expect([woken, told]).toEqual([[], ['reauthorise']]);
  await job('poll-mailbox');
  expect(told).toEqual(['reauthorise', 'reauthorise is over', 'watch-lapsed is over']);
  await job('resume');
  expect(woken).toContain(`record ${id}`);
});

test('a pass that goes well says nothing where nothing was wrong', async () => {
  failing = null;
  await checkMailbox(ctx);
  expect(told).toEqual([]);
});

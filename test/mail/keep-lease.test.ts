import { checkMailbox } from '../../server/mail/check-mailbox.ts';
import type { Context } from '../../server/mail/context.ts';
import { handleMail } from '../../server/mail/handle-mail.ts';
import { eml } from '../e2e/support/eml.ts';
import { scriptedBrain } from '../e2e/support/scripted-brain.ts';
import { AUTHENTICATED, useInstallation } from '../http/support/installation.ts';

const it_ = useInstallation();

const LEASE_MS = 60;

/** A worker whose model answers only when it is told to, at work on one mail. */
async function atWork(limits: Partial<Context['limits']>) {
  const id = it_.mailbox.deliver(eml({ subject: 'hours question', headers: AUTHENTICATED }));
  await checkMailbox(it_.ctx);
  let goOn = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let asked = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const brain = scriptedBrain(async (reading) => {
    asked();
    await told;
    return reading;
  });
  const ctx: Context = { ...it_.ctx, brain, worker: 'slow', limits: { ...it_.ctx.limits, leaseMs: LEASE_MS, ...limits } };
  const done = handleMail(ctx, id);
  await begun;
  return { id, ctx, brain, goOn, done };
}

test('a lease is renewed while its work goes on, and nobody else takes the mail', async () => {
  const { id, brain, goOn, done } = await atWork({});
  for (let n = 0; n < 5; n++) {
    const until = (await it_.record(id)).lease?.until ?? 0;
    it_.clock.advance(LEASE_MS / 2);
    while ((await it_.record(id)).lease?.until === until) await new Promise((resolve) => setTimeout(resolve, 5));
    await handleMail({ ...it_.ctx, worker: 'other' }, id);
  }
  goOn();
  await done;
  expect(brain.calls).toBe(1);
  expect(await it_.record(id)).toMatchObject({ attempts: 1, lease: null });
  expect((await it_.record(id)).state).not.toBe('received');
});

test('work that hangs for too long comes free again', async () => {
  const { id, goOn, done } = await atWork({ workMs: 0 });
  it_.clock.advance(LEASE_MS);
  await handleMail({ ...it_.ctx, worker: 'other' }, id);
  const after = await it_.record(id);
  expect(after).toMatchObject({ attempts: 2 });
  goOn();
  await done;
  expect(await it_.record(id)).toEqual(after);
});

test('a worker that lost the mail renews nothing', async () => {
  const { id, ctx, goOn, done } = await atWork({});
  const stored = await it_.record(id);
  const lost = { ...stored, epoch: stored.epoch + 1, lease: { owner: 'other', until: ctx.now() + 10_000 } };
  await ctx.store.transaction(async (tx) => tx.set('records', id, lost));
  // Long enough for any renewal that was to come; the work's end waits for the last one.
  await new Promise((resolve) => setTimeout(resolve, LEASE_MS));
  goOn();
  await done;
  expect((await it_.record(id)).lease).toEqual(lost.lease);
});

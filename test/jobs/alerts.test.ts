import { alertJobs } from '../../server/jobs/alerts.ts';
import { createJobs } from '../../server/jobs/jobs.ts';
import { createAlerting } from '../../server/mail/alerting.ts';
import { checkMailbox } from '../../server/mail/check-mailbox.ts';
import { handleMail } from '../../server/mail/handle-mail.ts';
import { AppError } from '../../shared/errors.ts';
import { eml } from '../e2e/support/eml.ts';
import { scriptedBrain } from '../e2e/support/scripted-brain.ts';
import { AUTHENTICATED, useInstallation } from '../http/support/installation.ts';

const it_ = useInstallation();
const MINUTE = 60_000;

let told: { cause: string; count: number; recordIds: readonly string[] }[];
beforeEach(() => {
  told = [];
  it_.ctx.brain = scriptedBrain(() => {
    throw new AppError('invalid', 'Never.');
  });
});

/** The jobs of a process that tells people; its `ctx.alert` reaches them. */
function process_() {
  const channel = {
    name: 'test',
    send: async ({ cause, count, recordIds }: (typeof told)[number]) => void told.push({ cause, count, recordIds }),
    verify: async () => undefined,
  };
  const { ctx } = it_;
  const language = async () => 'en' as const;
  const alerting = createAlerting({ ...ctx, channels: [channel], language, paceMs: 0 });
  const whole = { ...ctx, alert: alerting.alert, allClear: alerting.allClear };
  return { ctx: whole, jobs: createJobs(whole, alertJobs(alerting)), alerting };
}

async function arrive(): Promise<string> {
  const id = it_.mailbox.deliver(eml({ subject: 'hours question', headers: AUTHENTICATED }));
  await checkMailbox(it_.ctx);
  return id;
}

test('a mail whose worker was killed between parking it and saying so is told by the next look', async () => {
  const id = await arrive();
  await handleMail({ ...it_.ctx, alert: () => undefined }, id);
  expect((await it_.record(id)).state).toBe('failed');
  const { jobs } = process_();
  await jobs.run('alert-parked');
  await jobs.run('alerts');
  expect(told).toEqual([]);
  it_.clock.advance(5 * MINUTE);
  await jobs.run('alert-parked');
  await jobs.run('alerts');
  expect(told).toEqual([{ cause: 'mail-failed', count: 1, recordIds: [id] }]);
});

test('a parked mail is told at once, and not again, however often somebody looks', async () => {
  const id = await arrive();
  const { ctx, jobs, alerting } = process_();
  await handleMail(ctx, id);
  await alerting.flush();
  expect(told).toHaveLength(1);
  for (let i = 0; i < 5; i++) {
    it_.clock.advance(30 * MINUTE);
    await jobs.tick();
  }
  expect(told).toEqual([{ cause: 'mail-failed', count: 1, recordIds: [id] }]);
});

test('a mail parked after the last alert is told, one from before is not', async () => {
  const { ctx, jobs, alerting } = process_();
  await handleMail(ctx, await arrive());
  await alerting.flush();
  it_.clock.advance(MINUTE);
  const lost = await arrive();
  await handleMail({ ...ctx, alert: () => undefined }, lost);
  it_.clock.advance(60 * MINUTE);
  await jobs.run('alert-parked');
  await jobs.run('alerts');
  expect(told.slice(1)).toEqual([{ cause: 'mail-failed', count: 1, recordIds: [lost] }]);
});

test('what a person tried again with success is not told', async () => {
  const id = await arrive();
  await handleMail({ ...it_.ctx, alert: () => undefined }, id);
  const { revision } = await it_.record(id);
  it_.ctx.brain = scriptedBrain();
  await it_.post(`/api/mails/${id}/retry`, { revision });
  expect((await it_.record(id)).state).not.toBe('failed');
  it_.clock.advance(5 * MINUTE);
  const { jobs } = process_();
  await jobs.run('alert-parked');
  await jobs.run('alerts');
  expect(told).toEqual([]);
});

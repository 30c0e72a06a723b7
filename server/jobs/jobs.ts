import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { type Delivery, noted, SYSTEM } from '../../shared/record.ts';
import { checkMailbox, isHeld, readMailbox } from '../mail/check-mailbox.ts';
import { type Context, MAILBOX_ID } from '../mail/context.ts';
import { reconcile } from '../mail/reconcile.ts';
import { keepWatch, mendWatch } from '../mail/watch.ts';
import { collection, effects, records } from '../store/collections.ts';
import { dueIds } from '../store/queries.ts';
import { purgeSessions } from '../store/sessions.ts';
import { readSettings } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import { keepLedger, purgeLedger } from './ledger.ts';
import { purgeBodies, purgeCounters, purgeRecords, purgeTraces } from './purge.ts';
import { freeFromWrongClock } from './wrong-clock.ts';

export interface Job {
  /** Milliseconds between two runs. */
  every: number;
  /** Others may make it due before its time (makeDue): it is looked up at every tick. */
  anytime?: true;
  run(ctx: Context): Promise<void>;
}

export interface Jobs {
  names: readonly string[];
  /** Runs what is due, each job in one process at a time; one that fails is logged and does not stop the others. */
  tick(): Promise<void>;
  /** Runs one now, due or not. Rejects with what the job rejects with. */
  run(name: string): Promise<void>;
}

const jobRuns = collection<{ startedAt: number }>('jobs');

/** Wake-ups per run: what is left over is due in the next one. */
const BATCH = 500;

/** `wakeMs`: between two rounds of waking what is due. 0: every process wakes its own; else one does for all. */
export function jobsOf(pollMs: number, wakeMs = 0): Readonly<Record<string, Job>> {
  return {
    reconcile: { every: 0, run: reconcile },
    resume: { every: wakeMs, run: resume },
    'send-due': { every: wakeMs, run: sendDue },
    'poll-mailbox': { every: pollMs, anytime: true, run: pollMailbox },
    'renew-watch': { every: DAY_MS, anytime: true, run: keepWatch },
    'settle-delivery': { every: 10 * MINUTE_MS, run: settleDelivery },
    stats: { every: pollMs, run: keepLedger },
    purge: { every: HOUR_MS, run: purge },
    'wrong-clock': { every: HOUR_MS, run: freeFromWrongClock },
  };
}

export function createJobs(ctx: Context, jobs: Readonly<Record<string, Job>>): Jobs {
  // When each is due at the earliest, as far as this process knows: until then it need not ask.
  const rests = new Map<string, number>();
  const mayBeDue = (name: string, { every, anytime }: Job): boolean => {
    const until = rests.get(name) ?? 0;
    // Longer than a rest can be: the clock was set back.
    return anytime === true || until <= ctx.now() || until > ctx.now() + every;
  };
  const run = async (name: string): Promise<void> => {
    const job = jobs[name];
    if (!job) return;
    await job.run(ctx);
  };
  return {
    names: Object.keys(jobs),
    run,
    async tick() {
      for (const [name, job] of Object.entries(jobs)) {
        try {
          if (!mayBeDue(name, job)) continue;
          const { due, restsUntil } = await claimRun(ctx, name, job.every);
          rests.set(name, restsUntil);
          if (due) await job.run(ctx);
        } catch (error) {
          ctx.log.error({ step: `job ${name}`, error }, 'a job failed');
        }
      }
    },
  };
}

/** The job, one that may be made due at any time, runs at the next tick of whichever process. */
export async function makeDue(store: Store, name: string): Promise<void> {
  await store.delete(jobRuns.name, name);
}

/** Claims a run: of several processes that tick at once, one gets it. */
async function claimRun(ctx: Context, name: string, every: number): Promise<{ due: boolean; restsUntil: number }> {
  if (every === 0) return { due: true, restsUntil: 0 };
  return ctx.store.transaction(async (tx) => {
    const now = ctx.now();
    const last = (await jobRuns.get(tx, name))?.data.startedAt ?? 0;
    // A run later than any can be was written by a clock that was wrong.
    if (last + every > now && last <= now + every) return { due: false, restsUntil: last + every };
    jobRuns.set(tx, name, { startedAt: now });
    return { due: true, restsUntil: now + every };
  });
}

/** Wakes mails whose worker died or whose time to be tried again has come, and the mailbox when a mark was left. */
async function resume(ctx: Context): Promise<void> {
  const mailbox = await readMailbox(ctx.store);
  // Nothing can be read now: the poll finds out when it can.
  if (mailbox.reauthorise) return;
  for (const id of await dueIds(ctx.store, records, ctx.now(), BATCH)) ctx.wake({ kind: 'record', id });
  if (!isHeld(mailbox, ctx) && mailbox.dirty) ctx.wake({ kind: 'mailbox', id: MAILBOX_ID });
}

/** What is due waits while the mailbox asks for consent: every attempt would fail. */
async function sendDue(ctx: Context): Promise<void> {
  if ((await readMailbox(ctx.store)).reauthorise) return;
  for (const id of await dueIds(ctx.store, effects, ctx.now(), BATCH)) ctx.wake({ kind: 'effect', id });
}

/** Notifications may be lost: after silence somebody looks. */
async function pollMailbox(ctx: Context): Promise<void> {
  await checkMailbox(ctx);
  await mendWatch(ctx);
}

/** 72 hours without a bounce are told as that, and no more. */
async function settleDelivery(ctx: Context): Promise<void> {
  const due = await records.query(ctx.store, { range: { field: 'settleAt', gt: 0, lte: ctx.now() }, limit: BATCH });
  for (const { id } of due.items) {
    const after = await ctx.store.transaction(async (tx) => {
      const record = (await records.get(tx, id))?.data;
      if (!record || record.settleAt === null || record.settleAt > ctx.now()) return null;
      const silent = record.delivery?.state === 'accepted';
      const delivery: Delivery = { state: 'no-bounce-seen', at: ctx.now(), code: null, reason: null, hard: null };
      const entry = { at: ctx.now(), what: 'no-bounce-seen', by: SYSTEM, reasons: [] };
      const settled = silent ? noted(record, entry, { delivery, settleAt: null }) : { ...record, settleAt: null };
      records.set(tx, id, settled);
      return settled;
    });
    if (after) ctx.changed(after, 'no-bounce-seen');
  }
}

async function purge(ctx: Context): Promise<void> {
  const { retention } = await readSettings(ctx.store);
  await purgeBodies(ctx);
  await purgeCounters(ctx);
  await purgeTraces(ctx);
  await purgeSessions(ctx.store, ctx.now(), BATCH);
  // What goes is counted first.
  await keepLedger(ctx);
  await purgeRecords(ctx, retention.recordDays);
  await purgeLedger(ctx, retention.recordDays);
}

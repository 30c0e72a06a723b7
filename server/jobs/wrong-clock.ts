import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import type { Effect } from '../../shared/effect.ts';
import type { MailRecord } from '../../shared/record.ts';
import type { Context } from '../mail/context.ts';
import { effects, records } from '../store/collections.ts';

/** No lease, and no wait after a failure, is as long. */
const AHEAD_MS = 2 * HOUR_MS;
/** So long a mailbox may ask to be left alone. */
const ASKED_MS = 2 * DAY_MS;
const BATCH = 200;

/**
 * What a process whose clock was hours or years ahead has recorded, claimed or put back is due when that clock said: once
 * the clock is right, nobody would look until then. It is due now.
 */
export async function freeFromWrongClock(ctx: Context): Promise<void> {
  const now = ctx.now();
  const late = {
    range: { field: 'nextAttemptAt', gt: now + AHEAD_MS },
    order: { field: 'nextAttemptAt', direction: 'desc' },
    limit: BATCH,
  } as const;
  for (const { id } of (await records.query(ctx.store, late)).items) {
    await ctx.store.transaction(async (tx) => {
      const freed = freedRecord((await records.get(tx, id))?.data, now);
      if (freed) records.set(tx, id, freed);
    });
  }
  for (const { id } of (await effects.query(ctx.store, late)).items) {
    await ctx.store.transaction(async (tx) => {
      const freed = freedEffect((await effects.get(tx, id))?.data, now);
      if (freed) effects.set(tx, id, freed);
    });
  }
}

/** Whoever may still be at it finds another epoch. */
function freedRecord(record: MailRecord | undefined, now: number): MailRecord | null {
  if (!record || record.nextAttemptAt === null) return null;
  const latest = now + (record.lastError === 'rate-limited' ? ASKED_MS : AHEAD_MS);
  return record.nextAttemptAt > latest ? { ...record, epoch: record.epoch + 1, lease: null, nextAttemptAt: now } : null;
}

/** A hold is left alone: it may be long, and by a clock that is behind it only seems to be. */
function freedEffect(effect: Effect | undefined, now: number): Effect | null {
  if (!effect || effect.nextAttemptAt === null) return null;
  const { createdAt, dueAt, lease, nextAttemptAt } = effect;
  const due = createdAt > now + ASKED_MS ? now : Math.max(now, dueAt);
  const latest = lease === null ? due + ASKED_MS : now + AHEAD_MS;
  return nextAttemptAt > latest ? { ...effect, epoch: effect.epoch + 1, lease: null, nextAttemptAt: now } : null;
}

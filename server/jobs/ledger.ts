import { randomUUID } from 'node:crypto';
import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import { isAppError } from '../../shared/errors.ts';
import type { Policy } from '../../shared/policy.ts';
import type { MailRecord } from '../../shared/record.ts';
import type { ReplayRow } from '../../shared/replay.ts';
import type { Context } from '../mail/context.ts';
import { rowOf } from '../mail/replay-row.ts';
import { records } from '../store/collections.ts';
import { advanceLedger, forgetRows, leaseLedger, writeRows } from '../store/ledger.ts';
import { headVersion, readSettings } from '../store/settings.ts';
import type { Query } from '../store/store.ts';

/** A change is written at the latest so long after the time it bears: what is worked on longer is another attempt's. */
const OVERLAP_MS = 10 * MINUTE_MS;
const LEASE_MS = 2 * MINUTE_MS;
const PAGE = 250;

/**
 * Brings the rows of handled mails, and with them the figures, up to what the records say. It reads what has changed since
 * the last time, and a while before, so that nothing is missed whatever order changes were written in; what it finds unchanged
 * it leaves (docs/decisions/256-replay-rows.md). One process at a time.
 */
export async function keepLedger(ctx: Context): Promise<void> {
  const lease = `${ctx.worker} ${randomUUID()}`;
  const state = await leaseLedger(ctx.store, lease, ctx.now(), LEASE_MS);
  if (!state) return;
  const begun = ctx.now();
  // A clock that was ahead said so: what changed since it is right would never be looked at.
  const from = Math.min(state.through, begun);
  // The first time everything is looked at, not by when it changed: nothing is through until all of it is.
  const first = from === 0;
  let through = from;
  let ended = false;
  try {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof records.query>> = await records.query(ctx.store, {
        ...whatChanged(from),
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const found = page.items.map(({ data }) => data);
      await writePage(ctx, found, lease);
      cursor = page.cursor;
      if (!first) through = found.at(-1)?.changedAt ?? through;
      if (cursor !== null) await advanceLedger(ctx.store, lease, { through, until: ctx.now() + LEASE_MS });
    }
    ended = true;
  } finally {
    await advanceLedger(ctx.store, lease, { through: ended ? begun : through, until: null });
  }
}

function whatChanged(through: number): Omit<Query, 'limit'> {
  // In about the order of the packs, so that each is written a few times and not with every page.
  if (through === 0) return { order: { field: 'receivedAt', direction: 'asc' } };
  return { range: { field: 'changedAt', gte: through - OVERLAP_MS }, order: { field: 'changedAt', direction: 'asc' } };
}

async function writePage(ctx: Context, page: readonly MailRecord[], lease: string): Promise<void> {
  if (page.length === 0) return;
  const [settings, head] = await Promise.all([readSettings(ctx.store), headVersion(ctx.store)]);
  const versions = new Set(page.map(({ decision }) => decision?.policyVersion ?? head));
  const policies = new Map<number, Policy>([[head, await ctx.policyOf(ctx.store, head)]]);
  for (const version of versions) policies.set(version, await policyOr(ctx, version, head));
  const make = (record: MailRecord, before: ReplayRow | null): ReplayRow | null => {
    const policy = policies.get(record.decision?.policyVersion ?? head);
    if (!policy) return null;
    const { timezone } = policy.hours;
    return rowOf(record, { policy, settings, address: ctx.address, timezone, hash: ctx.reserve.hash, before });
  };
  await writeRows(ctx.store, page, make, lease);
}

/** A version that is not there (an imported store) is told by the newest. */
async function policyOr(ctx: Context, version: number, head: number): Promise<Policy> {
  try {
    return await ctx.policyOf(ctx.store, version);
  } catch (error) {
    if (!isAppError(error, 'not-found')) throw error;
    return ctx.policyOf(ctx.store, head);
  }
}

/** With the records their rows go; the sums stay. */
export async function purgeLedger(ctx: Context, days: number): Promise<void> {
  await forgetRows(ctx.store, ctx.now() - days * DAY_MS);
}

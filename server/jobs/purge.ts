import { DAY_MS } from '../../shared/durations.ts';
import type { Context } from '../mail/context.ts';
import { bodies, claims, counters, effects, records, threads } from '../store/collections.ts';
import { ledgerState } from '../store/ledger.ts';

/** Documents per run and kind: the next run takes the rest. */
const BATCH = 500;

/** The text of mails past their retention. */
export async function purgeBodies(ctx: Context): Promise<void> {
  const old = await bodies.query(ctx.store, { range: { field: 'expiresAt', lte: ctx.now() }, limit: BATCH });
  for (const { id } of old.items) await ctx.store.delete(bodies.name, id);
}

export async function purgeCounters(ctx: Context): Promise<void> {
  const old = await counters.query(ctx.store, { range: { field: 'expiresAt', lte: ctx.now() }, limit: BATCH });
  for (const { id } of old.items) await ctx.store.delete(counters.name, id);
}

/** As long as a conversation is counted (server/store/history.ts). */
const TRACES_MS = 400 * DAY_MS;

/**
 * Who answered which mail, by keyed hash, and when somebody last wrote in a conversation. Without the latter the mailbox is
 * asked again, and whatever was sent there is then taken for a person's.
 */
export async function purgeTraces(ctx: Context): Promise<void> {
  for (const traces of [claims, threads]) {
    const old = await traces.query(ctx.store, { range: { field: 'at', lte: ctx.now() - TRACES_MS }, limit: BATCH });
    for (const { id, version } of old.items) {
      await ctx.store.transaction(async (tx) => {
        // One that was written since is no old one.
        if ((await traces.get(tx, id))?.version === version) traces.delete(tx, id);
      });
    }
  }
}

/** Whole records past their retention, with their outgoing mails; a tombstone keeps a resync from bringing them back. */
export async function purgeRecords(ctx: Context, days: number): Promise<void> {
  const before = ctx.now() - days * DAY_MS;
  const old = await records.query(ctx.store, { range: { field: 'receivedAt', lte: before }, limit: BATCH });
  const { through } = await ledgerState(ctx.store);
  for (const { id, version, data } of old.items) {
    // What became of it is not in the figures yet.
    if ((data.changedAt ?? 0) >= through) continue;
    const sent = await effects.query(ctx.store, { equals: { recordId: id }, limit: BATCH });
    await ctx.store.transaction(async (tx) => {
      // An outgoing mail is never made without its record: one that was changed since is left to the next run.
      if ((await records.get(tx, id))?.version !== version) return;
      for (const effect of sent.items) effects.delete(tx, effect.id);
      bodies.delete(tx, id);
      records.delete(tx, id);
      ctx.reserve.erase(tx, id, ctx.now());
    });
  }
}

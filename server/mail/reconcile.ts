import { type Effect, step } from '../../shared/effect.ts';
import { SYSTEM } from '../../shared/record.ts';
import { audit } from '../store/audit.ts';
import { effects, records } from '../store/collections.ts';
import { clearRestoreMark, readRestoreMark } from '../store/restore-mark.ts';
import { changeSettings, readSettings } from '../store/settings.ts';
import { settingsTold } from './actions/settings-told.ts';
import { recordSince } from './check-mailbox.ts';
import { pointerOf } from './commit-effect.ts';
import type { Context } from './context.ts';
import { unheld } from './outcome.ts';

const BATCH = 200;

/**
 * After a restore the store does not know what left since the backup, nor whether auto-mode was switched off since. So it is
 * off, whatever it still meant to send becomes a suggestion, and everything in SENT since then closes the threads it stands
 * in; only then the mark goes, without which nothing is sent. Safe to repeat; cheap when there is no mark.
 */
export async function reconcile(ctx: Context): Promise<void> {
  const mark = await readRestoreMark(ctx.store);
  if (!mark) return;
  await switchOff(ctx);
  await withdrawPending(ctx);
  await recordSince(ctx, mark.backupAt, async () => undefined);
  await clearRestoreMark(ctx.store);
  ctx.log.info({ step: 'reconcile' }, 'the restored store agrees with SENT again');
}

/** Whoever switched it off after the backup did so for good: an admin says anew when it is to go on. */
async function switchOff(ctx: Context): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const before = await readSettings(tx);
    if (!before.autoMode) return;
    const after = await changeSettings(tx, before.revision, (found) => ({ ...found, autoMode: false, autoModeSince: null }));
    const detail = { changed: 'autoMode', autoMode: false, revision: after.revision, ...settingsTold(before, after) };
    audit(tx, { at: ctx.now(), actor: 'system', action: 'settings', target: 'settings', detail }, after.revision);
  });
}

async function withdrawPending(ctx: Context): Promise<void> {
  for (;;) {
    const { items } = await effects.query(ctx.store, { range: { field: 'nextAttemptAt', gt: 0 }, limit: BATCH });
    for (const { data } of items) await withdraw(ctx, data);
    if (items.length < BATCH) return;
  }
}

async function withdraw(ctx: Context, pending: Effect): Promise<void> {
  // A draft of ours that was not sent must not be sent by hand by mistake; one that was is gone already.
  if (pending.draftId && pending.state === 'drafted') await ctx.mailbox.deleteDraft(pending.draftId);
  await ctx.store.transaction(async (tx) => {
    const effect = (await effects.get(tx, pending.id))?.data;
    if (!effect || effect.nextAttemptAt === null) return;
    const record = (await records.get(tx, effect.recordId))?.data;
    const settled = { nextAttemptAt: null, lease: null };
    effects.set(
      tx,
      effect.id,
      effect.state === 'sent' ? { ...effect, ...settled } : step(effect, 'withdrawn', { ...settled, withdrawnFor: 'restored' }),
    );
    if (!record || effect.state === 'sent' || pointerOf(record, effect) !== effect.id) return;
    records.set(tx, record.id, unheld(record, effect.kind, SYSTEM, ['restored'], ctx.now()));
  });
}

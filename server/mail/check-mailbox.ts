import { DAY_MS } from '../../shared/durations.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import type { MailRef } from '../../shared/mail.ts';
import { newRecord } from '../../shared/record.ts';
import { type MailboxState, mailboxes, records } from '../store/collections.ts';
import { effectBySentId } from '../store/queries.ts';
import type { Transaction } from '../store/store.ts';
import { coalesced } from './coalesced.ts';
import { type Context, MAILBOX_ID } from './context.ts';
import { CLOCK_MARGIN_MS } from './find-sent.ts';
import { renewing } from './keep-lease.ts';
import { isHidden, takenOut } from './taken-out.ts';
import { newPatience, noteSent } from './track-delivery.ts';

/**
 * How far before the last success a resync lists, by our clock and Gmail's dates: a machine that takes local time for UTC is
 * up to 14 hours ahead, and recording twice is harmless.
 */
const RESYNC_MARGIN_MS = DAY_MS;
/** A resync reaches back no further, however long we were away. */
const RESYNC_MAX_MS = 30 * DAY_MS;
/** Pause before the mailbox is looked at once more, ms. */
const BURST_MS = 20;
/** Refs recorded in one transaction. */
const CHUNK = 50;

const NEW_STATE: MailboxState = {
  cursor: null,
  epoch: 0,
  lease: null,
  dirty: false,
  checkedAt: null,
  passes: 0,
  watchUntil: null,
  reauthorise: false,
};

export async function readMailbox(from: Parameters<typeof mailboxes.get>[0]): Promise<MailboxState> {
  return (await mailboxes.get(from, MAILBOX_ID))?.data ?? NEW_STATE;
}

export async function changeMailbox(
  ctx: Pick<Context, 'store'>,
  change: (state: MailboxState) => MailboxState | null,
): Promise<MailboxState> {
  return ctx.store.transaction(async (tx) => {
    const before = await readMailbox(tx);
    const after = change(before);
    if (after === null) return before;
    mailboxes.set(tx, MAILBOX_ID, after);
    return after;
  });
}

/** Durably notes that something may have come. Cheap when that is noted already. */
export async function markChanged(ctx: Context): Promise<void> {
  if ((await readMailbox(ctx.store)).dirty) return;
  await changeMailbox(ctx, (state) => (state.dirty ? null : { ...state, dirty: true }));
}

/**
 * One pass: reads the mailbox from the cursor on; every new ref is recorded, workers are woken, and only then the cursor
 * moves. `busy`: another worker is at it; the mailbox is marked then, and that worker sees to it that a pass follows.
 * A pass does not repeat itself however often it is marked meanwhile: who waits for it must not wait for a stream.
 */
export async function checkMailbox(ctx: Context): Promise<{ busy: boolean; passes: number }> {
  const begun = ctx.now();
  const state = await changeMailbox(ctx, (s) => {
    // Marked already: the one who renews the lease writes this document as well, and each needless write is in its way.
    if (isHeld(s, ctx)) return s.dirty ? null : { ...s, dirty: true };
    return { ...s, dirty: false, epoch: s.epoch + 1, lease: leaseOf(ctx) };
  });
  if (state.lease?.owner !== ctx.worker || state.dirty) return { busy: true, passes: state.passes };
  const { epoch } = state;
  try {
    await renewing(
      ctx,
      ctx.limits.mailboxLeaseMs,
      () => isRenewed(ctx, epoch),
      () => pass(ctx, epoch),
    );
    const after = await release(ctx, epoch, begun);
    // A burst of notifications is one more look, not one for each.
    if (after.dirty) ctx.wake({ kind: 'mailbox', id: MAILBOX_ID }, ctx.now() + BURST_MS);
    return { busy: false, passes: after.passes };
  } catch (error) {
    await giveBack(ctx, epoch, isAppError(error, 'reauthorise'));
    throw error;
  }
}

/** The pass failed: what it did not read is still to be read. */
async function giveBack(ctx: Context, epoch: number, reauthorise: boolean): Promise<void> {
  await changeMailbox(ctx, (s) =>
    s.epoch === epoch ? { ...s, lease: null, dirty: true, reauthorise: s.reauthorise || reauthorise } : null,
  );
  if (reauthorise) ctx.alert('reauthorise');
}

/**
 * One lease per process: a second check in the same process waits its turn like any other. A lease that ends later than any
 * can was given by a clock that was wrong: nobody waits for that; whoever may hold it still finds another epoch.
 */
export function isHeld({ lease }: MailboxState, ctx: Pick<Context, 'now' | 'limits'>): boolean {
  const left = (lease?.until ?? 0) - ctx.now();
  return left > 0 && left <= ctx.limits.mailboxLeaseMs + CLOCK_MARGIN_MS;
}

function leaseOf(ctx: Context): MailboxState['lease'] {
  return { owner: ctx.worker, until: ctx.now() + ctx.limits.mailboxLeaseMs };
}

/** Ends the pass. A mark that was set meanwhile stays. */
async function release(ctx: Context, epoch: number, begun: number): Promise<MailboxState> {
  let consented = false;
  const state = await changeMailbox(ctx, (s) => {
    consented = s.epoch === epoch && s.reauthorise;
    return s.epoch === epoch ? { ...s, checkedAt: begun, passes: s.passes + 1, reauthorise: false, lease: null } : null;
  });
  if (consented) ctx.allClear('reauthorise');
  return state;
}

async function pass(ctx: Context, epoch: number): Promise<void> {
  const { cursor, checkedAt } = await readMailbox(ctx.store);
  if (cursor === null) {
    await moveCursor(ctx, epoch, (await ctx.mailbox.profile()).historyId);
    return;
  }
  try {
    await readChanges(ctx, epoch, cursor);
  } catch (error) {
    if (!isAppError(error, 'cursor-too-old')) throw error;
    await resync(ctx, epoch, checkedAt);
  }
}

/** Pages with the same start id; the cursor moves once, after the last page is recorded. */
async function readChanges(ctx: Context, epoch: number, cursor: string): Promise<void> {
  const seen = new Set<string>();
  let page: string | undefined;
  for (;;) {
    const found = await ctx.mailbox.changes(cursor, page);
    await recordAll(ctx, found.added, true);
    await recordIncoming(ctx, found.restored, true);
    if (found.nextPage === null) return moveCursor(ctx, epoch, found.cursor);
    page = another(found.nextPage, seen);
    await renew(ctx, epoch);
  }
}

/** The cursor is too old: first the newest history id, then everything by date since the last success, sent mail included. */
async function resync(ctx: Context, epoch: number, checkedAt: number | null): Promise<void> {
  ctx.count('resyncs');
  ctx.alert('resync');
  const { historyId } = await ctx.mailbox.profile();
  // A success that is still to come was noted by a clock that was wrong: nobody knows when it was.
  const known = checkedAt !== null && checkedAt <= ctx.now() + CLOCK_MARGIN_MS;
  await recordSince(ctx, known ? checkedAt : 0, () => renew(ctx, epoch));
  await moveCursor(ctx, epoch, historyId);
}

/** Records everything received or sent since a time, less a margin; what is known already stays as it is. */
export async function recordSince(ctx: Context, time: number, betweenPages: () => Promise<void>): Promise<void> {
  const since = Math.max(time - RESYNC_MARGIN_MS, ctx.now() - RESYNC_MAX_MS);
  const refs: MailRef[] = [];
  const seen = new Set<string>();
  let page: string | undefined;
  for (;;) {
    const found = await ctx.mailbox.listSince(since, page);
    refs.push(...found.refs);
    if (found.nextPage === null) break;
    page = another(found.nextPage, seen);
    await betweenPages();
  }
  await recordAll(ctx, refs, false);
}

/** A page that comes again would come for ever: the pass fails, the cursor stays, and the next one starts afresh. */
function another(page: string, seen: Set<string>): string {
  if (seen.has(page)) throw new AppError('unavailable', 'Gmail gave the same page twice.');
  seen.add(page);
  return page;
}

/** `ordered`: as history tells it, each mail before what answers it; a list by date is not. */
async function recordAll(ctx: Context, refs: readonly MailRef[], ordered: boolean): Promise<void> {
  const noted = await notedSent(ctx, refs);
  const patience = newPatience();
  let incoming: MailRef[] = [];
  for (const ref of refs) {
    if (ref.labels.includes('DRAFT') || ref.labels.includes('CHAT')) continue;
    if (!ref.labels.includes('SENT')) {
      incoming.push(ref);
      continue;
    }
    await recordIncoming(ctx, incoming);
    incoming = [];
    if (!noted.has(ref.id)) await noteSent(ctx, ref, ordered, patience);
    // A mail to oneself is both sent and received: it is recorded, and the screening knows our own address.
    if (ref.labels.includes('INBOX')) incoming.push(ref);
  }
  await recordIncoming(ctx, incoming);
}

/** What we sent ourselves and know as sent: most of what stands in SENT, and nothing is to be done about it. */
async function notedSent(ctx: Context, refs: readonly MailRef[]): Promise<ReadonlySet<string>> {
  const sent = refs.filter(({ labels }) => labels.includes('SENT'));
  const known = new Set<string>();
  for (let at = 0; at < sent.length; at += CHUNK) {
    const ask = async ({ id }: MailRef): Promise<void> => void ((await effectBySentId(ctx.store, id)) && known.add(id));
    await Promise.all(sent.slice(at, at + CHUNK).map(ask));
  }
  return known;
}

/** `seen`: these were taken out of spam or the bin just now. */
async function recordIncoming(ctx: Context, refs: readonly MailRef[], seen = false): Promise<void> {
  for (let at = 0; at < refs.length; at += CHUNK) {
    const chunk = refs.slice(at, at + CHUNK);
    const created = await ctx.store.transaction((tx) => createMissing(ctx, tx, chunk, seen));
    for (const record of created) {
      ctx.changed(record, 'received');
      ctx.wake({ kind: 'record', id: record.id });
    }
  }
}

/** What there is to handle anew: mails not known yet, and known ones that are out of spam and the bin again. */
async function createMissing(ctx: Context, tx: Transaction, refs: readonly MailRef[], seen: boolean) {
  const now = ctx.now();
  const once = [...new Map(refs.map((ref) => [ref.id, ref])).values()];
  const found = await Promise.all(
    once.map(async ({ id }) => ({
      known: (await records.get(tx, id))?.data ?? null,
      erased: await ctx.reserve.isErased(tx, id),
    })),
  );
  return once.flatMap((ref, i) => {
    const { known = null, erased = false } = found[i] ?? {};
    if (erased || (known && isHidden(ref.labels))) return [];
    const record = known ? takenOut(known, now, { seen }) : newRecord(ref, now);
    if (record === null) return [];
    if (known) records.set(tx, ref.id, record);
    else records.create(tx, ref.id, record);
    return [record];
  });
}

/** Forward only, and only by the holder of the lease. */
async function moveCursor(ctx: Context, epoch: number, to: string): Promise<void> {
  const state = await changeMailbox(ctx, (s) => {
    if (s.epoch !== epoch || (s.cursor !== null && BigInt(s.cursor) >= BigInt(to))) return null;
    return { ...s, cursor: to };
  });
  if (state.epoch !== epoch) throw new AppError('conflict', 'Another worker took over reading the mailbox.');
}

async function renew(ctx: Context, epoch: number): Promise<void> {
  if (!(await isRenewed(ctx, epoch))) throw new AppError('conflict', 'Another worker took over reading the mailbox.');
}

async function isRenewed(ctx: Context, epoch: number): Promise<boolean> {
  const state = await changeMailbox(ctx, (s) => (s.epoch === epoch && s.lease ? { ...s, lease: leaseOf(ctx) } : null));
  return state.epoch === epoch;
}

/** How long, and how often, a sender waits for another worker's pass. */
const WAIT_MS = 50;
const WAITS = 200;

/** Makes `catchUp`: a hundred mails due at once cost two passes. */
export function createCatchUp(ctx: () => Context): () => Promise<void> {
  return coalesced(() => readThrough(ctx()));
}

/** Taken over in the middle of its pass, a slow worker waits for the one that reads now like any other. */
async function checkOrYield(ctx: Context): Promise<{ busy: boolean; passes: number }> {
  try {
    return await checkMailbox(ctx);
  } catch (error) {
    if (!isAppError(error, 'conflict')) throw error;
    return { busy: true, passes: (await readMailbox(ctx.store)).passes };
  }
}

/** A whole pass that began after the call, by whichever worker. */
async function readThrough(ctx: Context): Promise<void> {
  const first = await checkOrYield(ctx);
  let busy = first.busy;
  for (let i = 0; busy && i < WAITS; i++) {
    await ctx.sleep(WAIT_MS);
    const state = await readMailbox(ctx.store);
    // The pass that was in hand may have begun before the call; the one after it has not.
    if (state.passes >= first.passes + 2) return;
    if (!isHeld(state, ctx)) busy = (await checkOrYield(ctx)).busy;
  }
  if (busy) throw new AppError('unavailable', 'Another worker is still reading the mailbox.');
}

import { DAY_MS } from '../../shared/durations.ts';
import type { MailboxState } from '../store/collections.ts';
import { changeMailbox, readMailbox } from './check-mailbox.ts';
import type { Context } from './context.ts';
import { noteReauthorise } from './reauthorise.ts';

/** All that a watch needs: `cli setup` asks for one without a server. */
export type WatchContext = Pick<Context, 'store' | 'mailbox' | 'topic'>;

/** With less than this left, a renewal that fails is told: there is a day to mend it. */
const TOLD_MS = DAY_MS;

/**
 * Asks Gmail to go on notifying: it ends a watch after seven days and advises to renew it daily. Nothing to do without a
 * topic. A failure is noted, so that the next poll tries again, and passed on.
 */
export async function renewWatch(ctx: WatchContext): Promise<void> {
  if (ctx.topic === null) return;
  try {
    const { expiration } = await ctx.mailbox.watch(ctx.topic);
    await changeMailbox(ctx, (state) => ({ ...state, watchUntil: expiration, watchFailed: false }));
  } catch (error) {
    await changeMailbox(ctx, (state) => (state.watchFailed ? null : { ...state, watchFailed: true }));
    throw error;
  }
}

/** The server's own renewal: people are told when it fails for so long that Gmail falls silent, and when it works again. */
export async function keepWatch(ctx: Context): Promise<void> {
  if (ctx.topic === null) return;
  try {
    await renewWatch(ctx);
    ctx.allClear('watch-lapsed');
  } catch (error) {
    await noteReauthorise(ctx, error);
    if (isEnding(await readMailbox(ctx.store), ctx.now())) ctx.alert('watch-lapsed');
    throw error;
  }
}

/** A renewal that failed need not wait for tomorrow's; one that was never tried, or is about to end, neither. */
export async function mendWatch(ctx: Context): Promise<void> {
  if (ctx.topic === null) return;
  const state = await readMailbox(ctx.store);
  if (state.watchFailed || isEnding(state, ctx.now())) await keepWatch(ctx);
}

function isEnding({ watchUntil }: MailboxState, now: number): boolean {
  return watchUntil === null || watchUntil <= now + TOLD_MS;
}

import { changeMailbox } from './check-mailbox.ts';
import type { Context } from './context.ts';

/** Asks Gmail to go on notifying: it ends a watch after seven days and advises to renew it daily. Nothing to do without a topic. */
export async function renewWatch(ctx: Context): Promise<void> {
  if (ctx.topic === null) return;
  const { expiration } = await ctx.mailbox.watch(ctx.topic);
  await changeMailbox(ctx, (state) => ({ ...state, watchUntil: expiration }));
}

import { isAppError } from '../../shared/errors.ts';
import { changeMailbox } from './check-mailbox.ts';
import type { Context } from './context.ts';

/**
 * Whoever meets a credential that no longer works notes it: from then on nothing due is started, and a pass that succeeds
 * ends it. The cursor and what waits stay as they are. Other errors are none of this.
 */
export async function noteReauthorise(ctx: Pick<Context, 'store' | 'alert'>, error: unknown): Promise<void> {
  if (!isAppError(error, 'reauthorise')) return;
  await changeMailbox(ctx, (state) => (state.reauthorise ? null : { ...state, reauthorise: true }));
  ctx.alert('reauthorise');
}

import type { WakeCall } from '../wake/wake.ts';
import { checkMailbox } from './check-mailbox.ts';
import type { Context } from './context.ts';
import { handleMail } from './handle-mail.ts';
import { sendEffect } from './send-effect.ts';

/** What a wake-up asks for, however it came. */
export async function work(ctx: Context, call: WakeCall): Promise<void> {
  if (call.kind === 'mailbox') await checkMailbox(ctx);
  else if (call.kind === 'record') await handleMail(ctx, call.id);
  else await sendEffect(ctx, call.id);
}

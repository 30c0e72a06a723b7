import { isAppError } from '../../shared/errors.ts';
import type { WakeCall } from '../wake/wake.ts';
import { adaptSuggestion } from './adapt-suggestion.ts';
import { checkMailbox } from './check-mailbox.ts';
import type { Context } from './context.ts';
import { handleMail } from './handle-mail.ts';
import { sendEffect } from './send-effect.ts';

/** What a wake-up asks for, however it came. */
export async function work(ctx: Context, call: WakeCall): Promise<void> {
  if (call.kind === 'mailbox') await look(ctx);
  else if (call.kind === 'record') await handleOrAdapt(ctx, call.id);
  else await sendEffect(ctx, call.id);
}

/**
 * A credential that no longer works is noted, told and then left to the poll: a wake-up that failed for it would only come
 * again at once, and again.
 */
async function look(ctx: Context): Promise<void> {
  try {
    await checkMailbox(ctx);
  } catch (error) {
    if (!isAppError(error, 'reauthorise')) throw error;
    ctx.log.warn({ step: 'check', code: error.code, error }, 'the mailbox asks for new consent');
  }
}

async function handleOrAdapt(ctx: Context, id: string): Promise<void> {
  if (!(await handleMail(ctx, id))) await adaptSuggestion(ctx, id);
}

import type { EffectKind } from '../../../shared/effect.ts';
import { AppError } from '../../../shared/errors.ts';
import type { MailRecord } from '../../../shared/record.ts';
import { effects, records } from '../../store/collections.ts';
import type { Context } from '../context.ts';
import { sendEffect } from '../send-effect.ts';

/**
 * Sends what the record names, within the call of whoever asked, and gives the record as it is then. What could not be
 * sent yet is tried again like any other outgoing mail; what was withdrawn is told as an error.
 */
export async function sendNow(ctx: Context, record: MailRecord, kind: EffectKind): Promise<MailRecord> {
  const id = kind === 'reply' ? record.replyEffectId : record.forwardEffectId;
  if (id === null) throw new AppError('internal', 'An outgoing mail has no name.');
  await sendEffect(ctx, id);
  await whileInOtherHands(ctx, id);
  const [effect, after] = await Promise.all([effects.get(ctx.store, id), records.get(ctx.store, record.id)]);
  if (effect?.data.state === 'withdrawn') throw notSent(effect.data.withdrawnFor);
  return after?.data ?? record;
}

/** A tick that falls between the asking and the sending has it first. Whoever asked need not hear "on its way" for that. */
const PATIENCE_MS = 3_000;
const LOOK_MS = 50;

async function whileInOtherHands(ctx: Context, id: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    const effect = (await effects.get(ctx.store, id))?.data;
    const underWay = effect?.state === 'intended' || effect?.state === 'sending' || effect?.state === 'drafted';
    if (!underWay || effect.lease === null || effect.lease.until <= ctx.now()) return;
    await ctx.sleep(LOOK_MS);
  }
}

function notSent(reason: string | null): AppError {
  if (reason === 'person-replied')
    return new AppError('already-replied', 'A person answered in Gmail meanwhile: nothing was sent.');
  if (reason === 'duplicate') {
    const why = 'The same mail came by another way and was answered there: nothing was sent.';
    return new AppError('already-replied', why, { topic: 'answered-elsewhere' });
  }
  if (reason === 'send-failed') {
    return new AppError('unavailable', 'Gmail did not take the mail: nothing was sent.', { retryable: false, topic: 'not-sent' });
  }
  return new AppError('conflict', 'The mail was changed meanwhile: nothing was sent.', { topic: 'mail-changed' });
}

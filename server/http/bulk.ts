import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { type AppError, isAppError, AppError as Refusal } from '../../shared/errors.ts';
import type { MailRecord } from '../../shared/record.ts';
import type { Staff } from '../mail/actions/act.ts';
import { assign } from '../mail/actions/assign.ts';
import { done } from '../mail/actions/close.ts';
import { reply } from '../mail/actions/reply.ts';
import type { Context } from '../mail/context.ts';
import { hashOf } from '../store/audit.ts';
import { records } from '../store/collections.ts';
import { mailView } from './mail-view.ts';
import { staffOf } from './mails.ts';
import { titleOf } from './problem-title.ts';
import type { Call } from './route.ts';

type BulkCall = Call<unknown, z.output<typeof api.BulkBody>>;
type Item = BulkCall['body']['items'][number];

/**
 * One action on many mails, one after the other, each as if it had been asked for alone: its own revision, its own
 * transaction, its own audit entry, its own result. Nothing is sent whose text was not shown: the hash says which was.
 */
export function bulkHandler(ctx: Context) {
  return async ({ body, user, language }: BulkCall): Promise<z.input<typeof api.BulkAnswer>> => {
    const by = await staffOf(ctx, user);
    const items = [];
    for (const item of unique(body.items)) {
      try {
        const record = await actOn(ctx, body, item, by);
        items.push({ id: item.id, ok: true, code: null, title: null, mail: await mailView(ctx, record, language) });
      } catch (error) {
        if (!isAppError(error)) throw error;
        items.push({ id: item.id, ok: false, code: error.code, ...(await refusal(ctx, item.id, error, language)) });
      }
    }
    return { items };
  };
}

/** The same mail twice is asked for once. */
function unique(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

async function actOn(ctx: Context, body: BulkCall['body'], item: Item, by: Staff): Promise<MailRecord> {
  const asked = { id: item.id, revision: item.revision, by };
  switch (body.action) {
    case 'done':
      return done(ctx, asked);
    case 'assign':
      if (body.personId === undefined) throw new Refusal('invalid', 'Assigning needs personId (null: nobody).');
      return assign(ctx, { ...asked, personId: body.personId });
    case 'send':
      await checkShown(ctx, item);
      return reply(ctx, { ...asked, text: null, files: true });
  }
}

/** A revision has one text, which the reply itself makes sure of; the hash says that this text was on the screen. */
async function checkShown(ctx: Context, { id, textHash }: Item): Promise<void> {
  const shown = (await records.get(ctx.store, id))?.data.suggestion?.text;
  if (shown === undefined || textHash === hashOf(shown)) return;
  throw new Refusal('conflict', 'The text is not the one that was shown.', { topic: 'text-differs' });
}

async function refusal(ctx: Context, id: string, error: AppError, language: BulkCall['language']) {
  const now = (await records.get(ctx.store, id))?.data;
  const mail = now ? await mailView(ctx, now, language) : null;
  return { title: titleOf(error, language, mail ?? undefined), mail };
}

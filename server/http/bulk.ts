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
      let record: MailRecord;
      try {
        record = await actOn(ctx, body, item, by);
      } catch (error) {
        const told = isAppError(error) ? error : unexpected(ctx, item, error);
        const mail = await shown(ctx, item.id, language);
        items.push({ id: item.id, ok: false, code: told.code, title: titleOf(told, language, mail ?? undefined), mail });
        continue;
      }
      items.push({ id: item.id, ok: true, code: null, title: null, mail: await shown(ctx, item.id, language, record) });
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

/** What went before has its result all the same, and so has what comes after. */
function unexpected(ctx: Context, { id }: Item, error: unknown): AppError {
  const cause = new Refusal('internal', 'Unexpected failure.', { cause: error });
  ctx.log.error({ recordId: id, step: 'bulk', error: cause }, 'one of many could not be done');
  return cause;
}

/** The mail as it is; null where that cannot be told now, which changes nothing of what was done. */
async function shown(ctx: Context, id: string, language: BulkCall['language'], record?: MailRecord) {
  try {
    const now = record ?? (await records.get(ctx.store, id))?.data;
    return now ? await mailView(ctx, now, language) : null;
  } catch (error) {
    ctx.log.warn({ recordId: id, step: 'bulk', error }, 'a mail could not be shown after what was done with it');
    return null;
  }
}

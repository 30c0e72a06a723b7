import type * as api from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import type { Language } from '../../shared/policy.ts';
import { findRecord } from '../mail/actions/find-record.ts';
import type { Context } from '../mail/context.ts';
import { records } from '../store/collections.ts';
import { mailSummary, readWords } from './mail-view.ts';

/**
 * Other mails that would be answered to the same address as one mail, the newest of a page first. The sender is named by a
 * mail, not by an address: addresses in a URL end in the request logs of whatever stands in front of the server.
 */
export async function mailsOfSameSender(ctx: Context, query: api.MailsQuery, language: Language): Promise<api.MailList> {
  const { sameSender = '', waiting, limit, cursor, lang: _lang, ...others } = query;
  if (Object.values(others).some((filter) => filter !== undefined)) {
    throw new AppError('invalid', 'sameSender goes with waiting, limit and cursor alone.');
  }
  const asked = await findRecord(ctx.store, sameSender);
  if (!asked) throw new AppError('not-found', 'The mail whose sender is meant is not known here.', { topic: 'mail-unknown' });
  if (asked.replyTo === '') return { items: [], cursor: null };
  const page = await records.query(ctx.store, {
    equals: { replyTo: asked.replyTo, ...(waiting === undefined ? {} : { waiting }) },
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  const found = page.items.map(({ data }) => data).filter(({ id }) => id !== asked.id);
  const words = await readWords(
    ctx,
    language,
    found.map(({ assigneeId }) => assigneeId),
  );
  found.sort((a, b) => b.receivedAt - a.receivedAt);
  return { items: found.map((record) => mailSummary(record, words)), cursor: page.cursor };
}

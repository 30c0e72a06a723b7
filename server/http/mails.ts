import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import type { MailRecord } from '../../shared/record.ts';
import type { Asked, Staff } from '../mail/actions/act.ts';
import { assign } from '../mail/actions/assign.ts';
import { cancel, done, reopen } from '../mail/actions/close.ts';
import { correctCategory } from '../mail/actions/correct.ts';
import { makeDraft } from '../mail/actions/draft.ts';
import { findRecord, findToAct } from '../mail/actions/find-record.ts';
import { passOn } from '../mail/actions/pass-on.ts';
import { reply } from '../mail/actions/reply.ts';
import { retry, take } from '../mail/actions/take.ts';
import { markWrong } from '../mail/actions/wrong.ts';
import type { Context } from '../mail/context.ts';
import { records } from '../store/collections.ts';
import { headVersion } from '../store/settings.ts';
import type { User } from '../store/users.ts';
import { listMails } from './list-mails.ts';
import { mailDetail } from './mail-detail.ts';
import { mailView } from './mail-view.ts';
import type { Call } from './route.ts';
import { mailsOfSameSender } from './same-sender.ts';
import { withExtras } from './send-error.ts';

type MailCall<B> = Call<z.output<typeof api.MailQuery>, B>;
type RevisionCall = MailCall<z.output<typeof api.RevisionBody>>;

/** The routes under /api/mails: each finds the record, does one action, and gives the mail as it is then. */
export function mailHandlers(ctx: Context) {
  return {
    list: (call: Call<api.MailsQuery, unknown>) =>
      call.query.sameSender === undefined ? listMails(ctx, call) : mailsOfSameSender(ctx, call.query, call.language),

    one: async (call: MailCall<unknown>) =>
      shown(ctx, call, found(await findRecord(ctx.store, call.params.id ?? '', call.query.messageId))),

    take: async (call: MailCall<unknown>) => {
      const { params, query, user } = call;
      const asked = { id: params.id ?? '', messageId: query.messageId, by: await staffOf(ctx, user) };
      return shown(ctx, call, await take(ctx, asked));
    },

    reply: (call: MailCall<z.output<typeof api.ReplyBody>>) =>
      acted(ctx, call, (asked) =>
        reply(ctx, { ...asked, text: call.body.text ?? null, files: call.body.files, adapted: call.body.adapted }),
      ),

    draft: async (call: MailCall<z.output<typeof api.DraftBody>>) => {
      let draftId = '';
      const mail = await acted(ctx, call, async (asked) => {
        const made = await makeDraft(ctx, { ...asked, text: call.body.text ?? null, adapted: call.body.adapted });
        draftId = made.draftId;
        return made.record;
      });
      return { draftId, mail };
    },

    cancel: (call: RevisionCall) => acted(ctx, call, (asked) => cancel(ctx, asked)),
    done: (call: RevisionCall) => acted(ctx, call, (asked) => done(ctx, asked)),
    reopen: (call: RevisionCall) => acted(ctx, call, (asked) => reopen(ctx, asked)),
    retry: (call: RevisionCall) => acted(ctx, call, (asked) => retry(ctx, asked)),
    wrong: (call: RevisionCall) => acted(ctx, call, (asked) => markWrong(ctx, asked)),

    assign: (call: MailCall<z.output<typeof api.AssignBody>>) =>
      acted(ctx, call, (asked) => assign(ctx, { ...asked, personId: call.body.personId })),
    route: (call: MailCall<z.output<typeof api.RouteBody>>) =>
      acted(ctx, call, (asked) => passOn(ctx, { ...asked, personId: call.body.personId })),
    correct: (call: MailCall<z.output<typeof api.CategoryBody>>) =>
      acted(ctx, call, (asked) => correctCategory(ctx, { ...asked, categoryId: call.body.categoryId })),
  };
}

function found(record: MailRecord | null): MailRecord {
  if (!record)
    throw new AppError('not-found', 'This mail is not known here yet: POST …/take handles it now.', { topic: 'mail-unknown' });
  return record;
}

/** The mail as whoever calls wants it: in their language, and with their choices where they ask for them. */
async function shown(ctx: Context, { query, user, language }: MailCall<unknown>, record: MailRecord): Promise<api.MailView> {
  const [view, detail] = await Promise.all([
    mailView(ctx, record, language, query.choices ? user : null),
    query.detail ? mailDetail(ctx, record, language) : null,
  ]);
  return detail ? { ...view, detail } : view;
}

/** A refusal that has to do with the mail's state carries the mail as it is now: the caller can show it and ask again. */
async function acted<B extends { revision: number }>(
  ctx: Context,
  call: MailCall<B>,
  action: (asked: Asked) => Promise<MailRecord>,
): Promise<api.MailView> {
  const { params, query, body, user } = call;
  const { id } = found(await findToAct(ctx, params.id ?? '', query.messageId));
  try {
    return await shown(ctx, call, await action({ id, revision: body.revision, by: await staffOf(ctx, user) }));
  } catch (error) {
    const now = isAppError(error) ? (await records.get(ctx.store, id))?.data : undefined;
    throw isAppError(error) && now ? withExtras(error, { mail: await shown(ctx, call, now) }) : error;
  }
}

/** A reply is signed as the school knows the person, where the address is one of its people's. */
export async function staffOf(ctx: Context, user: User): Promise<Staff> {
  const policy = await ctx.policyOf(ctx.store, await headVersion(ctx.store));
  const person = policy.people.find(({ address }) => address.toLowerCase() === user.email);
  const signature = person?.name ?? user.name;
  return { id: user.id, name: signature || user.email, signature, function: person?.function ?? null };
}

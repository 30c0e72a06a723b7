import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { addDays, dayIn, instantOf } from '../../shared/local-time.ts';
import { RECORD_STATES } from '../../shared/record.ts';
import { eraseSender, exportSender } from '../mail/actions/senders.ts';
import type { Context } from '../mail/context.ts';
import { records } from '../store/collections.ts';
import { grantRole, listUsers, type User } from '../store/users.ts';
import { meView } from './choices.ts';
import { categoryNamed, mailView, readWords } from './mail-view.ts';
import { staffOf } from './mails.ts';
import type { Call } from './route.ts';

/** Figures, accounts, the audit log, and what the law asks of whoever holds personal data. */
export function adminHandlers(ctx: Context) {
  return {
    me: async ({ user }: Call<unknown, unknown>): Promise<api.Me> => meView(user),

    stats: remembered(ctx, (call: Call<z.output<typeof api.StatsQuery>, unknown>) => stats(ctx, call)),

    users: async () => ({ items: (await listUsers(ctx.store)).map(userView) }),

    grant: async ({ params, body, user }: Call<unknown, z.output<typeof api.UserBody>>) =>
      userView(await grantRole(ctx.store, params.address ?? '', body.role, ctx.now(), user.id, { leaveOne: true })),

    exportSender: async ({ params, user, language }: Call<unknown, unknown>) => {
      const held = await exportSender(ctx, params.address ?? '', await staffOf(ctx, user));
      const mails = await Promise.all(
        held.map(async ({ record, text, effects }) => ({
          mail: await mailView(ctx, record, language),
          text,
          outgoing: effects.map(({ kind, state, content, sentAt, createdAt }) => ({
            kind,
            state,
            at: sentAt ?? createdAt,
            to: content.to,
            text: content.text,
          })),
        })),
      );
      return { address: (params.address ?? '').trim().toLowerCase(), mails };
    },

    eraseSender: async ({ params, user }: Call<unknown, unknown>) =>
      eraseSender(ctx, params.address ?? '', await staffOf(ctx, user)),
  };
}

async function stats(ctx: Context, { query, language }: Call<z.output<typeof api.StatsQuery>, unknown>) {
  const words = await readWords(ctx, language);
  const { timezone } = words.policy.hours;
  const now = ctx.now();
  const today = dayIn(timezone, now);
  const days = Array.from({ length: query.days }, (_, i) => addDays(today, i - query.days + 1));
  const begin = (day: string): number => instantOf(timezone, day, 0);
  const since = begin(days[0] ?? today);
  const count = (equals: Record<string, string | boolean>, gte = since, lt = Number.MAX_SAFE_INTEGER): Promise<number> =>
    records.count(ctx.store, { equals, range: { field: 'receivedAt', gte, lt } });
  const [total, waiting, states, categories, perDay] = await Promise.all([
    count({}),
    count({ waiting: true }),
    Promise.all(RECORD_STATES.map(async (state) => [state, await count({ state })] as const)),
    Promise.all(
      words.policy.categories.map(async ({ id }) => ({ ...categoryNamed(id, words), count: await count({ categoryId: id }) })),
    ),
    Promise.all(days.map(async (day) => ({ day, count: await count({}, begin(day), begin(addDays(day, 1))) }))),
  ]);
  return { at: now, since, total, waiting, states: Object.fromEntries(states), categories, days: perDay };
}

const STATS_MS = 15_000;

/** Many people look at the same figures; they are counted once in a while. */
function remembered<Q extends { days: number }, A>(ctx: Context, make: (call: Call<Q, unknown>) => Promise<A>) {
  const known = new Map<string, { until: number; value: Promise<A> }>();
  return (call: Call<Q, unknown>): Promise<A> => {
    const key = `${call.language} ${call.query.days}`;
    const found = known.get(key);
    if (found && found.until > ctx.now()) return found.value;
    const value = make(call);
    known.set(key, { until: ctx.now() + STATS_MS, value });
    value.catch(() => known.delete(key));
    return value;
  };
}

function userView({ id, email, name, role, boundAt }: User) {
  return { id, address: email, name, role, boundAt };
}

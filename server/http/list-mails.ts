import type { Response } from 'express';
import * as api from '../../shared/api.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { AppError } from '../../shared/errors.ts';
import { addDays, type Day, dayIn, instantOf } from '../../shared/local-time.ts';
import { categoriesIn, type Language } from '../../shared/policy.ts';
import { type MailRecord, searchToken } from '../../shared/record.ts';
import type { Context } from '../mail/context.ts';
import { queryAnyOf } from '../store/any-of.ts';
import { records } from '../store/collections.ts';
import { headVersion } from '../store/settings.ts';
import type { Query } from '../store/store.ts';
import type { User } from '../store/users.ts';
import { type Rows, sendCsv } from './download.ts';
import { mailSummary, readWords, type Words, withUsers } from './mail-view.ts';
import { type Call, read } from './route.ts';

/** Waits for a person longer than this: overdue. */
const OVERDUE_MS = DAY_MS;

/** A page of the tracking list, the newest first. */
export async function listMails(ctx: Context, { query, user, language }: Call<api.MailsQuery, unknown>): Promise<api.MailList> {
  const { any, ...asked } = await queryOf(ctx, query, user);
  const page = await queryAnyOf(records, ctx.store, any, { ...asked, limit: query.limit });
  const matching = page.items.map(({ data }) => data).filter(holdsWords(query.q));
  const words = await readWords(
    ctx,
    language,
    matching.map(({ assigneeId }) => assigneeId),
  );
  return { items: matching.map((record) => mailSummary(record, words)), cursor: page.cursor };
}

type Equals = NonNullable<Query['equals']>;
type Asked = Omit<Query, 'limit' | 'equals'> & Required<Pick<Query, 'order'>> & { any: Equals[] };

async function queryOf(ctx: Context, query: api.MailsQuery, user: User): Promise<Asked> {
  const { status, category, assignee, unassigned, waiting, overdue, by, mark, q, cursor } = query;
  if (unassigned && assignee !== undefined) throw new AppError('invalid', 'Either somebody is on it or nobody.');
  // The index finds one word, or one mark; what else is asked for is looked for in what it found.
  const token = q === undefined || mark !== undefined ? '' : searchToken(q);
  const contains = mark !== undefined ? { field: 'marks', value: mark } : token === '' ? null : { field: 'tokens', value: token };
  const policy = await ctx.policyOf(ctx.store, await headVersion(ctx.store));
  const equals: Equals = {
    ...(status === undefined ? {} : { state: status }),
    ...(assignee === undefined ? {} : { assigneeId: assignee === 'me' ? user.id : assignee }),
    ...(unassigned ? { assigneeId: null } : {}),
    ...(waiting === undefined && !overdue ? {} : { waiting: overdue === true || waiting === true }),
  };
  const categories: Equals[] = category === undefined ? [{}] : categoriesIn(policy, category).map((id) => ({ categoryId: id }));
  const answered: Equals[] = by === undefined ? [{}] : (BY_PERSON[by] ?? [by]).map((kind) => ({ repliedBy: kind }));
  return {
    any: categories.flatMap((one) => answered.map((other) => ({ ...equals, ...one, ...other }))),
    ...(contains ? { contains } : {}),
    ...rangeOf(ctx, query, policy.hours.timezone),
    order: { field: 'receivedAt', direction: 'desc' },
    ...(cursor === undefined ? {} : { cursor }),
  };
}

const BY_PERSON: Readonly<Record<string, readonly string[]>> = { person: ['staff', 'outside'] };

function rangeOf(ctx: Context, { from, until, hour, overdue }: api.MailsQuery, timezone: string): Pick<Query, 'range'> {
  if (hour !== undefined && (from === undefined || from !== until)) {
    throw new AppError('invalid', 'An hour is one of a single day: from and until name the same.');
  }
  if (from === undefined && until === undefined && !overdue) return {};
  const hourOf = (day: Day, hours: number): number => instantOf(timezone, day, 60 * hours);
  const before = [
    ...(until === undefined ? [] : [hour === undefined ? instantOf(timezone, addDays(until, 1), 0) : hourOf(until, hour + 1)]),
    ...(overdue ? [ctx.now() - OVERDUE_MS + 1] : []),
  ];
  return {
    range: {
      field: 'receivedAt',
      ...(from === undefined ? {} : { gte: hourOf(from, hour ?? 0) }),
      ...(before.length === 0 ? {} : { lt: Math.min(...before) }),
    },
  };
}

/** So a page may hold fewer than its limit. */
function holdsWords(q = ''): (record: MailRecord) => boolean {
  const wanted = q
    .split(/\s+/)
    .map(searchToken)
    .filter((word) => word !== '');
  return ({ tokens }) => wanted.every((word) => tokens.includes(word));
}

const PAGE = 500;
/** Enough for years of a school's mail; who needs more exports by parts. */
const MOST = 100_000;

const HEAD = {
  fr: [
    'reçu',
    'état',
    'catégorie',
    'nom',
    'adresse',
    'objet',
    'confiance',
    'en charge',
    'répondu par',
    'répondu',
    'remise',
    'id',
  ],
  en: [
    'received',
    'state',
    'category',
    'name',
    'address',
    'subject',
    'confidence',
    'assignee',
    'answered by',
    'answered',
    'delivery',
    'id',
  ],
} as const;

/** The tracking list as a file, by the same filters, all of it. */
export async function exportMails(
  ctx: Context,
  res: Response,
  { user, query, language }: { user: User; query: unknown; language: Language },
): Promise<void> {
  const asked = read(api.MailsQuery, query, 'query');
  const words = await readWords(ctx, language);
  const { timezone } = words.policy.hours;
  const name = `mails-${dayIn(timezone, ctx.now())}.csv`;
  await sendCsv(res, { name, head: HEAD[language], rows: rowsOf(ctx, asked, user, words), language });
}

async function* rowsOf(ctx: Context, query: api.MailsQuery, user: User, words: Words): Rows {
  const { any, ...asked } = await queryOf(ctx, query, user);
  const holds = holdsWords(query.q);
  let named = words;
  let cursor: string | null = null;
  let n = 0;
  do {
    const page: Awaited<ReturnType<typeof records.query>> = await queryAnyOf(records, ctx.store, any, {
      ...asked,
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    const found = page.items.map(({ data }) => data).filter(holds);
    named = await withUsers(
      ctx,
      named,
      found.map(({ assigneeId }) => assigneeId),
    );
    yield found.map((record) => csvCells(record, named));
    n += found.length;
    cursor = page.cursor;
  } while (cursor !== null && n < MOST);
}

function csvCells(record: MailRecord, words: Words): (string | number | null)[] {
  const { id, receivedAt, stateText, category, from, subject, confidence, assignee, delivery } = mailSummary(record, words);
  const { reply } = record;
  return [
    new Date(receivedAt).toISOString(),
    stateText,
    category.name,
    from.name,
    from.address,
    subject,
    confidence,
    assignee?.name ?? '',
    reply === null ? '' : reply.by.kind === 'staff' ? reply.by.name : reply.by.kind,
    reply === null ? '' : new Date(reply.at).toISOString(),
    delivery?.text ?? '',
    id,
  ];
}

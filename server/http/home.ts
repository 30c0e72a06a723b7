import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { dayIn, instantOf } from '../../shared/local-time.ts';
import { modeOf, type Policy, type Settings } from '../../shared/policy.ts';
import type { MailRecord } from '../../shared/record.ts';
import type { Context } from '../mail/context.ts';
import { records } from '../store/collections.ts';
import { readSettings } from '../store/settings.ts';
import { meView } from './choices.ts';
import { categoryNamed, mailSummary, readWords, type Words, withUsers } from './mail-view.ts';
import type { Call } from './route.ts';

const ITEMS = 10;

type HomeCall = Call<z.output<typeof api.HomeQuery>, unknown>;

/**
 * The sidebar's first page, counted and read anew at every call (docs/decisions/235-home-is-not-cached.md): limited queries
 * and counts alone, so that it costs the same however many mails there are.
 */
export function homeHandler(ctx: Context) {
  return async ({ user, language }: HomeCall): Promise<api.HomeView> => {
    const now = ctx.now();
    const [words, settings] = await Promise.all([readWords(ctx, language), readSettings(ctx.store)]);
    const { timezone } = words.policy.hours;
    const midnight = instantOf(timezone, dayIn(timezone, now), 0);
    const [waiting, sent, held, today] = await Promise.all([
      whatWaits(ctx),
      whatLeft(ctx, midnight),
      whatIsHeld(ctx, words.policy, settings),
      figures(ctx, midnight),
    ]);
    const named = await withUsers(
      ctx,
      words,
      [...waiting.items, ...sent.items].map(({ assigneeId }) => assigneeId),
    );
    return {
      at: now,
      me: meView(user),
      mailbox: ctx.address,
      revision: settings.revision,
      autoMode: settings.autoMode,
      autoModeSince: settings.autoModeSince,
      held: held.total,
      categories: switchesOf(named, settings, held.perCategory),
      waiting: {
        total: waiting.total,
        items: waiting.items.map((record) => ({ ...mailSummary(record, named), followsUp: followsUp(record) })),
      },
      sentToday: { total: sent.total, items: sent.items.map((record) => mailSummary(record, named)) },
      today,
    };
  };
}

/** Who was answered by a machine and writes again waits for a person twice as much; else the oldest first. */
async function whatWaits(ctx: Context): Promise<{ total: number; items: MailRecord[] }> {
  const oldest = { order: { field: 'receivedAt', direction: 'asc' }, limit: ITEMS } as const;
  const [total, after, all] = await Promise.all([
    count(ctx, { waiting: true }),
    records.query(ctx.store, { equals: { waiting: true, followsUp: true }, ...oldest }),
    records.query(ctx.store, { equals: { waiting: true }, ...oldest }),
  ]);
  const found = [...after.items, ...all.items].map(({ id, data }) => [id, data] as const);
  return { total, items: [...new Map(found).values()].slice(0, ITEMS) };
}

/** What was stored before the field tells by its reasons. */
function followsUp({ followsUp, decision }: MailRecord): boolean {
  return followsUp ?? decision?.reasons.includes('follow-up') ?? false;
}

async function whatLeft(ctx: Context, midnight: number): Promise<{ total: number; items: MailRecord[] }> {
  const range = { field: 'automaticAt', gte: midnight };
  const [total, page] = await Promise.all([
    records.count(ctx.store, { range }),
    records.query(ctx.store, { range, order: { field: 'automaticAt', direction: 'desc' }, limit: ITEMS }),
  ]);
  return { total, items: page.items.map(({ data }) => data) };
}

/** Only an automatic category holds anything: whatever it held is taken back when it becomes another. */
async function whatIsHeld(ctx: Context, policy: Policy, { modes }: Settings) {
  const automatic = policy.categories.filter(({ id }) => modes[id]?.mode === 'automatic');
  const [total, ...each] = await Promise.all([
    count(ctx, { state: 'held' }),
    ...automatic.map(async ({ id }) => [id, await count(ctx, { state: 'held', categoryId: id })] as const),
  ]);
  return { total, perCategory: new Map(each) };
}

function switchesOf(words: Words, settings: Settings, held: ReadonlyMap<string, number>): api.HomeView['categories'] {
  return words.policy.categories
    .filter(({ retired }) => !retired)
    .map(({ id }) => ({
      ...categoryNamed(id, words),
      mode: modeOf(settings, id),
      held: held.get(id) ?? 0,
    }));
}

async function figures(ctx: Context, midnight: number): Promise<api.HomeView['today']> {
  const since = (equals: Record<string, string>): Promise<number> => count(ctx, equals, midnight);
  const answered = (repliedBy: string): Promise<number> => since({ state: 'replied', repliedBy });
  const [received, automatic, staff, outside, routed, ignored, failed] = await Promise.all([
    since({}),
    answered('automatic'),
    answered('staff'),
    answered('outside'),
    since({ state: 'routed' }),
    since({ state: 'ignored' }),
    since({ state: 'failed' }),
  ]);
  // Who answers in Gmail itself is a person of the school as well.
  return { received, automatic, byStaff: staff + outside, routed, ignored, failed };
}

function count(ctx: Context, equals: Record<string, string | boolean>, gte = 0): Promise<number> {
  return records.count(ctx.store, { equals, range: { field: 'receivedAt', gte } });
}

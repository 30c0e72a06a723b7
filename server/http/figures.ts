import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { addCell, type Cell, type Sum, tookQuantile, waitedQuantile } from '../../shared/figures.ts';
import { addDays, type Day, dayIn } from '../../shared/local-time.ts';
import type { Context } from '../mail/context.ts';
import { figuresSince, ledgerState } from '../store/ledger.ts';
import { modelSums } from '../store/model-usage.ts';
import { categoryNamed, readWords } from './mail-view.ts';
import type { Call } from './route.ts';

type FiguresCall = Call<z.output<typeof api.FiguresQuery>, unknown>;
type Filter = Record<string, string>;

/** A term: half a school year. */
const DAYS = { day: 1, week: 7, term: 182 } as const;

/** What the mails of a sum are listed by; the days and the category go with it. */
const FILTERS = {
  received: {},
  automatic: { by: 'automatic' },
  staff: { by: 'staff' },
  outside: { by: 'outside' },
  passedOn: { mark: 'automatic', status: 'routed' },
  routed: { status: 'routed' },
  ignored: { status: 'ignored' },
  failed: { status: 'failed' },
  held: { status: 'held' },
  waiting: { waiting: 'true' },
  bounced: { mark: 'bounced' },
  corrected: { mark: 'corrected' },
  wrong: { mark: 'wrong' },
  rehearsed: { mark: 'rehearsed' },
} as const satisfies Partial<Record<Sum, Filter>>;

/** The figures of a period, from the sums that the `stats` job keeps: what it costs goes by the days, not by the mails. */
export function figuresHandler(ctx: Context) {
  return async ({ query, language }: FiguresCall): Promise<z.input<typeof api.FiguresView>> => {
    const { period, category = null } = query;
    const words = await readWords(ctx, language);
    const now = ctx.now();
    const until = dayIn(words.policy.hours.timezone, now);
    const from = addDays(until, 1 - DAYS[period]);
    const [sums, state, model] = await Promise.all([
      figuresSince(ctx.store, from),
      ledgerState(ctx.store),
      modelSums(ctx.store, from, until),
    ]);
    const days = new Map<Day, Cell>();
    const categories = new Map<string, Cell>();
    const all: Cell = { received: 0 };
    for (let day = from; day <= until; day = addDays(day, 1)) days.set(day, { received: 0 });
    for (const pack of sums) {
      for (const [day, cells] of Object.entries(pack)) {
        const ofDay = days.get(day);
        if (!ofDay) continue;
        for (const [id, cell] of Object.entries(cells)) {
          const ofCategory = categories.get(id) ?? { received: 0 };
          categories.set(id, ofCategory);
          addCell(ofCategory, cell);
          if (category !== null && id !== category) continue;
          addCell(ofDay, cell);
          addCell(all, cell);
        }
      }
    }
    const within: Filter = { from, until, ...(category === null ? {} : { category }) };
    const figure = (sum: keyof typeof FILTERS) => ({ value: all[sum] ?? 0, filter: { ...within, ...FILTERS[sum] } });
    const n = (sum: Sum): number => all[sum] ?? 0;
    const toAnswer = n('received') - n('ignored');
    const took = (list: 'staffTook' | 'automaticTook' | 'decidedIn') => ({
      medianMs: tookQuantile(all[list], 0.5),
      p90Ms: tookQuantile(all[list], 0.9),
    });
    return {
      at: now,
      asOf: state.through,
      period,
      from,
      until,
      category,
      received: figure('received'),
      automatic: figure('automatic'),
      staff: figure('staff'),
      outside: figure('outside'),
      passedOn: figure('passedOn'),
      routed: figure('routed'),
      ignored: figure('ignored'),
      failed: figure('failed'),
      held: figure('held'),
      waiting: figure('waiting'),
      bounced: figure('bounced'),
      corrected: figure('corrected'),
      wrong: figure('wrong'),
      rehearsed: figure('rehearsed'),
      edited: n('edited'),
      replaced: n('replaced'),
      asWas: n('asWas'),
      adapted: n('adapted'),
      automationRate: toAnswer > 0 ? (n('automatic') + n('passedOn')) / toAnswer : null,
      waited: { medianMs: waitedQuantile(all.waitingSince, 0.5, now), p90Ms: waitedQuantile(all.waitingSince, 0.9, now) },
      staffTook: took('staffTook'),
      automaticTook: took('automaticTook'),
      decidedIn: took('decidedIn'),
      modelTokens: model?.tokens ?? null,
      model: model && {
        calls: model.calls,
        tokens: model.tokens,
        costUsd: model.microUsd / 1e6,
        unpriced: model.unpriced,
        meanMs: Math.round(model.ms / model.calls),
      },
      days: [...days].map(([day, cell]) => ({
        day,
        ...pick(cell, ['received', 'automatic', 'staff', 'outside', 'waiting', 'bounced']),
        filter: { ...within, from: day, until: day },
      })),
      categories: [...categories].map(([id, cell]) => ({
        ...categoryNamed(id, words),
        ...pick(cell, ['received', 'automatic', 'staff', 'waiting', 'corrected', 'wrong', 'bounced']),
        filter: { from, until, category: id },
      })),
    };
  };
}

function pick<S extends Sum>(cell: Cell, sums: readonly S[]): Record<S, number> {
  return Object.fromEntries(sums.map((sum) => [sum, cell[sum] ?? 0])) as Record<S, number>;
}

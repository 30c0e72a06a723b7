import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { addCell, type Cell, cellsOf, countOf, type Sum, tookQuantile, waitedQuantile } from '../../shared/figures.ts';
import { addDays, type Day, dayIn, instantOf, minutesIn } from '../../shared/local-time.ts';
import { categoriesIn, shownCategory } from '../../shared/policy.ts';
import type { Context } from '../mail/context.ts';
import { eachPack, figuresSince, ledgerState } from '../store/ledger.ts';
import { type ModelSums, modelSums } from '../store/model-usage.ts';
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
  passedOn: { mark: 'passed-on' },
  routed: { status: 'routed' },
  ignored: { status: 'ignored' },
  failed: { status: 'failed' },
  held: { status: 'held' },
  waiting: { waiting: 'true' },
  bounced: { mark: 'bounced' },
  corrected: { mark: 'corrected' },
  wrong: { mark: 'wrong' },
  rehearsed: { mark: 'rehearsed' },
  asWas: { mark: 'as-was' },
  adapted: { mark: 'adapted' },
  edited: { mark: 'edited' },
  replaced: { mark: 'replaced' },
  byItself: { mark: 'by-itself' },
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
    const wanted = category === null ? null : new Set(categoriesIn(words.policy, category));
    const days = new Map<Day, Cell>();
    const categories = new Map<string, Cell>();
    const all: Cell = { received: 0 };
    for (let day = from; day <= until; day = addDays(day, 1)) days.set(day, { received: 0 });
    for (const pack of sums) {
      for (const [day, cells] of Object.entries(pack)) {
        const ofDay = days.get(day);
        if (!ofDay) continue;
        for (const [id, cell] of Object.entries(cells)) {
          // What was merged is counted where it is listed.
          const shown = shownCategory(words.policy, id)?.id ?? id;
          const ofCategory = categories.get(shown) ?? { received: 0 };
          categories.set(shown, ofCategory);
          addCell(ofCategory, cell);
          if (wanted !== null && !wanted.has(id)) continue;
          addCell(ofDay, cell);
          addCell(all, cell);
        }
      }
    }
    const hours = period === 'day' ? await hoursOf(ctx, until, words.policy.hours.timezone, wanted) : [];
    const within: Filter = { from, until, ...(category === null ? {} : { category }) };
    const figure = (sum: keyof typeof FILTERS) => ({ value: all[sum] ?? 0, filter: { ...within, ...FILTERS[sum] } });
    const n = (sum: Sum): number => all[sum] ?? 0;
    const toAnswer = n('received') - n('ignored');
    const took = (list: 'staffTook' | 'automaticTook' | 'decidedIn', filter: Filter) => ({
      medianMs: tookQuantile(all[list], 0.5),
      p90Ms: tookQuantile(all[list], 0.9),
      count: countOf(all[list]),
      filter: { ...within, ...filter },
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
      edited: figure('edited'),
      replaced: figure('replaced'),
      asWas: figure('asWas'),
      adapted: figure('adapted'),
      byItself: figure('byItself'),
      automationRate: toAnswer > 0 ? n('byItself') / toAnswer : null,
      waited: {
        medianMs: waitedQuantile(all.waitingSince, 0.5, now),
        p90Ms: waitedQuantile(all.waitingSince, 0.9, now),
        count: n('waiting'),
        filter: { ...within, ...FILTERS.waiting },
      },
      staffTook: took('staffTook', { by: 'person' }),
      automaticTook: took('automaticTook', { by: 'automatic' }),
      decidedIn: took('decidedIn', { mark: 'decided' }),
      cost: costOf(category === null ? model?.all : spentOn(all), n('received')),
      modelTokens: category === null && model ? model.all.tokens : null,
      model:
        category === null && model
          ? {
              calls: model.all.calls,
              tokens: model.all.tokens,
              costUsd: model.all.microUsd / 1e6,
              unpriced: model.all.unpriced,
              meanMs: Math.round(model.all.ms / model.all.calls),
            }
          : null,
      days: [...days].map(([day, cell]) => ({
        day,
        ...pick(cell, PARTS),
        bounced: cell.bounced ?? 0,
        costUsd: costOf(category === null ? model?.days.get(day) : spentOn(cell), 0)?.usd ?? null,
        filter: { ...within, from: day, until: day },
      })),
      hours: hours.map((cell, hour) => ({
        hour,
        ...pick(cell, PARTS),
        costUsd: costOf(spentOn(cell), 0)?.usd ?? null,
        filter: { ...within, hour: `${hour}` },
      })),
      categories: [...categories].map(([id, cell]) => ({
        ...categoryNamed(id, words),
        ...pick(cell, ['received', 'automatic', 'staff', 'waiting', 'corrected', 'wrong', 'bounced']),
        costUsd: costOf(spentOn(cell), 0)?.usd ?? null,
        filter: { from, until, category: id },
      })),
    };
  };
}

/** As the records of mails have it. Days from before that was kept say nothing, and so does a category nothing was asked for. */
function spentOn({ asked = 0, microUsd = 0, unpriced = 0 }: Cell): Asked | undefined {
  return asked === 0 ? undefined : { microUsd, unpriced };
}

type Asked = Pick<ModelSums, 'microUsd' | 'unpriced'>;

/** A sum in which nothing has a price is not nothing: it is not known. */
function costOf(asked: Asked | undefined, mails: number): z.input<typeof api.FiguresView>['cost'] {
  if (!asked) return null;
  const { microUsd, unpriced } = asked;
  const usd = microUsd === 0 && unpriced > 0 ? null : microUsd / 1e6;
  return { usd, perMailUsd: usd === null || mails === 0 ? null : usd / mails, unpriced };
}

const PARTS = ['received', 'automatic', 'staff', 'outside', 'waiting', 'setAside'] as const;

/** The sums of each hour of today up to now, from the rows: those of one day are few. */
async function hoursOf(ctx: Context, day: Day, timezone: string, wanted: ReadonlySet<string> | null): Promise<Cell[]> {
  const hours = Array.from({ length: 1 + hourIn(timezone, ctx.now()) }, (): Cell => ({ received: 0 }));
  for await (const pack of eachPack(ctx.store, instantOf(timezone, day, 0))) {
    const rows = pack.filter((row) => row.day === day && (wanted === null || wanted.has(row.category)));
    for (const row of rows) {
      const hour = hours[hourIn(timezone, row.receivedAt)];
      for (const cell of Object.values(cellsOf([row])[day] ?? {})) if (hour) addCell(hour, cell);
    }
  }
  return hours;
}

const hourIn = (timezone: string, at: number): number => Math.floor(minutesIn(timezone, at) / 60);

function pick<S extends Sum>(cell: Cell, sums: readonly S[]): Record<S, number> {
  return Object.fromEntries(sums.map((sum) => [sum, cell[sum] ?? 0])) as Record<S, number>;
}

import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import {
  addCell,
  type Cell,
  cellsOf,
  countOf,
  type DayCells,
  SUM_FILTERS,
  type Sum,
  tookQuantile,
  waitedQuantile,
} from '../../shared/figures.ts';
import { addDays, type Day, dayIn, instantOf, minutesIn } from '../../shared/local-time.ts';
import { categoriesIn, type Policy, shownCategory } from '../../shared/policy.ts';
import type { Context } from '../mail/context.ts';
import { eachPack, figuresSince, ledgerState } from '../store/ledger.ts';
import { type ModelSums, modelSums } from '../store/model-usage.ts';
import { categoryNamed, readWords } from './mail-view.ts';
import type { Call } from './route.ts';

type FiguresCall = Call<z.output<typeof api.FiguresQuery>, unknown>;
type Filter = Record<string, string>;

/** A term: half a school year. */
const DAYS = { day: 1, week: 7, term: 182 } as const;

type Figure = keyof typeof SUM_FILTERS;

/** The figures of a period, from the sums that the `stats` job keeps: what it costs goes by the days, not by the mails. */
export function figuresHandler(ctx: Context) {
  return async ({ query, language }: FiguresCall): Promise<z.input<typeof api.FiguresView>> => {
    const { period, category = null } = query;
    const words = await readWords(ctx, language);
    const { policy } = words;
    const { timezone } = policy.hours;
    const now = ctx.now();
    const until = dayIn(timezone, now);
    const from = addDays(until, 1 - DAYS[period]);
    const [packs, state, model] = await Promise.all([
      figuresSince(ctx.store, from),
      ledgerState(ctx.store),
      modelSums(ctx.store, from, until),
    ]);
    const wanted = category === null ? null : new Set(categoriesIn(policy, category));
    const { all, days, categories } = summedUp(packs, { from, until, wanted, policy });
    const hours = period === 'day' ? await hoursOf(ctx, until, timezone, wanted) : [];
    const within: Filter = { from, until, ...(category === null ? {} : { category }) };
    // What a model cost by the day is counted as it is asked; of a category its mails alone can tell.
    const spent = category === null ? model : null;
    return {
      at: now,
      asOf: state.through,
      period,
      from,
      until,
      category,
      ...totalsOf(all, within, now),
      cost: costOf(category === null ? model?.all : spentOn(all), all.received),
      model: spent && {
        calls: spent.all.calls,
        tokens: spent.all.tokens,
        meanMs: Math.round(spent.all.ms / spent.all.calls),
      },
      days: [...days].map(([day, cell]) => ({
        day,
        ...pick(cell, PARTS),
        bounced: cell.bounced ?? 0,
        costUsd: usdOf(category === null ? model?.days.get(day) : spentOn(cell)),
        filter: { ...within, from: day, until: day },
      })),
      hours: hours.map((cell, hour) => ({
        hour,
        ...pick(cell, PARTS),
        costUsd: usdOf(spentOn(cell)),
        filter: { ...within, hour: `${hour}` },
      })),
      categories: [...categories].map(([id, cell]) => ({
        ...categoryNamed(id, words),
        ...pick(cell, CATEGORY_SUMS),
        costUsd: usdOf(spentOn(cell)),
        filter: { from, until, category: id },
      })),
    };
  };
}

interface Wanted {
  from: Day;
  until: Day;
  /** Categories whose mails the days are told of; null: all. */
  wanted: ReadonlySet<string> | null;
  policy: Policy;
}

/** By day, of the categories that are wanted; by category, of all. What was merged is counted where it is listed. */
function summedUp(packs: readonly DayCells[], { from, until, wanted, policy }: Wanted) {
  const all: Cell = { received: 0 };
  const days = new Map<Day, Cell>();
  const categories = new Map<string, Cell>();
  for (let day = from; day <= until; day = addDays(day, 1)) days.set(day, { received: 0 });
  for (const [day, cells] of packs.flatMap((pack) => Object.entries(pack))) {
    const ofDay = days.get(day);
    if (!ofDay) continue;
    for (const [id, cell] of Object.entries(cells)) {
      const shown = shownCategory(policy, id)?.id ?? id;
      const ofCategory = categories.get(shown) ?? { received: 0 };
      categories.set(shown, ofCategory);
      addCell(ofCategory, cell);
      if (wanted !== null && !wanted.has(id)) continue;
      addCell(ofDay, cell);
      addCell(all, cell);
    }
  }
  return { all, days, categories };
}

/** The figures of the whole period, each with the filter of the list of its mails. */
function totalsOf(all: Cell, within: Filter, now: number) {
  const figures = Object.fromEntries(
    Object.entries(SUM_FILTERS).map(([sum, filter]) => [
      sum,
      { value: all[sum as Figure] ?? 0, filter: { ...within, ...filter } },
    ]),
  ) as Record<Figure, { value: number; filter: Filter }>;
  const toAnswer = all.received - (all.ignored ?? 0);
  const took = (list: 'staffTook' | 'automaticTook' | 'decidedIn', filter: Filter) => ({
    medianMs: tookQuantile(all[list], 0.5),
    p90Ms: tookQuantile(all[list], 0.9),
    count: countOf(all[list]),
    filter: { ...within, ...filter },
  });
  return {
    ...figures,
    automationRate: toAnswer > 0 ? (all.byItself ?? 0) / toAnswer : null,
    waited: {
      medianMs: waitedQuantile(all.waitingSince, 0.5, now),
      p90Ms: waitedQuantile(all.waitingSince, 0.9, now),
      count: all.waiting ?? 0,
      filter: { ...within, ...SUM_FILTERS.waiting },
    },
    staffTook: took('staffTook', { by: 'person' }),
    automaticTook: took('automaticTook', { by: 'automatic' }),
    decidedIn: took('decidedIn', { mark: 'decided' }),
  };
}

/** As the records of mails have it. Days from before that was kept say nothing, and so does a category nothing was asked for. */
function spentOn({ asked = 0, microUsd = 0, unpriced = 0 }: Cell): Asked | undefined {
  return asked === 0 ? undefined : { microUsd, unpriced };
}

function usdOf(asked: Asked | undefined): number | null {
  return costOf(asked, 0)?.usd ?? null;
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
const CATEGORY_SUMS = ['received', 'automatic', 'staff', 'waiting', 'corrected', 'wrong', 'bounced'] as const;

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

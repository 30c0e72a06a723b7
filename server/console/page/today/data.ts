import type { z } from 'zod';
import type { FiguresView } from '../../../../shared/api/figures.ts';
import { weekdayOf } from '../../../../shared/local-time.ts';

export type Figures = z.infer<typeof FiguresView>;
export type Period = Figures['period'];
export const PERIODS: readonly Period[] = ['day', 'week', 'term'];

type Day = Figures['days'][number];

type Filter = Readonly<Record<string, string>>;

/** One column of the plot: an hour of a day, a day, or the week that begins with it. */
export interface Column {
  from: string;
  until: string;
  hour?: number;
  received: number;
  automatic: number;
  staff: number;
  outside: number;
  waiting: number;
  /** Held, closed, or nothing to answer: nobody answered, and nobody waits. */
  setAside: number;
  costUsd: number | null;
  filter: Filter;
}

/** Beyond so many days a column stands for a week: on a phone a day would be a hair. */
const MOST_DAYS = 31;

/** Of a single day its hours. */
export function columnsOfFigures({ days, hours, from, until }: Pick<Figures, 'days' | 'hours' | 'from' | 'until'>): Column[] {
  return hours.length > 0 ? hours.map((hour) => ({ from, until, ...hour })) : columnsOf(days);
}

export function columnsOf(days: readonly Day[]): Column[] {
  const groups = days.length <= MOST_DAYS ? days.map((day) => [day]) : weeksOf(days);
  return groups.map(columnOf);
}

/** From Monday on; the first and the last may be shorter. */
function weeksOf(days: readonly Day[]): Day[][] {
  const weeks: Day[][] = [];
  for (const day of days) {
    const isMonday = weekdayOf(day.day) === 0;
    const week = weeks.at(-1);
    if (week && !isMonday) week.push(day);
    else weeks.push([day]);
  }
  return weeks;
}

function columnOf(days: readonly Day[]): Column {
  const sum = (name: 'received' | Part): number => days.reduce((total, day) => total + day[name], 0);
  const costs = days.flatMap(({ costUsd }) => costUsd ?? []);
  const from = days[0]?.day ?? '';
  const until = days.at(-1)?.day ?? from;
  return {
    from,
    until,
    received: sum('received'),
    automatic: sum('automatic'),
    staff: sum('staff'),
    outside: sum('outside'),
    // A mail that was answered and waits again counts in both.
    waiting: sum('waiting'),
    setAside: sum('setAside'),
    costUsd: costs.length === 0 ? null : costs.reduce((total, usd) => total + usd, 0),
    filter: { ...days[0]?.filter, from, until },
  };
}

/** What is stacked, from below. */
export const PARTS = ['automatic', 'staff', 'outside', 'waiting', 'setAside'] as const;
export type Part = (typeof PARTS)[number];

/** Columns of the table by category. */
export const CATEGORY_COLUMNS = ['received', 'automatic', 'staff', 'waiting', 'corrected', 'wrong', 'bounced'] as const;

/** For the plot: x, then the height up to which each part reaches, the whole first, so that the lower is drawn over it. */
export function stacked(columns: readonly Column[]): number[][] {
  const tops = PARTS.map((_, upTo) =>
    columns.map((column) => PARTS.slice(0, upTo + 1).reduce((sum, part) => sum + column[part], 0)),
  );
  return [columns.map((_, index) => index), ...tops.reverse()];
}

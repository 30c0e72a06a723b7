import type { z } from 'zod';
import type { FiguresView } from '../../../../shared/api/console.ts';
import { weekdayOf } from '../../../../shared/local-time.ts';

export type Figures = z.infer<typeof FiguresView>;
export type Period = Figures['period'];
export const PERIODS: readonly Period[] = ['day', 'week', 'term'];

type Day = Figures['days'][number];

/** One column of the plot: a day, or the week that begins with it. */
export interface Column {
  from: string;
  until: string;
  received: number;
  automatic: number;
  staff: number;
  outside: number;
  waiting: number;
  /** Passed on, set aside or failed: nobody answered, and nobody has to. */
  other: number;
  filter: Readonly<Record<string, string>>;
}

/** Beyond so many days a column stands for a week: on a phone a day would be a hair. */
const MOST_DAYS = 31;

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
  const sum = (name: 'received' | 'automatic' | 'staff' | 'outside' | 'waiting'): number =>
    days.reduce((total, day) => total + day[name], 0);
  const [received, automatic, staff, outside, waiting] = [
    sum('received'),
    sum('automatic'),
    sum('staff'),
    sum('outside'),
    sum('waiting'),
  ];
  const from = days[0]?.day ?? '';
  const until = days.at(-1)?.day ?? from;
  return {
    from,
    until,
    received,
    automatic,
    staff,
    outside,
    waiting,
    // A mail that was answered and waits again counts in both.
    other: Math.max(0, received - automatic - staff - outside - waiting),
    filter: { ...days[0]?.filter, from, until },
  };
}

/** What is stacked, from below. */
export const PARTS = ['automatic', 'staff', 'outside', 'waiting', 'other'] as const;
export type Part = (typeof PARTS)[number];

/** For the plot: x, then the height up to which each part reaches, the whole first, so that the lower is drawn over it. */
export function stacked(columns: readonly Column[]): number[][] {
  const tops = PARTS.map((_, upTo) =>
    columns.map((column) => PARTS.slice(0, upTo + 1).reduce((sum, part) => sum + column[part], 0)),
  );
  return [columns.map((_, index) => index), ...tops.reverse()];
}

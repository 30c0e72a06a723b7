import { HOUR_MS } from './durations.ts';
import type { Day } from './local-time.ts';
import type { ReplayRow } from './replay.ts';

type Counts = Record<string, number>;

export const SUMS = [
  'received',
  'automatic',
  'staff',
  'outside',
  'passedOn',
  'routed',
  'ignored',
  'failed',
  'held',
  'waiting',
  'bounced',
  'corrected',
  'wrong',
  'edited',
  'replaced',
  'asWas',
  'adapted',
  'rehearsed',
  'byItself',
  'decided',
  'setAside',
] as const;
export type Sum = (typeof SUMS)[number];

/** What narrows the list of mails to those of a sum; the days and the category go with it. */
export const SUM_FILTERS = {
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
  setAside: { mark: 'set-aside' },
} as const satisfies Partial<Record<Sum, Readonly<Record<string, string>>>>;

/**
 * Of mails that a hosted model was asked about: how many, what it cost by the price list in millionths of a US dollar, and how
 * many calls are not in that. All absent: it was asked about none, or by a version that did not count them yet.
 */
const AMOUNTS = ['asked', 'microUsd', 'unpriced'] as const;
/**
 * From arrival to a person's answer and to an automatic one, and from when a mail was recorded to when it was decided on, by
 * step; of what waits, the hours since the epoch at which it came.
 */
const LISTS = ['staffTook', 'automaticTook', 'decidedIn', 'waitingSince'] as const;

/**
 * Sums over the mails of one day and category. A sum that is 0 is left out. Lists of counts stand by a step of a scale (how
 * long an answer took) or by the hour a mail came (what still waits).
 */
export type Cell = { received: number } & Partial<
  Record<Sum | (typeof AMOUNTS)[number], number> & Record<(typeof LISTS)[number], Counts>
>;

/** By day, then by category. */
export type DayCells = Record<Day, Record<string, Cell>>;

/** Each step of the scale is a fifth longer than the one before: a median told from it is off by a tenth at most. */
const STEP = Math.log(1.2);
const SHORTEST_MS = 10;

/** The sums of some mails. */
export function cellsOf(rows: readonly ReplayRow[]): DayCells {
  const days: DayCells = {};
  for (const row of rows) {
    const day = days[row.day] ?? {};
    const cell = day[row.category] ?? { received: 0 };
    count(cell, row);
    day[row.category] = cell;
    days[row.day] = day;
  }
  return days;
}

function count(cell: Cell, row: ReplayRow): void {
  const { state, by, became, answeredAt, receivedAt, decided } = row;
  const holds: Record<Sum, boolean | undefined> = {
    received: true,
    automatic: by === 'automatic',
    staff: by === 'staff',
    outside: by === 'outside',
    passedOn: row.passedOn,
    routed: state === 'routed',
    ignored: state === 'ignored',
    failed: state === 'failed',
    held: state === 'held',
    waiting: row.waiting,
    bounced: row.bounced,
    corrected: row.corrected,
    wrong: row.wrong,
    edited: became === 'edited',
    replaced: became === 'replaced',
    asWas: became === 'as-was',
    adapted: became === 'adapted',
    rehearsed: decided?.rehearsed !== undefined,
    byItself: row.byItself,
    decided: decided !== null,
    setAside: row.setAside,
  };
  for (const sum of SUMS) if (holds[sum]) cell[sum] = (cell[sum] ?? 0) + 1;
  if (row.spent) addAmounts(cell, { asked: 1, ...row.spent });
  if (answeredAt !== undefined && by !== undefined) {
    add(cell, by === 'automatic' ? 'automaticTook' : 'staffTook', stepOf(answeredAt - receivedAt));
  }
  if (decided) add(cell, 'decidedIn', stepOf(decided.at - row.at));
  if (row.waiting) add(cell, 'waitingSince', Math.floor(receivedAt / HOUR_MS));
}

function add(cell: Cell, list: (typeof LISTS)[number], key: number): void {
  const counts = cell[list] ?? {};
  counts[key] = (counts[key] ?? 0) + 1;
  cell[list] = counts;
}

function addAmounts(into: Cell, more: Pick<Cell, (typeof AMOUNTS)[number]>): void {
  for (const amount of AMOUNTS) {
    const n = more[amount];
    if (n !== undefined) into[amount] = (into[amount] ?? 0) + n;
  }
}

/** Adds `more` to `into`. */
export function addCell(into: Cell, more: Cell): void {
  for (const sum of SUMS) {
    const n = more[sum];
    if (n !== undefined) into[sum] = (into[sum] ?? 0) + n;
  }
  addAmounts(into, more);
  for (const list of LISTS) {
    const counts = more[list];
    if (!counts) continue;
    const sums = into[list] ?? {};
    for (const [key, n] of Object.entries(counts)) sums[key] = (sums[key] ?? 0) + n;
    into[list] = sums;
  }
}

function stepOf(ms: number): number {
  return ms <= SHORTEST_MS ? 0 : Math.ceil(Math.log(ms / SHORTEST_MS) / STEP);
}

/** How many were counted. */
export function countOf(counts: Counts | undefined): number {
  return Object.values(counts ?? {}).reduce((sum, n) => sum + n, 0);
}

/** Milliseconds in which `share` of those counted were done, told from the scale; null of none. */
export function tookQuantile(counts: Counts | undefined, share: number): number | null {
  const step = quantile(counts ?? {}, share);
  return step === null ? null : Math.round(SHORTEST_MS * Math.exp((step - 0.5) * STEP));
}

/** How long (ms) `share` of what waits has waited at most, to the hour; null of none. */
export function waitedQuantile(counts: Counts | undefined, share: number, now: number): number | null {
  const hour = quantile(counts ?? {}, 1 - share);
  return hour === null ? null : Math.max(0, now - (hour + 0.5) * HOUR_MS);
}

/** The lowest key up to which `share` of all is counted. */
function quantile(counts: Counts, share: number): number | null {
  const sorted = Object.entries(counts)
    .map(([key, n]) => [Number(key), n] as const)
    .sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, n]) => sum + n, 0);
  let seen = 0;
  for (const [key, n] of sorted) {
    seen += n;
    if (seen >= share * total) return key;
  }
  return null;
}

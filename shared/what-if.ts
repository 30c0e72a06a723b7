import { HOUR_MS } from './durations.ts';
import type { CategoryMode, Settings } from './policy.ts';
import { type Decided, type ReplayRow, replayOf, wasCorrected } from './replay.ts';

/** A change of the switches, as an admin considers it. What is not named stays as it is. */
export interface SwitchChange {
  autoMode?: boolean | undefined;
  modes?: Readonly<Record<string, CategoryMode>> | undefined;
  threshold?: number | undefined;
  thresholdPerCategory?: Readonly<Record<string, number>> | undefined;
  caps?: Settings['caps'] | undefined;
  holdMs?: number | undefined;
  holdInOpenHours?: boolean | undefined;
  offlineMaySend?: boolean | undefined;
}

export interface WhatIf {
  /** Mails decided on. */
  rows: number;
  /** How many leave by themselves, with the switches as they are and as they would be. */
  before: number;
  after: number;
  more: Difference;
  less: Difference;
  perCategory: Map<string, { before: number; after: number; more: number; less: number; corrected: number }>;
}

export interface Difference {
  count: number;
  /** Of them, those where staff then did something else. */
  corrected: number;
  /** The page that was asked for, the oldest first. */
  mails: { id: string; receivedAt: number; category: string; corrected: boolean }[];
}

export function withChange(settings: Settings, change: SwitchChange, now: number): Settings {
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const modes = Object.entries(change.modes ?? {}).map(([id, mode]) => [id, { mode, since: now }] as const);
  return { ...settings, ...named, modes: { ...settings.modes, ...Object.fromEntries(modes) } };
}

/**
 * Replays rows, in the order they come (the oldest first), in two worlds beside each other. `day` and hour are those of the
 * decision. What is kept is the counts, and a page of either list: never the rows.
 */
export function createWhatIf(before: Settings, after: Settings, page: { offset: number; limit: number }) {
  const [asIs, asTried] = [createWorld(before), createWorld(after)];
  const result: WhatIf = { rows: 0, before: 0, after: 0, more: nothing(), less: nothing(), perCategory: new Map() };

  function differs(list: Difference, row: ReplayRow, category: string): void {
    const corrected = wasCorrected(row);
    const listed = list.count >= page.offset && list.mails.length < page.limit;
    if (listed) list.mails.push({ id: row.id, receivedAt: row.receivedAt, category, corrected });
    list.count += 1;
    if (corrected) list.corrected += 1;
  }

  return {
    add(row: ReplayRow): void {
      const { decided } = row;
      if (decided === null) return;
      const replay = replayOf(row, decided);
      const [was, would] = [asIs(row, decided, replay), asTried(row, decided, replay)];
      result.rows += 1;
      if (!was && !would) return;
      const sums = result.perCategory.get(decided.category) ?? { before: 0, after: 0, more: 0, less: 0, corrected: 0 };
      result.perCategory.set(decided.category, sums);
      if (was) result.before += 1;
      if (would) result.after += 1;
      sums.before += was ? 1 : 0;
      sums.after += would ? 1 : 0;
      if (was === would) return;
      differs(would ? result.more : result.less, row, decided.category);
      sums[would ? 'more' : 'less'] += 1;
      if (would && wasCorrected(row)) sums.corrected += 1;
    },
    result: () => result,
  };
}

const nothing = (): Difference => ({ count: 0, corrected: 0, mails: [] });

const DAYS_KEPT = 3;

/** Switches, and what has left under them so far. Gives whether a mail leaves by itself. */
function createWorld(settings: Settings) {
  const always = settings.autoMode ? { ...settings, autoModeSince: 0 } : settings;
  const threads = new Map<string, number>();
  const days = new Map<string, { n: number; senders: Map<string, number> }>();
  let hour = { number: -1, n: 0 };
  return (row: ReplayRow, decided: Decided, replay: ReturnType<typeof replayOf>): boolean => {
    const day = days.get(row.day) ?? { n: 0, senders: new Map<string, number>() };
    days.set(row.day, day);
    // Mails come in the order they were recorded, which is nearly that of their days.
    const [oldest] = days.keys();
    if (days.size > DAYS_KEPT && oldest !== undefined) days.delete(oldest);
    const thisHour = Math.floor(decided.at / HOUR_MS);
    if (thisHour !== hour.number) hour = { number: thisHour, n: 0 };
    const { sender, thread } = decided;
    const sent = {
      today: day.n,
      thisHour: hour.n,
      toSenderToday: day.senders.get(sender) ?? 0,
      inThread: threads.get(thread) ?? 0,
    };
    const { action } = replay(always, sent);
    if (action !== 'reply' && action !== 'forward') return false;
    day.n += 1;
    hour.n += 1;
    // What was erased is nobody's: it counts for the day alone.
    if (sender !== '') day.senders.set(sender, sent.toSenderToday + 1);
    if (thread !== '') threads.set(thread, sent.inThread + 1);
    return true;
  };
}

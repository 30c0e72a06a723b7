import { ALERTS, type AlertCause, type AlertFigures, type AlertTimes } from './alerts.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './durations.ts';

/**
 * What is known of one cause over all processes, and the rules by which it is told: at most one notice an hour; what
 * happens in between is counted and told with the next; a notice that a channel did not take is kept for it.
 */
export interface AlertState {
  cause: AlertCause;
  /** When it began, ms since the epoch; null: it is over. */
  openSince: number | null;
  /** When it last happened. */
  lastAt: number;
  /** What has happened since the last notice was made. */
  untold: AlertFigures;
  /** What it is about, told or not: for who looks at the console. Absent before it first happens, and once it is over. */
  about?: Pick<AlertFigures, 'recordIds' | 'about'>;
  /** The notice being told; null: everybody was told. */
  notice: Notice | null;
  /** When the last notice was made, and how many were since it began. */
  lastNoticeAt: number | null;
  notices: number;
  /** When somebody shall look again; null: nothing to tell. */
  dueAt: number | null;
}

export interface Notice extends AlertFigures, AlertTimes {
  /** Channels that have not taken it yet. */
  channels: readonly string[];
  attempts: number;
}

/** Enough to start from; the rest stands in the lists. */
const MOST_NAMED = 10;
/** Who tells a notice has so long; then it is another's. Longer than all channels take together. */
const TELLING_MS = 2 * MINUTE_MS;
const RETRY_MS = MINUTE_MS;
const MOST_RETRY_MS = 15 * MINUTE_MS;

const NOTHING: AlertFigures = { count: 0, recordIds: [], about: [] };

/** It happened (again), `count` times. */
export function happened(before: AlertState | null, cause: AlertCause, figures: AlertFigures, now: number): AlertState {
  const state = before === null ? emptyState(cause, now) : sinceRight(before, now);
  const ids = (earlier: readonly string[] = []) => [...new Set([...earlier, ...figures.recordIds])].slice(-MOST_NAMED);
  // What it concerns now, not what it concerned before.
  const about = figures.about.slice(0, MOST_NAMED);
  const untold = { count: state.untold.count + figures.count, recordIds: ids(state.untold.recordIds), about };
  const shown = { recordIds: ids(state.about?.recordIds), about };
  return scheduled({ ...state, openSince: state.openSince ?? now, lastAt: now, untold, about: shown });
}

/** Told by a clock that was ahead, it would not be told again before that time comes. */
function sinceRight(state: AlertState, now: number): AlertState {
  if ((state.lastNoticeAt ?? 0) <= now + HOUR_MS) return state;
  return { ...state, openSince: null, notice: null, lastNoticeAt: null, notices: 0 };
}

function emptyState(cause: AlertCause, now: number): AlertState {
  const never = { openSince: null, notice: null, lastNoticeAt: null, notices: 0, dueAt: null };
  return { cause, ...never, lastAt: now, untold: NOTHING };
}

/**
 * What `channels` are to be told now, if anything: a notice that some of them have not taken, or a new one. The state
 * returned is leased: until it lapses nobody else tells. Without a channel what happened counts as told.
 */
export function takeNotice(
  state: AlertState,
  channels: readonly string[],
  now: number,
): { state: AlertState; notice: Notice } | null {
  if (state.dueAt === null || state.dueAt > now) return null;
  const open = state.notice && { ...state.notice, channels: state.notice.channels.filter((name) => channels.includes(name)) };
  if (open && open.channels.length > 0) {
    const notice = { ...open, attempts: open.attempts + 1 };
    return { state: { ...state, notice, dueAt: now + TELLING_MS }, notice };
  }
  const rested = scheduled({ ...state, notice: null });
  if (rested.dueAt === null || rested.dueAt > now) return null;
  const notice = { ...state.untold, at: now, since: state.openSince ?? now, channels, attempts: 1 };
  const made = { ...state, untold: NOTHING, lastNoticeAt: now, notices: state.notices + 1 };
  return { state: { ...made, notice, dueAt: now + TELLING_MS }, notice };
}

/** These channels took the notice made at `at`; the others get it again when somebody looks next. */
export function toldTo(state: AlertState, at: number, channels: readonly string[], now: number): AlertState {
  if (state.notice?.at !== at) return state;
  const left = state.notice.channels.filter((name) => !channels.includes(name));
  if (left.length === 0) return scheduled({ ...state, notice: null });
  // With the next tick at first, then more rarely: a refused password must not be tried for ever by the minute.
  const wait = Math.min(2 ** (state.notice.attempts - 1) * RETRY_MS, MOST_RETRY_MS);
  return { ...state, notice: { ...state.notice, channels: left }, dueAt: now + wait };
}

/** It is over: what was not told yet needs nobody any more. The hour between two notices stays. */
export function cleared(state: AlertState): AlertState {
  const { about: _over, ...rest } = state;
  return { ...rest, openSince: null, untold: NOTHING, notice: null, notices: 0, dueAt: null };
}

/** Whether the console shows it: what lasts until it is over, the rest for a day. */
export function isOpen(state: AlertState, now: number): boolean {
  if (state.openSince === null) return false;
  return ALERTS[state.cause].lasting || state.lastAt + DAY_MS > now;
}

/** When what is untold may be told: an hour after the last notice, and what lasts at 1, 2, 4 … up to 24 hours. */
function scheduled(state: AlertState): AlertState {
  if (state.notice !== null) return state;
  if (state.untold.count === 0) return { ...state, dueAt: null };
  if (state.lastNoticeAt === null) return { ...state, dueAt: state.lastAt };
  const times = ALERTS[state.cause].lasting ? 2 ** Math.max(0, state.notices - 1) : 1;
  return { ...state, dueAt: state.lastNoticeAt + Math.min(times * HOUR_MS, DAY_MS) };
}

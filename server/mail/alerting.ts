import pTimeout from 'p-timeout';
import { type AlertState, cleared, happened, type Notice, takeNotice, toldTo } from '../../shared/alert-state.ts';
import { ALERTS, type AlertCause, type AlertFigures, alertText } from '../../shared/alerts.ts';
import type { Language } from '../../shared/policy.ts';
import type { AlertChannel } from '../alerts/alerts.ts';
import { alertStates, dueAlerts } from '../store/alerts.ts';
import type { Store } from '../store/store.ts';
import type { AlertDetail, Context, Log } from './context.ts';

export interface AlertingOptions {
  store: Store;
  channels: readonly AlertChannel[];
  /** Milliseconds since the epoch. */
  now: () => number;
  log: Log;
  /** What the organisation's people read. May reject: English then. */
  language: () => Promise<Language>;
  /** Least time between two writes of the same process, ms: a thousand failures are a few writes. */
  paceMs?: number;
}

export interface Alerting {
  /** Cheap, never throws, resolves nothing: what is said is written and told a moment later. */
  alert: Context['alert'];
  allClear: Context['allClear'];
  /** Tells what is due: what waited for its hour, and what a channel did not take. Rejects when the store does. */
  tellDue(): Promise<void>;
  /** Resolves once everything said so far stands in the store and was tried to be told; after `mostMs` in any case. */
  flush(mostMs?: number): Promise<void>;
}

interface Said {
  over: boolean;
  figures: AlertFigures | null;
}

const PACE_MS = 1_000;

/**
 * Tells people what needs them, at most once an hour and cause over all processes (shared/alert-state.ts has the rules).
 * What is said is gathered in memory, written to the store within moments, and told by whoever's transaction made the
 * notice. A process killed between telling and writing that down is told again by another: twice rather than never.
 */
export function createAlerting(options: AlertingOptions): Alerting {
  const { store, channels, now, log } = options;
  const names = channels.map(({ name }) => name);
  const said = new Map<AlertCause, Said>();
  const lasting = new Set<AlertCause>();
  const telling = new Set<Promise<void>>();
  let writing: Promise<void> | null = null;
  let pause: NodeJS.Timeout | null = null;

  function alert(cause: AlertCause, detail: AlertDetail = {}): void {
    const { recordId, about = [] } = detail;
    // What lasts is said at every look: one line of it is enough.
    if (!lasting.has(cause))
      log.error({ step: 'alert', code: cause, ...(recordId === undefined ? {} : { recordId }) }, ALERTS[cause].title.en);
    if (ALERTS[cause].lasting) lasting.add(cause);
    const before = said.get(cause);
    const figures = before?.figures ?? { count: 0, recordIds: [], about: [] };
    const recordIds = recordId === undefined ? figures.recordIds : [...figures.recordIds, recordId].slice(-MOST_KEPT);
    said.set(cause, { over: before?.over ?? false, figures: { count: figures.count + 1, recordIds, about } });
    soon();
  }

  function allClear(cause: AlertCause): void {
    lasting.delete(cause);
    // What was said of it before is over with it; said again later, it begins anew.
    said.set(cause, { over: true, figures: null });
    soon();
  }

  function soon(): void {
    if (writing || pause) return;
    writing = write().finally(() => {
      writing = null;
      pause = setTimeout(() => {
        pause = null;
        if (said.size > 0) soon();
      }, options.paceMs ?? PACE_MS).unref();
    });
  }

  /** Writes what was said; what cannot be written is said again with the next. */
  async function write(): Promise<void> {
    const taken = [...said];
    said.clear();
    for (const [cause, what] of taken) {
      try {
        begin(await note(cause, what));
      } catch (error) {
        keep(cause, what);
        log.warn({ step: 'alert', code: cause, error }, 'an alert could not be written down: it is tried again');
      }
    }
  }

  function keep(cause: AlertCause, earlier: Said): void {
    const later = said.get(cause);
    if (later?.over) return;
    said.set(cause, { over: earlier.over, figures: joined(earlier.figures, later?.figures ?? null) });
  }

  async function note(cause: AlertCause, { over, figures }: Said): Promise<Told | null> {
    // Said of every reading that went well: a read that finds nothing open is the whole of it.
    if (over && figures === null && !(await isKnownOpen(cause))) return null;
    return store.transaction(async (tx) => {
      const stored = (await alertStates.get(tx, cause))?.data ?? null;
      const calm = over && stored ? cleared(stored) : stored;
      const state = figures ? happened(calm, cause, figures, now()) : calm;
      if (state === null) return null;
      const taken = takeNotice(state, names, now());
      alertStates.set(tx, cause, taken?.state ?? state);
      return taken && { cause, notice: taken.notice };
    });
  }

  async function isKnownOpen(cause: AlertCause): Promise<boolean> {
    return (await alertStates.get(store, cause))?.data.openSince != null;
  }

  async function tellDue(): Promise<void> {
    await flush();
    for (const cause of await dueAlerts(store, now())) {
      const taken = await store.transaction(async (tx) => {
        const stored = (await alertStates.get(tx, cause))?.data;
        const found = stored ? takeNotice(stored, names, now()) : null;
        if (found) alertStates.set(tx, cause, found.state);
        return found;
      });
      if (taken) begin({ cause, notice: taken.notice });
    }
    await Promise.all(telling);
  }

  /** In the background: a slow channel holds up neither the work nor the next alert. */
  function begin(told: Told | null): void {
    if (!told) return;
    const run: Promise<void> = tell(told).finally(() => telling.delete(run));
    telling.add(run);
  }

  async function tell({ cause, notice }: Told): Promise<void> {
    try {
      const language = await options.language().catch(() => 'en' as const);
      const { title, todo } = ALERTS[cause];
      const { count, recordIds, about, at, since } = notice;
      const text = alertText(cause, notice, language);
      const alert = { cause, title: title[language], todo: todo[language], text, count, recordIds, about, at, since };
      const asked = channels.filter(({ name }) => notice.channels.includes(name));
      const took = await Promise.all(asked.map(async (channel) => ((await sent(channel, alert)) ? [channel.name] : [])));
      await change(cause, (state) => toldTo(state, at, took.flat(), now()));
    } catch (error) {
      log.warn({ step: 'alert', code: cause, error }, 'that people were told could not be written down: they are told again');
    }
  }

  async function sent(channel: AlertChannel, alert: Parameters<AlertChannel['send']>[0]): Promise<boolean> {
    try {
      await channel.send(alert);
      log.info({ step: `alert ${channel.name}`, code: alert.cause, n: alert.count }, 'people were told');
      return true;
    } catch (error) {
      log.error({ step: `alert ${channel.name}`, code: alert.cause, error }, 'people could not be told: it is tried again');
      return false;
    }
  }

  async function change(cause: AlertCause, next: (state: AlertState) => AlertState): Promise<void> {
    await store.transaction(async (tx) => {
      const stored = (await alertStates.get(tx, cause))?.data;
      if (stored) alertStates.set(tx, cause, next(stored));
    });
  }

  async function flush(mostMs?: number): Promise<void> {
    const all = async (): Promise<void> => {
      if (pause) clearTimeout(pause);
      pause = null;
      await writing;
      if (said.size > 0) await write();
      await Promise.all(telling);
    };
    await (mostMs === undefined ? all() : pTimeout(all(), { milliseconds: mostMs, message: false }));
  }

  return { alert, allClear, tellDue, flush };
}

interface Told {
  cause: AlertCause;
  notice: Notice;
}

/** Ids kept between two writes. */
const MOST_KEPT = 10;

function joined(a: AlertFigures | null, b: AlertFigures | null): AlertFigures | null {
  if (!a || !b) return a ?? b;
  return { count: a.count + b.count, recordIds: [...a.recordIds, ...b.recordIds].slice(-MOST_KEPT), about: b.about };
}

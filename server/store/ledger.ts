import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import { cellsOf, type DayCells } from '../../shared/figures.ts';
import type { Day } from '../../shared/local-time.ts';
import type { ReplayRow } from '../../shared/replay.ts';
import { type Asker, collection } from './collections.ts';
import type { Store, Transaction } from './store.ts';

/**
 * The rows of handled mails, about a thousand to a document, in the order the mails were recorded, and beside each such pack
 * its sums by day and category: written together, so that the figures are always those of the rows. A row stands once,
 * however often it is written.
 */
interface Pack {
  schema: 1;
  /** Key of the first row; the pack holds what comes from there to the next pack. Also its id. */
  from: string;
  rows: readonly ReplayRow[];
}

interface Figures {
  schema: 1;
  /** The last day of any of its rows. */
  lastDay: Day;
  days: DayCells;
}

const packs = collection<Pack>('replay');
const figures = collection<Figures>('figures');

/** Rows of a pack. One that is written into the middle of a full one makes two of it. */
const FULL = 1_000;
/** Within what a document may hold, whatever the characters; a row is some 500 of them. */
const MOST_CHARACTERS = 800_000;
const DIGITS = 15;

/** By when the mail was recorded, which never changes. */
function rowKey({ at, id }: Pick<ReplayRow, 'at' | 'id'>): string {
  return `${String(at).padStart(DIGITS, '0')}.${id}`;
}

/** Where the rows of a time stand; null: no pack begins so early. */
async function packFor(from: Asker, key: string): Promise<string | null> {
  const order = { field: 'from', direction: 'desc' } as const;
  const { items } = await packs.query(from, { range: { field: 'from', lte: key }, order, limit: 1 });
  return items[0]?.id ?? null;
}

/**
 * Writes rows of mails, each in place of the one that stood there. `make` gives the row of an id anew, from what stands there
 * (null: nothing), within the transaction; null leaves it as it is. Only one at a time may do this: `lease` says who, and whoever
 * has lost it meanwhile is refused (`conflict`). Without one nobody else may be there.
 */
export async function writeRows<M extends { id: string; recordedAt: number }>(
  store: Store,
  mails: readonly M[],
  make: (mail: M, before: ReplayRow | null) => ReplayRow | null,
  lease: string | null = null,
): Promise<void> {
  const waiting = [...mails].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (let [first] = waiting; first !== undefined; [first] = waiting) {
    const { id, next } = await placeFor(store, keyOf(first));
    const own = waiting.filter((mail) => next === null || keyOf(mail) < next).slice(0, FULL);
    waiting.splice(0, own.length);
    await store.transaction(async (tx) => {
      const pack = id === null ? null : ((await packs.get(tx, id))?.data ?? null);
      if (lease !== null && (await states.get(tx, STATE))?.data.lease?.owner !== lease) throw lost();
      const rows = new Map((pack?.rows ?? []).map((row, n) => [row.id === '' ? `${rowKey(row)}${n}` : rowKey(row), row]));
      let changed = false;
      for (const mail of own) {
        const before = rows.get(keyOf(mail)) ?? null;
        const row = make(mail, before);
        if (row === null || (before && JSON.stringify(row) === JSON.stringify(before))) continue;
        rows.set(keyOf(mail), row);
        changed = true;
      }
      if (!changed) return;
      const ordered = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
      put(tx, id, next === null, ordered);
    });
  }
}

/** The pack a row belongs into (null: there is none yet), and where the next one begins. */
async function placeFor(store: Store, key: string): Promise<{ id: string | null; next: string | null }> {
  const id = (await packFor(store, key)) ?? (await firstPack(store));
  return { id, next: id === null ? null : await packAfter(store, id) };
}

const keyOf = ({ id, recordedAt }: { id: string; recordedAt: number }): string => rowKey({ at: recordedAt, id });

/** A mail recorded before all others by a clock that was wrong goes into the first pack. */
async function firstPack(from: Asker): Promise<string | null> {
  const order = { field: 'from', direction: 'asc' } as const;
  return (await packs.query(from, { order, limit: 1 })).items[0]?.id ?? null;
}

async function packAfter(from: Asker, id: string): Promise<string | null> {
  const order = { field: 'from', direction: 'asc' } as const;
  return (await packs.query(from, { range: { field: 'from', gt: id }, order, limit: 1 })).items[0]?.data.from ?? null;
}

function put(tx: Transaction, id: string | null, newest: boolean, rows: readonly ReplayRow[]): void {
  for (const [n, part] of parted(rows, newest).entries()) {
    const [first] = part;
    if (!first) continue;
    // The pack keeps its name: what follows it is found by it.
    const own = n === 0 && id !== null ? id : rowKey(first);
    packs.set(tx, own, { schema: 1, from: own, rows: part });
    const days = cellsOf(part);
    figures.set(tx, own, { schema: 1, lastDay: Object.keys(days).sort().at(-1) ?? '', days });
  }
}

/** What is more, or longer, than a pack may be, in parts: the newest mails begin another, among older ones halves are made. */
function parted(rows: readonly ReplayRow[], newest: boolean): (readonly ReplayRow[])[] {
  const many = rows.length > FULL;
  if (rows.length <= 1 || (!many && JSON.stringify(rows).length <= MOST_CHARACTERS)) return [rows];
  const at = many && newest ? FULL : Math.ceil(rows.length / 2);
  return [...parted(rows.slice(0, at), newest), ...parted(rows.slice(at), newest)];
}

/** Rows in the order they were recorded, a pack at a time: from the pack in which `since` falls, so some are older. */
export async function* eachPack(store: Asker, since: number): AsyncGenerator<readonly ReplayRow[]> {
  const start = (await packFor(store, rowKey({ at: since, id: '' }))) ?? '0';
  let cursor: string | null = null;
  do {
    const order = { field: 'from', direction: 'asc' } as const;
    const page: Awaited<ReturnType<typeof packs.query>> = await packs.query(store, {
      range: { field: 'from', gte: start },
      order,
      limit: PACKS_AT_A_TIME,
      ...(cursor === null ? {} : { cursor }),
    });
    for (const { data } of page.items) {
      yield data.rows;
      // To look through one takes some milliseconds: others have their turn in between.
      await setImmediate();
    }
    cursor = page.cursor;
  } while (cursor !== null);
}

/** Each is half a megabyte: what is held at a time stays small. */
const PACKS_AT_A_TIME = 5;

/** The sums of all packs that have a mail of this day or later; packs may also hold earlier ones. */
export async function figuresSince(from: Asker, day: Day): Promise<DayCells[]> {
  const found: DayCells[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof figures.query>> = await figures.query(from, {
      range: { field: 'lastDay', gte: day },
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    });
    found.push(...page.items.map(({ data }) => data.days));
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}

/**
 * Rows of mails received before: a pack that holds nothing later goes, in one that does they are cut from their mail, sender
 * and conversation. The sums stay, as counts.
 */
export async function forgetRows(store: Store, before: number): Promise<void> {
  const order = { field: 'from', direction: 'asc' } as const;
  const { items } = await packs.query(store, {
    range: { field: 'from', lte: rowKey({ at: before, id: '~' }) },
    order,
    limit: PACKS_AT_A_TIME,
  });
  for (const { id, data } of items) {
    const old = data.rows.filter(({ receivedAt }) => receivedAt <= before);
    if (old.length === data.rows.length && (await packAfter(store, id)) !== null) await store.delete(packs.name, id);
    else if (old.some((row) => row.id !== '')) await forgetIn(store, id, before);
  }
}

async function forgetIn(store: Store, id: string, before: number): Promise<void> {
  await store.transaction(async (tx) => {
    const pack = (await packs.get(tx, id))?.data;
    if (!pack) return;
    const rows = pack.rows.map((row): ReplayRow => {
      if (row.receivedAt > before) return row;
      return { ...row, id: '', decided: row.decided && { ...row.decided, sender: '', thread: '' } };
    });
    packs.set(tx, id, { ...pack, rows });
  });
}

/** How far the rows are; one document. */
export interface LedgerState {
  /** Every change that people can see is in the rows up to here, ms since the epoch. */
  through: number;
  lease: { owner: string; until: number } | null;
}

const states = collection<LedgerState>('ledger');
const STATE = 'state';
const NEW: LedgerState = { through: 0, lease: null };
/** Clocks of several servers may differ by so much. */
const AHEAD_MS = 5 * 60_000;

export async function ledgerState(store: Pick<Store, 'get'>): Promise<LedgerState> {
  return (await states.get(store, STATE))?.data ?? NEW;
}

/** Takes the rows for a time; null while somebody has them, in this process or another. `lease` is made up anew each time. */
export async function leaseLedger(store: Store, lease: string, now: number, ms: number): Promise<LedgerState | null> {
  return store.transaction(async (tx) => {
    const state = (await states.get(tx, STATE))?.data ?? NEW;
    // One that ends later than any can was taken by a clock that was ahead: nobody waits for that.
    if (state.lease && state.lease.until > now && state.lease.until <= now + ms + AHEAD_MS) return null;
    states.set(tx, STATE, { ...state, lease: { owner: lease, until: now + ms } });
    return state;
  });
}

/** How far they are now; the lease goes on until then, or ends (null). */
export async function advanceLedger(
  store: Store,
  lease: string,
  { through, until }: { through: number; until: number | null },
): Promise<void> {
  await store.transaction(async (tx) => {
    const state = (await states.get(tx, STATE))?.data ?? NEW;
    if (state.lease?.owner !== lease) throw lost();
    const held = until === null ? null : { owner: lease, until };
    states.set(tx, STATE, { through, lease: held });
  });
}

function lost(): AppError {
  return new AppError('conflict', 'Another process has taken over the rows of the figures.');
}

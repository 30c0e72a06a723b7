import { randomBytes } from 'node:crypto';
import { type Collection, createServer, type Entity } from '@emulators/core';
import { type GoogleHistoryEvent, type GoogleStore, getGoogleStore, googlePlugin, seedFromConfig } from '@emulators/google';
import { type Change, type Journal, type Loaded, openJournal } from './journal.ts';
import { indexMessages } from './message-index.ts';

/** The published emulator, made durable and given what its store lacks: ids as Gmail's, ordered history, two indexes. */
export interface State {
  address: string;
  gs: GoogleStore;
  /** A request to the published emulator itself. */
  inner(verb: string, path: string, body?: object): Promise<{ status: number; body: unknown }>;
  /** Newest history id. */
  historyId(): bigint;
  /** Events after `id`, oldest first. */
  historyAfter(id: bigint): GoogleHistoryEvent[];
  /** Gmail ids of the messages with this Message-ID (bare, any case). */
  withMessageId(messageId: string): string[];
  getValue<T>(key: string): T | undefined;
  setValue(key: string, value: unknown): void;
  /** All history ids so far become too old. */
  expireHistory(): void;
  /** Makes durable what happened since the last commit. True when history grew. */
  commit(): boolean;
  close(): void;
}

/** Above 2^53, so that whoever reads a history id as a Number is found out. */
const FIRST_HISTORY_ID = 9_007_199_254_741_000n;
/** The published emulator counts 5,000 calls an hour for each token, which Gmail does not: a fresh one before that. */
const CALLS_PER_TOKEN = 4_000;
const ORIGIN = 'http://127.0.0.1';

export async function openState(address: string, dataFile: string | undefined): Promise<State> {
  const { app, store, tokenMap } = createServer(googlePlugin, { baseUrl: ORIGIN });
  const gs = getGoogleStore(store);
  const opened = dataFile === undefined ? null : await openJournal(dataFile);
  const journal: Journal = opened?.journal ?? { append: () => {}, close: () => {} };
  let changes: Change[] = [];

  const durable = <T extends Entity>(name: string, collection: Collection<T>) => {
    if (opened) restore(collection, opened.loaded, name);
    record(collection, name, (change) => changes.push(change));
  };
  durable('messages', gs.messages);
  durable('drafts', gs.drafts);
  durable('history', gs.history);
  durable('labels', gs.labels);
  durable('attachments', gs.attachments);
  const values = opened?.loaded.values ?? new Map<string, unknown>();

  const history: { id: bigint; event: GoogleHistoryEvent }[] = gs.history
    .all()
    .map((event) => ({ id: BigInt(event.gmail_id), event }));
  const withMessageId = indexMessages(gs, address);

  let newest = gs.messages
    .all()
    .reduce((id, message) => larger(id, BigInt(message.history_id)), history.at(-1)?.id ?? FIRST_HISTORY_ID);
  newest = larger(newest, BigInt(String(values.get('oldestHistoryId') ?? 0)));
  let newestMessage = gs.messages.all().reduce((id, message) => larger(id, BigInt(`0x${message.gmail_id}`)), 0n);
  let lastForeign = '';
  let grew = false;
  // The emulator draws history ids from the clock and chance, so two in a millisecond may come in the wrong order.
  const orderedHistoryId = (foreign: string) => {
    if (foreign !== lastForeign) {
      lastForeign = foreign;
      newest += BigInt(1 + ((randomBytes(1)[0] ?? 0) % 7));
    }
    return newest.toString();
  };

  const insertMessage = gs.messages.insert.bind(gs.messages);
  gs.messages.insert = (data) => {
    newestMessage = larger(newestMessage + 1n, (BigInt(Date.now()) << 20n) + BigInt(randomBytes(2).readUInt16BE()));
    // 16 hex digits that grow with time, as Gmail's do.
    const gmailId = newestMessage.toString(16).padStart(16, '0');
    // A thread has the id of its first message.
    const threadId = data.thread_id.startsWith('thr_') ? gmailId : data.thread_id;
    const altered = { ...data, gmail_id: gmailId, thread_id: threadId, history_id: orderedHistoryId(data.history_id) };
    return insertMessage(altered);
  };
  const updateMessage = gs.messages.update.bind(gs.messages);
  gs.messages.update = (id, data) =>
    updateMessage(id, data.history_id === undefined ? data : { ...data, history_id: orderedHistoryId(data.history_id) });
  const insertEvent = gs.history.insert.bind(gs.history);
  gs.history.insert = (data) => {
    const event = insertEvent({ ...data, gmail_id: orderedHistoryId(data.gmail_id) });
    history.push({ id: BigInt(event.gmail_id), event });
    grew = true;
    return event;
  };

  seedFromConfig(store, ORIGIN, { users: [{ email: address }] });

  let token = '';
  let calls = 0;
  const setValue = (key: string, value: unknown) => {
    values.set(key, value);
    changes.push(['=', key, value]);
  };

  return {
    address,
    gs,
    async inner(verb, path, body) {
      if (calls++ % CALLS_PER_TOKEN === 0) {
        tokenMap.delete(token);
        token = randomBytes(12).toString('hex');
        tokenMap.set(token, { login: address, id: 1, scopes: [] });
      }
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const init = body === undefined ? { method: verb, headers } : { method: verb, headers, body: JSON.stringify(body) };
      const response = await app.fetch(new Request(ORIGIN + path, init));
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    },
    historyId: () => newest,
    historyAfter(id) {
      let low = 0;
      let high = history.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((history[middle]?.id ?? 0n) > id) high = middle;
        else low = middle + 1;
      }
      return history.slice(low).map(({ event }) => event);
    },
    withMessageId,
    getValue: <T>(key: string) => values.get(key) as T | undefined,
    setValue,
    expireHistory() {
      newest += 1n;
      setValue('oldestHistoryId', newest.toString());
    },
    commit() {
      const [made, told] = [changes, grew];
      changes = [];
      grew = false;
      journal.append(made);
      return told;
    },
    close: () => journal.close(),
  };
}

function record<T extends Entity>(collection: Collection<T>, name: string, log: (change: Change) => void): void {
  const insert = collection.insert.bind(collection);
  const update = collection.update.bind(collection);
  const remove = collection.delete.bind(collection);
  collection.insert = (data) => {
    const item = insert(data);
    log(['+', name, item]);
    return item;
  };
  collection.update = (id, data) => {
    const item = update(id, data);
    if (item) log(['~', name, id, data]);
    return item;
  };
  collection.delete = (id) => {
    const gone = remove(id);
    if (gone) log(['-', name, id]);
    return gone;
  };
}

function restore<T extends Entity>(collection: Collection<T>, loaded: Loaded, name: string): void {
  const items = [...(loaded.collections.get(name)?.values() ?? [])] as T[];
  const autoId = items.reduce((highest, item) => Math.max(highest, item.id), 0) + 1;
  collection.restore({ items, autoId, indexFields: collection.fieldNames });
}

function larger(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}

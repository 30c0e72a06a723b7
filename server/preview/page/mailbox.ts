import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { MailSummary } from '../../../shared/api.ts';
import type { MailRow, RecordChange, Session } from '../page-api.ts';
import { CallError, readRecords, readRows, readSession } from './api.ts';
import type { Preferences } from './preferences.ts';

export interface Mailbox {
  session: Session | null;
  /** null: not read yet. Newest first. */
  rows: MailRow[] | null;
  /** There are older ones. */
  more: boolean;
  /** What MAIL GPS knows, by message id. */
  records: ReadonlyMap<string, MailSummary>;
  /** How often each record changed while one looked. */
  changes: ReadonlyMap<string, number>;
  /** How often the list was read. */
  looks: number;
  /** The server answers. */
  online: boolean;
  refresh: () => void;
}

/** Well within the hour that a token lasts: the add-on asks with it too. */
const RENEW_MS = 40 * 60_000;

/** The server lets a person call 300 times a minute: in a burst of mails one look at the end of it is enough. */
const SPACING_MS = 500;

/** As the browser waits by itself between two tries. */
const LISTEN_AGAIN_MS = 1_000;

/** The mailbox, read again at each change that the server tells of. */
export function useMailbox({ role, language }: Pick<Preferences, 'role' | 'language'>): Mailbox {
  const [session, setSession] = useState<Session | null>(null);
  const [list, setList] = useState<Pick<Mailbox, 'rows' | 'more' | 'records'>>({ rows: null, more: false, records: new Map() });
  const [changes, setChanges] = useState<ReadonlyMap<string, number>>(new Map());
  const [looks, setLooks] = useState(0);
  const [online, setOnline] = useState(true);
  const current = useRef<Session | null>(null);

  const read = useCallback(async (): Promise<void> => {
    current.current ??= await readSession();
    setSession(current.current);
    const [{ items, more }, records] = await Promise.all([readRows(), readRecords(current.current.people[role].token, language)]);
    setList({ rows: items, more, records });
    setLooks((before) => before + 1);
    setOnline(true);
  }, [role, language]);

  const refresh = useSpaced(
    useCallback(
      () =>
        read().catch((error: unknown) => {
          // Tokens last an hour, and a server that was started again has new keys.
          if (error instanceof CallError && error.status === 401) {
            current.current = null;
            return read();
          }
          throw error;
        }),
      [read],
    ),
    setOnline,
  );

  useEffect(refresh, [refresh]);
  useEffect(() => {
    const renewing = setInterval(() => {
      current.current = null;
      refresh();
    }, RENEW_MS);
    return () => clearInterval(renewing);
  }, [refresh]);
  useEffect(() => {
    let source: EventSource;
    let again: ReturnType<typeof setTimeout>;
    const listen = (): void => {
      source = new EventSource('/preview/events');
      source.addEventListener('open', refresh);
      source.addEventListener('mailbox', refresh);
      source.addEventListener('record', ({ data }: MessageEvent<string>) => {
        const { id }: RecordChange = JSON.parse(data);
        setChanges((before) => new Map(before).set(id, (before.get(id) ?? 0) + 1));
        refresh();
      });
      // Where nobody answers the browser tries again by itself; after a refusal it gives up for good, and a server that is
      // starting refuses (503). What was missed is read when it succeeds.
      source.addEventListener('error', () => {
        setOnline(false);
        if (source.readyState === EventSource.CLOSED) again = setTimeout(listen, LISTEN_AGAIN_MS);
      });
    };
    listen();
    return () => {
      clearTimeout(again);
      source.close();
    };
  }, [refresh]);

  return { session, ...list, changes, looks, online, refresh };
}

/** After a refusal that will pass: too many calls, or a server that is starting. */
const AGAIN_MS = 5_000;

async function later(state: { wanted: boolean }): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  state.wanted = true;
}

/** At once, then at most every SPACING_MS, and never two at a time; the last wish is always fulfilled. */
function useSpaced(work: () => Promise<void>, answered: (online: boolean) => void): () => void {
  const state = useRef({ busy: false, wanted: false, work });
  state.current.work = work;
  return useCallback(() => {
    const now = state.current;
    now.wanted = true;
    if (now.busy) return;
    now.busy = true;
    const turn = async (): Promise<void> => {
      while (now.wanted) {
        now.wanted = false;
        await now.work().catch((error: unknown) => {
          if (!(error instanceof CallError) || (error.status > 0 && error.status < 429)) console.error(error);
          else if (error.status === 0) answered(false);
          else return later(now);
        });
        await new Promise((resolve) => setTimeout(resolve, SPACING_MS));
      }
      now.busy = false;
    };
    void turn();
    // A changed `work` (another role, another language) is a wish of its own.
  }, [work, answered]);
}

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { MailList, MailSummary } from '../../../../shared/api.ts';
import { MAX_LISTED } from '../../../../shared/limits.ts';
import { CallError, get } from '../api.ts';

/** A screenful and a half; Show more brings as many again. */
const PAGE = 30;

export interface Mails {
  items: readonly MailSummary[] | null;
  cursor: string | null;
  error: CallError | null;
  loading: boolean;
  more: () => void;
  reload: () => void;
}

type State = Pick<Mails, 'items' | 'cursor' | 'error' | 'loading'>;

/** The tracking list by its filters, page after page. Asked again, it is as long as it was. `query`: without `?`. */
export function useMails(query: string): Mails {
  const [state, setState] = useState<State>({ items: null, cursor: null, error: null, loading: true });
  const latest = useRef(0);
  const shown = useRef(state);
  shown.current = state;

  const load = useCallback(
    async (atLeast: number, after: MailList | null): Promise<void> => {
      const mine = ++latest.current;
      setState((before) => ({ ...before, loading: true }));
      try {
        const list = await read(query, atLeast, after);
        if (mine === latest.current) setState({ ...list, error: null, loading: false });
      } catch (error) {
        if (mine !== latest.current) return;
        const told = error instanceof CallError ? error : new CallError(0, {});
        setState((before) => ({ ...before, error: told, loading: false }));
      }
    },
    [query],
  );
  useEffect(() => {
    setState({ items: null, cursor: null, error: null, loading: true });
    void load(PAGE, null);
  }, [load]);

  const more = useCallback(() => {
    const { items, cursor } = shown.current;
    if (items && cursor !== null) void load(items.length + PAGE, { items: [...items], cursor });
  }, [load]);
  const reload = useCallback(() => void load(Math.max(PAGE, shown.current.items?.length ?? 0), null), [load]);
  return { ...state, more, reload };
}

/** A page may hold fewer than asked for, and one that came twice, as something moved in between, is shown once. */
async function read(query: string, atLeast: number, after: MailList | null): Promise<MailList> {
  const found = new Map((after?.items ?? []).map((item) => [item.id, item]));
  let cursor = after?.cursor ?? null;
  do {
    const wanted = new URLSearchParams(query);
    wanted.set('limit', String(Math.min(MAX_LISTED, Math.max(1, atLeast - found.size))));
    if (cursor !== null) wanted.set('cursor', cursor);
    const page = await get<MailList>(`/api/mails?${wanted}`);
    for (const item of page.items) if (!found.has(item.id)) found.set(item.id, item);
    cursor = page.cursor;
  } while (cursor !== null && found.size < atLeast);
  return { items: [...found.values()], cursor };
}

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { CallError, get } from '../api.ts';
import type { Loaded } from '../use-load.ts';
import type { Entries } from './data.ts';

/** The log by its filters, newest first, page after page. `query` without `?`. */
export function useEntries(query: string): Loaded<Entries> & { more: () => void } {
  const [state, setState] = useState<Pick<Loaded<Entries>, 'data' | 'error' | 'loading'>>({
    data: null,
    error: null,
    loading: true,
  });
  const latest = useRef(0);
  const load = useCallback(
    (before: Entries | null): void => {
      const mine = ++latest.current;
      setState((shown) => ({ ...shown, loading: true }));
      const wanted = new URLSearchParams(query);
      wanted.set('limit', '50');
      if (before?.cursor) wanted.set('cursor', before.cursor);
      get<Entries>(`/api/audit?${wanted}`).then(
        ({ items, cursor }) => {
          if (mine !== latest.current) return;
          setState({ data: { items: [...(before?.items ?? []), ...items], cursor }, error: null, loading: false });
        },
        (error: unknown) => {
          if (mine !== latest.current) return;
          setState((shown) => ({ ...shown, error: error instanceof CallError ? error : new CallError(0, {}), loading: false }));
        },
      );
    },
    [query],
  );
  useEffect(() => load(null), [load]);
  const set = (data: Entries): void => setState({ data, error: null, loading: false });
  return { ...state, set, reload: () => load(null), more: () => load(state.data) };
}

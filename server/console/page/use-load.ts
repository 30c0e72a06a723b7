import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { CallError, get } from './api.ts';

/** What stands on a page: still being asked for, or here, or refused. What was there stays while it is asked for again. */
export interface Loaded<T> {
  data: T | null;
  error: CallError | null;
  loading: boolean;
  reload: () => void;
  /** In place of what was loaded: the answer to a change already says what is true now. */
  set: (data: T) => void;
}

/** `path` null: nothing is asked for yet. */
export function useLoad<T>(path: string | null): Loaded<T> {
  const [state, setState] = useState<Pick<Loaded<T>, 'data' | 'error' | 'loading'>>({ data: null, error: null, loading: true });
  const latest = useRef(0);
  const load = useCallback(() => {
    if (path === null) return;
    const mine = ++latest.current;
    setState((before) => ({ ...before, loading: true }));
    get<T>(path).then(
      (data) => mine === latest.current && setState({ data, error: null, loading: false }),
      (error: unknown) => {
        if (mine !== latest.current) return;
        const told = error instanceof CallError ? error : new CallError(0, {});
        setState((before) => ({ ...before, error: told, loading: false }));
      },
    );
  }, [path]);
  useEffect(load, [load]);
  const set = useCallback((data: T) => {
    latest.current += 1;
    setState({ data, error: null, loading: false });
  }, []);
  return { ...state, reload: load, set };
}

/** Waits for what the rest is told in, or for its refusal: ids would stand where names belong until it came. */
export function told<T>(loaded: Loaded<T>, ...by: readonly Pick<Loaded<unknown>, 'data' | 'error'>[]): Loaded<T> {
  return by.every(({ data, error }) => data !== null || error !== null) ? loaded : { ...loaded, data: null, loading: true };
}

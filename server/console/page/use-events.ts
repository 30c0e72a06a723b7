import { useEffect, useRef } from 'preact/hooks';
import { type Asking, createAsking } from './asking.ts';
import { type Listener, listen } from './events.ts';

/** Tells of every mail that changes while the page is shown. */
export function useEvents(listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => listen((message) => latest.current(message)), []);
}

const EVERY_MS = 60_000;

/** Asks again a moment after something changed, once for many changes, and every minute: as long as somebody can see it. */
export function useLive(reload: () => void): void {
  const latest = useRef(reload);
  latest.current = reload;
  const asking = useRef<Asking | null>(null);
  useEvents(() => asking.current?.changed());
  useEffect(() => {
    const ask = (): void => {
      if (document.visibilityState === 'visible') latest.current();
    };
    asking.current = createAsking(ask);
    const every = setInterval(ask, EVERY_MS);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearInterval(every);
      document.removeEventListener('visibilitychange', ask);
      asking.current?.end();
      asking.current = null;
    };
  }, []);
}

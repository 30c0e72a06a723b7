import { useEffect, useRef } from 'preact/hooks';
import { useEvents } from '../use-events.ts';

/** Many changes are one new list; at this pace even a busy hour stays far below what one person may ask for. */
const AFTER_MS = 800;

/** Asks again soon after a mail changed, and when somebody comes back to a page that nobody saw. */
export function useFollow(reload: () => void): void {
  const latest = useRef(reload);
  latest.current = reload;
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const ask = (): void => {
    if (document.visibilityState === 'visible') latest.current();
  };
  useEvents(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      ask();
    }, AFTER_MS);
  });
  useEffect(() => {
    document.addEventListener('visibilitychange', ask);
    return () => {
      document.removeEventListener('visibilitychange', ask);
      if (timer.current !== null) clearTimeout(timer.current);
    };
  }, []);
}

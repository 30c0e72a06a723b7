import { useEffect, useRef } from 'preact/hooks';
import type { EventMessage } from '../../../shared/api.ts';

type Listener = (message: EventMessage) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;
let again: ReturnType<typeof setTimeout> | null = null;

/** The browser connects anew by itself, except where it was refused: then the session is over until somebody signs in. */
const AGAIN_MS = 10_000;

function open(): void {
  source = new EventSource('/api/events');
  source.addEventListener('record', (event) => {
    const message: EventMessage = JSON.parse(event.data);
    for (const listener of listeners) listener(message);
  });
  source.onerror = () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    shut();
    again = setTimeout(() => listeners.size > 0 && open(), AGAIN_MS);
  };
}

function shut(): void {
  if (again !== null) clearTimeout(again);
  again = null;
  source?.close();
  source = null;
}

/** Tells of every mail that changes while the page is shown. One connection serves the whole console. */
export function useEvents(listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const told: Listener = (message) => latest.current(message);
    listeners.add(told);
    if (!source && again === null) open();
    return () => {
      listeners.delete(told);
      if (listeners.size === 0) shut();
    };
  }, []);
}

/** Sums follow a moment after the mails they count. */
const AFTER_MS = [1_500, 8_000] as const;
const EVERY_MS = 60_000;

/** Asks again a moment after something changed, once for many changes, and every minute: as long as somebody can see it. */
export function useLive(reload: () => void): void {
  const latest = useRef(reload);
  latest.current = reload;
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  const ask = (): void => {
    if (document.visibilityState === 'visible') latest.current();
  };
  useEvents(() => {
    if (timers.current.size > 0) return;
    for (const ms of AFTER_MS) {
      const timer = setTimeout(() => {
        timers.current.delete(timer);
        ask();
      }, ms);
      timers.current.add(timer);
    }
  });
  useEffect(() => {
    const every = setInterval(ask, EVERY_MS);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearInterval(every);
      document.removeEventListener('visibilitychange', ask);
      for (const timer of timers.current) clearTimeout(timer);
    };
  }, []);
}

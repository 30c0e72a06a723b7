import type { EventMessage } from '../../../shared/api.ts';

/** null: anything may have changed, for nobody told of it while there was no connection. */
export type Listener = (message: EventMessage | null) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;
let again: ReturnType<typeof setTimeout> | null = null;

/** The browser connects anew by itself, except where it was refused: then the session is over until somebody signs in. */
const AGAIN_MS = 10_000;

function tell(message: EventMessage | null): void {
  for (const listener of listeners) listener(message);
}

function open(): void {
  source = new EventSource('/api/events');
  source.addEventListener('record', (event) => tell(JSON.parse(event.data)));
  // The server replays nothing (server/http/events.ts): neither what was before the first connection nor between two.
  source.onopen = () => tell(null);
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

/** Tells of every mail that changes, until the function that it gives is called. One connection serves the whole console. */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  if (!source && again === null) open();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) shut();
  };
}

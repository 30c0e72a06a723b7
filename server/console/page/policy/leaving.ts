/** Of a HashChangeEvent what is needed here. */
export type Leaving = Pick<Event, 'stopImmediatePropagation'> & { oldURL: string; newURL: string };

/** Whether what was written may be thrown away; asked of the one form that is open. */
let mayLeave: (() => boolean) | null = null;

/** From now on `discard` is asked before another page is drawn. Gives what ends that. */
export function askBefore(discard: () => boolean): () => void {
  mayLeave = discard;
  return () => {
    if (mayLeave === discard) mayLeave = null;
  };
}

/**
 * Hears of a new address before all others do: listeners of the window are called in the order they came. Where the answer
 * is no, nobody else hears of it, and the address is what it was.
 */
export function onLeaving(event: Leaving, putBack: (address: string) => void): void {
  if (mayLeave === null || event.oldURL === event.newURL || mayLeave()) return;
  event.stopImmediatePropagation();
  putBack(event.oldURL);
}

/** A clock that stands until it is told to move. `now` can be handed on as a function. Times are ms since the epoch. */
export interface FakeClock {
  now: () => number;
  advance(ms: number): number;
  set(ms: number): void;
}

/** Starts on a Tuesday in term time, 10:00 in Paris, unless told otherwise. */
export function fakeClock(start = Date.UTC(2025, 9, 14, 8)): FakeClock {
  let time = start;
  return {
    now: () => time,
    advance(ms) {
      time += ms;
      return time;
    },
    set(ms) {
      time = ms;
    },
  };
}

/**
 * Stops asking a model that does not answer: after some failures in a row it is left alone for a while, then asked once,
 * and each failed try doubles the pause. An answer ends it. Time is given by the caller.
 */
export interface Breaker {
  /** Whether to ask now. A `true` after a pause is the one try: others are told `false` until it is reported on. */
  mayAsk(now: number): boolean;
  answered(): void;
  /** `askedMs`: how long the other side asked to be left alone. */
  failed(now: number, askedMs?: number): void;
  /** Neither: the call was given up, or what came back says nothing of whether the model is there. */
  unclear(): void;
}

/** In a row. Calls run side by side: an outage of a second may end more than one. */
export const FAILURES = 5;
export const PAUSE_MS = 15_000;
export const LONGEST_PAUSE_MS = 5 * 60_000;

export function createBreaker(): Breaker {
  let failures = 0;
  let pauses = 0;
  let pausedUntil = 0;
  let trying = false;
  return {
    mayAsk(now) {
      if (now < pausedUntil) return false;
      if (pauses === 0) return true;
      if (trying) return false;
      trying = true;
      return true;
    },
    answered() {
      failures = 0;
      pauses = 0;
      pausedUntil = 0;
      trying = false;
    },
    failed(now, askedMs = 0) {
      failures++;
      if (trying) {
        trying = false;
      } else if (failures < FAILURES || now < pausedUntil) {
        // Who asks to be left alone is, whatever the count.
        if (askedMs > 0) pausedUntil = Math.max(pausedUntil, now + Math.min(askedMs, LONGEST_PAUSE_MS));
        return;
      }
      const pause = Math.min(PAUSE_MS * 2 ** pauses, LONGEST_PAUSE_MS);
      pauses++;
      pausedUntil = Math.max(pausedUntil, now + Math.max(pause, Math.min(askedMs, LONGEST_PAUSE_MS)));
    },
    unclear() {
      trying = false;
    },
  };
}

/**
 * Wakes workers; it is not the queue. What is to do stands in the store, so a wake-up may be lost, repeated or
 * reordered, and a job that finds nothing to do simply ends.
 */
export interface Wake {
  /** Returns once the wake-up is accepted, not once the work is done. Never rejects for want of room. */
  wake(call: WakeCall): Promise<void>;
  /** Starts delivering to `work`. An error from `work` is given to `onError` and the call is dropped. */
  start(work: (call: WakeCall) => Promise<void>, onError: (call: WakeCall, error: unknown) => void): void;
  /**
   * A call that came from outside (POST /push/wake): resolves when its work has ended, and rejects with what the work
   * rejects with, or with `unavailable` when this process takes no more.
   */
  deliver(call: WakeCall): Promise<void>;
  /** Takes no more calls and resolves when what is in hand has ended, or after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

export interface WakeCall {
  kind: 'mailbox' | 'record' | 'effect';
  id: string;
}

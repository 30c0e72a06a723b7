/**
 * Wakes workers; it is not the queue. What is to do stands in the store, so a wake-up may be lost, repeated or
 * reordered, and a job that finds nothing to do simply ends.
 */
export interface Wake {
  /** Returns once the wake-up is accepted, not once the work is done. Never rejects for want of room. */
  wake(call: WakeCall): Promise<void>;
  /**
   * Starts delivering to `work`, never the same call twice at once. An error from `work` is given to `onError`; whether the
   * call comes again is the adapter's.
   */
  start(work: (call: WakeCall) => Promise<void>, onError: (call: WakeCall, error: unknown) => void): void;
  /**
   * A call that came from outside (POST /push/wake): resolves when work begun after it has ended, and rejects with what the
   * work rejects with, with `unavailable` when this process takes no more, or with `timeout` past the adapter's deadline.
   */
  deliver(call: WakeCall): Promise<void>;
  /**
   * Resolves once the calls made so far have left this process, or were lost, or after a moment's patience; at once where
   * they stay in it. A request whose work woke others waits for it: once it is answered the platform may take the processor.
   */
  settled(): Promise<void>;
  /** Takes no more calls and resolves when what is in hand has ended, or after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

export interface WakeCall {
  kind: 'mailbox' | 'record' | 'effect';
  id: string;
}

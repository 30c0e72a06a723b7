import { callTwice } from './webhook-call.ts';

/**
 * Calls a service that tells people when the call does not come (a "dead man's switch"). The call says nothing: that it
 * comes is the message. Rejects with `unavailable`, `timeout`, `config`.
 */
export function createHeartbeat({ url, pauseMs }: { url: string; pauseMs?: number }): () => Promise<void> {
  return () => callTwice('The heartbeat address', url, { method: 'GET' }, pauseMs);
}

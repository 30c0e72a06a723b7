/** How a measured server (bench/server.ts) is started: one JSON argument. Its configuration comes by the environment. */
export interface ServerOptions {
  /** `stand-in`: the emulated Gmail of another process. `memory`: answers at once, in the server's own process. */
  mailbox: 'stand-in' | 'memory';
  /** `offline` reads; `slow` waits as a model far away does, and then knows. */
  brain: 'offline' | { slowMs: number };
}

/** What the driver asks of it; each is answered with `Answer`. */
export type Request =
  | { do: 'deliver'; raws: string[] }
  /** Resolves once so many mails have been handled, or replies sent with all that follows. */
  | { do: 'wait'; for: 'handled' | 'finished'; count: number }
  | { do: 'counts' }
  | { do: 'rss' }
  /** Of all its threads, ms since its start. */
  | { do: 'cpu' }
  | { do: 'stop' };

export interface Answer {
  ok: boolean;
  value: Counts | number | null;
}

export interface Counts {
  modelCalls: number;
  handled: number;
  finished: number;
  /** From the arrival of the last push to the moment a reply is handed to Gmail, ms, in their order. */
  ownMs: number[];
}

/** Identity tokens of people who may call it. */
export interface Tokens {
  staff: string;
  admin: string;
}

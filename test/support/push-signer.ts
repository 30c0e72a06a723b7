import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../server/preview/gmail/faults.ts';
import { readText, startLoopback } from './loopback.ts';

export interface PushRelayOptions {
  /** A token for a target, such as `control.mintIdToken` gives; asked for once a target and four minutes. */
  mint: (target: string) => Promise<string>;
  /** Origins of servers (http://127.0.0.1:8080), taken in turn. The path pushed to is kept. */
  targets: readonly string[];
  habits?: RelayHabits;
}

/** Shares from 0 to 1. What happens to the n-th push depends on `seed` and n alone. */
export interface RelayHabits {
  seed?: number;
  /** Acknowledged and forwarded to nobody: lost for good. */
  lose?: number;
  /** Forwarded, but the answer does not come back: Pub/Sub delivers again. */
  cut?: number;
  /** Forwarded twice at the same time, to two servers where there are two. */
  repeat?: number;
  /** Held for up to `delayMs` (50). */
  delay?: number;
  delayMs?: number;
  /** Held until the next push has passed it, or `delayMs` where none comes. */
  reorder?: number;
}

export interface RelayCounts {
  received: number;
  /** Requests made to servers, copies included. */
  forwarded: number;
  /** Of what was forwarded: answered 2xx, otherwise, or not at all (nobody there, or ended in the middle). */
  acknowledged: number;
  refused: number;
  broken: number;
  lost: number;
  cut: number;
  repeated: number;
  delayed: number;
  reordered: number;
}

export interface PushRelay {
  /** Where subscriptions push to, without a path. */
  url: string;
  setTargets(targets: readonly string[]): void;
  setHabits(habits: RelayHabits): void;
  counts(): RelayCounts;
  close(): Promise<void>;
}

const TOKEN_LIFE_MS = 240_000;
const DELAY_MS = 50;

/** What stands in for Google's signing: the emulator pushes without a token, this adds one and forwards. */
export async function startPushRelay(options: PushRelayOptions): Promise<PushRelay> {
  const { mint } = options;
  let { targets, habits = {} } = options;
  let random = seededRandom(habits.seed ?? 1);
  let turn = 0;
  const counts: RelayCounts = {
    received: 0,
    forwarded: 0,
    acknowledged: 0,
    refused: 0,
    broken: 0,
    lost: 0,
    cut: 0,
    repeated: 0,
    delayed: 0,
    reordered: 0,
  };
  const tokens = new Map<string, { value: Promise<string>; until: number }>();
  const held = new Set<() => void>();
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);

  function tokenFor(target: string): Promise<string> {
    const known = tokens.get(target);
    if (known && known.until > Date.now()) return known.value;
    const value = mint(target);
    tokens.set(target, { value, until: Date.now() + TOKEN_LIFE_MS });
    return value;
  }

  async function post(target: string, path: string, body: string): Promise<number> {
    const authorization = `Bearer ${await tokenFor(target)}`;
    const headers = { 'content-type': 'application/json', authorization };
    counts.forwarded += 1;
    const response = await fetch(`${target}${path}`, { method: 'POST', headers, body, signal: closing.signal });
    await response.arrayBuffer();
    if (response.ok) counts.acknowledged += 1;
    else counts.refused += 1;
    return response.status;
  }

  /** The next server; where nobody listens, the one after it, as a load balancer does. 503: nobody answered. */
  async function forward(path: string, body: string): Promise<number> {
    for (let tries = targets.length; tries > 0; tries--) {
      const target = targets[turn++ % targets.length] ?? '';
      try {
        return await post(target, path, body);
      } catch (error) {
        counts.broken += 1;
        if (!isRefused(error)) return 503;
      }
    }
    return 503;
  }

  async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request);
    const path = request.url ?? '/';
    counts.received += 1;
    // Always as many draws, so that one knob does not change what the others do.
    const [lose, cut, repeat, delay, wait, reorder] = [random(), random(), random(), random(), random(), random()];
    const { delayMs = DELAY_MS } = habits;
    if (lose < (habits.lose ?? 0)) {
      counts.lost += 1;
      response.writeHead(204).end();
      return;
    }
    const passed = [...held];
    if (delay < (habits.delay ?? 0)) {
      counts.delayed += 1;
      await sleep(wait * delayMs);
    }
    if (reorder < (habits.reorder ?? 0)) {
      counts.reordered += 1;
      await overtaken(delayMs);
    }
    const twice = repeat < (habits.repeat ?? 0);
    if (twice) counts.repeated += 1;
    const [status] = await Promise.all([forward(path, body), twice ? forward(path, body) : null]);
    for (const release of passed) release();
    if (cut < (habits.cut ?? 0)) {
      counts.cut += 1;
      response.destroy();
      return;
    }
    response.writeHead(status).end();
  }

  /** Until a later push has been answered. */
  async function overtaken(most: number): Promise<void> {
    let release: () => void = () => undefined;
    const passed = new Promise<void>((resolve) => {
      release = resolve;
    });
    held.add(release);
    await Promise.race([passed, sleep(most, undefined, { ref: false })]);
    held.delete(release);
  }

  const server = createServer((request, response) => {
    relay(request, response).catch(() => response.destroy());
  });
  const { url, close } = await startLoopback(server);
  return {
    url,
    setTargets: (next) => {
      targets = next;
    },
    setHabits: (next) => {
      habits = next;
      random = seededRandom(next.seed ?? 1);
    },
    counts: () => ({ ...counts }),
    close: async () => {
      closing.abort();
      await close();
    },
  };
}

/** Told by its code alone: fetch's errors are of another realm than the tests'. */
function isRefused(error: unknown): boolean {
  const cause: unknown = Object(error).cause;
  return Object(cause).code === 'ECONNREFUSED';
}

import { randomBytes } from 'node:crypto';
import pLimit from 'p-limit';
import { seededRandom } from './faults.ts';
import type { Keys } from './keys.ts';

export interface NotificationHabits {
  /** Shares of notifications that never come, and that come twice. Default 0. */
  lose?: number;
  repeat?: number;
  seed?: number;
  /** Pub/Sub's backoff after an answer that is not an acknowledgement. */
  firstRetryMs?: number;
  longestRetryMs?: number;
}

export interface NotificationCounts {
  /** Changes that should be told. */
  changes: number;
  lost: number;
  repeated: number;
  /** POSTs made, redeliveries included, and those that were acknowledged. */
  posts: number;
  acknowledged: number;
}

export interface Notifier {
  notify(historyId: bigint): void;
  /** The next `count` notifications are lost, or come `1 + extra` times. */
  loseNext(count: number): void;
  repeatNext(count: number, extra: number): void;
  setTarget(url: string | null, audience?: string): void;
  counts(): NotificationCounts;
  close(): void;
}

const ACKNOWLEDGED: ReadonlySet<number> = new Set([200, 201, 202, 204]);
const ACK_DEADLINE_MS = 10_000;
const TOKEN_LIFE_MS = 300_000;
/** Pub/Sub keeps a week of messages; a stand-in that nobody listens to need not. */
const MOST_WAITING = 2_000;

/** What Gmail and Pub/Sub do together: a signed POST for each change, again until it is acknowledged. */
export function createNotifier(options: { address: string; account: string; keys: Keys; habits: NotificationHabits }): Notifier {
  const { address, account, keys, habits } = options;
  const { lose = 0, repeat = 0, firstRetryMs = 100, longestRetryMs = 60_000 } = habits;
  const random = seededRandom(habits.seed ?? 1);
  const limit = pLimit(20);
  const timers = new Set<NodeJS.Timeout>();
  const counts: NotificationCounts = { changes: 0, lost: 0, repeated: 0, posts: 0, acknowledged: 0 };
  let target: { url: string; audience: string } | null = null;
  let token: { value: Promise<string>; audience: string; until: number } | null = null;
  let toLose = 0;
  let toRepeat = { count: 0, extra: 0 };
  let closed = false;

  function bearer(audience: string): Promise<string> {
    if (token === null || token.audience !== audience || token.until < Date.now()) {
      const value = keys.mint({ sub: '112233445566778899001', email: account, aud: audience, email_verified: true });
      token = { value, audience, until: Date.now() + TOKEN_LIFE_MS };
    }
    return token.value;
  }

  async function post(body: string): Promise<boolean> {
    if (target === null) return true;
    const { url, audience } = target;
    counts.posts++;
    try {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await bearer(audience)}` };
      const signal = AbortSignal.timeout(ACK_DEADLINE_MS);
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
      await response.arrayBuffer();
      return ACKNOWLEDGED.has(response.status);
    } catch {
      // Nobody there, or no answer in time: the same as a refusal, it is tried again.
      return false;
    }
  }

  async function deliver(body: string, attempt: number): Promise<void> {
    if (closed) return;
    if (await limit(() => post(body))) {
      counts.acknowledged++;
      return;
    }
    if (closed || timers.size >= MOST_WAITING) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        void deliver(body, attempt + 1);
      },
      Math.min(longestRetryMs, firstRetryMs * 2 ** attempt),
    );
    timer.unref();
    timers.add(timer);
  }

  function envelope(historyId: bigint): string {
    // Both forms have been seen in the wild; as a number it has lost its last digits, so nobody may rely on it.
    const stated = random() < 0.5 ? historyId.toString() : Number(historyId);
    const data = Buffer.from(JSON.stringify({ emailAddress: address, historyId: stated })).toString('base64url');
    const messageId = BigInt(`0x${randomBytes(6).toString('hex')}`).toString();
    const message = { data, messageId, publishTime: new Date().toISOString() };
    return JSON.stringify({ message, subscription: 'projects/mail-gps-preview/subscriptions/gmail-push' });
  }

  return {
    notify(historyId) {
      counts.changes++;
      if (target === null) return;
      const lost = random() < lose;
      const doubled = random() < repeat;
      if (toLose > 0 || lost) {
        if (toLose > 0) toLose--;
        counts.lost++;
        return;
      }
      const body = envelope(historyId);
      let extra = doubled ? 1 : 0;
      if (toRepeat.count > 0) {
        extra = toRepeat.extra;
        toRepeat.count--;
      }
      counts.repeated += extra;
      for (let copy = 0; copy <= extra; copy++) void deliver(body, 0);
    },
    loseNext: (count) => {
      toLose = count;
    },
    repeatNext: (count, extra) => {
      toRepeat = { count, extra };
    },
    setTarget: (url, audience) => {
      target = url === null ? null : { url, audience: audience ?? url };
    },
    counts: () => ({ ...counts }),
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

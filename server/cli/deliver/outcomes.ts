import { setTimeout as sleep } from 'node:timers/promises';
import { EventMessage, MailView } from '../../../shared/api.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/policy.ts';
import type { Running } from '../../preview/running.ts';

/** Follows mails until they are handled. */
export interface Outcomes {
  /** Resolves with the mail as it then is; null when nobody handled it within the patience. */
  of(id: string): Promise<MailView | null>;
  close(): void;
}

export interface OutcomeOptions {
  language: Language;
  /** Held mails are followed until they left or were taken back. */
  waitReplies: boolean;
  /** Without anything happening; a mail that is held may wait this much longer than it is held. */
  patienceMs?: number;
}

/** A mail that fails is tried again after 2, 4, 8, 16 and 32 seconds before it is parked. */
const PATIENCE_MS = 90_000;
/** Events tell at once; looking is for those that were missed, a few at a time: the API has its limits for everybody. */
const FIRST_LOOK_MS = 500;
const LOOK_MS = 5_000;
const LOOKED_AT = 5;
const TURN_MS = 250;
/** What a busy server asks for when it does not say. */
const BUSY_MS = 5_000;

interface Waiting {
  id: string;
  /** When to look, events or not. */
  next: number;
  /** An event says that it may be settled. */
  told: boolean;
  until: number;
  end(mail: MailView | null): void;
}

export function followOutcomes(running: Running, options: OutcomeOptions): Outcomes {
  const { waitReplies, language, patienceMs = PATIENCE_MS } = options;
  const headers = { authorization: `Bearer ${running.staffToken}`, 'accept-language': language };
  const closed = new AbortController();
  const waiting = new Map<string, Waiting>();
  let nudge = (): void => undefined;

  const settled = (state: string): boolean => state !== 'received' && !(waitReplies && state === 'held');

  async function ask(id: string): Promise<MailView | null> {
    const url = `${running.url}/api/mails/${encodeURIComponent(id)}?lang=${language}`;
    for (;;) {
      const response = await fetch(url, { headers, signal: closed.signal }).catch((cause: unknown) => {
        throw new AppError('unavailable', 'The server stopped answering: what it had taken it goes on with at its next start.', {
          cause,
        });
      });
      if (response.status === 404) return null;
      if (response.ok) return MailView.parse(await response.json());
      await response.arrayBuffer();
      if (response.status !== 429 && response.status !== 503) {
        throw new AppError('unavailable', `The server answered ${response.status} when asked for a mail: its log says why.`);
      }
      await sleep(1000 * Number(response.headers.get('retry-after')) || BUSY_MS, undefined, { signal: closed.signal });
    }
  }

  async function look(entry: Waiting): Promise<void> {
    entry.told = false;
    const mail = await ask(entry.id);
    const now = Date.now();
    entry.next = now + LOOK_MS;
    if (mail && settled(mail.state)) return end(entry, mail);
    if (mail?.state === 'held' && mail.dueAt !== null) entry.until = Math.max(entry.until, mail.dueAt + patienceMs);
    if (now > entry.until) end(entry, mail);
  }

  function end(entry: Waiting, mail: MailView | null): void {
    waiting.delete(entry.id);
    entry.end(mail);
    // As long as mails are being handled, those behind them in the queue are not given up.
    for (const other of waiting.values()) other.until = Math.max(other.until, Date.now() + patienceMs);
  }

  function due(now: number): Waiting[] {
    const all = [...waiting.values()];
    return [...all.filter(({ told }) => told), ...all.filter(({ told, next }) => !told && next <= now).slice(0, LOOKED_AT)];
  }

  async function follow(): Promise<void> {
    while (!closed.signal.aborted) {
      const entries = due(Date.now());
      for (const entry of entries) await look(entry);
      if (entries.length > 0) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, TURN_MS);
        nudge = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async function listen(): Promise<void> {
    const response = await fetch(`${running.url}/api/events`, { headers, signal: closed.signal });
    if (!response.ok || !response.body) return;
    for await (const data of eventData(response.body)) {
      const event = EventMessage.safeParse(data);
      const entry = event.success ? waiting.get(event.data.id) : undefined;
      if (!entry || !event.success || !settled(event.data.state)) continue;
      entry.told = true;
      nudge();
    }
  }

  // Without events it takes a little longer, and that is all.
  listen().catch(() => undefined);
  const following = follow();
  following.catch(() => undefined);

  return {
    of: (id) =>
      Promise.race([
        new Promise<MailView | null>((end) => {
          const now = Date.now();
          // It may have been handled before anybody asked: the first look comes soon.
          waiting.set(id, { id, next: now + FIRST_LOOK_MS, told: false, until: now + patienceMs, end });
        }),
        following.then(() => null),
      ]),
    close: () => {
      closed.abort();
      nudge();
    },
  };
}

/** The JSON in the `data:` lines of a stream of server-sent events; each of ours has one line. */
async function* eventData(body: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) yield JSON.parse(line.slice('data:'.length));
  }
}

import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrain } from '../server/adapters.ts';
import type { Brain } from '../server/brain/brain.ts';
import { readConfig } from '../server/config.ts';
import { keepHeapSmall } from '../server/heap.ts';
import { type Overrides, wire } from '../server/wiring.ts';
import type { Reading } from '../shared/reading.ts';
import { CATEGORIES } from './support/mails.ts';
import { createMemoryMailbox, type MemoryMailbox } from './support/memory-mailbox.ts';
import type { Answer, Counts, Request, ServerOptions, Tokens } from './support/protocol.ts';

/**
 * The server that is measured: the real wiring in a process of its own, worked by the driver over IPC. Replies are not held
 * and nothing ticks, so that only what the driver causes is counted. Ends with the driver.
 */
const options: ServerOptions = JSON.parse(process.argv[2] ?? '{}');
const counts: Counts = { modelCalls: 0, handled: 0, finished: 0, ownMs: [] };
const waiting: { for: 'handled' | 'finished'; count: number; end: () => void }[] = [];

async function main(): Promise<void> {
  keepHeapSmall();
  const config = readConfig();
  const memory = options.mailbox === 'memory' ? createMemoryMailbox(config.address) : null;
  if (memory) measureOwnTime(memory);
  const overrides: Overrides = {
    brain: counting(options.brain === 'offline' ? await openBrain() : slowBrain(options.brain.slowMs)),
    settings: {
      holdMs: 0,
      modes: Object.fromEntries(CATEGORIES.map((id) => [id, { mode: 'automatic', since: 0 }])),
      caps: { perDay: 1e9, perHour: 1e9, perSenderDay: 1e9, perThread: 1 },
    },
    notifications: {},
    tickMs: null,
    ...(memory ? { mailbox: () => memory } : {}),
  };
  const silent = { info: () => undefined, warn: () => undefined, error: complain };
  const wired = await wire(config, silent, overrides);
  wired.events.on((_record, step) => {
    if (HANDLED.has(step)) counts.handled += 1;
    if (step === 'sent') counts.finished += 1;
    for (const wait of [...waiting]) if (counts[wait.for] >= wait.count) wait.end();
  });
  process.on('message', (request: Request) => {
    answer(request, memory).then(
      (value) => reply({ ok: true, value }),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        reply({ ok: false, value: null });
      },
    );
    if (request.do === 'stop') wired.stop().then(() => process.exit(0));
  });
  process.once('disconnect', () => process.exit(1));
  process.send?.({ url: wired.url, tokens: tokensOf(wired) });
}

function tokensOf({ emulated }: Awaited<ReturnType<typeof wire>>): Tokens {
  return { staff: emulated?.people.staff.token ?? '', admin: emulated?.people.admin.token ?? '' };
}

/** What a mail becomes when it is handled first. */
const HANDLED: ReadonlySet<string> = new Set(['suggested', 'held', 'routed', 'ignored', 'failed']);

async function answer(request: Request, memory: MemoryMailbox | null): Promise<Answer['value']> {
  switch (request.do) {
    case 'deliver':
      for (const raw of request.raws) memory?.deliver(raw);
      return null;
    case 'wait':
      if (counts[request.for] < request.count) await reached(request.for, request.count);
      return null;
    case 'counts':
      return counts;
    case 'cpu':
      return (process.cpuUsage().user + process.cpuUsage().system) / 1000;
    case 'rss':
      return process.memoryUsage.rss();
    case 'stop':
      return null;
  }
}

/** Rejects when nothing at all happens any more: a mail took another way than the measurement thinks. */
function reached(what: 'handled' | 'finished', count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let last = '';
    const timer = setInterval(() => {
      const now = JSON.stringify({ ...counts, ownMs: counts.ownMs.length });
      if (now !== last) last = now;
      else end(() => reject(new Error(`Waited for ${count} ${what}, and nothing happens: ${now}`)));
    }, STANDSTILL_MS);
    const wait = { for: what, count, end: () => end(resolve) };
    const end = (finish: () => void): void => {
      clearInterval(timer);
      waiting.splice(waiting.indexOf(wait), 1);
      finish();
    };
    waiting.push(wait);
  });
}

const STANDSTILL_MS = 15_000;

function reply(message: Answer): void {
  if (process.connected) process.send?.(message);
}

/** From a push's first byte of work to the reply handed over: nothing but ours lies between. */
function measureOwnTime(memory: MemoryMailbox): void {
  let arrived = 0;
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (request.url === '/push/gmail') arrived = performance.now();
  });
  memory.onSend = () => counts.ownMs.push(performance.now() - arrived);
}

function counting(brain: Brain): Brain {
  return {
    name: brain.name,
    read: (mail, policy, signal) => {
      counts.modelCalls += 1;
      return brain.read(mail, policy, signal);
    },
  };
}

/** Waits, and then is certain: every mail goes the whole way. */
function slowBrain(ms: number): Brain {
  const reading: Omit<Reading, 'language'> = {
    brain: 'slow/1',
    categoryId: 'timetable',
    scores: { timetable: 0.99, none: 0.01 },
    confidence: 0.99,
    slots: [],
    severalRequests: false,
    human: [],
    thanksOnly: false,
    summary: null,
  };
  return {
    name: 'slow/1',
    async read() {
      await sleep(ms);
      return { ...reading, language: 'fr' };
    },
  };
}

function complain(fields: object, message: string): void {
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});

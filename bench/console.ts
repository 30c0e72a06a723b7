import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { createEvents } from '../server/events.ts';
import { createApp } from '../server/http/app.ts';
import { type Context, DEFAULT_LIMITS } from '../server/mail/context.ts';
import { defaultPolicy } from '../server/pack/default-policy.ts';
import { createReserve } from '../server/store/history.ts';
import { advanceLedger, leaseLedger } from '../server/store/ledger.ts';
import { createPolicyCache, install } from '../server/store/settings.ts';
import { openSqliteStore } from '../server/store/sqlite.ts';
import { grantRole } from '../server/store/users.ts';
import { DEFAULT_SETTINGS } from '../shared/policy.ts';
import { atMost, type Figure, note, quantile } from './support/figure.ts';
import { fillRecords } from './support/fill-records.ts';

const RECORDS = 100_000;
const ROUNDS = 15;

/**
 * What an admin waits for with a year of mail in the embedded store: each a whole call of the real routes over HTTP, on a
 * store in a process of its own kind. The 95th of a hundred calls is told, or the longest of a few.
 */
export async function consoleTimes(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mailgps-bench-'));
  const store = await openSqliteStore({ file: join(folder, 'store.db') });
  const begun = performance.now();
  try {
    const now = Date.now();
    const ctx = contextOn(store, now);
    const policy = defaultPolicy(now);
    await install(store, policy, { ...DEFAULT_SETTINGS, autoMode: true, autoModeSince: 0 });
    await fillRecords(ctx, RECORDS, now);
    await leaseLedger(store, 'bench', now, 60_000);
    await advanceLedger(store, 'bench', { through: now, until: null });
    note(`console: ${RECORDS} records in ${Math.round((performance.now() - begun) / 1000)} s`);
    await grantRole(store, 'admin@school.example', 'admin', now);
    const { call, close } = await serve(ctx);
    try {
      const lists = [
        '',
        '&waiting=true',
        '&by=automatic',
        '&mark=corrected',
        '&q=timetable',
        '&category=fees&by=staff',
        '&by=person',
      ];
      const mails = await Promise.all(lists.map(async (filter) => longest(() => call('GET', `/api/mails?limit=25${filter}`))));
      const figures = [];
      for (const period of ['day', 'week', 'term'])
        figures.push(await longest(() => call('GET', `/api/figures?period=${period}`)));
      const before = process.memoryUsage.rss();
      const change = { change: { modes: { fees: 'automatic', programme: 'automatic' }, threshold: 0.8 } };
      const whatIf = await longest(() => call('POST', '/api/what-if', change), 5);
      const grown = (process.memoryUsage.rss() - before) / 2 ** 20;
      return [
        atMost('console-mails-first-page', Math.max(...mails), 'ms', 200),
        atMost('console-figures', Math.max(...figures), 'ms', 300),
        atMost('what-if-100000-rows', whatIf, 'ms', 2_000),
        atMost('what-if-memory-growth', grown, 'MiB', null),
      ];
    } finally {
      close();
    }
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function longest(call: () => Promise<unknown>, rounds = ROUNDS): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < rounds; n++) {
    const start = performance.now();
    await call();
    times.push(performance.now() - start);
  }
  return quantile(times, 0.95);
}

async function serve(ctx: Context) {
  const app = createApp({
    ctx,
    auth: {
      push: async () => undefined,
      scheduler: async () => undefined,
      person: async () => ({ sub: 'admin', email: 'admin@school.example', name: 'Admin' }),
    },
    wake: { wake: async () => undefined, deliver: async () => undefined, settled: async () => undefined },
    jobs: { names: [], tick: async () => undefined, run: async () => null },
    events: createEvents(),
    registry: new Registry(),
    version: 'bench',
    limits: { perPerson: 1e6, perAddress: 1e6 },
  });
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' };
  return {
    async call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const told: unknown = await answer.json();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(told)}`);
      return told;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function contextOn(store: Context['store'], now: number): Context {
  const unused = (): never => {
    throw new Error('Nothing of this is asked for.');
  };
  const silent = { info: () => undefined, warn: () => undefined, error: complain };
  return {
    store,
    mailbox: {
      profile: unused,
      changes: unused,
      listSince: unused,
      fetchRaw: unused,
      thread: unused,
      headersOf: unused,
      findByMessageId: unused,
      drafts: unused,
      createDraft: unused,
      getDraft: unused,
      sendDraft: unused,
      deleteDraft: unused,
      insert: unused,
      trash: unused,
      label: unused,
      watch: unused,
      stopWatch: unused,
    },
    brain: { name: 'bench', read: unused },
    blobs: { put: unused, get: unused, delete: unused },
    reserve: createReserve('a secret of the measurement, long enough', 'Europe/Paris'),
    policyOf: createPolicyCache(),
    now: () => now,
    sleep: async () => undefined,
    wake: () => undefined,
    catchUp: async () => undefined,
    changed: () => undefined,
    log: silent,
    alert: () => undefined,
    allClear: () => undefined,
    count: () => undefined,
    worker: 'bench',
    address: 'contact@school.example',
    topic: null,
    limits: DEFAULT_LIMITS,
  };
}

function complain(fields: object, message: string): void {
  note(`${message} ${JSON.stringify(fields)}`);
}

import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alert, AlertChannel } from '../../server/alerts/alerts.ts';
import { alertRecipients } from '../../server/mail/alert-recipients.ts';
import { type Alerting, createAlerting } from '../../server/mail/alerting.ts';
import type { LogFields } from '../../server/mail/context.ts';
import { alertStates, openAlerts } from '../../server/store/alerts.ts';
import { settingsDocs } from '../../server/store/collections.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { grantRole } from '../../server/store/users.ts';
import { AppError } from '../../shared/errors.ts';
import { DEFAULT_SETTINGS, type Language } from '../../shared/policy.ts';
import { type FakeClock, fakeClock } from '../helpers/fake-clock.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

interface FakeChannel extends AlertChannel {
  told: Alert[];
  broken: AppError | null;
}

function fakeChannel(name: string): FakeChannel {
  const channel: FakeChannel = {
    name,
    told: [],
    broken: null,
    send: async (alert) => {
      if (channel.broken) throw channel.broken;
      channel.told.push(alert);
    },
    verify: async () => undefined,
  };
  return channel;
}

let file: string;
let store: Store;
let clock: FakeClock;
let smtp: FakeChannel;
let hook: FakeChannel;
let logged: { level: string; fields: LogFields }[];
beforeEach(async () => {
  file = join(tmpdir(), `mailgps-alerting-${randomUUID()}.db`);
  store = await openSqliteStore({ file });
  clock = fakeClock();
  [smtp, hook] = [fakeChannel('smtp'), fakeChannel('webhook')];
  logged = [];
});
afterEach(async () => {
  await store.close();
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
});

/** One process. */
function process_(change: { channels?: AlertChannel[]; store?: Store; language?: () => Promise<Language> } = {}): Alerting {
  const at = (level: string) => (fields: LogFields) => void logged.push({ level, fields });
  return createAlerting({
    store: change.store ?? store,
    channels: change.channels ?? [smtp, hook],
    now: clock.now,
    log: { info: at('info'), warn: at('warn'), error: at('error') },
    language: change.language ?? (async () => 'fr'),
    paceMs: 0,
  });
}

test('of three processes that all say it, one tells; the others are counted with the next', async () => {
  const all = [process_(), process_(), process_()];
  for (let i = 0; i < 30; i++) all[i % 3]?.alert('mail-failed', { recordId: `m${i}` });
  await Promise.all(all.map((one) => one.flush()));
  expect([smtp.told.length, hook.told.length]).toEqual([1, 1]);
  clock.advance(HOUR);
  await Promise.all(all.map((one) => one.tellDue()));
  expect(smtp.told).toHaveLength(2);
  expect(smtp.told.reduce((sum, { count }) => sum + count, 0)).toBe(30);
  expect(hook.told).toEqual(smtp.told);
});

test('a call returns at once, whatever the store and the channels do, and never throws', async () => {
  const down: Store = { ...store, get: reject, transaction: reject, query: reject };
  const one = process_({ store: down });
  expect(one.alert('mail-failed', { recordId: 'm1' })).toBeUndefined();
  expect(one.allClear('reauthorise')).toBeUndefined();
  await one.flush();
  expect(smtp.told).toEqual([]);
});

test('what could not be written while the store was away is told when it is back', async () => {
  let away = true;
  const flaky: Store = { ...store, transaction: (body) => (away ? reject() : store.transaction(body)) };
  const one = process_({ store: flaky });
  one.alert('mail-failed', { recordId: 'm1' });
  one.alert('mail-failed', { recordId: 'm2' });
  await one.flush();
  one.alert('mail-failed', { recordId: 'm3' });
  away = false;
  await one.tellDue();
  expect(smtp.told).toMatchObject([{ count: 3, recordIds: ['m1', 'm2', 'm3'] }]);
});

test('a channel that is down for an hour loses nothing, and the other does not hear it twice', async () => {
  smtp.broken = new AppError('unavailable', 'down');
  const one = process_();
  one.alert('mail-failed', { recordId: 'm1' });
  await one.flush();
  expect([smtp.told.length, hook.told.length]).toEqual([0, 1]);
  for (let minute = 0; minute < 60; minute++) {
    clock.advance(MINUTE);
    await one.tellDue();
  }
  one.alert('mail-failed', { recordId: 'm2' });
  await one.flush();
  smtp.broken = null;
  for (let minute = 0; minute < 20; minute++) {
    clock.advance(MINUTE);
    await one.tellDue();
  }
  for (const { told } of [smtp, hook]) expect(told.map(({ recordIds }) => recordIds)).toEqual([['m1'], ['m2']]);
  expect(logged.some(({ fields }) => fields.step === 'alert smtp' && fields.error === undefined)).toBe(true);
});

test('a process that dies while it tells is relieved by another', async () => {
  await new Promise<void>((begun) => {
    const hanging: FakeChannel = { ...fakeChannel('smtp'), send: () => new Promise(() => begun()) };
    process_({ channels: [hanging, hook] }).alert('reauthorise');
  });
  clock.advance(10 * MINUTE);
  await process_().tellDue();
  expect(smtp.told).toMatchObject([{ cause: 'reauthorise', count: 1 }]);
});

test('a slow channel holds up neither the next alert nor the other channel', async () => {
  let answer = (): void => undefined;
  const slow: FakeChannel = {
    ...fakeChannel('smtp'),
    send: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  };
  const both = new Promise<void>((resolve) => {
    const { send } = hook;
    hook.send = async (alert) => {
      await send(alert);
      if (hook.told.length === 2) resolve();
    };
  });
  const one = process_({ channels: [slow, hook] });
  one.alert('mail-failed');
  one.alert('resync');
  await both;
  expect(hook.told.map(({ cause }) => cause).sort()).toEqual(['mail-failed', 'resync']);
  // Nobody waits for the slow one beyond what was said.
  await one.flush(1);
  answer();
});

test('without any channel it stands in the log and in the store, and nothing waits', async () => {
  const one = process_({ channels: [] });
  one.alert('mail-failed', { recordId: 'm1' });
  await one.flush();
  expect(logged).toContainEqual({ level: 'error', fields: { step: 'alert', code: 'mail-failed', recordId: 'm1' } });
  expect(await openAlerts(store, clock.now())).toMatchObject([{ cause: 'mail-failed', openSince: clock.now() }]);
  expect((await alertStates.get(store, 'mail-failed'))?.data.dueAt).toBeNull();
  clock.advance(2 * HOUR);
  await process_().tellDue();
  expect(smtp.told).toEqual([]);
});

test('what is over is open no more, and a process that knows nothing of it writes nothing', async () => {
  const one = process_();
  one.alert('reauthorise');
  await one.flush();
  expect(await openAlerts(store, clock.now())).toHaveLength(1);
  const other = process_();
  other.allClear('reauthorise');
  await other.flush();
  expect(await openAlerts(store, clock.now())).toEqual([]);
  const { version } = (await alertStates.get(store, 'reauthorise')) ?? {};
  other.allClear('reauthorise');
  other.allClear('model-down');
  await other.flush();
  expect((await alertStates.get(store, 'reauthorise'))?.version).toBe(version);
  expect(await alertStates.get(store, 'model-down')).toBeNull();
});

test('over and begun again between two writes: it is open', async () => {
  const one = process_();
  one.alert('model-down');
  one.allClear('model-down');
  one.alert('model-down');
  await one.flush();
  expect(await openAlerts(store, clock.now())).toHaveLength(1);
  one.alert('model-down');
  one.allClear('model-down');
  await one.flush();
  expect(await openAlerts(store, clock.now())).toEqual([]);
});

test('told in the organisation’s language; in English where that cannot be asked', async () => {
  const french = process_();
  french.alert('resync');
  await french.flush();
  expect(smtp.told[0]?.title).toBe('La boîte a été relue par date');
  clock.advance(HOUR);
  const lost = process_({ language: reject });
  lost.alert('resync');
  await lost.flush();
  expect(smtp.told[1]?.title).toBe('The mailbox was read again by date');
});

test('a thousand failures are few writes', async () => {
  let writes = 0;
  const counting: Store = { ...store, transaction: countWrite };
  function countWrite<R>(body: Parameters<typeof store.transaction<R>>[0]): Promise<R> {
    writes += 1;
    return store.transaction(body);
  }
  const one = process_({ store: counting });
  for (let i = 0; i < 1000; i++) one.alert('mail-failed', { recordId: `m${i}` });
  await one.flush();
  expect(writes).toBeLessThan(6);
  clock.advance(HOUR);
  await one.tellDue();
  expect(smtp.told.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
  expect(smtp.told.every(({ recordIds }) => recordIds.length <= 10)).toBe(true);
});

test('mailed to those configured, else to every admin, and never to the shared mailbox or another of ours', async () => {
  const own = 'contact@ecole.example';
  await grantRole(store, 'admin@ecole.example', 'admin', 1);
  await grantRole(store, 'staff@ecole.example', 'staff', 1);
  await grantRole(store, own, 'admin', 1);
  const settings = { ...DEFAULT_SETTINGS, ownAddresses: ['info@ecole.example'], ownGroups: ['all@ecole.example'] };
  await store.transaction(async (tx) => settingsDocs.set(tx, 'current', settings));
  expect(await alertRecipients(store, own, [])).toEqual(['admin@ecole.example']);
  const configured = ['it@ecole.example', 'Contact+alerts@ecole.example', 'info@ecole.example', 'all@ecole.example'];
  expect(await alertRecipients(store, own, configured)).toEqual(['it@ecole.example']);
});

function reject(): Promise<never> {
  return Promise.reject(new AppError('unavailable', 'The store is away.'));
}

test('what lasts is one line of the log until it is over, however often it is said; each mail that fails is its own', async () => {
  const one = process_();
  const lines = (code: string) => logged.filter(({ fields }) => fields.step === 'alert' && fields.code === code).length;
  for (let i = 0; i < 5; i++) {
    one.alert('model-down');
    one.alert('mail-failed', { recordId: `m${i}` });
  }
  expect([lines('model-down'), lines('mail-failed')]).toEqual([1, 5]);
  one.allClear('model-down');
  one.alert('model-down');
  expect(lines('model-down')).toBe(2);
  await one.flush();
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../server/config.ts';
import type { Log, LogFields } from '../../../server/mail/context.ts';
import type { Delivered, DeliverOptions } from '../../../server/preview/gmail/control.ts';
import { effects, records } from '../../../server/store/collections.ts';
import { type Overrides, type Wired, wire } from '../../../server/wiring.ts';
import type { Effect } from '../../../shared/effect.ts';
import type { Settings } from '../../../shared/policy.ts';
import type { MailRecord } from '../../../shared/record.ts';
import { type Eml, eml } from './eml.ts';
import { scriptedBrain } from './scripted-brain.ts';

/** The real wiring on a folder of its own, with the emulated mailbox in the process and a brain that says what it is told. */
export interface Booted extends Wired {
  dataDir: string;
  logged: { level: string; fields: LogFields; message: string }[];
  deliver(mail: Eml, options?: DeliverOptions): Promise<Delivered>;
  record(id: string): Promise<MailRecord>;
  effect(id: string): Promise<Effect>;
  /** Resolves with the record once it is so; rejects, saying what it was, when it does not become so. */
  until(id: string, is: (record: MailRecord) => boolean): Promise<MailRecord>;
  untilState(id: string, ...states: MailRecord['state'][]): Promise<MailRecord>;
  /** A call of the API as staff or admin. */
  api(
    method: string,
    path: string,
    body?: unknown,
    as?: 'staff' | 'admin' | null,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Replies and forwards that left, as the world got them. */
  sent(): Promise<string[]>;
  remove(): Promise<void>;
}

/** What a test waits for at most: far more than it takes, so that only a broken promise runs into it. */
const PATIENCE_MS = Number(process.env.E2E_PATIENCE_MS ?? 20_000);

export async function boot(overrides: Overrides & { dataDir?: string; env?: Record<string, string> } = {}): Promise<Booted> {
  const dataDir = overrides.dataDir ?? (await mkdtemp(join(tmpdir(), 'mailgps-e2e-')));
  const config = readConfig({ PORT: '0', MAILGPS_DATA_DIR: dataDir, ...overrides.env });
  const logged: Booted['logged'] = [];
  const wired = await wire(config, capture(logged), {
    brain: scriptedBrain(),
    notifications: {},
    ...overrides,
    settings: { holdMs: 0, modes: allButFees((overrides.now ?? Date.now)()), ...overrides.settings },
  });
  const { store } = wired.ctx;
  const record = async (id: string): Promise<MailRecord> => must((await records.get(store, id))?.data, `record ${id}`);

  async function until(id: string, is: (record: MailRecord) => boolean): Promise<MailRecord> {
    const known = (await records.get(store, id))?.data;
    if (known && is(known)) return known;
    return new Promise((resolve, reject) => {
      let last = known;
      const look = async (): Promise<void> => {
        last = (await records.get(store, id))?.data;
        if (last && is(last)) finish(() => resolve(must(last, id)));
      };
      const off = wired.events.on((changed) => void (changed.id === id && look().catch(reject)));
      // What another server on the same store changes makes no event here.
      const again = setInterval(() => look().catch(reject), 250);
      const timer = setTimeout(
        () => finish(() => reject(new Error(`It did not happen; the record is ${JSON.stringify(last)}`))),
        PATIENCE_MS,
      );
      const finish = (end: () => void): void => {
        off();
        clearInterval(again);
        clearTimeout(timer);
        end();
      };
      look().catch(reject);
    });
  }

  return {
    ...wired,
    dataDir,
    logged,
    record,
    until,
    untilState: (id, ...states) => until(id, (r) => states.includes(r.state)),
    effect: async (id) => must((await effects.get(store, id))?.data, `effect ${id}`),
    deliver: (mail, options) => must(wired.emulated, 'emulated mailbox').control.deliver(eml(mail), options),
    sent: async () =>
      (await must(wired.emulated, 'emulated mailbox').control.sent()).map((mail) => Buffer.from(mail.raw).toString('utf8')),
    async api(method, path, body, as = 'staff') {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      if (as) headers.authorization = `Bearer ${wired.emulated?.people[as].token}`;
      const response = await fetch(`${wired.url}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
    },
    remove: async () => {
      await wired.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The demonstration leaves timetables to a person; here they are what is answered by itself. */
function allButFees(since: number): Settings['modes'] {
  const ids = ['programme', 'timetable', 'admissions', 'certificate', 'appointment', 'absence'];
  return Object.fromEntries(ids.map((id) => [id, { mode: 'automatic', since }]));
}

function capture(logged: Booted['logged']): Log {
  const at = (level: string) => (fields: LogFields, message: string) => void logged.push({ level, fields, message });
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`There is no ${what}`);
  return value;
}

import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import request, { type Response } from 'supertest';
import { createEvents } from '../../../server/events.ts';
import { createApp } from '../../../server/http/app.ts';
import { createAuth } from '../../../server/http/auth.ts';
import type { ConsoleSignIn, HttpDeps, HttpLimits } from '../../../server/http/deps.ts';
import { routesOf } from '../../../server/http/routes.ts';
import { checkMailbox, createCatchUp } from '../../../server/mail/check-mailbox.ts';
import { type Context, DEFAULT_LIMITS, type LogFields } from '../../../server/mail/context.ts';
import { handleMail } from '../../../server/mail/handle-mail.ts';
import { sendEffect } from '../../../server/mail/send-effect.ts';
import { work } from '../../../server/mail/work.ts';
import type { Mailbox } from '../../../server/mailbox/mailbox.ts';
import { effects, records } from '../../../server/store/collections.ts';
import { createReserve } from '../../../server/store/history.ts';
import { createPolicyCache, install } from '../../../server/store/settings.ts';
import { openSqliteStore } from '../../../server/store/sqlite.ts';
import { grantRole } from '../../../server/store/users.ts';
import type { WakeCall } from '../../../server/wake/wake.ts';
import { type Category, DEFAULT_SETTINGS, type Person, type Policy, type Settings } from '../../../shared/policy.ts';
import type { MailRecord } from '../../../shared/record.ts';
import { type Eml, eml } from '../../e2e/support/eml.ts';
import { scriptedBrain } from '../../e2e/support/scripted-brain.ts';
import { knowingBodies, onlyOutside } from '../../helpers/careful-store.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { rerunBodies } from '../../helpers/rerun-store.ts';
import { aPolicy, aTemplate, NOW, timetable } from '../../mail/support/render-fixtures.ts';
import { fakeMailbox } from './fake-mailbox.ts';
import { type Issuer, startIssuer } from './issuer.ts';

export const ADDRESS = 'contact@ecole.example';
export const PUSH = { audience: 'https://mail.ecole.example/push/gmail', account: 'push@project.iam.gserviceaccount.com' };
const SCHEDULER = { audience: 'https://mail.ecole.example', account: 'tick@project.iam.gserviceaccount.com' };
export const ADDON = 'addon.apps.googleusercontent.com';

function category(id: string, change: Partial<Category> = {}): Category {
  return { ...timetable, id, name: { fr: `${id} (fr)`, en: `${id} (en)` }, slots: [], ...change };
}

function person(id: string, address: string, change: Partial<Person> = {}): Person {
  return { id, name: `Personne ${id}`, function: { fr: 'Scolarité', en: 'Registrar' }, address, absences: [], ...change };
}

export function testPolicy(): Policy {
  return aPolicy({
    categories: [
      category('fees'),
      category('hours'),
      category('course', { slots: timetable.slots }),
      category('visa', { handling: 'route', personId: 'registrar' }),
      category('none', { handling: 'none' }),
    ],
    templates: [
      aTemplate('{{greeting}}\n\nLes frais sont sur {{fact.portal}}.', { id: 'fees.fr', categoryId: 'fees' }),
      aTemplate('{{greeting}}\n\nNous sommes ouverts.', { id: 'hours.fr', categoryId: 'hours' }),
      aTemplate('{{greeting}}\n\nLa formation {{slot.course}}.', { id: 'course.fr', categoryId: 'course' }),
    ],
    people: [
      person('registrar', 'registrar@ecole.example'),
      person('own', ADDRESS),
      person('away', 'away@ecole.example', { absences: [{ from: '2026-01-01', until: '2030-01-01', standInId: null }] }),
      person('marie', 'staff@ecole.example', { name: 'Marie Dupont' }),
    ],
  });
}

export type As = 'staff' | 'admin' | 'stranger' | 'push' | 'scheduler' | null;

interface InstallationOptions {
  settings?: Partial<Settings>;
  limits?: Partial<HttpLimits>;
  policy?: Policy;
  console?: ConsoleSignIn;
  consolePages?: HttpDeps['consolePages'];
}

/** The product's HTTP side on a real store and a mailbox in memory; work is done when a test says so. */
export async function installation(issuer: Issuer, options: InstallationOptions = {}) {
  const file = join(tmpdir(), `mailgps-http-${randomUUID()}.db`);
  // Each body twice, as on a contended Firestore, and none that calls a service.
  const store = rerunBodies(knowingBodies(await openSqliteStore({ file })));
  const clock = fakeClock(NOW);
  const mailbox = fakeMailbox(ADDRESS, clock.now);
  const events = createEvents();
  const registry = new Registry();
  const logged: { level: string; fields: LogFields; message: string }[] = [];
  const counted: Record<string, number> = {};
  const woken: WakeCall[] = [];
  const blobs = new Map<string, Uint8Array>();
  const log = (level: string) => (fields: LogFields, message: string) => void logged.push({ level, fields, message });
  const ctx: Context = {
    store,
    mailbox: onlyOutside<Mailbox>(mailbox),
    brain: onlyOutside(scriptedBrain()),
    blobs: onlyOutside({
      put: async (key: string, bytes: Uint8Array) => void blobs.set(key, bytes),
      get: async (key: string) => blobs.get(key) ?? null,
      delete: async (key: string) => void blobs.delete(key),
    }),
    reserve: createReserve('a secret of the tests, long enough', 'Europe/Paris'),
    policyOf: createPolicyCache(),
    now: clock.now,
    sleep: async (ms) => void clock.advance(ms),
    wake: (call) => void woken.push(call),
    catchUp: createCatchUp(() => ctx),
    changed: events.emit,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    alert: () => undefined,
    allClear: () => undefined,
    count: (what, n = 1) => {
      counted[what] = (counted[what] ?? 0) + n;
    },
    worker: 'test',
    address: ADDRESS,
    topic: 'projects/test/topics/mail',
    limits: DEFAULT_LIMITS,
  };
  const settings = { ...DEFAULT_SETTINGS, autoMode: true, autoModeSince: NOW - 1000, holdMs: 60_000, holdInOpenHours: false };
  const modes = { fees: { mode: 'automatic', since: 0 }, visa: { mode: 'automatic', since: 0 } } as const;
  await install(store, options.policy ?? testPolicy(), { ...settings, modes, ...options.settings });
  await grantRole(store, 'staff@ecole.example', 'staff', NOW);
  await grantRole(store, 'admin@ecole.example', 'admin', NOW);
  await checkMailbox(ctx);

  const jobsRun: string[] = [];
  const wake: HttpDeps['wake'] = {
    wake: async (call) => void woken.push(call),
    deliver: (call) => work(ctx, call),
    settled: async () => undefined,
  };
  const deps: HttpDeps = {
    ctx,
    wake,
    events,
    registry,
    auth: createAuth({
      certsUrl: issuer.certsUrl,
      push: PUSH,
      scheduler: SCHEDULER,
      people: { audiences: [ADDON], hostedDomains: ['ecole.example'] },
    }),
    jobs: {
      names: ['purge'],
      tick: async () => void jobsRun.push('tick'),
      run: async (name) => void jobsRun.push(name),
    },
    version: '1.2.3',
    ...(options.console ? { console: options.console } : {}),
    ...(options.consolePages ? { consolePages: options.consolePages } : {}),
    limits: { perPerson: 10_000, perAddress: 10_000, ...options.limits },
  };
  const app = createApp(deps);

  const human = (name: string) =>
    issuer.sign({
      sub: `sub-${name}`,
      email: `${name}@ecole.example`,
      email_verified: true,
      hd: 'ecole.example',
      aud: ADDON,
      name,
    });
  const machine = ({ audience, account }: typeof PUSH) =>
    issuer.sign({ sub: '1', email: account, email_verified: true, aud: audience });
  const tokens: Record<NonNullable<As>, string> = {
    staff: await human('staff'),
    admin: await human('admin'),
    stranger: await human('stranger'),
    push: await machine(PUSH),
    scheduler: await machine(SCHEDULER),
  };

  type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';
  async function call(verb: Verb, path: string, body?: object, as: As = 'staff'): Promise<Response> {
    const made = request(app)[verb](path);
    if (as) made.set('authorization', `Bearer ${tokens[as]}`);
    return body === undefined ? made : made.send(body);
  }

  return {
    issuer,
    app,
    /** Every route there is, as the server has it: what is tested of all of them holds for the next one, too. */
    routes: routesOf(deps),
    ctx,
    /** What the routes call; a test may put its own in place. */
    wake,
    clock,
    mailbox,
    logged,
    counted,
    woken,
    blobs,
    jobsRun,
    tokens,
    call,
    get: (path: string, as?: As) => call('get', path, undefined, as),
    post: (path: string, body: object = {}, as?: As) => call('post', path, body, as),
    record: async (id: string): Promise<MailRecord> => {
      const found = await records.get(store, id);
      if (!found) throw new Error(`There is no record ${id}`);
      return found.data;
    },
    effect: async (id: string) => (await effects.get(store, id))?.data,
    /** Delivers a mail and handles it; gives its id. */
    async take(mail: Partial<Eml> & { subject: string }): Promise<string> {
      const raw = eml({ headers: AUTHENTICATED, ...mail });
      const id = mailbox.deliver(raw);
      await checkMailbox(ctx);
      await handleMail(ctx, id);
      if ((await records.get(store, id))?.data.state === 'received')
        throw new Error(`Not handled: ${JSON.stringify(logged)}`, { cause: logged.at(-1)?.fields.error });
      return id;
    },
    /** The hold is over: what is due leaves. */
    async sendDue(id: string): Promise<void> {
      clock.advance(3_600_000);
      await sendEffect(ctx, id);
    },
    async close(): Promise<void> {
      await store.close();
      for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    },
  };
}

export type Installation = Awaited<ReturnType<typeof installation>>;

/** One of its own for each test of a file, and one issuer for them all. It is there within tests and hooks alone. */
export function useInstallation(options?: InstallationOptions): Installation {
  const current = {} as Installation;
  let issuer: Issuer;
  beforeAll(async () => {
    issuer = await startIssuer();
  });
  afterAll(() => issuer.close());
  beforeEach(async () => {
    Object.assign(current, await installation(issuer, options));
  });
  afterEach(() => current.close());
  return current;
}

export const AUTHENTICATED = [
  'Authentication-Results: mx.google.com; dkim=pass header.d=people.example; spf=pass smtp.mailfrom=people.example; dmarc=pass header.from=people.example',
];

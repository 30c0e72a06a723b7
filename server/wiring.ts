import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppError } from '../shared/errors.ts';
import type { Policy, Settings } from '../shared/policy.ts';
import {
  authOptions,
  type ModelTelling,
  openAlertChannels,
  openBlobs,
  openBrains,
  openEmulated,
  openHeartbeat,
  openMailbox,
  openPreview,
  openSentry,
  openStore,
  openWake,
  topicOf,
} from './adapters.ts';
import type { Brain } from './brain/brain.ts';
import type { Config } from './config.ts';
import { consolePages } from './console/serve.ts';
import { createEvents, type Events } from './events.ts';
import { firstPolicy, firstSettings, installationKey, keepToItsMailbox } from './first-start.ts';
import { createApp } from './http/app.ts';
import { createAuth } from './http/auth.ts';
import { consolePath } from './http/console-session.ts';
import { alertJobs } from './jobs/alerts.ts';
import { canaryJobs } from './jobs/canary.ts';
import { createJobs, type Jobs, jobsOf } from './jobs/jobs.ts';
import { listen, starting } from './listen.ts';
import { reporting } from './log.ts';
import { createAlerting } from './mail/alerting.ts';
import { checkMailbox, createCatchUp } from './mail/check-mailbox.ts';
import { type Context, DEFAULT_LIMITS, type Log, type WorkLimits } from './mail/context.ts';
import { reconcile } from './mail/reconcile.ts';
import { keepWatch } from './mail/watch.ts';
import { work } from './mail/work.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { once } from './once.ts';
import type { Emulated } from './preview/emulated.ts';
import type { NotificationHabits } from './preview/gmail/push.ts';
import { createReserve } from './store/history.ts';
import { makeLink } from './store/sessions.ts';
import { createPolicyCache, headVersion, install } from './store/settings.ts';
import type { Store } from './store/store.ts';
import { grantRole } from './store/users.ts';
import { scheduled, ticking } from './ticking.ts';
import { VERSION } from './version.ts';
import type { Wake } from './wake/wake.ts';

/** The running product, put together. */
export interface Wired {
  ctx: Context;
  events: Events;
  metrics: Metrics;
  jobs: Jobs;
  /** The local stand-in for Gmail; null on a real mailbox. */
  emulated: Emulated | null;
  /** Where the server listens. */
  url: string;
  /** An address that signs an admin in to the console once, within the hour; null where people sign in with Google. */
  consoleLink: (() => Promise<string>) | null;
  /** Takes nothing new, finishes what is in hand, closes everything. Safe to call twice. */
  stop(): Promise<void>;
}

/** What tests and measurements put in place of the real thing. */
export interface Overrides {
  now?: () => number;
  limits?: Partial<WorkLimits>;
  brain?: Brain;
  /** Wrapped around the ports: faults, counts, a crash at a chosen call. */
  store?: (store: Store) => Store;
  mailbox?: (mailbox: Mailbox) => Mailbox;
  settings?: Partial<Settings>;
  policy?: (pack: Policy) => Policy;
  concurrency?: number;
  /** Which notifications of the stand-in get lost or come twice. */
  notifications?: NotificationHabits;
  /** null: no ticking, the caller runs jobs by hand. */
  tickMs?: number | null;
  pollMs?: number;
  /** Folder of the preview's built page, and of the console's: beside the program unless given. */
  pages?: string;
  consolePages?: string;
  /** Whether canary mails are put into the mailbox: into a real one, unless said otherwise. */
  canary?: boolean;
}

/** How often it is looked for what is due, and how long after the last look at the mailbox for what nobody told of. */
const PACES = {
  // Notifications of the stand-in get lost on purpose: somebody who watches should not wait minutes for a mail.
  emulated: { tickMs: 1_000, pollMs: 5_000 },
  notified: { tickMs: 60_000, pollMs: 5 * 60_000 },
  // 2 quota units a look: 8 of the 6,000 a minute. Shorter than the tick, so that each tick looks.
  polling: { tickMs: 15_000, pollMs: 12_000 },
};
/** Mails handled at once: enough to keep a slow model busy. */
const CONCURRENCY = 128;
const STOP_GRACE_MS = 10_000;
/** Alerts stand in the store by then; what is not told yet another process tells, or this one at its next start. */
const ALERT_GRACE_MS = 3_000;
const NOBODY_TOLD =
  'no alert channel is configured: what needs a person stands in this log alone (MAILGPS_ALERT_SMTP_URL, MAILGPS_ALERT_WEBHOOK)';

export async function wire(config: Config, log: Log, overrides: Overrides = {}): Promise<Wired> {
  const closing: (() => Promise<void>)[] = [];
  try {
    return await assemble(config, log, overrides, closing);
  } catch (error) {
    for (const close of closing.reverse()) await close();
    throw error;
  }
}

async function assemble(config: Config, plainLog: Log, overrides: Overrides, closing: (() => Promise<void>)[]): Promise<Wired> {
  const now = overrides.now ?? Date.now;
  const emulatedMode = config.mailbox === 'emulated';
  const sentry = await openSentry(config, now);
  if (sentry) closing.push(sentry.close);
  const log = sentry ? reporting(plainLog, sentry.report) : plainLog;
  let answer: RequestListener = starting;
  const server = createServer((request, response) => answer(request, response));
  const url = await listen(server, config);
  closing.push(async () => void server.close());

  const store = (overrides.store ?? same)(await openStore(config));
  closing.push(() => store.close());
  await keepToItsMailbox(store, config);
  const metrics = createMetrics();
  const events = createEvents();
  const emulated = emulatedMode ? await openEmulated(config, url, overrides.notifications, closing) : null;
  const mailbox = (overrides.mailbox ?? same)(await openMailbox(config, emulated, metrics, store));
  const wake = await openWake(config, overrides.concurrency ?? CONCURRENCY);
  const topic = topicOf(config);
  const pace = PACES[emulatedMode ? 'emulated' : topic === null ? 'polling' : 'notified'];

  const policyOf = createPolicyCache();
  const channels = [...(await openAlertChannels(config, async () => store)), ...(sentry ? [sentry] : [])];
  const language = async () => (await policyOf(store, await headVersion(store))).organisation.language;
  const alerting = createAlerting({ store, channels, now, log, language });
  closing.push(() => alerting.flush(ALERT_GRACE_MS));
  if (channels.length === 0 && !emulatedMode) log.warn({ step: 'start' }, NOBODY_TOLD);

  const blobs = await openBlobs(config);
  const warn = (error: AppError): void => log.warn({ step: 'brain', error }, KEPT_BADLY);
  const { brain, jobs: brainJobs } = await openBrains(config, tellingOfModel(log, metrics), now, { ...blobs, warn });
  const ctx: Context = {
    store,
    mailbox,
    brain: overrides.brain ?? brain,
    blobs,
    reserve: createReserve(config.tokenKey ?? (await installationKey(store)), config.timezone),
    policyOf,
    now,
    sleep: (ms) => sleep(ms),
    wake: scheduled(wake, now, log),
    catchUp: createCatchUp(() => ctx),
    changed: events.emit,
    log,
    alert: alerting.alert,
    allClear: alerting.allClear,
    count: metrics.count,
    worker: `${config.worker}-${randomBytes(3).toString('hex')}`,
    address: config.address,
    topic,
    limits: { ...DEFAULT_LIMITS, ...overrides.limits },
  };
  // The pack is a book: it is written out for a first start alone.
  if ((await headVersion(store)) === 0) {
    const pack = (overrides.policy ?? same)(firstPolicy(config, now()));
    await install(store, pack, firstSettings(emulatedMode, now(), overrides.settings));
  }

  for (const role of ['staff', 'admin'] as const) {
    if (emulated) await grantRole(store, emulated.people[role].email, role, now());
  }

  // The stand-in is on this machine: there is nothing in between that could fail silently.
  const canary = (overrides.canary ?? !emulatedMode) ? canaryJobs(await openHeartbeat(config)) : {};
  const tickMs = overrides.tickMs === undefined ? pace.tickMs : overrides.tickMs;
  // Through Pub/Sub a wake-up reaches whoever is free. Less than a tick, so that each tick may.
  const wakeMs = config.wake === 'pubsub' ? 0.8 * (tickMs ?? 0) : 0;
  const jobs = createJobs(ctx, {
    ...jobsOf(overrides.pollMs ?? pace.pollMs, wakeMs),
    ...alertJobs(alerting),
    ...canary,
    ...brainJobs,
  });
  const auth = createAuth(await authOptions(config, emulated, url));
  await begin(ctx);
  wake.start(
    (call) => work(ctx, call),
    (call, error) => log.error({ step: `wake ${call.kind}`, error }, 'a wake-up failed'),
  );
  const { trustProxy } = config;
  const built = dirname(process.argv[1] ?? '.');
  const folder = overrides.pages ?? join(built, 'preview');
  const extra = emulated ? { extra: await openPreview(config, emulated, { url, folder, now, onRecord: events.on }) } : {};
  const pages = consolePages(overrides.consolePages ?? join(built, 'console'));
  const signIn = { clientId: config.consoleClientId, mint: emulated?.mint ?? null };
  const parts = { ctx, auth, wake, jobs, events, registry: metrics.registry, version: VERSION, trustProxy };
  answer = createApp({ ...parts, console: signIn, consolePages: pages, ...extra });
  const consoleLink = emulated ? async () => url + consolePath(await makeLink(store, 'admin', now())) : null;

  closing.push(warm(ctx));

  const stopTicking = tickMs === null ? () => undefined : ticking(jobs, tickMs, log);
  const stop = once(() => stopAll(stopTicking, server, wake, closing));
  return { ctx, events, metrics, jobs, emulated, url, consoleLink, stop };
}

/** Figures and codes alone. */
function tellingOfModel(log: Log, metrics: Metrics): ModelTelling {
  const retiring = once(async () =>
    log.warn(
      { step: 'model' },
      'the model will be taken away: set a newer one in MISTRAL_MODEL (npm run cli -- check says when)',
    ),
  );
  return {
    call(call) {
      if (call.retires !== null) void retiring();
      metrics.model(call);
      const { purpose, outcome, inputTokens, cachedTokens, outputTokens, ms, cost } = call;
      const figures = { inputTokens, cachedTokens, outputTokens, ms, ...(cost === null ? {} : { cost }) };
      log.info({ step: `model ${purpose}`, code: outcome, ...figures }, 'the model was asked');
    },
    instead(why, error) {
      log.warn({ step: 'read', code: why, ...(error ? { error } : {}) }, 'the built-in reader read in place of the model');
    },
  };
}

function same<T>(port: T): T {
  return port;
}

const KEPT_BADLY = 'what the built-in reader learned could not be kept, or not be found again: it learns anew';

/** What starts with the server is let through first. */
const AFTER_START_MS = 300;

/** What a start does not need is loaded before the first mail comes, not while it waits. Gives what ends it. */
function warm(ctx: Context): () => Promise<void> {
  const prepare = async (): Promise<void> => {
    await Promise.all([import('./http/google-keys.ts'), import('./mail/parse-mail.ts'), import('./mail/mime.ts')]);
    await ctx.brain.prepare?.(await ctx.policyOf(ctx.store, await headVersion(ctx.store)));
  };
  const tell = (error: unknown): void => ctx.log.warn({ step: 'start', error }, 'the brain could not be prepared at start');
  let prepared = Promise.resolve();
  const timer = setTimeout(() => {
    prepared = prepare().catch(tell);
  }, AFTER_START_MS).unref();
  return async () => {
    clearTimeout(timer);
    await prepared;
  };
}

/**
 * Where reading begins: a first start takes the newest history id, a later one catches up from its cursor. A mailbox that
 * does not answer now keeps nobody from seeing what is there: the jobs try again.
 */
async function begin(ctx: Context): Promise<void> {
  for (const step of [keepWatch, reconcile, checkMailbox]) {
    try {
      await step(ctx);
    } catch (error) {
      ctx.log.error({ step: 'start', error }, 'the mailbox could not be read at start: the jobs will try again');
    }
  }
}

async function stopAll(stopTicking: () => void, server: Server, wake: Wake, closing: (() => Promise<void>)[]): Promise<void> {
  stopTicking();
  server.close();
  server.closeIdleConnections();
  await wake.stop(STOP_GRACE_MS);
  server.closeAllConnections();
  for (const close of closing.reverse()) await close();
}

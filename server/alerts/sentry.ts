import { setTimeout as sleep } from 'node:timers/promises';
import { defaultStackParser, type ErrorEvent, type Event, makeNodeTransport, NodeClient } from '@sentry/node';
import { HOUR_MS } from '../../shared/durations.ts';
import { AppError } from '../../shared/errors.ts';
import type { Alert, AlertChannel } from './alerts.ts';

export interface SentryOptions {
  dsn: string;
  release: string;
  /** What may be said of an error: the log's own description, which keeps codes, our messages and stack frames. */
  describe: (error: unknown) => ErrorDescription;
  now: () => number;
}

export interface ErrorDescription {
  type: string;
  code?: string;
  /** Of our own errors only. */
  message?: string;
  /** Lines of a stack, `at name (file:line:column)`. */
  at?: string[];
  cause?: ErrorDescription;
}

/** What the log says beside an error; the rest of its fields is left behind. */
export interface ReportFields {
  step?: string;
  code?: string;
}

export interface SentryChannel extends AlertChannel {
  /** An unexpected error. Cheap and never throws; past MOST_REPORTS an hour nothing is sent. */
  report(error: unknown, fields: ReportFields, message: string): void;
  close(): Promise<void>;
}

const DSN = /^https?:\/\/[^@:/\s]+@[^@/\s]+\/(?:[^?#\s]*\/)?\d+$/;
const ANSWER_MS = 10_000;
const CLOSE_MS = 2_000;
/** A loop that fails must not use up the plan: the first ones tell what is wrong. */
const MOST_REPORTS = 60;

/**
 * A client of its own and not `Sentry.init`: that would hook into the process (unhandled rejections, http, the console) and
 * put requests and breadcrumbs beside every event. Here nothing is gathered, and events are made by hand out of what the
 * log may say too.
 */
export function createSentryChannel({ dsn, release, describe, now }: SentryOptions): SentryChannel {
  // Checked here: the SDK would print a wrong one, key and all.
  if (!DSN.test(dsn)) throw new AppError('config', 'SENTRY_DSN: is not the address that Sentry shows under Client Keys');
  const client = new NodeClient({
    dsn,
    release,
    integrations: [],
    transport: makeNodeTransport,
    stackParser: defaultStackParser,
    sendDefaultPii: false,
    includeServerName: false,
    sendClientReports: false,
    maxBreadcrumbs: 0,
    skipOpenTelemetrySetup: true,
    beforeSend: scrubbed,
  });
  client.init();
  const hour = { index: 0, sent: 0 };

  return {
    name: 'sentry',

    async send(alert) {
      const statusCode = await delivered(messageOf(alert));
      if (statusCode !== undefined && statusCode < 300) return;
      if (statusCode === 429) throw new AppError('rate-limited', 'Sentry answered 429.');
      const refused = statusCode !== undefined && statusCode < 500;
      throw refused
        ? new AppError('config', `Sentry answered ${statusCode}: is SENTRY_DSN right?`)
        : new AppError('unavailable', 'Sentry cannot be reached.');
    },

    /** The address has the right form; whether Sentry takes an event only an event can tell. */
    verify: async () => undefined,

    report(error, fields, message) {
      const index = Math.floor(now() / HOUR_MS);
      if (index !== hour.index) Object.assign(hour, { index, sent: 0 });
      hour.sent += 1;
      if (hour.sent <= MOST_REPORTS) client.captureEvent(eventOf(describe(error), fields, message));
    },

    close: async () => void (await client.close(CLOSE_MS)),
  };

  /** The status Sentry answered with; undefined when nothing came. */
  async function delivered(event: Event): Promise<number | undefined> {
    let off = (): void => undefined;
    const answered = new Promise<number | undefined>((resolve) => {
      off = client.on('afterSendEvent', (sent, answer) => {
        if (sent.event_id === id) resolve(answer.statusCode);
      });
    });
    const id = client.captureEvent(event);
    const late = sleep(ANSWER_MS, undefined, { ref: false });
    return Promise.race([answered, late]).finally(off);
  }
}

function messageOf({ cause, title, todo, count, recordIds, about }: Alert): Event {
  return {
    level: 'error',
    message: title,
    tags: { cause },
    // One issue a cause, whatever language its title is in.
    fingerprint: ['alert', cause],
    extra: { todo, count, recordIds: [...recordIds], about: [...about] },
  };
}

function eventOf(description: ErrorDescription, { step, code }: ReportFields, message: string): Event {
  const chain: ErrorDescription[] = [];
  for (let next: ErrorDescription | undefined = description; next; next = next.cause) chain.push(next);
  // Sentry lists the innermost cause first.
  const values = chain.reverse().map(({ type, code: own, message: ours, at = [] }) => ({
    type: own ? `${type} ${own}` : type,
    value: ours ?? '',
    stacktrace: { frames: framesOf(at) },
  }));
  return { level: 'error', exception: { values }, tags: tagsOf(step, code), extra: { message } };
}

function tagsOf(step: string | undefined, code: string | undefined): Record<string, string> {
  return { ...(step === undefined ? {} : { step }), ...(code === undefined ? {} : { code }) };
}

function framesOf(at: readonly string[]) {
  return defaultStackParser(`Error\n${at.map((line) => `    ${line}`).join('\n')}`).map(
    ({ filename, function: name, lineno, colno }) => ({
      ...(filename === undefined ? {} : { filename: withinProject(filename) }),
      ...(name === undefined ? {} : { function: name }),
      ...(lineno === undefined ? {} : { lineno }),
      ...(colno === undefined ? {} : { colno }),
    }),
  );
}

/** Folders above the program may hold a person's name. */
function withinProject(file: string): string {
  const found = /(?:^|[/\\])((?:node_modules|dist|server|shared|test)[/\\].*)$/.exec(file);
  return found?.[1] ?? file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

/** Last of all: whatever the SDK put beside our fields goes. */
function scrubbed(event: ErrorEvent): ErrorEvent {
  const { event_id, timestamp, platform, level, message, release, environment, tags, extra, exception, fingerprint } = event;
  const ours = { event_id, timestamp, platform, level, message, release, environment, tags, extra, exception, fingerprint };
  const set = Object.fromEntries(Object.entries(ours).filter(([, value]) => value !== undefined));
  return { type: undefined, ...set };
}

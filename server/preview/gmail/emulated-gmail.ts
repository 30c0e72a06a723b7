import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { AppError } from '../../../shared/errors.ts';
import { gmailUnits } from '../../../shared/gmail-units.ts';
import { type Answer, invalid, refused, UNAUTHENTICATED } from './answers.ts';
import { CONTROL_KEY_HEADER, CONTROL_PATH, type GmailAccess, type GmailControl, type QuotaCounts } from './control.ts';
import { answerControl } from './control-server.ts';
import { createFaults, type Fault } from './faults.ts';
import { readBody, readGmailBody, respond } from './http.ts';
import { createKeys, ISSUER } from './keys.ts';
import { deliverMail } from './mail-flow.ts';
import { createMethods, type Watch } from './methods.ts';
import { createNotifier, type NotificationHabits } from './push.ts';
import { storedMail } from './resources.ts';
import { type GmailCall, routeOf } from './routes.ts';
import { openState } from './state.ts';

export interface EmulatedGmailOptions {
  /** The mailbox's address. */
  address: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** Everything is kept here and found again at the next start; without it, in memory only. */
  dataFile?: string;
  pushUrl?: string;
  pushAudience?: string;
  pushAccount?: string;
  notifications?: NotificationHabits;
  /** Random unless given, for a start that continues another. */
  accessToken?: string;
  controlKey?: string;
}

export interface EmulatedGmail extends GmailAccess, GmailControl {
  close(): Promise<void>;
}

/** What `npm start` shows a newcomer: mostly once, sometimes twice, now and then not at all. */
export const LIFELIKE_NOTIFICATIONS: NotificationHabits = { lose: 0.05, repeat: 0.15, seed: 7 };

/** Loopback only: the mailbox is anyone's who can reach it. */
const HOST = '127.0.0.1';

/** Starts a mailbox that behaves as Gmail's API and Pub/Sub do. Rejects with `port-in-use` or `store-corrupt`. */
export async function startEmulatedGmail(options: EmulatedGmailOptions): Promise<EmulatedGmail> {
  const address = options.address.toLowerCase();
  const state = await openState(address, options.dataFile);
  const keys = createKeys();
  const faults = createFaults();
  const settings = { dropXHeaders: false };
  const methods = createMethods(state, settings);
  const pushAccount = options.pushAccount ?? 'gmail-push@mail-gps-preview.iam.gserviceaccount.com';
  const notifier = createNotifier({ address, account: pushAccount, keys, habits: options.notifications ?? {} });
  notifier.setTarget(options.pushUrl ?? null, options.pushAudience);
  const accessToken = options.accessToken ?? `ya29.${randomBytes(32).toString('base64url')}`;
  const controlKey = options.controlKey ?? randomBytes(24).toString('base64url');
  let quota: QuotaCounts = { calls: 0, units: 0, methods: {} };
  // One call at a time: what it wrote is one line of the journal, a draft is consumed once, and nobody sees half of it.
  const alone = pLimit(1);

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    return alone(async () => {
      const result = await work();
      if (state.commit()) notify();
      return result;
    });
  }

  function notify(): void {
    const watch = state.getValue<Watch | null>('watch');
    if (watch && watch.expiration > Date.now()) notifier.notify(state.historyId());
  }

  function count(call: Omit<GmailCall, 'body'>): void {
    const units = gmailUnits(call.method, call.format);
    const of = quota.methods[call.method] ?? { calls: 0, units: 0 };
    const methodsCount = { ...quota.methods, [call.method]: { calls: of.calls + 1, units: of.units + units } };
    quota = { calls: quota.calls + 1, units: quota.units + units, methods: methodsCount };
  }

  async function perform(call: GmailCall): Promise<Answer> {
    const answer = await inTurn(() => methods(call));
    if (call.method === 'users.watch' && answer.status === 200) notify();
    return answer;
  }

  /** null: the connection is cut. */
  async function gmail(request: IncomingMessage, url: URL): Promise<Answer | null> {
    if (!sameSecret(request.headers.authorization ?? '', `Bearer ${accessToken}`)) return UNAUTHENTICATED;
    const bytes = await readBody(request);
    const route = routeOf(request.method ?? 'GET', url);
    if (route === null) return refused(404, 'notFound', 'Not Found');
    if (route.user !== 'me' && route.user.toLowerCase() !== address) {
      return refused(403, 'forbidden', `Delegation denied for ${route.user}`);
    }
    count(route.call);
    const { slowMs, failure } = faults.take(route.call.method);
    if (slowMs > 0) await sleep(slowMs, undefined, { ref: false });
    if (failure && !failure.after) return failed(failure);
    const isDraft = route.call.method.startsWith('drafts.');
    let body: Record<string, unknown>;
    try {
      body = readGmailBody(bytes, request.headers['content-type'] ?? '', isDraft);
    } catch {
      return invalid('Invalid JSON payload received.');
    }
    const answer = await perform({ ...route.call, body });
    return failure ? failed(failure) : answer;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${HOST}`);
    // A minute, so that a server that stays up soon learns of a restarted stand-in's keys.
    if (url.pathname === '/certs')
      return respond(response, { status: 200, body: await keys.certs(), headers: { 'cache-control': 'max-age=60' } });
    if (url.pathname.startsWith(CONTROL_PATH)) {
      if (!sameSecret(String(request.headers[CONTROL_KEY_HEADER] ?? ''), controlKey)) return respond(response, { status: 403 });
      return respond(response, await answerControl(control, url.pathname.slice(CONTROL_PATH.length), await readBody(request)));
    }
    const answer = await gmail(request, url);
    if (answer === null) request.socket.destroy();
    else respond(response, answer);
  }

  const control: GmailControl = {
    deliver: (raw, deliverOptions = {}) => inTurn(() => deliverMail(state, bytesOf(raw), deliverOptions)),
    sent: async () =>
      state.gs.messages
        .all()
        .filter(({ label_ids }) => label_ids.includes('SENT'))
        .map(storedMail),
    messages: async () => state.gs.messages.all().map(storedMail),
    async editDraft(draftId, raw) {
      const draft = state.gs.drafts.findOneBy('gmail_id', draftId);
      const message = draft && state.gs.messages.findOneBy('gmail_id', draft.message_gmail_id);
      if (!message) throw new AppError('not-found', 'No such draft');
      return inTurn(async () => {
        const body = { message: { raw: bytesOf(raw).toString('base64url'), threadId: message.thread_id } };
        const created = await state.inner('POST', '/gmail/v1/users/me/drafts', body);
        await state.inner('DELETE', `/gmail/v1/users/me/drafts/${encodeURIComponent(draftId)}`);
        return { draftId: String(Reflect.get(Object(created.body), 'id')) };
      });
    },
    addFault: async (fault) => faults.add(fault),
    clearFaults: async () => faults.clear(),
    dropXHeaders: async (on) => {
      settings.dropXHeaders = on;
    },
    expireHistory: () => inTurn(async () => state.expireHistory()),
    loseNotifications: async (times) => notifier.loseNext(times),
    repeatNotifications: async (times, extra) => notifier.repeatNext(times, extra),
    notifications: async () => notifier.counts(),
    setPush: async (url, audience) => notifier.setTarget(url, audience),
    mintIdToken: (identity) => keys.mint(identity),
    async quota(reset = false) {
      const counts = quota;
      if (reset) quota = { calls: 0, units: 0, methods: {} };
      return counts;
    },
  };

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    notifier.close();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await alone(async () => state.close());
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : 'Internal error';
      if (response.headersSent) request.socket.destroy();
      else respond(response, refused(500, 'backendError', message));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      state.close();
      const message = `Port ${options.port} is in use: stop what listens there or choose another`;
      reject(cause.code === 'EADDRINUSE' ? new AppError('port-in-use', message, { cause }) : cause);
    });
    server.listen(options.port ?? 0, HOST, resolve);
  });
  const url = `http://${HOST}:${(server.address() as AddressInfo).port}`;

  return {
    ...control,
    url,
    accessToken,
    controlKey,
    certsUrl: `${url}/certs`,
    issuer: ISSUER,
    pushAccount,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function failed(fault: Exclude<Fault, { kind: 'slow' }>): Answer | null {
  if (fault.kind === 'drop') return null;
  const reasons: Readonly<Record<number, string>> = {
    401: 'authError',
    403: 'forbidden',
    404: 'notFound',
    429: 'rateLimitExceeded',
  };
  const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
  return refused(
    fault.status,
    fault.reason ?? reasons[fault.status] ?? 'backendError',
    fault.message ?? 'A fault on demand',
    headers,
  );
}

function sameSecret(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function bytesOf(raw: Uint8Array | string): Buffer {
  return typeof raw === 'string' ? Buffer.from(raw, 'utf8') : Buffer.from(raw);
}

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { GMAIL_SCOPE } from '../../../shared/gmail-credential.ts';
import { type Answer, invalid, refused, UNAUTHENTICATED } from './answers.ts';
import { CONTROL_KEY_HEADER, CONTROL_PATH, type GmailAccess, type GmailControl } from './control.ts';
import { createControl } from './control-here.ts';
import { answerControl } from './control-server.ts';
import { createEngine } from './engine.ts';
import { createFaults } from './faults.ts';
import { listen, readBody, readGmailBody } from './http.ts';
import { createKeys, ISSUER } from './keys.ts';
import { createOAuth } from './oauth.ts';
import { createNotifier, type NotificationHabits } from './push.ts';
import { routeOf } from './routes.ts';
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
  clientSecret?: string;
  controlKey?: string;
}

export interface EmulatedGmail extends GmailAccess, GmailControl {
  close(): Promise<void>;
}

/** What `npm start` shows a newcomer: mostly once, sometimes twice, now and then not at all. */
export const LIFELIKE_NOTIFICATIONS: NotificationHabits = { lose: 0.05, repeat: 0.15, seed: 7 };

/** Starts a mailbox that behaves as Gmail's API and Pub/Sub do. Rejects with `port-in-use` or `store-corrupt`. */
export async function startEmulatedGmail(options: EmulatedGmailOptions): Promise<EmulatedGmail> {
  const address = options.address.toLowerCase();
  const pushAccount = options.pushAccount ?? 'gmail-push@mail-gps-preview.iam.gserviceaccount.com';
  const accessToken = options.accessToken ?? `ya29.${randomBytes(32).toString('base64url')}`;
  const client = {
    id: 'mail-gps-preview.apps.googleusercontent.com',
    secret: options.clientSecret ?? `GOCSPX-${randomBytes(18).toString('base64url')}`,
  };
  const controlKey = options.controlKey ?? randomBytes(24).toString('base64url');

  const state = await openState(address, options.dataFile);
  const keys = createKeys();
  const faults = createFaults();
  const settings = { dropXHeaders: false };
  const notifier = createNotifier({ address, account: pushAccount, keys, habits: options.notifications ?? {} });
  notifier.setTarget(options.pushUrl ?? null, options.pushAudience);
  const engine = createEngine(state, notifier, faults, settings);
  let here = '';
  const oauth = createOAuth({ state, inTurn: engine.inTurn, keys, client, address, url: () => here });
  const control = createControl({ state, engine, notifier, faults, settings, keys, oauth });

  /** The stand-in's own token opens everything, so that tools need no consent. */
  function refusalOf(bearer: string): Answer | null {
    if (sameSecret(bearer, accessToken)) return null;
    const holder = oauth.holder(bearer);
    if (holder === null) return UNAUTHENTICATED;
    if (!holder.scopes.includes(GMAIL_SCOPE)) {
      return refused(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
    }
    return holder.email === address ? null : refused(403, 'forbidden', `Delegation denied for ${holder.email}`);
  }

  async function gmail(request: IncomingMessage, url: URL, bytes: Buffer): Promise<Answer | null> {
    const refusal = refusalOf(bearerOf(request));
    if (refusal !== null) return refusal;
    const route = routeOf(request.method ?? 'GET', url);
    if (route === null) return refused(404, 'notFound', 'Not Found');
    const { user, call } = route;
    if (user !== 'me' && user.toLowerCase() !== address) return refused(403, 'forbidden', `Delegation denied for ${user}`);
    const body = readGmailBody(bytes, request.headers['content-type'] ?? '', call.method.startsWith('drafts.'));
    return body === null ? invalid('Invalid JSON payload received.') : engine.answer({ ...call, body });
  }

  async function answer(request: IncomingMessage, url: URL): Promise<Answer | null> {
    // A minute, so that a server that stays up soon learns of a restarted stand-in's keys.
    if (url.pathname === '/certs') return { status: 200, body: await keys.certs(), headers: { 'cache-control': 'max-age=60' } };
    const bytes = await readBody(request);
    if (bytes === null) return refused(413, 'uploadTooLarge', 'Request is too large.');
    const entering = await oauth.answer(request.method ?? 'GET', url, bytes, bearerOf(request));
    if (entering !== null) return entering;
    if (!url.pathname.startsWith(CONTROL_PATH)) return gmail(request, url, bytes);
    if (!sameSecret(String(request.headers[CONTROL_KEY_HEADER] ?? ''), controlKey)) return { status: 403 };
    return answerControl(control, url.pathname.slice(CONTROL_PATH.length), bytes);
  }

  const server = await listen(answer, options.port ?? 0).catch((error: unknown) => {
    state.close();
    throw error;
  });
  here = server.url;
  async function close(): Promise<void> {
    notifier.close();
    await server.close();
    await engine.inTurn(async () => undefined);
    state.close();
  }
  let closing: Promise<void> | null = null;

  return {
    ...control,
    url: server.url,
    accessToken,
    clientId: client.id,
    clientSecret: client.secret,
    controlKey,
    certsUrl: `${server.url}/certs`,
    issuer: ISSUER,
    pushAccount,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function bearerOf(request: IncomingMessage): string {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

function sameSecret(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

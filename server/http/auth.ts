import { createHash } from 'node:crypto';
import type { OAuth2Client, TokenPayload } from 'google-auth-library';
import { AppError } from '../../shared/errors.ts';
import type { Claims } from '../store/users.ts';

/** The machines and people that may call, each checked by Google's signature and by what the token says. */
export interface Auth {
  /** Pub/Sub's own account. Rejects with `unauthenticated`, or `unavailable` when Google's keys cannot be fetched. */
  push(token: string): Promise<void>;
  scheduler(token: string): Promise<void>;
  /** Somebody of the school: who it is, not yet what they may do. Rejects also with `forbidden`. */
  person(token: string): Promise<Claims>;
}

export interface AuthOptions {
  /** Where the issuer's keys are, kid → PEM; Google's unless given. */
  certsUrl?: string;
  /** null: no such caller is let in. */
  push: MachineOptions | null;
  scheduler: MachineOptions | null;
  people: {
    /** OAuth client ids of the add-on and the console. */
    audiences: readonly string[];
    /** Workspace domains, as Google states them in `hd`. */
    hostedDomains: readonly string[];
    /** Single accounts outside those domains. */
    addresses?: readonly string[];
  };
  now?: () => number;
}

interface MachineOptions {
  /** Compared to the byte: a trailing slash is another audience. */
  audience: string;
  /** E-mail address of the service account. */
  account: string;
}

/** Google's tokens live an hour and are used many times: each is verified once. More than ever live at a time. */
const KEPT_TOKENS = 2_000;
/** A longer one is no token; checked before anything is computed. */
const MAX_TOKEN = 8_192;

export function createAuth(options: AuthOptions): Auth {
  const { certsUrl, people, now = Date.now } = options;
  let client: Promise<OAuth2Client> | undefined;
  const clientOf = (): Promise<OAuth2Client> => {
    client ??= import('./google-keys.ts').then(({ clientWith }) => clientWith(certsUrl));
    return client;
  };
  const domains = new Set(people.hostedDomains.map((domain) => domain.toLowerCase()));
  const addresses = new Set((people.addresses ?? []).map((address) => address.toLowerCase()));

  const machine = (caller: MachineOptions | null): ((token: string) => Promise<void>) => {
    if (!caller) return () => Promise.reject(new AppError('unauthenticated', 'This installation takes no such calls.'));
    const check = remembered(now, async (token) => {
      const payload = await verify(await clientOf(), token, [caller.audience]);
      if (payload.email !== caller.account) throw refused('of another account');
      return { value: undefined, exp: payload.exp };
    });
    return check;
  };

  return {
    push: machine(options.push),
    scheduler: machine(options.scheduler),
    person: remembered(now, async (token) => {
      const payload = await verify(await clientOf(), token, [...people.audiences]);
      const email = (payload.email ?? '').toLowerCase();
      // Without `hd` the account belongs to no Workspace domain, whatever its address looks like.
      const hosted = payload.hd !== undefined && domains.has(payload.hd.toLowerCase());
      if (!hosted && !addresses.has(email)) {
        const why = 'This Google account does not belong to the school. Sign in with the school account.';
        throw new AppError('forbidden', why, { topic: 'not-of-the-school' });
      }
      return { value: { sub: payload.sub, email, name: payload.name ?? '' }, exp: payload.exp };
    }),
  };
}

/** Issuer, signature, lifetime and audience by the library; the rest here. The library's errors hold the token: they end here. */
async function verify(client: OAuth2Client, token: string, audience: string[]): Promise<TokenPayload> {
  checkForm(token);
  let payload: TokenPayload | undefined;
  try {
    payload = (await client.verifyIdToken({ idToken: token, audience })).getPayload();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Failed to retrieve verification certificates')) {
      throw new AppError('unavailable', 'The keys that identity tokens are checked with could not be fetched.');
    }
    throw refused('not valid here: signature, issuer, audience or lifetime');
  }
  if (!payload?.sub || !payload.email) throw refused('without an account');
  if (payload.email_verified !== true) throw refused('of an unverified address');
  return payload;
}

/** What Cloud Run puts in a signature's place where it has checked the token itself. */
const REMOVED = '.SIGNATURE_REMOVED_BY_GOOGLE';

/** Google signs with RS256 alone; anything else need not reach the library. */
function checkForm(token: string): void {
  if (token.length > MAX_TOKEN) throw refused('too long');
  if (token.endsWith(REMOVED))
    throw refused('without its signature: deploy with --allow-unauthenticated (docs/installation.md, B8)');
  const [head] = token.split('.');
  let alg: unknown;
  try {
    alg = JSON.parse(Buffer.from(head ?? '', 'base64url').toString('utf8')).alg;
  } catch {
    throw refused('not a token');
  }
  if (alg !== 'RS256') throw refused('signed in another way');
}

function refused(how: string): AppError {
  return new AppError('unauthenticated', `The identity token is ${how}.`);
}

/** Each token is verified once while it lasts, and once at a time; refusals are not remembered. */
function remembered<T>(now: () => number, check: (token: string) => Promise<{ value: T; exp: number }>) {
  const known = new Map<string, { until: number; value: Promise<T> }>();
  return (token: string): Promise<T> => {
    const key = createHash('sha256').update(token).digest('base64');
    const found = known.get(key);
    if (found && found.until > now()) return found.value;
    const entry = {
      until: Number.POSITIVE_INFINITY,
      value: check(token).then(
        ({ value, exp }) => {
          entry.until = exp * 1000;
          return value;
        },
        (error: unknown) => {
          known.delete(key);
          throw error;
        },
      ),
    };
    known.set(key, entry);
    for (const oldest of known.keys()) {
      if (known.size <= KEPT_TOKENS) break;
      known.delete(oldest);
    }
    return entry.value;
  };
}

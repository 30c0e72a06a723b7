import { AppError } from '../../shared/errors.ts';
import { GMAIL_SCOPE, type GoogleEndpoints, googleEndpoints, type StoredCredential } from '../../shared/gmail-credential.ts';
import { requestToken, type Token } from './gmail-token.ts';

/** What lets the adapter in. Access tokens live in memory only. */
export interface GmailCredential {
  /** The header for one request. Rejects with `reauthorise` where a person must act, `unavailable` or `timeout` where waiting helps. */
  getRequestHeaders(): Promise<Headers>;
  /** Gmail refused what these headers hold: the next request gets another token. Any newer one stays. */
  refused(headers: Headers): void;
}

export interface GmailAuthOptions {
  /** The shared mailbox: who must have consented, or whom the service account stands for. */
  address: string;
  clientId: string | null;
  clientSecret: string | null;
  /** Address of a service account that is used without a key; it goes before whatever is stored. */
  serviceAccount: string | null;
  /** A stand-in for Google's addresses on this machine. */
  rootUrl: string | null;
  /** What `cli login` stored, read whenever a token is needed: a new consent counts from the next one on. */
  load: () => Promise<StoredCredential | null>;
  now?: () => number;
}

/** Renewed this long before it ends, and no later than at a tenth of its life: a call under way must not outlive it. */
const EARLY_MS = 5 * 60_000;

/** An OAuth client's consent, a service account's key, or a service account without one (IAM signJwt), whichever there is. */
export function createGmailAuth(options: GmailAuthOptions): GmailCredential {
  const now = options.now ?? Date.now;
  const endpoints = googleEndpoints(options.rootUrl);
  let current: Token | null = null;
  let pending: Promise<Token> | null = null;

  async function fresh(): Promise<Token> {
    const asked = now();
    const { token, livesMs } = await tokenOf(options, endpoints, asked);
    return { token, until: asked + livesMs - Math.min(EARLY_MS, livesMs / 10) };
  }

  /** Many calls that need a token at once ask for one. */
  function renewed(): Promise<Token> {
    pending ??= fresh()
      .then((token) => {
        current = token;
        return token;
      })
      .finally(() => {
        pending = null;
      });
    return pending;
  }

  return {
    async getRequestHeaders() {
      const { token } = current && current.until > now() ? current : await renewed();
      return new Headers({ authorization: `Bearer ${token}` });
    },
    refused(headers) {
      if (current && headers.get('authorization') === `Bearer ${current.token}`) current = null;
    },
  };
}

async function tokenOf(options: GmailAuthOptions, endpoints: GoogleEndpoints, now: number) {
  if (options.serviceAccount !== null) {
    const { signKeyless } = await import('./gmail-service-account.ts');
    const assertion = await signKeyless(claimsOf(options.serviceAccount, options, endpoints, now), options);
    return requestToken(endpoints.token, { grant_type: JWT_BEARER, assertion }, now);
  }
  const stored = await options.load().catch((error: unknown) => {
    // Never the mail's fault: what is stored cannot be used until a person stores it anew.
    if (error instanceof AppError && !error.retryable) throw new AppError('reauthorise', error.message, { cause: error });
    throw error;
  });
  if (stored === null) {
    throw new AppError('reauthorise', 'No consent of the mailbox is stored: run npm run cli -- login');
  }
  if (stored.kind === 'service-account-key') {
    const { signWithKey } = await import('./gmail-service-account.ts');
    const assertion = await signWithKey(claimsOf(stored.account, options, endpoints, now), stored);
    return requestToken(endpoints.token, { grant_type: JWT_BEARER, assertion }, now);
  }
  return requestToken(endpoints.token, refreshOf(stored, options), now);
}

/** RFC 7523. */
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Google lets an assertion live for an hour at most. */
const ASSERTION_S = 3_600;

/** Signed with the service account's key it says: give me a token that stands for this mailbox, for this scope. */
function claimsOf(account: string, { address }: GmailAuthOptions, { token }: GoogleEndpoints, now: number) {
  // Google refuses what was issued in its future: clocks differ.
  const iat = Math.floor(now / 1000) - 10;
  return { iss: account, sub: address, scope: GMAIL_SCOPE, aud: token, iat, exp: iat + ASSERTION_S };
}

function refreshOf(stored: Extract<StoredCredential, { kind: 'consent' }>, options: GmailAuthOptions) {
  const { clientId, clientSecret, address } = options;
  if (stored.account !== address) {
    throw new AppError('reauthorise', 'The stored consent is of another mailbox than MAILGPS_ADDRESS: run npm run cli -- login');
  }
  if (stored.clientId !== clientId) {
    throw new AppError('reauthorise', 'The stored consent was given to another GMAIL_CLIENT_ID: run npm run cli -- login');
  }
  const form = { grant_type: 'refresh_token', refresh_token: stored.refreshToken, client_id: clientId };
  return clientSecret === null ? form : { ...form, client_secret: clientSecret };
}

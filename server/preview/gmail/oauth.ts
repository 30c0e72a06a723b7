import { createHash, randomBytes } from 'node:crypto';
import { GMAIL_SCOPE } from '../../../shared/gmail-credential.ts';
import { type Answer, oauthError } from './answers.ts';
import type { ConsentAnswer, OAuthControl, TokenFault } from './control.ts';
import type { Engine } from './engine.ts';
import { type Keys, subOf } from './keys.ts';
import { createServiceAccounts } from './service-accounts.ts';
import type { State } from './state.ts';

/** Google's accounts, token and IAM addresses, as far as entering one mailbox needs them. */
export interface OAuth extends OAuthControl {
  /** null: no address of ours. */
  answer(verb: string, url: URL, bytes: Buffer, bearer: string): Promise<Answer | null>;
  /** Whose mailbox a token opens; null: none (any more). */
  holder(bearer: string): { email: string; scopes: readonly string[] } | null;
}

interface Client {
  id: string;
  secret: string;
}

interface Code {
  answer: ConsentAnswer;
  challenge: string;
  redirectUri: string;
  scopes: string[];
}

interface Access {
  email: string;
  scopes: readonly string[];
  until: number;
  /** Refresh token it came from; '' for an assertion. */
  grant: string;
}

/** Kept over a restart, as Google keeps them. */
interface Grants {
  [refreshToken: string]: { email: string; scopes: string[] };
}
const LIFE_S = 3_599;
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export interface OAuthOptions {
  state: State;
  inTurn: Engine['inTurn'];
  keys: Keys;
  client: Client;
  address: string;
  /** Of the stand-in, once it listens. */
  url: () => string;
}

export function createOAuth(options: OAuthOptions): OAuth {
  const { state, keys, client, address } = options;
  const codes = new Map<string, Code>();
  const tokens = new Map<string, Access>();
  let nextAnswer: ConsentAnswer = {};
  let faults: { fault: TokenFault; left: number }[] = [];

  const grants = (): Grants => state.getValue<Grants>('oauth-grants') ?? {};
  const serviceAccounts = createServiceAccounts(options);
  /** In turn with the mailbox's own work: half of that must not become durable with it. */
  const keepGrants = (change: (now: Grants) => Grants) =>
    options.inTurn(async () => state.setValue('oauth-grants', change(grants())));

  function issue(email: string, scopes: readonly string[], grant: string): { access_token: string; expires_in: number } {
    const token = `ya29.${randomBytes(32).toString('base64url')}`;
    tokens.set(token, { email, scopes, grant, until: Date.now() + LIFE_S * 1000 });
    return { access_token: token, expires_in: LIFE_S };
  }

  async function grant(email: string, scopes: string[]): Promise<string> {
    const refreshToken = `1//${randomBytes(24).toString('base64url')}`;
    await keepGrants((now) => ({ ...now, [refreshToken]: { email, scopes } }));
    return refreshToken;
  }

  /** All of an account's: Google forgets the whole consent, whichever of its tokens was revoked. */
  async function revoke(email: string): Promise<void> {
    await keepGrants((now) => Object.fromEntries(Object.entries(now).filter(([, of]) => of.email !== email)));
    for (const [token, of] of tokens) if (of.email === email && of.grant !== '') tokens.delete(token);
  }

  /** The consent page, answered at once by whoever the test says sits in front of it. */
  function authorise(query: URLSearchParams): Answer {
    const redirectUri = query.get('redirect_uri') ?? '';
    const problem = authorisationProblem(query, client.id);
    if (problem !== null) return { status: 400, body: `Error 400: ${problem}` };
    const to = new URL(redirectUri);
    to.searchParams.set('state', query.get('state') ?? '');
    if (nextAnswer.error !== undefined) to.searchParams.set('error', nextAnswer.error);
    else {
      const code = `4/${randomBytes(24).toString('base64url')}`;
      const scopes = nextAnswer.scopes ? [...nextAnswer.scopes] : (query.get('scope') ?? '').split(' ');
      codes.set(code, { answer: nextAnswer, challenge: query.get('code_challenge') ?? '', redirectUri, scopes });
      to.searchParams.set('code', code);
      to.searchParams.set('scope', scopes.join(' '));
    }
    return { status: 302, headers: { location: to.toString() } };
  }

  async function byCode(form: URLSearchParams): Promise<Answer> {
    const code = form.get('code') ?? '';
    const known = codes.get(code);
    // Good for one use, right or wrong (RFC 6749 §4.1.2).
    codes.delete(code);
    if (!known || known.redirectUri !== form.get('redirect_uri')) return oauthError('invalid_grant', 'Bad Request');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (challenge !== known.challenge) return oauthError('invalid_grant', 'Invalid code verifier.');
    const { refreshToken = true, refreshTokenExpiresIn } = known.answer;
    const email = (known.answer.email ?? address).toLowerCase();
    const refresh = refreshToken ? await grant(email, known.scopes) : '';
    const idToken = await keys.mint({ sub: subOf(email), email, aud: client.id });
    return {
      status: 200,
      body: {
        ...issue(email, known.scopes, refresh),
        token_type: 'Bearer',
        scope: known.scopes.join(' '),
        ...(known.scopes.includes('openid') ? { id_token: idToken } : {}),
        ...(refresh ? { refresh_token: refresh } : {}),
        ...(refreshTokenExpiresIn === undefined ? {} : { refresh_token_expires_in: refreshTokenExpiresIn }),
      },
    };
  }

  function byRefreshToken(form: URLSearchParams): Answer {
    const refreshToken = form.get('refresh_token') ?? '';
    const known = grants()[refreshToken];
    if (!known) return oauthError('invalid_grant', 'Token has been expired or revoked.');
    const body = { ...issue(known.email, known.scopes, refreshToken), token_type: 'Bearer', scope: known.scopes.join(' ') };
    return { status: 200, body };
  }

  async function byAssertion(assertion: string): Promise<Answer> {
    const checked = await serviceAccounts.check(assertion);
    if ('status' in checked) return checked;
    return { status: 200, body: { ...issue(address, checked.scopes, ''), token_type: 'Bearer' } };
  }

  async function token(form: URLSearchParams): Promise<Answer> {
    const failing = faults[0];
    if (failing) {
      failing.left--;
      faults = faults.filter(({ left }) => left > 0);
      const { status, error } = failing.fault;
      return { status, body: error === undefined ? {} : { error, error_description: 'A fault on demand' } };
    }
    const grantType = form.get('grant_type');
    if (grantType === JWT_BEARER) return byAssertion(form.get('assertion') ?? '');
    if (form.get('client_id') !== client.id || form.get('client_secret') !== client.secret) {
      return oauthError('invalid_client', 'The OAuth client was not found.', 401);
    }
    if (grantType === 'authorization_code') return byCode(form);
    return grantType === 'refresh_token' ? byRefreshToken(form) : oauthError('unsupported_grant_type', '');
  }

  async function revoked(given: string): Promise<Answer> {
    const email = grants()[given]?.email ?? tokens.get(given)?.email;
    if (email === undefined) return oauthError('invalid_token', 'Token expired or revoked');
    await revoke(email);
    return { status: 200, body: {} };
  }

  function tokenInfo(given: string): Answer {
    const known = tokens.get(given);
    if (!known || known.until <= Date.now()) return oauthError('invalid_token', 'Invalid Value');
    const expires = Math.floor((known.until - Date.now()) / 1000);
    return { status: 200, body: { email: known.email, scope: known.scopes.join(' '), expires_in: String(expires) } };
  }

  return {
    async answer(verb, url, bytes, bearer) {
      const form = new URLSearchParams(bytes.toString('utf8'));
      const given = form.get('token') ?? url.searchParams.get('token') ?? '';
      const at = `${verb} ${url.pathname}`;
      if (at === 'GET /o/oauth2/v2/auth') return authorise(url.searchParams);
      if (at === 'POST /token') return token(form);
      if (at === 'POST /revoke') return revoked(given);
      if (url.pathname === '/tokeninfo') return tokenInfo(form.get('access_token') ?? url.searchParams.get('access_token') ?? '');
      const account = /^POST \/v1\/projects\/-\/serviceAccounts\/([^/:]+):signJwt$/.exec(at)?.[1];
      return account === undefined ? null : serviceAccounts.signJwt(decodeURIComponent(account), bytes, bearer);
    },
    holder(bearer) {
      const known = tokens.get(bearer);
      return known && known.until > Date.now() ? { email: known.email, scopes: known.scopes } : null;
    },
    answerConsent: async (answer) => {
      nextAnswer = answer;
    },
    grantConsent: async (answer = {}) => ({
      refreshToken: await grant((answer.email ?? address).toLowerCase(), [...(answer.scopes ?? [GMAIL_SCOPE])]),
    }),
    revokeConsent: async (email = address) => revoke(email.toLowerCase()),
    expireAccessTokens: async () => tokens.clear(),
    failTokens: async (fault) => {
      faults.push({ fault, left: fault.times ?? 1 });
    },
    addServiceAccount: serviceAccounts.add,
  };
}

/** What Google's page says instead of asking anybody. */
function authorisationProblem(query: URLSearchParams, clientId: string): string | null {
  const redirect = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== clientId) return 'invalid_client';
  // A Desktop client may be sent back to any port of this machine and nowhere else (RFC 8252 §7.3).
  if (!URL.canParse(redirect) || new URL(redirect).hostname !== '127.0.0.1') return 'redirect_uri_mismatch';
  if (query.get('response_type') !== 'code') return 'unsupported_response_type';
  if (query.get('code_challenge_method') !== 'S256' || !query.get('code_challenge')) return 'invalid_request';
  return null;
}

import { randomBytes } from 'node:crypto';
import { CodeChallengeMethod, type Credentials, type OAuth2Client } from 'google-auth-library';
import { DAY_MS } from '../../../shared/durations.ts';
import { AppError } from '../../../shared/errors.ts';
import { GMAIL_SCOPE, type StoredCredential } from '../../../shared/gmail-credential.ts';
import { type Io, line } from '../io.ts';
import { openBrowser } from './browser.ts';
import { awaitRedirect } from './listener.ts';
import { type LoginConfig, type LoginOptions, placeOf } from './needed.ts';
import { oauthClient, oauthWord } from './oauth-client.ts';

const WAIT_MS = 10 * 60_000;
/** `openid email` say who consented, and nothing else. */
const SCOPES = ['openid', 'email', GMAIL_SCOPE];

type Consent = Extract<StoredCredential, { kind: 'consent' }>;

/** The shared mailbox consents in a browser that comes back to this machine (RFC 8252 §7.3, with PKCE). */
export async function askConsent(
  needed: LoginConfig,
  { port, browser }: LoginOptions,
  io: Io,
): Promise<{ credential: Consent; notes: string[] }> {
  const { address } = needed.config;
  const client = await oauthClient(needed.config);
  const state = randomBytes(24).toString('base64url');
  const { codeVerifier, codeChallenge } = await client.generateCodeVerifierAsync();
  const tokens = await awaitRedirect({
    port,
    state,
    waitMs: WAIT_MS,
    async begin(redirectUri) {
      const url = urlFor(client, { redirectUri, state, codeChallenge: codeChallenge ?? '', address });
      for (const text of instructions(needed, url, new URL(redirectUri).port)) line(io.err, text);
      if (browser && io.err.isTTY) openBrowser(url);
    },
    finish: async (code, redirectUri) => {
      const given = await exchange(client, { code, codeVerifier, redirect_uri: redirectUri });
      return checked(client, given, needed, io.now());
    },
  });
  return { credential: tokens, notes: notesOn(tokens, io.now()) };
}

function urlFor(
  client: OAuth2Client,
  { redirectUri, state, codeChallenge, address }: Record<'redirectUri' | 'state' | 'codeChallenge' | 'address', string>,
): string {
  return client.generateAuthUrl({
    redirect_uri: redirectUri,
    state,
    scope: SCOPES,
    // A refresh token comes with `offline`, and, for an account that consented before, only when it is asked again.
    access_type: 'offline',
    prompt: 'consent',
    login_hint: address,
    code_challenge: codeChallenge,
    code_challenge_method: CodeChallengeMethod.S256,
  });
}

function instructions({ config }: LoginConfig, url: string, port: string): string[] {
  return [
    `MAIL GPS asks ${config.address} for leave to read, label, draft and send its mail (gmail.modify). Nothing can be deleted for good.`,
    `What Google gives is encrypted with MAILGPS_TOKEN_KEY and stored in ${placeOf(config)}.`,
    '',
    `Open this page and sign in as ${config.address}:`,
    '',
    url,
    '',
    `No browser on this machine? From the one that has it: ssh -L ${port}:127.0.0.1:${port} THIS_MACHINE, then open the page there.`,
    `Waits for ${WAIT_MS / 60_000} minutes. Ctrl-C ends it; nothing is changed then.`,
  ];
}

type Exchange = Parameters<OAuth2Client['getToken']>[0];

async function exchange(client: OAuth2Client, options: Exclude<Exchange, string>): Promise<Credentials> {
  try {
    return (await client.getToken(options)).tokens;
  } catch (error) {
    const word = oauthWord(error);
    if (word === 'invalid_client')
      throw new AppError('config', 'Google does not know GMAIL_CLIENT_ID with this GMAIL_CLIENT_SECRET.');
    if (word === '') throw new AppError('unavailable', 'Google’s token address could not be reached, or failed. Try again.');
    throw new AppError('unauthenticated', `Google did not accept the consent (${word}). Run login again.`);
  }
}

/** Only a consent that can be worked with, and of the mailbox itself, is stored. */
async function checked(client: OAuth2Client, tokens: Credentials, { config }: LoginConfig, now: number): Promise<Consent> {
  const account = await accountOf(client, tokens.id_token, config.gmail.clientId);
  if (account !== config.address) {
    await withdrawn(client, tokens);
    throw new AppError(
      'forbidden',
      `Another account than ${config.address} consented. Its consent was given back and nothing is stored. Sign in as the shared mailbox.`,
    );
  }
  // Not revoked here: that would also end an older consent of the same mailbox, with which a server may be running.
  if (!(tokens.scope ?? '').split(' ').includes(GMAIL_SCOPE)) {
    throw new AppError(
      'forbidden',
      'The box for reading and sending mail was not ticked, so nothing is stored. Run login again.',
    );
  }
  if (!tokens.refresh_token) {
    throw new AppError(
      'forbidden',
      'Google gave no lasting token, so nothing is stored. Remove the app at https://myaccount.google.com/connections and run login again.',
    );
  }
  const seconds = Number(Reflect.get(tokens, 'refresh_token_expires_in') ?? Number.NaN);
  return {
    kind: 'consent',
    refreshToken: tokens.refresh_token,
    clientId: config.gmail.clientId ?? '',
    account,
    expiresAt: Number.isFinite(seconds) ? now + seconds * 1000 : null,
  };
}

async function accountOf(client: OAuth2Client, idToken: string | null | undefined, audience: string | null): Promise<string> {
  if (!idToken || audience === null) throw new AppError('forbidden', 'Google did not say who consented, so nothing is stored.');
  try {
    const payload = (await client.verifyIdToken({ idToken, audience })).getPayload();
    if (payload?.email && payload.email_verified === true) return payload.email.toLowerCase();
  } catch {
    // The library's error holds the token.
  }
  throw new AppError('forbidden', 'Google’s word on who consented could not be verified, so nothing is stored.');
}

/** Best effort: a stranger's token is nowhere kept in any case. */
async function withdrawn(client: OAuth2Client, tokens: Credentials): Promise<void> {
  const token = tokens.refresh_token ?? tokens.access_token;
  if (token) await client.revokeToken(token).catch(() => undefined);
}

function notesOn({ expiresAt }: Consent, now: number): string[] {
  if (expiresAt === null) {
    return [
      'Should it ask for new consent after 7 days: the OAuth client is in "Testing". Make its audience "Internal" (Google Auth Platform, Audience).',
    ];
  }
  const days = Math.max(0, Math.round((expiresAt - now) / DAY_MS));
  return [
    `Warning: this consent ends by itself in ${days} ${days === 1 ? 'day' : 'days'}: the OAuth client is in "Testing". Make its audience "Internal" (Google Auth Platform, Audience), then run login again.`,
  ];
}

import { OAuth2Client } from 'google-auth-library';
import { AppError } from '../../../shared/errors.ts';
import { googleEndpoints } from '../../../shared/gmail-credential.ts';
import type { Config } from '../../config.ts';

/** Rejects with `config` where the client is not configured. */
export async function oauthClient({ gmail, gmailRootUrl }: Config): Promise<OAuth2Client> {
  const { clientId, clientSecret } = gmail;
  if (clientId === null || clientSecret === null) {
    throw new AppError(
      'config',
      'login needs GMAIL_CLIENT_ID and GMAIL_CLIENT_SECRET: an OAuth client of type "Desktop app", audience "Internal", from the Google Cloud console (Google Auth Platform, Clients): docs/installation.md.',
    );
  }
  const { authorisation, token, revoke, certs } = googleEndpoints(gmailRootUrl);
  return new OAuth2Client({
    clientId,
    clientSecret,
    endpoints: {
      oauth2AuthBaseUrl: authorisation,
      oauth2TokenUrl: token,
      oauth2RevokeUrl: revoke,
      oauth2FederatedSignonPemCertsUrl: certs,
    },
    transporterOptions: { fetchImplementation: globalThis.fetch, timeout: 15_000 },
  });
}

/** What OAuth calls the failure (`invalid_grant`); '' where Google said nothing. The library's errors hold tokens. */
export function oauthWord(error: unknown): string {
  const data: unknown = Reflect.get(Object(Reflect.get(Object(error), 'response')), 'data');
  const word: unknown = Reflect.get(Object(data), 'error');
  return typeof word === 'string' ? word : '';
}

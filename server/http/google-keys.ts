import { OAuth2Client } from 'google-auth-library';

// Apart, so that a start does not wait for the library: it is loaded for the first token.

/** What checks Google's tokens. `certsUrl`: where the issuer's keys are, Google's unless given. */
export function clientWith(certsUrl: string | undefined): OAuth2Client {
  return new OAuth2Client({
    ...(certsUrl ? { endpoints: { oauth2FederatedSignonPemCertsUrl: certsUrl } } : {}),
    // gaxios would bring a fetch of its own; the platform's keeps connections and is one thing less to load.
    transporterOptions: { fetchImplementation: globalThis.fetch },
  });
}

/** Reads, labels, drafts, sends and watches: all that is done with a mailbox, and nothing that deletes for good. */
export const GMAIL_SCOPE = 'https://www.googleapis.com/auth/gmail.modify';

/** Under which name the credential is kept, encrypted. */
export const GMAIL_SECRET = 'gmail';

/** What enters the mailbox, as it is stored: an account's consent to an OAuth client, or the key of a service account. */
export type StoredCredential =
  | {
      kind: 'consent';
      refreshToken: string;
      /** The client it was given to: with another one it is worth nothing. */
      clientId: string;
      /** The account that consented, lower-cased. */
      account: string;
      /** ms since the epoch; null: until it is revoked. A client in Testing gets tokens that die after 7 days. */
      expiresAt: number | null;
    }
  | {
      kind: 'service-account-key';
      account: string;
      privateKeyId: string;
      /** PKCS #8, PEM. */
      privateKey: string;
    };

/** Google's addresses for OAuth and IAM, or those of a stand-in on this machine. */
export interface GoogleEndpoints {
  authorisation: string;
  token: string;
  revoke: string;
  /** POST `access_token`: whose it is, and what it may do. */
  tokenInfo: string;
  certs: string;
  /** POST to `${iam}/v1/projects/-/serviceAccounts/ADDRESS:signJwt`. */
  iam: string;
}

export function googleEndpoints(rootUrl: string | null): GoogleEndpoints {
  if (rootUrl === null) {
    return {
      authorisation: 'https://accounts.google.com/o/oauth2/v2/auth',
      token: 'https://oauth2.googleapis.com/token',
      revoke: 'https://oauth2.googleapis.com/revoke',
      tokenInfo: 'https://oauth2.googleapis.com/tokeninfo',
      certs: 'https://www.googleapis.com/oauth2/v1/certs',
      iam: 'https://iamcredentials.googleapis.com',
    };
  }
  const root = rootUrl.replace(/\/+$/, '');
  return {
    authorisation: `${root}/o/oauth2/v2/auth`,
    token: `${root}/token`,
    revoke: `${root}/revoke`,
    tokenInfo: `${root}/tokeninfo`,
    certs: `${root}/certs`,
    iam: root,
  };
}

import { createHash, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';

/** A person's identity, as Google would state it in an ID token. */
export interface Identity {
  sub: string;
  email: string;
  aud: string;
  /** The Workspace domain; absent for consumer accounts. */
  hd?: string;
  email_verified?: boolean;
  name?: string;
  /** Of the token from now, an hour unless given; negative for one that has lapsed. */
  expiresInSeconds?: number;
  /** Google's unless given. */
  iss?: string;
}

export interface Keys {
  /** kid → PEM: what google-auth-library reads at `oauth2FederatedSignonPemCertsUrl`. */
  certs(): Promise<Readonly<Record<string, string>>>;
  mint(identity: Identity): Promise<string>;
}

export const ISSUER = 'https://accounts.google.com';

/** Made when first asked for, and once in a process: it takes a tenth of a second, and many a mailbox signs nothing. */
let pair: Promise<{ publicKey: KeyObject; privateKey: KeyObject }> | null = null;
const keys = () => {
  pair ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return pair;
};

/**
 * Stands in for Google's signing keys. New ones at every start: nothing minted before is worth anything after. Mailboxes
 * in one process share them under ids of their own, so that none takes what another has minted.
 */
export function createKeys(): Keys {
  const kid = randomBytes(10).toString('hex');
  return {
    async certs() {
      return { [kid]: (await keys()).publicKey.export({ type: 'spki', format: 'pem' }).toString() };
    },
    async mint({ expiresInSeconds = 3600, iss = ISSUER, ...claims }) {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ email_verified: true, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuer(iss)
        .setIssuedAt(Math.min(now, now + expiresInSeconds - 1))
        .setExpirationTime(now + expiresInSeconds)
        .sign((await keys()).privateKey);
    },
  };
}

/** A Google account's own id, always the same for the same address. */
export function subOf(email: string): string {
  return BigInt(`0x${createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 17)}`)
    .toString()
    .padStart(21, '1');
}

import { generateKeyPair as generateKeyPairCallback, randomBytes } from 'node:crypto';
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
  certs: Readonly<Record<string, string>>;
  mint(identity: Identity): Promise<string>;
}

export const ISSUER = 'https://accounts.google.com';

/** Stands in for Google's signing keys. New ones at every start: nothing minted before is worth anything after. */
export async function createKeys(): Promise<Keys> {
  const { publicKey, privateKey } = await promisify(generateKeyPairCallback)('rsa', { modulusLength: 2048 });
  const kid = randomBytes(10).toString('hex');
  return {
    certs: { [kid]: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    mint({ expiresInSeconds = 3600, iss = ISSUER, ...claims }) {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ email_verified: true, azp: claims.sub, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuer(iss)
        .setIssuedAt(Math.min(now, now + expiresInSeconds - 1))
        .setExpirationTime(now + expiresInSeconds)
        .sign(privateKey);
    },
  };
}

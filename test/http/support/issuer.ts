import { createPublicKey, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JWTPayload, SignJWT } from 'jose';
import { signingKey } from '../../helpers/run-folder.ts';

/** A token issuer on this machine: its keys are served where google-auth-library looks for Google's. */
export interface Issuer {
  certsUrl: string;
  /** Times the keys were asked for. */
  asked(): number;
  sign(claims: JWTPayload, options?: { issuer?: string; lifetimeS?: number; key?: KeyObject; kid?: string }): Promise<string>;
  close(): Promise<void>;
}

const KID = 'test-key';

/** `cacheable` false: the keys are fetched for every verification, which can then be counted. */
export async function startIssuer({ cacheable = true } = {}): Promise<Issuer> {
  const privateKey = signingKey();
  const certs = { [KID]: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString() };
  let asked = 0;
  const server = createServer((_req, res) => {
    asked += 1;
    res.writeHead(200, {
      'content-type': 'application/json',
      'cache-control': cacheable ? 'public, max-age=3600' : 'no-store',
    });
    res.end(JSON.stringify(certs));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    certsUrl: `http://127.0.0.1:${port}/certs`,
    asked: () => asked,
    sign(claims, { issuer = 'https://accounts.google.com', lifetimeS = 3600, key = privateKey, kid = KID } = {}) {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setIssuedAt(Math.min(now, now + lifetimeS) - 10)
        .setExpirationTime(now + lifetimeS)
        .sign(key);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

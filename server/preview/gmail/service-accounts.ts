import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { importPKCS8, importSPKI, jwtVerify, SignJWT } from 'jose';
import { GMAIL_SCOPE } from '../../../shared/gmail-credential.ts';
import { type Answer, oauthError } from './answers.ts';
import type { OAuthControl } from './control.ts';
import type { Engine } from './engine.ts';
import type { State } from './state.ts';

export interface ServiceAccounts {
  /** What an assertion is good for, or the refusal. */
  check(assertion: string): Promise<{ scopes: string[] } | Answer>;
  /** Signs in the account's name for whoever may ask; here, whoever shows any token. */
  signJwt(email: string, bytes: Buffer, bearer: string): Promise<Answer>;
  add: OAuthControl['addServiceAccount'];
}

interface Options {
  state: State;
  inTurn: Engine['inTurn'];
  address: string;
  url: () => string;
}

/** Kept over a restart, as Google keeps them. */
interface Accounts {
  [email: string]: { publicKey: string; privateKey: string; keyId: string; delegated: boolean };
}

const LONGEST_LIFE_S = 3_600;

/** Service accounts with domain-wide delegation for the one mailbox that there is. */
export function createServiceAccounts({ state, inTurn, address, url }: Options): ServiceAccounts {
  const accounts = (): Accounts => state.getValue<Accounts>('service-accounts') ?? {};

  return {
    async check(assertion) {
      const account = accounts()[issuerOf(assertion)];
      if (!account) return oauthError('invalid_grant', 'Invalid issuer: Not a valid service account email or ID.');
      try {
        const key = await importSPKI(account.publicKey, 'RS256');
        const { payload } = await jwtVerify(assertion, key, { audience: `${url()}/token`, algorithms: ['RS256'] });
        const scopes = String(payload.scope ?? '').split(' ');
        if (Number(payload.exp) - Number(payload.iat) > LONGEST_LIFE_S) {
          return oauthError('invalid_grant', 'Invalid JWT: Token must be a short-lived token (60 minutes).');
        }
        if (!account.delegated || payload.sub !== address || scopes.some((scope) => scope !== GMAIL_SCOPE)) {
          return oauthError('unauthorized_client', 'Client is unauthorized to retrieve access tokens using this method.', 401);
        }
        return { scopes };
      } catch {
        return oauthError('invalid_grant', 'Invalid JWT Signature.');
      }
    },

    async signJwt(email, bytes, bearer) {
      const account = accounts()[email];
      if (bearer === '' || !account) {
        const message = "Permission 'iam.serviceAccounts.signJwt' denied on resource (or it may not exist).";
        return { status: 403, body: { error: { code: 403, message, status: 'PERMISSION_DENIED' } } };
      }
      const asked: unknown = JSON.parse(bytes.toString('utf8'));
      const payload = JSON.parse(String(Reflect.get(Object(asked), 'payload'))) as Record<string, unknown>;
      const signer = new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: account.keyId, typ: 'JWT' });
      const signedJwt = await signer.sign(await importPKCS8(account.privateKey, 'RS256'));
      return { status: 200, body: { keyId: account.keyId, signedJwt } };
    },

    async add(email, { delegated = true } = {}) {
      const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const keyId = randomBytes(20).toString('hex');
      const added = { [email]: { publicKey, privateKey, keyId, delegated } };
      await inTurn(async () => state.setValue('service-accounts', { ...accounts(), ...added }));
      const file = { type: 'service_account', private_key_id: keyId, private_key: privateKey, client_email: email };
      return JSON.stringify({ ...file, token_uri: 'https://oauth2.googleapis.com/token' });
    },
  };
}

function issuerOf(assertion: string): string {
  try {
    return String(
      Reflect.get(Object(JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'))), 'iss'),
    );
  } catch {
    return '';
  }
}

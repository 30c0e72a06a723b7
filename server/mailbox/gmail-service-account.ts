import { GoogleAuth } from 'google-auth-library';
import { importPKCS8, SignJWT } from 'jose';
import { AppError } from '../../shared/errors.ts';
import { googleEndpoints, type StoredCredential } from '../../shared/gmail-credential.ts';
import { postForm } from './gmail-token.ts';

interface AssertionClaims {
  iss: string;
  sub: string;
  scope: string;
  aud: string;
  iat: number;
  exp: number;
}

type KeyCredential = Extract<StoredCredential, { kind: 'service-account-key' }>;

/** RS256, as Google's service accounts sign. */
export async function signWithKey(claims: AssertionClaims, { privateKey, privateKeyId }: KeyCredential): Promise<string> {
  const key = await importPKCS8(privateKey, 'RS256').catch((cause: unknown) => {
    throw new AppError('reauthorise', 'The stored key of the service account cannot be read: run npm run cli -- login', {
      cause,
    });
  });
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid: privateKeyId, typ: 'JWT' }).sign(key);
}

/**
 * Google signs, asked by the identity that the server runs as (application default credentials), which needs
 * roles/iam.serviceAccountTokenCreator on the service account: there is no key that could be lost.
 */
export async function signKeyless(
  claims: AssertionClaims,
  { rootUrl, now = Date.now }: { rootUrl: string | null; now?: () => number },
): Promise<string> {
  const url = `${googleEndpoints(rootUrl).iam}/v1/projects/-/serviceAccounts/${encodeURIComponent(claims.iss)}:signJwt`;
  const headers = { authorization: await ownAuthorisation(rootUrl), 'content-type': 'application/json' };
  const answer = await postForm(url, JSON.stringify({ payload: JSON.stringify(claims) }), headers, 'signJwt', now()).catch(
    (error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'reauthorise') throw error;
      const message = `${error.message}. The server's own identity needs roles/iam.serviceAccountTokenCreator on GMAIL_SERVICE_ACCOUNT, and the IAM Credentials API must be enabled.`;
      throw new AppError('reauthorise', message, { cause: error.cause });
    },
  );
  const signed: unknown = Reflect.get(answer, 'signedJwt');
  if (typeof signed === 'string') return signed;
  throw new AppError('unavailable', 'Gmail signJwt: an answer without a signature: something else stands in between');
}

/** Signing with IAM needs this scope of the identity that asks. */
const CLOUD_SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

async function ownAuthorisation(rootUrl: string | null): Promise<string> {
  // A real identity is never shown to a stand-in.
  if (rootUrl !== null) return 'Bearer stand-in';
  try {
    const headers = await new GoogleAuth({ scopes: [CLOUD_SCOPE] }).getRequestHeaders();
    return headers.get('authorization') ?? '';
  } catch (error) {
    // The library's errors tell of files and accounts of this machine: only what to do is said.
    if (!/default credentials/i.test(String(error))) {
      throw new AppError('unavailable', 'The identity that this server runs as gives no token at the moment.');
    }
    throw new AppError(
      'reauthorise',
      'There are no application default credentials to sign with: run on Google Cloud, or gcloud auth application-default login.',
    );
  }
}

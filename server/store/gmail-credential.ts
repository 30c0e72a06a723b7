import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';
import { GMAIL_SECRET, type StoredCredential } from '../../shared/gmail-credential.ts';
import type { Reader } from './collections.ts';
import { forgetSecret, keepSecret, readSecret } from './secrets.ts';
import type { Store } from './store.ts';

const text = z.string().min(1);

const CREDENTIAL: z.ZodType<StoredCredential> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('consent'),
    refreshToken: text,
    clientId: text,
    account: text,
    expiresAt: z.number().nullable(),
  }),
  z.object({ kind: z.literal('service-account-key'), account: text, privateKeyId: text, privateKey: text }),
]);

/** Takes the place of whatever was stored. A running server uses it from its next token on. */
export async function keepGmailCredential(store: Store, credential: StoredCredential, key: string, now: number): Promise<void> {
  await keepSecret(store, GMAIL_SECRET, JSON.stringify(credential), key, now);
}

/** null when none is stored. Rejects with `config` (another MAILGPS_TOKEN_KEY) or `store-corrupt`. */
export async function readGmailCredential(from: Reader, key: string): Promise<StoredCredential | null> {
  const secret = await readSecret(from, GMAIL_SECRET, key);
  if (secret === null) return null;
  const parsed = CREDENTIAL.safeParse(JSON.parse(secret.value));
  if (parsed.success) return parsed.data;
  throw new AppError('store-corrupt', 'The stored Gmail credential has another form: run npm run cli -- login');
}

export async function forgetGmailCredential(store: Store): Promise<void> {
  await forgetSecret(store, GMAIL_SECRET);
}

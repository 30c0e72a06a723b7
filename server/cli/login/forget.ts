import { AppError, isAppError } from '../../../shared/errors.ts';
import type { StoredCredential } from '../../../shared/gmail-credential.ts';
import { audit } from '../../store/audit.ts';
import { forgetGmailCredential, readGmailCredential } from '../../store/gmail-credential.ts';
import type { Store } from '../../store/store.ts';
import { DONE, type Io, line } from '../io.ts';
import { withStore } from '../store/with-store.ts';
import { type LoginConfig, placeOf } from './needed.ts';
import { oauthClient, oauthWord } from './oauth-client.ts';

/** Deletes what is stored whatever else fails, and says what is left for a person to do at Google's. */
export function forget({ config, key }: LoginConfig, { json }: { json: boolean }, io: Io): Promise<number> {
  return withStore(io, async (store) => {
    const credential = await stored(store, key);
    const revoked = credential !== null && credential !== 'unreadable' && (await revoke(credential, { config, key }));
    await forgetGmailCredential(store);
    const at = io.now();
    const entry = { at, actor: 'system', action: 'logout', target: 'mailbox', detail: { revoked } };
    if (credential !== null) await store.transaction(async (tx) => audit(tx, entry, at));
    if (json) line(io.out, JSON.stringify({ forgotten: credential !== null, revoked }));
    else for (const text of told(credential, revoked, placeOf(config))) line(io.out, text);
    return DONE;
  });
}

async function stored(store: Store, key: string): Promise<StoredCredential | 'unreadable' | null> {
  try {
    return await readGmailCredential(store, key);
  } catch (error) {
    if (isAppError(error, 'config') || isAppError(error, 'store-corrupt')) return 'unreadable';
    throw error;
  }
}

async function revoke(credential: StoredCredential, { config }: LoginConfig): Promise<boolean> {
  if (credential.kind !== 'consent') return false;
  try {
    await (await oauthClient(config)).revokeToken(credential.refreshToken);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    // It had ended before.
    return oauthWord(error) === 'invalid_token';
  }
}

function told(credential: StoredCredential | 'unreadable' | null, revoked: boolean, place: string): string[] {
  if (credential === null) return ['Nothing was stored.'];
  const deleted = `Deleted from ${place}. A running server stops reading the mailbox within the hour, and says so.`;
  if (credential === 'unreadable') {
    return [deleted, 'It could not be decrypted, so it was not revoked: see https://myaccount.google.com/connections'];
  }
  if (credential.kind === 'service-account-key') {
    return [deleted, 'The key itself is still good: delete it in the Google Cloud console (IAM, Service accounts, Keys).'];
  }
  if (revoked) return ['The consent was revoked.', deleted];
  return [
    deleted,
    'It could not be revoked: remove the app at https://myaccount.google.com/connections, signed in as the mailbox.',
  ];
}

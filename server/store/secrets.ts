import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { collection, type Reader } from './collections.ts';
import type { Store } from './store.ts';

/** What must not stand in the store in clear: AES-256-GCM under a key made from MAILGPS_TOKEN_KEY. */
interface SecretDocument {
  schema: 1;
  /** One more each time this name is written: bound to the text, so that an older one cannot pass for a newer one. */
  version: number;
  /** Tells another key from a damaged text; says nothing of the key. */
  keyId: string;
  /** base64url: 96 random bits. */
  nonce: string;
  /** base64url: ciphertext, then the 128-bit tag. */
  sealed: string;
  at: number;
}

export interface Secret {
  value: string;
  /** Another one was stored since when this has grown. */
  version: number;
  /** ms since the epoch. */
  at: number;
}

const secrets = collection<SecretDocument>('secrets');

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Writes over what stands under this name. */
export async function keepSecret(
  store: Store,
  name: string,
  value: string,
  key: string,
  now: number,
): Promise<{ version: number }> {
  return store.transaction(async (tx) => {
    const version = ((await secrets.get(tx, name))?.data.version ?? 0) + 1;
    secrets.set(tx, name, seal(name, version, value, key, now));
    return { version };
  });
}

/**
 * null when there is none. Rejects with `config` when it was encrypted with another key, `store-corrupt` when it is not
 * what was written under this name.
 */
export async function readSecret(from: Reader, name: string, key: string): Promise<Secret | null> {
  const stored = (await secrets.get(from, name))?.data;
  return stored ? open(name, stored, key) : null;
}

/** No error when there is none. */
export async function forgetSecret(store: Store, name: string): Promise<void> {
  await store.delete(secrets.name, name);
}

function seal(name: string, version: number, value: string, key: string, at: number): SecretDocument {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, derived(key, ENCRYPTION), nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(bound(name, version));
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    schema: 1,
    version,
    keyId: keyIdOf(key),
    nonce: nonce.toString('base64url'),
    sealed: sealed.toString('base64url'),
    at,
  };
}

function open(name: string, stored: SecretDocument, key: string): Secret {
  if (!sameText(stored.keyId, keyIdOf(key))) {
    throw new AppError(
      'config',
      `What is stored as "${name}" was encrypted with another MAILGPS_TOKEN_KEY. Set that one again, or store it anew.`,
    );
  }
  const sealed = Buffer.from(stored.sealed, 'base64url');
  const text = sealed.subarray(0, -TAG_BYTES);
  try {
    const decipher = createDecipheriv(CIPHER, derived(key, ENCRYPTION), Buffer.from(stored.nonce, 'base64url'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(bound(name, stored.version));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const value = Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
    return { value, version: stored.version, at: stored.at };
  } catch (cause) {
    throw new AppError('store-corrupt', `What is stored as "${name}" is damaged or was put there by somebody else.`, { cause });
  }
}

const ENCRYPTION = 'mail-gps secrets: encryption, 1';
const KEY_ID = 'mail-gps secrets: key id, 1';

/** The one setting serves several purposes: each gets a key of its own (HKDF-SHA256, RFC 5869). */
function derived(key: string, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', purpose, bytes));
}

function keyIdOf(key: string): string {
  return derived(key, KEY_ID, 8).toString('hex');
}

/** JSON, so that no two pairs of name and version read the same. */
function bound(name: string, version: number): Buffer {
  return Buffer.from(JSON.stringify(['mail-gps secret', 1, name, version]));
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

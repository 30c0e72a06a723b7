import { setTimeout as wait } from 'node:timers/promises';
import { IdempotencyStrategy, Storage } from '@google-cloud/storage';
import { AppError, isAppError } from '../../shared/errors.ts';
import { type Blobs, checkKey } from './blobs.ts';

export interface CloudStorageOptions {
  bucket: string;
  /** The Google Cloud project; only messages and quotas depend on it. */
  project: string;
  /** Of a stand-in on this machine, which is asked without credentials. */
  apiEndpoint?: string;
  /** Before a call is repeated for the first time, ms; doubled each time. */
  pauseMs?: number;
}

const TRIES = 5;
/** For one try, ms. */
const TIMEOUT_MS = 20_000;

/**
 * Blobs as objects of one bucket. Every call may be repeated: to put the same bytes again, or to delete again, changes
 * nothing, and what another writer does meanwhile is at the same time either way. An object is only ever seen whole; its
 * CRC32C is checked both ways. Rejects with `invalid` (a bad key), `config` (no such bucket, no right to it),
 * `unavailable`, `rate-limited`.
 */
export function createCloudStorageBlobs(options: CloudStorageOptions): Blobs {
  const { bucket: name, project, apiEndpoint, pauseMs = 250 } = options;
  const storage = new Storage({
    projectId: project,
    timeout: TIMEOUT_MS,
    ...(apiEndpoint === undefined ? {} : { apiEndpoint }),
    // Done below: the library's own never repeats a put, and waits a second at least.
    retryOptions: { autoRetry: false, idempotencyStrategy: IdempotencyStrategy.RetryNever },
  });
  const bucket = storage.bucket(name);

  async function persistently<T>(call: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await call();
      } catch (error) {
        const told = toAppError(error, name);
        if (!told.retryable || tries >= TRIES) throw told;
        await wait(pauseMs * 2 ** (tries - 1) * (0.5 + Math.random()));
      }
    }
  }

  return {
    async put(key, bytes) {
      checkKey(key);
      // One request: a resumable upload pays for files of many megabytes only.
      const how = { resumable: false, validation: 'crc32c', contentType: OCTETS } as const;
      await persistently(() => bucket.file(key).save(Buffer.from(bytes), how));
    },
    async get(key) {
      checkKey(key);
      return persistently(async () => {
        try {
          const [bytes] = await bucket.file(key).download({ validation: 'crc32c' });
          return new Uint8Array(bytes);
        } catch (error) {
          if (isNoObject(error)) return null;
          throw error;
        }
      });
    },
    async delete(key) {
      checkKey(key);
      await persistently(async () => {
        try {
          await bucket.file(key).delete();
        } catch (error) {
          if (!isNoObject(error)) throw error;
        }
      });
    },
  };
}

/** Nothing of it is ever shown by the bucket itself. */
const OCTETS = 'application/octet-stream';

/** A missing bucket is a 404 too. */
function isNoObject(error: unknown): boolean {
  return codeOf(error) === 404 && !/bucket/i.test(messageOf(error));
}

function toAppError(cause: unknown, bucket: string): AppError {
  if (isAppError(cause)) return cause;
  const code = codeOf(cause);
  const role = 'give the account that runs this the role roles/storage.objectAdmin on it';
  switch (code) {
    case 404:
      return new AppError('config', `There is no bucket ${bucket}: create it with npm run cli -- setup`, { cause });
    case 401:
      return new AppError('config', `The bucket ${bucket} does not know who asks: ${role}, and see how it gets its credentials`, {
        cause,
      });
    case 403:
      return new AppError('config', `No right to the bucket ${bucket}: ${role}`, { cause });
    case 429:
      return new AppError('rate-limited', `The bucket ${bucket} takes no more calls now`, { cause });
    case 413:
      return new AppError('too-large', `The bucket ${bucket} takes no file so large`, { cause });
    case 400:
    case 409:
    case 412:
      return new AppError('internal', `The bucket ${bucket} refused a call (${code})`, { cause });
  }
  if (/credential|authenticat|invalid_grant|invalid_rapt/i.test(messageOf(cause))) {
    return new AppError('config', `No credentials for the bucket ${bucket}: ${role}`, { cause });
  }
  if (code === 'CONTENT_DOWNLOAD_MISMATCH' || /MISMATCH|UPLOAD/.test(String(code))) {
    return new AppError('unavailable', `A file of the bucket ${bucket} was damaged on its way`, { cause });
  }
  return new AppError('unavailable', `The bucket ${bucket} cannot be reached now`, { cause });
}

/** HTTP's number, or the code of the network or of the library. */
function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
}

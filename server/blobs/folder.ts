import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HOUR_MS } from '../../shared/durations.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import { type Blobs, checkKey } from './blobs.ts';

/** A temporary file so old was left by a process that died, ms. */
const LEFT_OVER = HOUR_MS;

/**
 * Blobs as files of one flat folder: '/' in a key becomes '+', which no key holds, so that no key leads out of the folder
 * or stands in another's way. Files being written begin with '~'. The folder is made when first needed. Rejects with
 * `invalid` (a bad key), `unavailable` (disk full or failing), `config` (no right to the folder).
 */
export function createFolderBlobs(folder: string): Blobs {
  let ready: Promise<void> | null = null;

  async function prepare(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder)) {
      const file = join(folder, name);
      if (name.startsWith('~') && (await stat(file)).mtimeMs < Date.now() - LEFT_OVER) await rm(file, { force: true });
    }
  }

  return {
    async put(key, bytes) {
      const target = join(folder, fileOf(key));
      const temporary = join(folder, `~${randomUUID()}`);
      try {
        ready ??= prepare();
        await ready;
        await writeAndMove(temporary, target, bytes);
        await syncFolder(folder);
      } catch (error) {
        ready = null;
        throw toAppError(error, folder);
      }
    },
    async get(key) {
      try {
        return new Uint8Array(await readFile(join(folder, fileOf(key))));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null;
        throw toAppError(error, folder);
      }
    },
    async delete(key) {
      try {
        await rm(join(folder, fileOf(key)), { force: true });
      } catch (error) {
        throw toAppError(error, folder);
      }
    },
  };
}

async function writeAndMove(temporary: string, target: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
    await handle.close();
    await rename(temporary, target);
  } catch (error) {
    await handle.close();
    await rm(temporary, { force: true });
    throw error;
  }
}

function fileOf(key: string): string {
  checkKey(key);
  return key.replaceAll('/', '+');
}

/** A new name is only on disk when its folder is. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function toAppError(cause: unknown, folder: string): AppError {
  if (isAppError(cause)) return cause;
  const code = codeOf(cause);
  if (/EACCES|EPERM|EROFS|ENOTDIR|EEXIST/.test(code)) {
    return new AppError('config', `The folder ${folder} cannot be used for files (${code}): check its path, owner and rights`, {
      cause,
    });
  }
  return new AppError('unavailable', `The folder ${folder} does not take or give files now (${code})`, { cause });
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

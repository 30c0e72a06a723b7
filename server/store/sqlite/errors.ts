import { AppError, isAppError } from '../../../shared/errors.ts';

/** What SQLite, libsql or the file system says, as one of ours. `file` is named because it is what an operator looks for. */
export function toAppError(error: unknown, file: string): AppError {
  if (isAppError(error)) return error;
  const code = codeOf(error);
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) return corrupt(file, error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('unavailable', `The store ${file} is in use by another process`, { cause: error });
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new AppError('unavailable', `No room left on the disk for the store ${file}: free some space`, { cause: error });
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new AppError('unavailable', `The disk does not take or give the store ${file}: see its health and free space`, {
      cause: error,
    });
  }
  if (code === 'EISDIR') return new AppError('config', `The store ${file} is a folder: name a file`, { cause: error });
  if (/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|E[A-Z]+$)/.test(code)) {
    const advice = 'check the path, the owner and the rights of its folder';
    return new AppError('config', `The store ${file} cannot be opened for writing (${code}): ${advice}`, { cause: error });
  }
  return new AppError('internal', `The store ${file} failed${code === '' ? '' : ` (${code})`}`, { cause: error });
}

export function corrupt(file: string, cause?: unknown): AppError {
  return new AppError(
    'store-corrupt',
    `The store ${file} is damaged and was left as it is: keep a copy of it, then restore the last backup (npm run cli -- restore)`,
    { cause },
  );
}

/** The code that SQLite or the file system gave; '' when none. By its fields: native errors come from another realm in tests. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  // libsql gives no code when it cannot open a file: 14 is SQLITE_CANTOPEN.
  return 'message' in error && /Unable to open.*: 14/s.test(String(error.message)) ? 'SQLITE_CANTOPEN' : '';
}

import { readFile, writeFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import { asText, field } from '../../shared/field.ts';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'its permissions do not allow it',
  EPERM: 'its permissions do not allow it',
  EEXIST: 'it exists already: name a new file',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** Rejects with `invalid` in one clear line. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('invalid', `${file} cannot be read: ${why(cause)}`, { cause });
  }
}

/** Never over a file that is there. Rejects with `invalid` in one clear line. */
export async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (cause) {
    throw new AppError('invalid', `${file} cannot be written: ${why(cause)}`, { cause });
  }
}

function why(error: unknown): string {
  const code = codeOf(error);
  return WHY[code] ?? `for an unknown reason (${code})`;
}

/** Of a system error: ENOENT and the like; '' where there is none. */
export function codeOf(error: unknown): string {
  return asText(field(error, 'code'));
}

import { AppError } from '../../shared/errors.ts';

/** Bytes under a name: template attachments and what is too large for a document. Errors are AppErrors. */
export interface Blobs {
  /** Replaces what stands there, all or nothing. `key`: [a-z0-9/._-], no '..'; anything else is `invalid`. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** null when there is none. */
  get(key: string): Promise<Uint8Array | null>;
  /** No error when it is already gone. */
  delete(key: string): Promise<void>;
}

/** File systems allow names of 255 bytes. */
const MAX_KEY = 200;

/** Refuses as `invalid` what is no key. */
export function checkKey(key: string): void {
  const good =
    key.length <= MAX_KEY && key.split('/').every((part) => /^[a-z0-9._-]+$/.test(part) && part !== '.' && !part.includes('..'));
  if (!good) throw new AppError('invalid', 'The key of a blob is made of a-z, 0-9, ".", "_", "-", in parts set apart by "/"');
}

import { collection } from './collections.ts';

/** A file that an admin uploaded, under the SHA-256 of its bytes (hex), which is its id. The bytes are a blob. */
export interface StoredFile {
  schema: 1;
  sha256: string;
  name: string;
  type: string;
  size: number;
  /** The days on which it may go out, both included. */
  validFrom: string | null;
  validUntil: string | null;
  uploadedAt: number;
  /** A user's id. */
  by: string;
}

export const files = collection<StoredFile>('files');

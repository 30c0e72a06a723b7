/** Bytes under a name: template attachments and what is too large for a document. Errors are AppErrors. */
export interface Blobs {
  /** Replaces what stands there, all or nothing. `key`: [a-z0-9/._-], no '..'; anything else is `invalid`. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** null when there is none. */
  get(key: string): Promise<Uint8Array | null>;
  /** No error when it is already gone. */
  delete(key: string): Promise<void>;
}

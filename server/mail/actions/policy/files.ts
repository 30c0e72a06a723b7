import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/errors.ts';
import { MAX_FILE_BYTES } from '../../../../shared/limits.ts';
import type { Policy, TemplateFile } from '../../../../shared/policy.ts';
import { audit } from '../../../store/audit.ts';
import type { Reader } from '../../../store/collections.ts';
import { files, type StoredFile } from '../../../store/files.ts';
import { headVersion } from '../../../store/settings.ts';
import { MAX_FILES_BYTES } from '../../build-mime.ts';
import type { Context } from '../../context.ts';
import type { Staff } from '../act.ts';
import { newestOf } from './edit-templates.ts';
import { cleanName } from './file-name.ts';
import type { FileKind } from './file-type.ts';
import { isInForce } from './new-term.ts';

/** Files kept at once. */
const MAX_FILES = 500;

export interface Upload {
  name: string;
  bytes: Uint8Array;
  validFrom: string | null;
  validUntil: string | null;
  by: Pick<Staff, 'id'>;
}

/**
 * Keeps a file under the hash of its bytes, with the type that its content has and a name that is only a name. The same
 * bytes again change name and period of what is there. Rejects with `invalid` (topic `file-type`) and `too-large`.
 */
export async function uploadFile(ctx: Context, { bytes, by, ...upload }: Upload): Promise<StoredFile> {
  if (bytes.byteLength > MAX_FILE_BYTES) throw new AppError('too-large', `A file may have ${MAX_FILE_BYTES} bytes.`);
  const kind = bytes.byteLength === 0 ? null : await kindOf(bytes, upload.name);
  if (!kind) throw new AppError('invalid', 'This kind of file is not accepted.', { topic: 'file-type' });
  const { validFrom, validUntil } = upload;
  if (validFrom !== null && validUntil !== null && validFrom > validUntil)
    throw new AppError('invalid', 'The period ends before it begins.');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const blob = blobOf(sha256);
  await ctx.blobs.put(blob, bytes);
  const { items } = await files.query(ctx.store, { limit: MAX_FILES });
  if (items.length >= MAX_FILES && !items.some(({ id }) => id === sha256))
    throw new AppError('too-large', 'There are too many files: delete some that no answer carries.');
  const file: StoredFile = {
    schema: 1,
    sha256,
    name: cleanName(upload.name, kind.extensions),
    type: kind.type,
    size: bytes.byteLength,
    validFrom,
    validUntil,
    uploadedAt: ctx.now(),
    by: by.id,
  };
  await ctx.store.transaction(async (tx) => {
    files.set(tx, sha256, file);
    const detail = { size: file.size, type: file.type, validFrom, validUntil };
    audit(tx, { at: ctx.now(), actor: by.id, action: 'file', target: sha256, detail }, randomUUID());
  });
  // Somebody may have deleted the same bytes between the two.
  if (!(await ctx.blobs.get(blob))) await ctx.blobs.put(blob, bytes);
  return file;
}

/** With its library only where a file is uploaded: a start does not wait for it. */
async function kindOf(bytes: Uint8Array, name: string): Promise<FileKind | null> {
  return (await import('./file-type.ts')).typeOf(bytes, name);
}

/** Rejects with `not-found`, and with `illegal-state` (topic `file-in-use`) while an answer carries it. */
export async function deleteFile(ctx: Context, sha256: string, by: Pick<Staff, 'id'>): Promise<void> {
  const blob = blobOf(sha256);
  const bytes = await ctx.blobs.get(blob);
  await ctx.store.transaction(async (tx) => {
    const stored = await files.get(tx, sha256);
    if (!stored) throw new AppError('not-found', 'There is no such file.');
    const policy = await ctx.policyOf(tx, await headVersion(tx));
    if (usersOf(policy, sha256).length > 0)
      throw new AppError('illegal-state', 'An answer carries this file.', { topic: 'file-in-use' });
    files.delete(tx, sha256);
    audit(tx, { at: ctx.now(), actor: by.id, action: 'file-delete', target: sha256, detail: {} }, randomUUID());
  });
  await ctx.blobs.delete(blob);
  // The same bytes may have been uploaded anew meanwhile.
  if (bytes && (await files.get(ctx.store, sha256))) await ctx.blobs.put(blob, bytes);
}

export async function listFiles(ctx: Context): Promise<StoredFile[]> {
  const { items } = await files.query(ctx.store, { limit: MAX_FILES });
  return items.map(({ data }) => data).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The bytes of a file and what is known of it; rejects with `not-found`. */
export async function readFile(ctx: Context, sha256: string): Promise<{ file: StoredFile; bytes: Uint8Array }> {
  const file = (await files.get(ctx.store, sha256))?.data;
  const bytes = file && (await ctx.blobs.get(blobOf(sha256)));
  if (!file || !bytes) throw new AppError('not-found', 'There is no such file.');
  return { file, bytes };
}

/** Uploaded files as a template carries them; rejects with `not-found`. In the transaction that attaches them. */
export async function templateFiles(from: Reader, ids: readonly string[]): Promise<TemplateFile[]> {
  const found = await Promise.all([...new Set(ids)].map((id) => files.get(from, id)));
  const attached = found.map((stored) => {
    if (!stored) throw new AppError('not-found', 'One of the files is no longer there: upload it again.');
    const { name, type, size, sha256, validFrom, validUntil } = stored.data;
    return { name, type, size, blob: blobOf(sha256), sha256, validFrom, validUntil };
  });
  if (attached.reduce((sum, { size }) => sum + size, 0) > MAX_FILES_BYTES)
    throw new AppError('too-large', 'The files of an answer are too large together.');
  return attached;
}

/** Ids of the templates that carry a file, in their newest version or in the one in force. */
export function usersOf(policy: Policy, sha256: string): string[] {
  const ids = policy.templates
    .filter((template) => template.files.some((file) => file.sha256 === sha256))
    .filter((template) => isInForce(policy, template) || newestOf(policy, template.id) === template)
    .map(({ id }) => id);
  return [...new Set(ids)];
}

function blobOf(sha256: string): string {
  return `files/${sha256}`;
}

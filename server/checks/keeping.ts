import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import type { Blobs } from '../blobs/blobs.ts';
import { SCHEMA_VERSION } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { type Check, failed, ok, unused, warned } from './checks.ts';

/** Opening it compares its schema with ours, and refuses a newer one. */
export function storeCheck(open: () => Promise<Store>, where: string): Check {
  return {
    id: 'store',
    name: 'Store',
    async run() {
      await (await open()).ping();
      return ok(`${where}: can be written, schema ${SCHEMA_VERSION}.`);
    },
  };
}

/** A file of its own is written, read and deleted. */
export function filesCheck(open: () => Promise<Blobs>, where: string): Check {
  return {
    id: 'files',
    name: 'Files',
    async run() {
      const blobs = await open();
      const key = `check-${randomBytes(8).toString('hex')}`;
      const bytes = randomBytes(64);
      await blobs.put(key, bytes);
      const read = await blobs.get(key);
      await blobs.delete(key);
      if (read === null || !bytes.equals(read)) return failed(`${where}: what was written did not come back.`);
      if ((await blobs.get(key)) !== null)
        return failed(`${where}: what was deleted is still there.`, 'Switch versions and holds of the bucket off.');
      return ok(`${where}: written, read, deleted.`);
    },
  };
}

/** A day of a school's mail has some megabytes; a disk with less than this fills with something else. */
const LITTLE_BYTES = 1_000_000_000;
const TOO_LITTLE_BYTES = 100_000_000;

export function diskCheck(folder: string | null, free: (folder: string) => Promise<number> = freeBytes): Check {
  return {
    id: 'disk',
    name: 'Disk',
    async run() {
      if (folder === null) return unused('nothing is kept on this machine.');
      const bytes = await free(folder);
      const said = `${size(bytes)} free in ${folder}.`;
      if (bytes < TOO_LITTLE_BYTES) return failed(said, 'Make room: with a full disk no mail is recorded.');
      return bytes < LITTLE_BYTES ? warned(said, 'Make room before it is full: with a full disk no mail is recorded.') : ok(said);
    },
  };
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function size(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.floor(bytes / 1e6)} MB`;
}

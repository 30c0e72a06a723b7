import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import { AppError, isAppError } from '../../shared/errors.ts';
import { setRestoreMark } from './restore-mark.ts';
import { endAllSessions } from './sessions.ts';
import { type Connection, connect } from './sqlite/connection.ts';
import { codeOf } from './sqlite/errors.ts';
import { hasHeader, syncFolder } from './sqlite/open.ts';
import { openSqliteStore } from './sqlite.ts';

/** What a data folder holds, and a backup of it. */
const DATABASE = 'mailgps.db';
const BLOBS = 'blobs';
/** Written last: a backup with it is complete. */
const LIST = 'backup.json';

const listForm = z.object({
  format: z.literal(1),
  createdAt: z.number(),
  files: z.array(
    z.object({ name: z.string().regex(/^(mailgps\.db|blobs\/[a-z0-9._+-]+)$/), size: z.number(), sha256: z.string() }),
  ),
});
type BackupList = z.infer<typeof listForm>;

export interface Summary {
  /** When the backup was made, ms since the epoch. */
  createdAt: number;
  files: number;
  bytes: number;
}

/**
 * Copies the database and the blobs of a data folder into a new folder, `target`, while a server may be running: the
 * database as it stands at one moment, and then the blobs, which are written before what names them. `target` appears
 * when it is complete and on disk. Rejects with `not-found` (no store there), `already-exists` (the target).
 */
export async function backupStore(dataDir: string, target: string, now: number): Promise<Summary> {
  const source = join(dataDir, DATABASE);
  if (!existsSync(source)) throw new AppError('not-found', `There is no store in ${dataDir}: nothing to back up`);
  if (existsSync(target)) throw new AppError('already-exists', `${target} exists already: name a new folder for the backup`);
  const part = `${resolve(target)}.part-${randomUUID()}`;
  try {
    await mkdir(join(part, BLOBS), { recursive: true, mode: 0o700 });
    await copyDatabase(source, join(part, DATABASE));
    for (const name of await blobNames(join(dataDir, BLOBS))) await copyBlob(join(dataDir, BLOBS, name), join(part, BLOBS, name));
    const names = [DATABASE, ...(await blobNames(join(part, BLOBS))).map((name) => `${BLOBS}/${name}`)];
    const list: BackupList = { format: 1, createdAt: now, files: [] };
    for (const name of names) list.files.push({ name, ...(await describe(join(part, name))) });
    await writeFile(join(part, LIST), `${JSON.stringify(list, null, 2)}\n`, { mode: 0o600, flush: true });
    for (const folder of [join(part, BLOBS), part]) await syncFolder(folder);
    await rename(part, target);
    await syncFolder(dirname(resolve(target)));
    return summaryOf(list);
  } catch (error) {
    throw toAppError(error, target);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/**
 * Puts a backup in place of what stands in a data folder, marked so that nothing is sent before what left since the
 * backup has been found (restore-mark.ts). What stood there is moved to `before-restore-…` beside it, never deleted.
 * Rejects with `invalid` (not a backup, or incomplete), `store-corrupt` (not as it was written), `already-exists` (data
 * without `overwrite`), `illegal-state` (a process is using the store), `store-newer`.
 */
export async function restoreStore(
  source: string,
  dataDir: string,
  options: { now: number; overwrite?: boolean },
): Promise<Summary & { movedTo: string | null }> {
  const list = await readList(source);
  const occupied = existsSync(join(dataDir, DATABASE)) || (await blobNames(join(dataDir, BLOBS))).length > 0;
  if (occupied && !options.overwrite) {
    throw new AppError('already-exists', `${dataDir} holds data: say --overwrite to set them aside and restore the backup`);
  }
  const part = join(dataDir, `restore-${randomUUID()}`);
  try {
    await mkdir(join(part, BLOBS), { recursive: true, mode: 0o700 });
    for (const { name } of list.files) await copyBlob(join(source, name), join(part, name));
    await verify(part, list);
    await mark(join(part, DATABASE), { restoredAt: options.now, backupAt: list.createdAt });
    const movedTo = occupied ? join(dataDir, `before-restore-${new Date(options.now).toISOString().replaceAll(':', '-')}`) : null;
    await exchange(part, dataDir, movedTo);
    return { ...summaryOf(list), movedTo };
  } catch (error) {
    throw toAppError(error, dataDir);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

async function readList(source: string): Promise<BackupList> {
  let text: string;
  try {
    text = await readFile(join(source, LIST), 'utf8');
  } catch (cause) {
    throw new AppError('invalid', `${source} is not a backup: it has no ${LIST}`, { cause });
  }
  try {
    return listForm.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('invalid', `${join(source, LIST)} does not describe a backup that this version knows`, { cause });
  }
}

async function verify(folder: string, list: BackupList): Promise<void> {
  for (const { name, size, sha256 } of list.files) {
    const found = await describe(join(folder, name));
    if (found.size === size && found.sha256 === sha256) continue;
    throw new AppError('store-corrupt', `${name} in the backup is not as it was written: restore another backup`);
  }
}

async function mark(database: string, mark: { restoredAt: number; backupAt: number }): Promise<void> {
  const store = await openSqliteStore({ file: database });
  try {
    await setRestoreMark(store, mark);
    // Who signed out, or used a link, since the backup did so for good.
    await endAllSessions(store);
  } finally {
    await store.close();
  }
  // A file that nobody has had open: SQLite's own bookkeeping of this one goes by its present name.
  await copyDatabase(database, `${database}.marked`);
}

/** The database last and in one step: until then the old one stands, and from then on the marked one. */
async function exchange(part: string, dataDir: string, movedTo: string | null): Promise<void> {
  const database = join(dataDir, DATABASE);
  const free = movedTo && existsSync(database) ? await lockOut(database) : () => undefined;
  try {
    if (movedTo) {
      await mkdir(movedTo, { mode: 0o700 });
      if (existsSync(database)) await link(database, join(movedTo, DATABASE));
      // Left by a damaged database: they must not be read into the new one.
      for (const name of [`${DATABASE}-wal`, `${DATABASE}-shm`, BLOBS]) {
        if (existsSync(join(dataDir, name))) await rename(join(dataDir, name), join(movedTo, name));
      }
    }
    await rm(join(dataDir, BLOBS), { recursive: true, force: true });
    await rename(join(part, BLOBS), join(dataDir, BLOBS));
    await rename(join(part, `${DATABASE}.marked`), database);
    await syncFolder(dataDir);
  } finally {
    free();
  }
}

/**
 * Leaving WAL mode is what SQLite allows only to the last connection: so this finds out whether any process uses the
 * store, and brings its log into the file. Nobody comes in until the returned function is called.
 */
async function lockOut(database: string): Promise<() => void> {
  let connection: Connection | null = null;
  if (!(await hasHeader(database))) return () => undefined;
  try {
    connection = connect(database, 0);
    await connection.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return connection.close;
  } catch (error) {
    connection?.close();
    if (isAppError(error, 'store-corrupt')) return () => undefined;
    if (!codeOf(isAppError(error) ? error.cause : error).startsWith('SQLITE_BUSY')) throw error;
    throw new AppError('illegal-state', `The store ${database} is in use: stop the server, then restore`, { cause: error });
  }
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const connection = connect(from, 10_000);
  try {
    await connection.exec(`VACUUM INTO '${to.replaceAll("'", "''")}'`);
  } finally {
    connection.close();
  }
  await toDisk(to);
}

async function copyBlob(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || existsSync(from)) throw error;
    return; // deleted meanwhile; a restore finds by the list that it is missing
  }
  await toDisk(to);
}

async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.chmod(0o600);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function blobNames(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).filter((name) => !name.startsWith('~')).sort();
}

async function describe(file: string): Promise<{ size: number; sha256: string }> {
  if (!existsSync(file)) return { size: -1, sha256: '' };
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return { size: (await stat(file)).size, sha256: hash.digest('hex') };
}

function summaryOf({ createdAt, files }: BackupList): Summary {
  return { createdAt, files: files.length, bytes: files.reduce((total, { size }) => total + size, 0) };
}

function toAppError(cause: unknown, folder: string): AppError {
  if (isAppError(cause)) return cause;
  const code = codeOf(cause);
  if (code === 'ENOSPC') return new AppError('unavailable', `No room left on the disk for ${folder}`, { cause });
  return new AppError('config', `${folder} cannot be used (${code}): check its path, owner and rights`, { cause });
}

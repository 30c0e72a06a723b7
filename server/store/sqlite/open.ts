import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { type Connection, connect } from './connection.ts';
import { codeOf, corrupt, toAppError } from './errors.ts';

/** 'MGPS': tells our stores from other programs' databases (SQLite's application_id). */
const APPLICATION = 0x4d475053;
/** Only so large a file is checked page by page at start: that takes about 1 ms a MiB. */
const CHECK_BYTES = 32 * 1024 * 1024;
/** How long SQLite waits by itself for another process, ms. Only recovery after a crash holds up readers. */
const BUSY = 1000;

/** How a store lies in its file. `number` in entries is the index; see entries.ts for what the columns hold. */
const TABLES = `
  PRAGMA application_id = ${APPLICATION};
  CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE documents (
    number INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL, data TEXT NOT NULL,
    UNIQUE (collection, id)
  );
  CREATE TABLE indexes (number INTEGER PRIMARY KEY, definition TEXT NOT NULL UNIQUE);
  CREATE TABLE entries (
    number INTEGER, value TEXT, rank INTEGER, sort, id TEXT, PRIMARY KEY (number, value, rank, sort, id)
  ) WITHOUT ROWID;
`;

/**
 * FULL: a commit is on disk when it is reported, so that a power cut does not make us forget that a mail was sent. In
 * WAL mode readers and the writer do not wait for each other. Text that was deleted is overwritten (personal data).
 */
const SETTINGS = `
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
  PRAGMA secure_delete = ON;
  PRAGMA cache_size = -8192;
  PRAGMA journal_size_limit = 67108864;
`;

/** Makes the file when there is none. Rejects with `config`, `store-corrupt`; what stands there is never overwritten. */
export async function openFile(file: string, schemaVersion: number): Promise<{ reader: Connection; writer: Connection }> {
  const size = await existing(file);
  if (size === null) await createFile(file, schemaVersion);
  known.add(resolve(file));
  const writer = connect(file, BUSY);
  try {
    await check(writer, file, size ?? 0);
    await writer.exec(SETTINGS);
    return { writer, reader: connect(file, BUSY) };
  } catch (error) {
    writer.close();
    throw error;
  }
}

async function existing(file: string): Promise<number | null> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const found = await stat(file);
    if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    if (found.size === 0 || !(await hasHeader(file))) throw corrupt(file);
    return found.size;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw toAppError(error, file);
    // SQLite would throw a log without its database away.
    if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) throw corrupt(file, error);
    return null;
  }
}

/** Files that this process has had open: closing a plain handle on one would drop SQLite's locks on it (POSIX). */
const known = new Set<string>();

/**
 * A store is made whole or not at all, so that every one begins as SQLite files do; one that is empty has lost its
 * content. Looked at before SQLite is: it would clear a log away that may be all that is left.
 */
export async function hasHeader(file: string): Promise<boolean> {
  if (known.has(resolve(file))) return true;
  const handle = await open(file, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.toString('latin1') === 'SQLite format 3\0';
  } finally {
    await handle.close();
  }
}

async function createFile(file: string, schemaVersion: number): Promise<void> {
  const temporary = `${file}.new-${randomUUID()}`;
  try {
    await (await open(temporary, 'wx', 0o600)).close();
    const connection = connect(temporary, BUSY);
    try {
      // Nothing prepared: libsql would keep the file open for it beyond the close.
      const form = `INSERT INTO meta (name, value) VALUES ('schema', ${Math.trunc(schemaVersion)});`;
      await connection.exec(`PRAGMA synchronous = FULL; BEGIN; ${TABLES} ${form} COMMIT`);
    } finally {
      connection.close();
    }
    await putInPlace(temporary, file);
    await syncFolder(dirname(file));
  } catch (error) {
    throw toAppError(error, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Another process may be making the same store: whoever is first, wins. */
async function putInPlace(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    await rename(temporary, file); // a file system without hard links
  }
}

/** A new name is only on disk when its folder is. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function check(connection: Connection, file: string, size: number): Promise<void> {
  const application = await connection.get('PRAGMA application_id', []);
  if (Number(application?.application_id) !== APPLICATION) {
    throw new AppError('config', `The file ${file} is another program's database: name another file for the store`);
  }
  const journal = await connection.get('PRAGMA journal_mode = WAL', []);
  if (journal?.journal_mode !== 'wal') {
    throw new AppError('config', `The store ${file} lies on a disk that several processes cannot share: choose a local folder`);
  }
  if (size > CHECK_BYTES) return;
  const result = await connection.get('PRAGMA quick_check(1)', []);
  if (result?.quick_check !== 'ok') throw corrupt(file);
}

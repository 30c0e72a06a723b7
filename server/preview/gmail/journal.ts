import { closeSync, createReadStream, fstatSync, ftruncateSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';

/** One change to what the emulator keeps: insert, patch, delete; or a value of our own. */
export type Change =
  | ['+', collection: string, item: { id: number }]
  | ['~', collection: string, id: number, patch: object]
  | ['-', collection: string, id: number]
  | ['=', key: string, value: unknown];

/** What stood in the file, in the order it was first written. */
export interface Loaded {
  collections: Map<string, Map<number, { id: number }>>;
  values: Map<string, unknown>;
}

export interface Journal {
  /** One call's changes, all or nothing: one line, written before the caller is answered. */
  append(changes: readonly Change[]): void;
  close(): void;
}

/** Fewer patched and deleted things than this are not worth a rewritten file. */
const WASTE_ALLOWED = 1_000;

/**
 * An append-only file, a line of JSON per call. What was appended outlives a SIGKILL (it is with the kernel), not a power
 * cut: nothing is flushed to the disk. A last line that was cut short is dropped, the whole call with it.
 */
export async function openJournal(path: string): Promise<{ loaded: Loaded; journal: Journal }> {
  const loaded: Loaded = { collections: new Map(), values: new Map() };
  const read = await replay(path, loaded);
  if (read.wasted > WASTE_ALLOWED && read.wasted * 4 > read.kept) {
    rewrite(path, loaded);
    return { loaded, journal: writer(openSync(path, 'a', 0o600)) };
  }
  const file = openSync(path, 'a', 0o600);
  ftruncateSync(file, read.good);
  return { loaded, journal: writer(file) };
}

function writer(file: number): Journal {
  let size = fstatSync(file).size;
  return {
    append(changes) {
      if (changes.length === 0) return;
      // Two stand-ins on one file would each know half of the mailbox.
      if (fstatSync(file).size !== size) throw new AppError('conflict', 'Another process writes to this emulated mailbox');
      size += writeAll(file, `${JSON.stringify(changes)}\n`);
    },
    close: () => closeSync(file),
  };
}

function writeAll(file: number, text: string): number {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  return bytes.length;
}

/** `good`: bytes up to the last whole line. `wasted`: changes that a rewritten file would not hold. */
async function replay(path: string, loaded: Loaded): Promise<{ good: number; kept: number; wasted: number }> {
  const result = { good: 0, kept: 0, wasted: 0 };
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, start)) {
        for (const change of parseLine(rest.toString('utf8', start, end), path)) {
          if (apply(loaded, change)) result.kept++;
          else result.wasted++;
        }
        start = end + 1;
      }
      result.good += start;
      rest = rest.subarray(start);
    }
  } catch (error) {
    // A first start.
    if (Reflect.get(Object(error), 'code') !== 'ENOENT') throw error;
  }
  return result;
}

function parseLine(line: string, path: string): Change[] {
  try {
    return JSON.parse(line) as Change[];
  } catch (cause) {
    throw new AppError('store-corrupt', `The emulated mailbox's file ${path} cannot be read: delete it to start over`, { cause });
  }
}

/** False where the change replaced or removed something. */
function apply(loaded: Loaded, change: Change): boolean {
  if (change[0] === '=') {
    const fresh = !loaded.values.has(change[1]);
    loaded.values.set(change[1], change[2]);
    return fresh;
  }
  const items = loaded.collections.get(change[1]) ?? new Map<number, { id: number }>();
  loaded.collections.set(change[1], items);
  if (change[0] === '+') {
    items.set(change[2].id, change[2]);
    return true;
  }
  const id = change[2];
  const item = items.get(id);
  if (change[0] === '-') items.delete(id);
  else if (item) items.set(id, { ...item, ...change[3], id });
  return false;
}

function rewrite(path: string, loaded: Loaded): void {
  const temporary = `${path}.new`;
  rmSync(temporary, { force: true });
  const file = openSync(temporary, 'w', 0o600);
  const line = (change: Change) => writeAll(file, `${JSON.stringify([change])}\n`);
  for (const [name, items] of loaded.collections) for (const item of items.values()) line(['+', name, item]);
  for (const [key, value] of loaded.values) line(['=', key, value]);
  closeSync(file);
  renameSync(temporary, path);
}

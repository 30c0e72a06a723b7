import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Database from 'libsql';
import type { Migration } from '../../../server/store/schema.ts';
import { toAppError } from '../../../server/store/sqlite/errors.ts';
import { openSqliteStore } from '../../../server/store/sqlite.ts';
import { useTempFolder } from '../../helpers/temp-folder.ts';

const inFolder = useTempFolder();

describe('a file that is no sound store', () => {
  it.each<[string, (file: string) => void]>([
    ['is not a database', (file) => writeFileSync(file, 'x'.repeat(100_000))],
    ['is empty', (file) => truncateSync(file, 0)],
    ['was cut', (file) => truncateSync(file, statSync(file).size / 2)],
    ['was overwritten in the middle', (file) => overwrite(file, 5, 4096)],
    ['has a broken header', (file) => overwrite(file, 0, 100)],
    ['is gone, but its log is not', loseMainFile],
  ])('is refused as damaged when it %s, and left as it is', async (name, damage) => {
    const file = inFolder(`${name.replaceAll(' ', '-')}.db`);
    await fill(file);
    damage(file);
    const before = snapshot(file);
    const error = await openSqliteStore({ file }).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'store-corrupt', retryable: false });
    expect(String(error)).toContain('restore');
    expect(snapshot(file)).toEqual(before);
  });

  it('is refused when it is another program’s database', async () => {
    const file = inFolder('other.db');
    const other = new Database(file);
    other.exec('CREATE TABLE things (a)');
    other.close();
    await expect(openSqliteStore({ file })).rejects.toMatchObject({ code: 'config' });
    const after = new Database(file);
    expect(after.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'things' }]);
    after.close();
  });
});

describe('a place where no store can be', () => {
  it('is a folder', async () => {
    await expect(openSqliteStore({ file: inFolder() })).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining('is a folder'),
    });
  });

  it('lies under a file, or has an impossible name', async () => {
    writeFileSync(inFolder('file'), '');
    await expect(openSqliteStore({ file: inFolder('file', 'a.db') })).rejects.toMatchObject({ code: 'config' });
    await expect(openSqliteStore({ file: inFolder('x'.repeat(300)) })).rejects.toMatchObject({ code: 'config' });
  });

  it.each(['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'])('gives no right to it (%s)', (code) => {
    expect(toAppError(Object.assign(new Error(code), { code }), 'a.db')).toMatchObject({ code: 'config', retryable: false });
  });
});

describe('a new store', () => {
  it('is made with its folder, for its owner alone, and is whole in its file once closed', async () => {
    const file = inFolder('new', 'deep', 'a.db');
    const store = await openSqliteStore({ file });
    await store.create('records', 'a', {});
    if (process.platform !== 'win32') {
      expect(readdirSync(dirname(file)).map((name) => statSync(inFolder('new', 'deep', name)).mode & 0o077)).toEqual([0, 0, 0]);
      expect(statSync(dirname(file)).mode & 0o077).toBe(0);
    }
    await store.close();
    expect(readdirSync(dirname(file))).toEqual(['a.db', 'a.db-shm', 'a.db-wal']);
    expect(statSync(`${file}-wal`).size).toBe(0);
  });
});

describe('the form of the documents', () => {
  const migrations: Migration[] = [
    { to: 2, steps: [{ collection: 'records', change: (data, id) => (id === 'gone' ? null : { ...data, status: 'new' }) }] },
    { to: 3, steps: [{ collection: 'records', change: (data) => ({ ...data, third: true }) }] },
  ];
  const indexes = [{ collection: 'records', equals: ['status'], order: null }];

  it('is refused when it is newer than ours', async () => {
    const file = inFolder('newer.db');
    await (await openSqliteStore({ file, schemaVersion: 2 })).close();
    const before = readFileSync(file);
    await expect(openSqliteStore({ file, schemaVersion: 1 })).rejects.toMatchObject({ code: 'store-newer', retryable: false });
    expect(readFileSync(file)).toEqual(before);
  });

  it('is brought to ours, with its indexes', async () => {
    const file = inFolder('older.db');
    const old = await openSqliteStore({ file, schemaVersion: 1, indexes });
    await old.transaction(async (tx) => {
      for (let i = 0; i < 1200; i++) tx.create('records', `r${i}`, { status: 'old' });
      tx.create('records', 'gone', { status: 'old' });
      tx.create('others', 'a', { status: 'old' });
    });
    await old.close();
    const store = await openSqliteStore({ file, schemaVersion: 3, migrations, indexes });
    expect((await store.get('records', 'r7'))?.data).toEqual({ status: 'new', third: true });
    expect((await store.get('others', 'a'))?.data).toEqual({ status: 'old' });
    expect(await store.count('records', { equals: { status: 'new' } })).toBe(1200);
    expect(await store.count('records', { equals: { status: 'old' } })).toBe(0);
    await store.close();
    await expect(openSqliteStore({ file, schemaVersion: 1 })).rejects.toMatchObject({ code: 'store-newer' });
  });

  it('stays as it was when a migration fails or is missing', async () => {
    const file = inFolder('failing.db');
    const old = await openSqliteStore({ file, schemaVersion: 1 });
    await old.create('records', 'a', { n: 1 });
    await old.close();
    const broken = new Error('broken');
    const failing: Migration[] = [
      ...migrations.slice(0, 1),
      {
        to: 3,
        steps: [
          {
            collection: 'records',
            change: () => {
              throw broken;
            },
          },
        ],
      },
    ];
    await expect(openSqliteStore({ file, schemaVersion: 3, migrations: failing })).rejects.toBe(broken);
    await expect(openSqliteStore({ file, schemaVersion: 3, migrations: migrations.slice(0, 1) })).rejects.toMatchObject({
      code: 'internal',
    });
    const store = await openSqliteStore({ file, schemaVersion: 1 });
    expect((await store.get('records', 'a'))?.data).toEqual({ n: 1 });
    await store.close();
  });

  it('stops a process of the older version once a newer one has migrated the store under it', async () => {
    const file = inFolder('under.db');
    const old = await openSqliteStore({ file, schemaVersion: 1 });
    const newer = await openSqliteStore({ file, schemaVersion: 2, migrations });
    await expect(old.create('records', 'a', {})).rejects.toMatchObject({ code: 'store-newer' });
    await newer.close();
    await old.close();
  });
});

describe('indexes', () => {
  const at = [{ collection: 'records', equals: ['status'], order: 'at' }];
  const words = [{ collection: 'records', contains: ['words'], order: null }];
  const byWord = { contains: { field: 'words', value: 'x' }, limit: 10 };

  it('are built for documents that were there before, and kept true by a process that does not know them', async () => {
    const file = inFolder('indexes.db');
    const old = await openSqliteStore({ file, indexes: at });
    await old.create('records', 'a', { status: 'held', at: 1, words: ['x'] });
    const newer = await openSqliteStore({ file, indexes: words });
    expect((await newer.query('records', byWord)).items.map(({ id }) => id)).toEqual(['a']);
    await old.create('records', 'b', { words: ['x'] });
    await old.delete('records', 'a');
    await newer.create('records', 'c', { status: 'held', at: 2 });
    expect((await newer.query('records', byWord)).items.map(({ id }) => id)).toEqual(['b']);
    const held = await old.query('records', { equals: { status: 'held' }, order: { field: 'at', direction: 'asc' }, limit: 10 });
    expect(held.items.map(({ id }) => id)).toEqual(['c']);
    await newer.close();
    await old.close();
  });
});

async function fill(file: string): Promise<void> {
  const store = await openSqliteStore({ file });
  for (let i = 0; i < 30; i++) await store.create('records', `r${i}`, { text: 'x'.repeat(3000) });
  await store.close();
}

function overwrite(file: string, page: number, bytes: number): void {
  const content = readFileSync(file);
  content.fill(0xa5, page * 4096, page * 4096 + bytes);
  writeFileSync(file, content);
}

function loseMainFile(file: string): void {
  writeFileSync(`${file}-wal`, readFileSync(file));
  rmSync(file);
}

function snapshot(file: string): [string, Buffer][] {
  const names = readdirSync(dirname(file)).filter((name) => name.startsWith(basename(file)));
  return names.map((name) => [name, readFileSync(inFolder(name))]);
}

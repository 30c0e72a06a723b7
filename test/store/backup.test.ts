import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createFolderBlobs } from '../../server/blobs/folder.ts';
import { backupStore, restoreStore } from '../../server/store/backup.ts';
import { clearRestoreMark, readRestoreMark } from '../../server/store/restore-mark.ts';
import { beginSession, makeLink, sessionUser, useLink } from '../../server/store/sessions.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { grantRole, listUsers } from '../../server/store/users.ts';
import { bundleScript, startScript } from '../helpers/child.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

const inFolder = useTempFolder();
const content = new TextEncoder().encode('a file of a template');
const day = Date.UTC(2025, 9, 14);
let script: string;
let made = 0;
beforeAll(() => {
  script = bundleScript('test/store/sqlite/child.ts');
});

/** A data folder made by a process that has ended, as a server that was stopped leaves it. */
async function dataFolder(): Promise<string> {
  made += 1;
  const folder = inFolder(`data-${made}`);
  await startScript(script, 'count', `${folder}/mailgps.db`, '3').ended;
  await createFolderBlobs(`${folder}/blobs`).put('templates/fees.pdf', content);
  return folder;
}

async function backup(): Promise<string> {
  const target = inFolder(`backup-${made}`);
  await backupStore(await dataFolder(), target, day);
  return target;
}

it('brings everything back, marked so that nothing is sent before SENT was read', async () => {
  const source = await backup();
  const dataDir = inFolder('restored');
  expect(await restoreStore(source, dataDir, { now: day + 1000 })).toMatchObject({ createdAt: day, files: 2, movedTo: null });
  const store = await openSqliteStore({ file: `${dataDir}/mailgps.db` });
  expect((await store.get('counters', 'a'))?.data).toEqual({ n: 3 });
  expect(await createFolderBlobs(`${dataDir}/blobs`).get('templates/fees.pdf')).toEqual(content);
  expect(await readRestoreMark(store)).toEqual({ restoredAt: day + 1000, backupAt: day });
  await clearRestoreMark(store);
  expect(await readRestoreMark(store)).toBeNull();
  await store.close();
  expect(readdirSync(dataDir).filter((name) => !name.startsWith('mailgps.db'))).toEqual(['blobs']);
});

it('signs nobody in again, by a session or a link that the backup still had', async () => {
  const folder = await dataFolder();
  const before = await openSqliteStore({ file: `${folder}/mailgps.db` });
  const user = await grantRole(before, 'ada@school.example', 'admin', day);
  const { id } = await beginSession(before, user, day);
  const key = await makeLink(before, 'admin', day);
  await before.close();
  const [source, dataDir] = [inFolder('with-sessions'), inFolder('without-sessions')];
  await backupStore(folder, source, day);
  await restoreStore(source, dataDir, { now: day + 1000 });
  const store = await openSqliteStore({ file: `${dataDir}/mailgps.db` });
  expect(await listUsers(store)).toEqual([user]);
  expect(await sessionUser(store, id, day + 2000)).toBeNull();
  expect(await useLink(store, key, day + 2000)).toBeNull();
  await store.close();
});

it('has no mark on a store that was never restored', async () => {
  const store = await openSqliteStore({ file: inFolder('plain.db') });
  expect(await readRestoreMark(store)).toBeNull();
  await store.close();
});

it('copies one moment of a store that is being written, and nothing half', async () => {
  const dataDir = inFolder('busy');
  const child = startScript(script, 'create', `${dataDir}/mailgps.db`);
  await child.line('created 3');
  await backupStore(dataDir, inFolder('busy-backup'), day);
  const reported = child.lines.length;
  await child.line(`created ${reported + 2}`); // it was not held up
  child.process.kill('SIGKILL');
  await child.ended;
  await restoreStore(inFolder('busy-backup'), inFolder('busy-restored'), { now: day });
  const store = await openSqliteStore({ file: inFolder('busy-restored', 'mailgps.db') });
  const records = await store.query('records', { limit: 100_000 });
  const twins = await store.query('twins', { limit: 100_000 });
  expect(records.items.length).toBeGreaterThanOrEqual(12);
  expect(twins.items.map(({ id }) => id)).toEqual(records.items.map(({ id }) => id));
  await store.close();
});

it('leaves no trace of a backup that failed, and never writes over one', async () => {
  const dataDir = await dataFolder();
  await expect(backupStore(inFolder('nowhere'), inFolder('b1'), day)).rejects.toMatchObject({ code: 'not-found' });
  await backupStore(dataDir, inFolder('b2'), day);
  await expect(backupStore(dataDir, inFolder('b2'), day)).rejects.toMatchObject({ code: 'already-exists' });
  writeFileSync(`${dataDir}/mailgps.db`, 'x'.repeat(20_000));
  await expect(backupStore(dataDir, inFolder('b3'), day)).rejects.toMatchObject({ code: 'store-corrupt' });
  expect(readdirSync(inFolder()).filter((name) => /^b[13]|part/.test(name))).toEqual([]);
});

describe('a restore', () => {
  it.each<[string, string, (source: string) => void]>([
    ['has no list', 'invalid', (source) => rmSync(`${source}/backup.json`)],
    ['has a list of another form', 'invalid', (source) => writeFileSync(`${source}/backup.json`, '{"format":2}')],
    ['names a file outside', 'invalid', (source) => replaceInList(source, 'mailgps.db', '../mailgps.db')],
    ['lacks a file', 'store-corrupt', (source) => rmSync(`${source}/blobs/templates+fees.pdf`)],
    ['was changed', 'store-corrupt', (source) => writeFileSync(`${source}/blobs/templates+fees.pdf`, 'A file of a template')],
  ])('refuses a backup that %s, and changes nothing', async (_, code, damage) => {
    const source = await backup();
    damage(source);
    const dataDir = inFolder(`refused-${made}`);
    await expect(restoreStore(source, dataDir, { now: day })).rejects.toMatchObject({ code });
    expect(existsSync(dataDir) ? readdirSync(dataDir) : []).toEqual([]);
  });

  it('does not replace data unless told, and then sets them aside whole', async () => {
    const source = await backup();
    const dataDir = await dataFolder();
    const before = readFileSync(`${dataDir}/mailgps.db`);
    writeFileSync(`${dataDir}/blobs/other`, 'other');
    await expect(restoreStore(source, dataDir, { now: day })).rejects.toMatchObject({ code: 'already-exists' });
    expect(readFileSync(`${dataDir}/mailgps.db`)).toEqual(before);
    const { movedTo } = await restoreStore(source, dataDir, { now: day, overwrite: true });
    expect(readdirSync(`${dataDir}/blobs`)).toEqual(['templates+fees.pdf']);
    expect(readdirSync(`${movedTo}/blobs`)).toEqual(['other', 'templates+fees.pdf']);
    const old = await openSqliteStore({ file: `${movedTo}/mailgps.db` });
    expect((await old.get('counters', 'a'))?.data).toEqual({ n: 3 });
    expect(await readRestoreMark(old)).toBeNull();
    await old.close();
    const store = await openSqliteStore({ file: `${dataDir}/mailgps.db` });
    expect(await readRestoreMark(store)).toEqual({ restoredAt: day, backupAt: day });
    await store.close();
  });

  it('keeps what a killed server had only in its log', async () => {
    const source = await backup();
    const dataDir = inFolder('killed');
    const child = startScript(script, 'create', `${dataDir}/mailgps.db`);
    await child.line('created 2');
    child.process.kill('SIGKILL');
    await child.ended;
    const { movedTo } = await restoreStore(source, dataDir, { now: day, overwrite: true });
    const old = await openSqliteStore({ file: `${movedTo}/mailgps.db` });
    expect(await old.get('records', 'x2')).not.toBeNull();
    await old.close();
    const store = await openSqliteStore({ file: `${dataDir}/mailgps.db` });
    expect((await store.get('counters', 'a'))?.data).toEqual({ n: 3 });
    expect(await store.get('records', 'x2')).toBeNull();
    await store.close();
  });

  it('is refused while a process uses the store', async () => {
    const source = await backup();
    const dataDir = inFolder('running');
    const child = startScript(script, 'create', `${dataDir}/mailgps.db`);
    await child.line('created 2');
    await expect(restoreStore(source, dataDir, { now: day, overwrite: true })).rejects.toMatchObject({ code: 'illegal-state' });
    await child.line(`created ${child.lines.length + 2}`); // and goes on working
    child.process.kill('SIGKILL');
    await child.ended;
    expect(readdirSync(dataDir).filter((name) => name.includes('restore'))).toEqual([]);
  });

  it('takes the place of a damaged store, whose log is set aside with it', async () => {
    const source = await backup();
    const dataDir = inFolder('damaged');
    mkdirSync(dataDir);
    for (const name of ['mailgps.db', 'mailgps.db-wal']) writeFileSync(`${dataDir}/${name}`, 'x'.repeat(20_000));
    const { movedTo } = await restoreStore(source, dataDir, { now: day, overwrite: true });
    expect(readdirSync(movedTo ?? '').sort()).toEqual(['mailgps.db', 'mailgps.db-wal']);
    const store = await openSqliteStore({ file: `${dataDir}/mailgps.db` });
    expect((await store.get('counters', 'a'))?.data).toEqual({ n: 3 });
    await store.close();
  });
});

function replaceInList(source: string, from: string, to: string): void {
  writeFileSync(`${source}/backup.json`, readFileSync(`${source}/backup.json`, 'utf8').replace(from, to));
}

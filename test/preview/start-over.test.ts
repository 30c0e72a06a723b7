import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseSecond, startOver } from '../../server/preview/start-over.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

const folder = useTempFolder();

function dataDir(name: string, pid: number): string {
  const path = folder(name);
  mkdirSync(path);
  writeFileSync(join(path, 'running.json'), JSON.stringify({ pid }));
  writeFileSync(join(path, 'mailgps.db'), 'x');
  writeFileSync(join(path, 'notes.txt'), 'mine');
  return path;
}

test('a second server on the same folder is refused, with what to do', async () => {
  await expect(refuseSecond(dataDir('alive', process.ppid))).rejects.toThrow('stop it first');
});

test('what a killed server left behind stops nobody', async () => {
  // Above what Linux gives out by default.
  await expect(refuseSecond(dataDir('dead', 99_999_999))).resolves.toBeUndefined();
  await expect(refuseSecond(folder('nothing'))).resolves.toBeUndefined();
});

test('starting over removes what is ours and nothing else', async () => {
  const path = dataDir('fresh', 99_999_999);
  await startOver(path);
  expect(['running.json', 'mailgps.db', 'notes.txt'].map((name) => existsSync(join(path, name)))).toEqual([false, false, true]);
});

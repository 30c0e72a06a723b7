import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { DATA_FILES } from '../config.ts';
import { RUNNING_FILE } from './emulated.ts';

/** Files of an emulated installation. Anything else in the folder is somebody's own and stays. */
const OWN = [
  ...['', '-wal', '-shm'].map((end) => DATA_FILES.store + end),
  DATA_FILES.blobs,
  'emulated-gmail.journal',
  'mailgps.log',
  RUNNING_FILE,
];

/** Refuses while an emulated installation is running on the folder: two would share one mailbox's journal. */
export async function refuseSecond(dataDir: string): Promise<void> {
  if (await isRunning(dataDir))
    throw new AppError(
      'config',
      'MAIL GPS is running on this data folder: stop it first (Ctrl-C in its terminal). If it is not, delete running.json in that folder.',
    );
}

/** Empties the data folder of an emulated installation. */
export async function startOver(dataDir: string): Promise<void> {
  for (const name of OWN) await rm(join(dataDir, name), { recursive: true, force: true });
}

async function isRunning(dataDir: string): Promise<boolean> {
  try {
    const running: { pid?: unknown } = JSON.parse(await readFile(join(dataDir, RUNNING_FILE), 'utf8'));
    return typeof running.pid === 'number' && running.pid !== process.pid && process.kill(running.pid, 0);
  } catch {
    return false;
  }
}

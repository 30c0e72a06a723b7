import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { Config } from '../../config.ts';
import { RUNNING_FILE, type Running } from '../../preview/running.ts';
import { codeOf } from '../files.ts';

const DELIVER = {
  elsewhere: 'deliver works on the emulated mailbox only: send a mail to the shared mailbox instead.',
  again: 'then deliver again',
};

/**
 * The installation that runs on this data folder. Rejects with `unavailable` (none does) or `config`, saying what to do in the
 * words of the command that asks.
 */
export async function findRunning(config: Config, words = DELIVER): Promise<Running> {
  if (config.mailbox !== 'emulated') throw new AppError('config', words.elsewhere);
  const running = await read(join(config.dataDir, RUNNING_FILE));
  if (!running || !(await answers(running.url))) throw notRunning(config.dataDir, words.again);
  return running;
}

function notRunning(dataDir: string, again: string): AppError {
  const message = `MAIL GPS is not running on ${dataDir}: start it in another terminal (npm start), ${again}.`;
  return new AppError('unavailable', message);
}

async function read(file: string): Promise<Running | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return null;
    throw new AppError('config', `${file} cannot be read: is this your own installation?`, { cause: error });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    // A file left behind by a process that was killed.
    return false;
  }
}

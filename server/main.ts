import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAppError } from '../shared/errors.ts';
import { type Config, readConfig } from './config.ts';
import { keepHeapSmall } from './heap.ts';
import { createLog } from './log.ts';
import { type Wired, wire } from './wiring.ts';

/** Exit codes of every command: done, failed, wrongly used. */
const FAILED = 1;
const WRONG_USAGE = 2;

async function main(): Promise<void> {
  keepHeapSmall();
  const config = readConfig();
  const options = process.argv.slice(2);
  const unknown = options.find((option) => option !== '--fresh');
  if (unknown) throw usage(`There is no option ${unknown}. Known: --fresh (start over with an empty emulated mailbox).`);
  if (config.mailbox === 'emulated') await startEmulated(config, options.includes('--fresh'));
  else if (options.length > 0) throw usage('--fresh is for the emulated mailbox only: nothing was deleted.');
  else stopOnSignal(await wire(config, createLog(process.stdout)));
}

/** The developer's installation: logs go to a file, the terminal shows what happens. */
async function startEmulated(config: Config, fresh: boolean): Promise<void> {
  const { startOver } = await import('./preview/start-over.ts');
  if (fresh) await startOver(config.dataDir);
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const log = createLog(createWriteStream(join(config.dataDir, 'mailgps.log'), { flags: 'a', mode: 0o600 }));
  const begun = performance.now();
  const wired = await wire(config, log);
  const { show } = await import('./preview/show.ts');
  const showing = show(wired, {
    readyMs: performance.now() - begun,
    dataDir: config.dataDir,
    samples: join(dirname(process.argv[1] ?? '.'), 'samples'),
    out: process.stdout,
  });
  stopOnSignal(wired, showing.stop);
}

function stopOnSignal(wired: Wired, before: () => void = () => undefined): void {
  const stop = (): void => {
    before();
    wired.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function usage(message: string): Error {
  return Object.assign(new Error(message), { exitCode: WRONG_USAGE });
}

function fail(error: unknown): never {
  const told = isAppError(error) || (error instanceof Error && 'exitCode' in error);
  process.stderr.write(`${told ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const wrong = isAppError(error, 'config') || (error instanceof Error && 'exitCode' in error);
  process.exit(wrong ? WRONG_USAGE : FAILED);
}

main().catch(fail);

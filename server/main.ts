import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, isAppError } from '../shared/errors.ts';
import { type Config, loadSources, readConfig } from './config.ts';
import { keepHeapSmall } from './heap.ts';
import { createLog } from './log.ts';
import type { Showing } from './preview/show.ts';
import { VERSION } from './version.ts';
import { type Wired, wire } from './wiring.ts';

/** Exit codes of every command: done, failed, wrongly used. */
const FAILED = 1;
const WRONG_USAGE = 2;

async function main(): Promise<void> {
  keepHeapSmall();
  const { env, sources } = await loadSources();
  const config = readConfig(env, sources);
  const options = process.argv.slice(2);
  const unknown = options.find((option) => option !== '--fresh');
  if (unknown) throw usage(`There is no option ${unknown}. Known: --fresh (start over with an empty emulated mailbox).`);
  if (config.mailbox === 'emulated') await startEmulated(config, options.includes('--fresh'));
  else if (options.length > 0) throw usage('--fresh is for the emulated mailbox only: nothing was deleted.');
  else await startReal(config);
}

async function startReal(config: Config): Promise<void> {
  const log = createLog(process.stdout);
  for (const warning of config.warnings) log.warn({ step: 'config' }, warning);
  const wired = await wire(config, log);
  stopOnSignal(wired, () => log.info({ step: 'stop' }, 'stopping: finishing what is in hand'));
  const works = [config.mailbox, config.store, wired.ctx.brain.name, config.wake].join(', ');
  log.info({ step: 'start' }, `MAIL GPS ${VERSION} is ready: ${wired.url} (${works})`);
}

/** The developer's installation: logs go to a file, the terminal shows what happens. */
async function startEmulated(config: Config, fresh: boolean): Promise<void> {
  const { refuseSecond, startOver } = await import('./preview/start-over.ts');
  await refuseSecond(config.dataDir);
  if (fresh) {
    const { refuseToDeleteReal } = await import('./administration.ts');
    await refuseToDeleteReal(config);
    await startOver(config.dataDir);
  }
  for (const warning of config.warnings) process.stderr.write(`${warning}\n`);
  const log = createLog(await openLogFile(config.dataDir));
  const begun = performance.now();
  const wired = await wire(config, log);
  let showing: Showing | null = null;
  stopOnSignal(wired, () => showing?.stop());
  const { show } = await import('./preview/show.ts');
  const consoleLink = (await wired.consoleLink?.()) ?? '';
  // Who closes the terminal's end of a pipe (`| head`) does not stop the server.
  process.stdout.on('error', () => undefined);
  showing = show(wired, {
    readyMs: performance.now() - begun,
    dataDir: config.dataDir,
    samples: join(dirname(process.argv[1] ?? '.'), 'samples'),
    out: process.stdout,
    consoleLink,
    outside: outsideOf(config),
  });
}

/** What leaves the machine although the mailbox is emulated. */
function outsideOf({ mistral, store, wake, emulators, bucket }: Config): string[] {
  return [
    mistral !== null && 'texts of mails to Mistral',
    store === 'firestore' && emulators.firestore === null && 'records to Firestore',
    wake === 'pubsub' && emulators.pubsub === null && 'wake-ups to Pub/Sub',
    bucket !== null && 'files to Cloud Storage',
  ].filter((line) => line !== false);
}

/** Opened before anything is done, so that a folder nobody may write to is told as that. */
async function openLogFile(dataDir: string): Promise<NodeJS.WritableStream> {
  const file = join(dataDir, 'mailgps.log');
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const stream = (await open(file, 'a', 0o600)).createWriteStream();
    stream.on('error', (error) => process.stderr.write(`The log ${file} cannot be written any more: ${error.message}\n`));
    return stream;
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    const message = `${file} cannot be written${why}: let MAILGPS_DATA_DIR name a folder that you may write to.`;
    throw new AppError('config', message, { cause });
  }
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

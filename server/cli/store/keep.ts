import { AppError } from '../../../shared/errors.ts';
import { openBackups } from '../../adapters.ts';
import type { Config } from '../../config.ts';
import { DONE, type Io, line } from '../io.ts';

export async function backup(target: string, { json }: { json: boolean }, io: Io): Promise<number> {
  const { dataDir } = embedded(io.config());
  const made = await (await openBackups()).backupStore(dataDir, target, io.now());
  if (json) line(io.out, JSON.stringify({ target, ...made }));
  else line(io.out, `${target} holds the store of ${dataDir}: ${files(made.files)}, ${size(made.bytes)}`);
  return DONE;
}

export async function restore(source: string, options: { overwrite: boolean; json: boolean }, io: Io): Promise<number> {
  const { dataDir } = embedded(io.config());
  const { overwrite } = options;
  const made = await (await openBackups()).restoreStore(source, dataDir, { now: io.now(), overwrite });
  if (options.json) {
    line(io.out, JSON.stringify({ source, dataDir, ...made }));
    return DONE;
  }
  line(io.out, `${dataDir} is as it was on ${new Date(made.createdAt).toISOString()}: ${files(made.files)}, ${size(made.bytes)}`);
  if (made.movedTo) line(io.out, `What stood there is in ${made.movedTo}`);
  line(io.out, 'Nothing is sent until the server has found in the mailbox what left since then.');
  line(
    io.out,
    'Auto-mode is off from the start: look through the limits and the roles, which are those of the backup, before you switch it on.',
  );
  return DONE;
}

function embedded(config: Config): Config {
  if (config.store === 'sqlite') return config;
  throw new AppError(
    'config',
    'backup and restore are for the embedded store (MAILGPS_STORE=sqlite). Firestore makes its own copies: docs/operations.md, "Backup and restore".',
  );
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { EMULATED_ADDRESS } from '../../server/config.ts';
import { ACCESS_FILE } from '../../server/preview/emulated.ts';
import type { GmailAccess, GmailControl } from '../../server/preview/gmail/control.ts';
import { createControlClient } from '../../server/preview/gmail/control-client.ts';

export const ADDRESS = EMULATED_ADDRESS;

/** The emulated mailbox in a process of its own, and a data folder in which a server finds it. */
export interface StandIn {
  access: GmailAccess;
  control: GmailControl;
  dataDir: string;
  /** For a server that shall use it. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const options = { address: ADDRESS, untilInputEnds: true };
  const child = spawn(process.execPath, [bundle('gmail.js'), JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const access: GmailAccess = JSON.parse(await firstLine(child));
  const dataDir = await mkdtemp(join(tmpdir(), 'mailgps-bench-'));
  await writeFile(join(dataDir, ACCESS_FILE), JSON.stringify(access), { mode: 0o600 });
  return {
    access,
    control: createControlClient(access),
    dataDir,
    env: { PORT: '0', MAILGPS_DATA_DIR: dataDir, GMAIL_ROOT_URL: access.url },
    stop: async () => {
      child.kill('SIGTERM');
      await ended(child);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A file that was bundled beside this one. */
export function bundle(name: string): string {
  return join(dirname(process.argv[1] ?? '.'), name);
}

export async function firstLine(child: ChildProcess, test: (line: string) => boolean = () => true): Promise<string> {
  if (!child.stdout) throw new Error('The process has no output to read');
  for await (const line of createInterface({ input: child.stdout })) if (test(line)) return line;
  throw new Error('The process ended before it said what was waited for');
}

export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => void child.once('exit', () => resolve()));
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Google's own emulator, running for a test file. */
export interface Emulator {
  /** host:port, as FIRESTORE_EMULATOR_HOST and PUBSUB_EMULATOR_HOST have it. */
  host: string;
  stop(): Promise<void>;
}

type Service = 'firestore' | 'pubsub';

const ABOUT = {
  firestore: {
    variable: 'FIRESTORE_EMULATOR_HOST',
    component: 'cloud-firestore-emulator',
    script: 'cloud-firestore-emulator/cloud_firestore_emulator',
    command: ['start'],
  },
  pubsub: {
    variable: 'PUBSUB_EMULATOR_HOST',
    component: 'pubsub-emulator',
    script: 'pubsub-emulator/bin/cloud-pubsub-emulator',
    command: [],
  },
} as const;

/** A slow machine takes some 20 s; only one without Java runs into it. */
const PATIENCE_MS = 60_000;

/**
 * Whether tests on the emulator can run here. Where it is neither running nor installed they are left out, and that is said
 * once in a run, by whichever file is first; in CI that is a failure, because nobody would read it.
 */
export function hasEmulator(service: Service): boolean {
  if (process.env[ABOUT[service].variable] || scriptOf(service) !== null) return true;
  const message = `Google's ${service} emulator is not here (gcloud components install ${ABOUT[service].component}, and Java): its tests are left out.`;
  if (process.env.CI) throw new Error(message);
  if (isFirst(`no-${service}-emulator`)) process.stderr.write(`${message}\n`);
  return false;
}

/** Of all files of this run of the tests; a measurement is a run of its own. */
function isFirst(what: string): boolean {
  const run = process.env.MAILGPS_TEST_RUN;
  if (!run) return true;
  try {
    writeFileSync(join(run, what), '', { flag: 'wx' });
    return true;
  } catch {
    return false; // another file was first
  }
}

/** The one that the environment names, else one started on a free port. */
export async function startEmulator(service: Service): Promise<Emulator> {
  const { variable, command } = ABOUT[service];
  const running = process.env[variable];
  if (running) return { host: running, stop: async () => undefined };
  const script = scriptOf(service);
  if (script === null) throw new Error(`There is no ${service} emulator here`);
  for (;;) {
    const started = await startOn(await freePort(), script, command);
    if (started !== 'taken') return started;
  }
}

/** `taken`: between the finding of a free port and the second when Java takes it somebody else had it. */
async function startOn(port: number, script: string, command: readonly string[]): Promise<Emulator | 'taken'> {
  // A group of its own: the script starts Java and would leave it behind.
  const child = spawn(script, [...command, '--host=127.0.0.1', `--port=${port}`], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = stopper(child);
  process.once('exit', stop.now);
  let taken = false;
  // The one for Pub/Sub says so and does not end; what answers at that port is then another's.
  child.stderr.on('data', (chunk: Buffer) => {
    if (!chunk.includes('Address already in use')) return;
    taken = true;
    stop.now();
  });
  try {
    await answering(port, child);
  } catch (error) {
    await stop.whole();
    if (taken) return 'taken';
    throw error;
  }
  if (!taken) return { host: `127.0.0.1:${port}`, stop: stop.whole };
  await stop.whole();
  return 'taken';
}

function scriptOf(service: Service): string | null {
  const root = sdkRoot();
  const script = root === null ? null : join(root, 'platform', ABOUT[service].script);
  return script !== null && existsSync(script) ? script : null;
}

let known: string | null | undefined;
function sdkRoot(): string | null {
  known ??= findSdk();
  return known;
}

function findSdk(): string | null {
  try {
    const found = execFileSync('gcloud', ['info', '--format=value(installation.sdk_root)'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return found.toString().trim();
  } catch {
    return null; // no gcloud here
  }
}

function stopper(child: ChildProcess): { now(): void; whole(): Promise<void> } {
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const now = (): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended by itself a moment ago.
    }
  };
  return {
    now,
    whole: async () => {
      process.removeListener('exit', now);
      now();
      await ended;
    },
  };
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(100)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const answered = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
  }
  throw new Error('The emulator did not start: is Java 17 or newer installed?');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

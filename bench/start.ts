import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { scripts } from '../package.json';
import { createControlClient } from '../server/preview/gmail/control-client.ts';
import { RUNNING_FILE, type Running } from '../server/preview/running.ts';
import { atMost, type Figure, note, quantile } from './support/figure.ts';
import { question } from './support/mails.ts';
import { bundle, ended, startStandIn } from './support/stand-in.ts';

const STARTS = 7;
/** As `npm start` gives them. */
const NODE_OPTIONS = scripts.start.match(/--[\w-]+(?= .*dist\/server\/main\.js)/g) ?? [];

/** The bundled server itself, as `npm start` runs it, each time on a new data folder. */
export async function starting(): Promise<Figure[]> {
  const standIn = await startStandIn();
  try {
    // The mailbox is elsewhere, as Gmail is.
    const elsewhere: Started[] = [];
    for (let n = 0; n < STARTS; n++) elsewhere.push(await start(standIn.env, false));
    const ready = elsewhere.map(({ readyMs }) => readyMs);
    const whole: Started[] = [];
    for (let n = 0; n < STARTS; n++) whole.push(await startAlone());
    const alone = quantile(
      whole.map(({ readyMs }) => readyMs),
      0.5,
    );
    note(`start: ${ready.map(Math.round).join(', ')} ms; with the emulated mailbox in the process ${Math.round(alone)} ms`);
    const worked = elsewhere.flatMap(({ cpuMs }) => cpuMs ?? []);
    if (worked.length > 0) note(`start: ${quantile(worked, 0.5)} ms of processor time until ready`);
    const first = whole.map(({ firstMailMs }) => firstMailMs);
    return [
      atMost('ready-ms', quantile(ready, 0.5), 'ms', 500),
      atMost('ready-with-emulated-mailbox-ms', alone, 'ms', null),
      atMost('first-mail-ms', quantile(first, 0.5), 'ms', 5_000),
    ];
  } finally {
    await standIn.stop();
  }
}

interface Started {
  readyMs: number;
  /** Processor time until ready, which says more than the clock on a busy machine; null where the system does not tell. */
  cpuMs: number | null;
  firstMailMs: number;
}

/** `npm start` on an empty folder, emulated mailbox and all. */
async function startAlone(): Promise<Started> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mailgps-bench-'));
  try {
    return await start({ PORT: '0', MAILGPS_DATA_DIR: dataDir }, true);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** From the start of the process to the line that says it is ready; then to the line of the first mail handled. */
async function start(env: Record<string, string>, mail: boolean): Promise<Started> {
  const begun = performance.now();
  const child = spawn(process.execPath, [...NODE_OPTIONS, bundle('main.js')], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = linesOf(child);
    await lineWith(lines, 'MAIL GPS is ready');
    const ready = performance.now();
    const cpuMs = await processorTime(child.pid);
    if (mail) {
      const running: Running = JSON.parse(await readFile(join(env.MAILGPS_DATA_DIR ?? '', RUNNING_FILE), 'utf8'));
      await createControlClient(running.gmail).deliver(question(0));
      await lineWith(lines, '.example', /^\d\d:\d\d:\d\d .*\b(suggested|held|routed|ignored|failed)\b/);
    }
    return { readyMs: ready - begun, cpuMs, firstMailMs: performance.now() - ready };
  } finally {
    child.kill('SIGTERM');
    await ended(child);
  }
}

/** Linux counts it in hundredths of a second (proc(5): utime and stime, the 14th and 15th of /proc/PID/stat). */
async function processorTime(pid: number | undefined): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The second is the name, in brackets, and may hold spaces.
  const [user, system] =
    stat
      ?.slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13) ?? [];
  return user && system ? (Number(user) + Number(system)) * 10 : null;
}

function linesOf(child: ChildProcess): AsyncIterator<string> {
  if (!child.stdout) throw new Error('The process has no output to read');
  return createInterface({ input: child.stdout })[Symbol.asyncIterator]();
}

async function lineWith(lines: AsyncIterator<string>, text: string, form?: RegExp): Promise<void> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The server ended before it said "${text}"`);
    if (form ? form.test(value) : value.includes(text)) return;
  }
}

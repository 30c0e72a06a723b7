import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Figure, note } from './support/figure.ts';
import { machineMail, question } from './support/mails.ts';
import { type MeasuredServer, startServer } from './support/measured-server.ts';
import { startStandIn } from './support/stand-in.ts';

const MAILS = 10_000;
const STEP = 500;
/** So that the young generation of the heap has been looked through at its own pace. */
const SETTLE_MS = 500;
/** Of a process that keeps nothing per mail; SQLite's page cache and the heap's own slack move by as much. */
const FLAT_MIB = 20;

/** Resident memory of the server alone: the mailbox and the driver are other processes. One mail in five is a machine's. */
export async function memory(): Promise<Figure[]> {
  const standIn = await startStandIn();
  const server = await startServer(standIn, { mailbox: 'stand-in', brain: 'offline' });
  try {
    const at: Record<number, number> = { 0: await mib(server) };
    const begun = performance.now();
    for (let done = 0; done < MAILS; ) {
      for (let n = 0; n < STEP; n++) await standIn.control.deliver(n % 5 === 4 ? machineMail(n) : question(n));
      done += STEP;
      await server.wait('handled', done);
      await sleep(SETTLE_MS);
      at[done] = await mib(server);
      const rate = done / ((performance.now() - begun) / 1000);
      note(`memory: ${done} mails, ${Math.round(at[done] ?? 0)} MiB, ${rate.toFixed(0)} mails/s (the stand-in's pace)`);
    }
    const [half = 0, end = 0] = [at[MAILS / 2], at[MAILS]];
    return [
      atMost('memory-after-10000-mails', end, 'MiB', 200),
      atMost('memory-growth-5000-to-10000', end - half, 'MiB', FLAT_MIB),
    ];
  } finally {
    await server.stop();
    await standIn.stop();
  }
}

async function mib(server: MeasuredServer): Promise<number> {
  return (await server.rss()) / 2 ** 20;
}

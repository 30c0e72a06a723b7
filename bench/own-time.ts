import { atMost, type Figure, note, quantile } from './support/figure.ts';
import { question } from './support/mails.ts';
import { startServer } from './support/measured-server.ts';
import { startStandIn } from './support/stand-in.ts';

const WARM_UP = 30;
const MAILS = 400;

/** From push to the reply handed over, one mail at a time, with a mailbox that answers at once and the offline brain. */
export async function ownTime(): Promise<Figure[]> {
  const standIn = await startStandIn();
  const server = await startServer(standIn, { mailbox: 'memory', brain: 'offline' });
  try {
    let cpu = 0;
    for (let n = 0; n < WARM_UP + MAILS; n++) {
      if (n === WARM_UP) cpu = await server.cpu();
      await server.deliver([question(n)]);
      await server.push();
      await server.wait('finished', n + 1);
    }
    note(`own-time: ${(((await server.cpu()) - cpu) / MAILS).toFixed(1)} ms of processor time a mail`);
    const times = (await server.counts()).ownMs.slice(WARM_UP);
    return [
      atMost('own-time-per-mail-p50-ms', quantile(times, 0.5), 'ms', 50),
      atMost('own-time-per-mail-p95-ms', quantile(times, 0.95), 'ms', 50),
    ];
  } finally {
    await server.stop();
    await standIn.stop();
  }
}

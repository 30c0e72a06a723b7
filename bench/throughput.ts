import { atLeast, type Figure, note } from './support/figure.ts';
import { question } from './support/mails.ts';
import { startServer } from './support/measured-server.ts';
import { startStandIn } from './support/stand-in.ts';

const MAILS = 2_000;
const MODEL_MS = 500;

/** Mails a second, from one push to the last reply sent, with a model that takes half a second for each. */
export async function throughput(): Promise<Figure[]> {
  const standIn = await startStandIn();
  const server = await startServer(standIn, { mailbox: 'memory', brain: { slowMs: MODEL_MS } });
  try {
    await server.deliver(Array.from({ length: MAILS }, (_, n) => question(n)));
    const cpu = await server.cpu();
    const begun = performance.now();
    await server.push();
    await server.wait('finished', MAILS);
    const seconds = (performance.now() - begun) / 1000;
    note(`throughput: ${(((await server.cpu()) - cpu) / MAILS).toFixed(1)} ms of processor time a mail`);
    return [atLeast('throughput-with-500-ms-model', MAILS / seconds, 'mails/s', 100)];
  } finally {
    await server.stop();
    await standIn.stop();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Figure, note } from './support/figure.ts';
import { question } from './support/mails.ts';
import { startServer } from './support/measured-server.ts';
import { startStandIn } from './support/stand-in.ts';

const MAILS = 20;
/** Notifications of our own labels and sends come after the reply: what they cause is counted too. */
const AFTERWARDS_MS = 1_000;

/** Quota units of one mail that is answered by itself, one mail at a time, as the stand-in counts them. */
export async function gmailUnits(): Promise<Figure[]> {
  const standIn = await startStandIn();
  const server = await startServer(standIn, { mailbox: 'stand-in', brain: 'offline' });
  try {
    // The first looks up and makes the labels.
    await standIn.control.deliver(question(0));
    await server.wait('finished', 1);
    await sleep(AFTERWARDS_MS);
    await standIn.control.quota(true);
    for (let n = 1; n <= MAILS; n++) {
      await standIn.control.deliver(question(n));
      await server.wait('finished', n + 1);
    }
    await sleep(AFTERWARDS_MS);
    const { units, methods } = await standIn.control.quota();
    note(`gmail-units: ${MAILS} mails, each`);
    for (const [method, of] of Object.entries(methods)) note(`  ${method}  ${of.calls / MAILS} calls  ${of.units / MAILS} units`);
    return [atMost('gmail-units-per-auto-answered-mail', units / MAILS, 'units', 200)];
  } finally {
    await server.stop();
    await standIn.stop();
  }
}

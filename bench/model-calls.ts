import { atMost, type Figure } from './support/figure.ts';
import { machineMail, question } from './support/mails.ts';
import { startServer } from './support/measured-server.ts';
import { startStandIn } from './support/stand-in.ts';

const MAILS = 40;

/** How often the brain is asked, for people's mails and for machines'. */
export async function modelCalls(): Promise<Figure[]> {
  const standIn = await startStandIn();
  const server = await startServer(standIn, { mailbox: 'memory', brain: 'offline' });
  try {
    const asked = async (mails: string[], handled: number): Promise<number> => {
      const before = (await server.counts()).modelCalls;
      await server.deliver(mails);
      await server.push();
      await server.wait('handled', handled);
      return ((await server.counts()).modelCalls - before) / mails.length;
    };
    const people = await asked(
      Array.from({ length: MAILS }, (_, n) => question(n)),
      MAILS,
    );
    const machines = await asked(
      Array.from({ length: MAILS }, (_, n) => machineMail(n)),
      2 * MAILS,
    );
    return [atMost('model-calls-per-mail', people, 'calls', 1), atMost('model-calls-per-machine-mail', machines, 'calls', 0)];
  } finally {
    await server.stop();
    await standIn.stop();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { type Cloud, hasCloud, startCloud } from '../test/e2e/support/cloud.ts';
import { everything, startHerd } from '../test/e2e/support/storm.ts';
import { stormMails } from '../test/e2e/support/storm-mails.ts';
import { atMost, type Figure, note } from './support/figure.ts';
import { bundle } from './support/stand-in.ts';

const MAILS = 200;

/**
 * Mails a second with one, two and three servers on Google's emulators, from the first delivery to the last reply, and
 * what each mail cost as the stand-ins for Gmail and Mistral counted it. The emulators take their share of the same
 * processors: production is another machine's work.
 */
export async function processes(): Promise<Figure[]> {
  if (!hasCloud()) return [];
  const figures: Figure[] = [];
  for (const size of [1, 2, 3]) {
    const cloud = await startCloud();
    try {
      figures.push(...(await measured(cloud, size)));
    } finally {
      await cloud.close();
    }
  }
  return figures;
}

async function measured(cloud: Cloud, size: number): Promise<Figure[]> {
  const herd = await startHerd(size, cloud.env, (urls) => cloud.relay.setTargets(urls), bundle('bench-worker.js'));
  try {
    await cloud.gmail.quota(true);
    const begun = performance.now();
    for (const { raw } of stormMails(MAILS)) await cloud.gmail.deliver(raw);
    const sent = await settled(cloud);
    const seconds = (performance.now() - begun) / 1000;
    note(`processes: ${size}: ${MAILS} mails, ${sent} answered, ${seconds.toFixed(1)} s`);
    const rate = atMost(`throughput-emulators-${size}-processes`, MAILS / seconds, 'mails/s', null);
    return size === 1 ? [rate, ...(await costs(cloud, sent))] : [rate];
  } finally {
    await herd.stop();
  }
}

async function costs({ gmail, mistral }: Cloud, sent: number): Promise<Figure[]> {
  const { units } = await gmail.quota();
  const { answered, inputTokens, outputTokens } = mistral.figures();
  return [
    atMost('gmail-units-per-answered-mail-cloud', units / sent, 'units', null),
    atMost('model-input-tokens-per-call', inputTokens / answered, 'tokens', 900),
    atMost('model-output-tokens-per-call', outputTokens / answered, 'tokens', null),
  ];
}

/** Until every mail is recorded and nothing is left to do; gives how many were answered. */
async function settled({ store }: Cloud): Promise<number> {
  for (;;) {
    const { records, effects } = await everything(store);
    const busy =
      records.some(({ state }) => state === 'received' || state === 'held') ||
      effects.some(({ nextAttemptAt }) => nextAttemptAt !== null);
    if (records.length === MAILS && !busy) return records.filter(({ state }) => state === 'replied').length;
    await sleep(500);
  }
}

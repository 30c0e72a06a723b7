import { setTimeout as sleep } from 'node:timers/promises';
import { bundleInChunks } from '../helpers/child.ts';
import { type Cloud, hasCloud, startCloud } from './support/cloud.ts';
import { answered, everything, type Herd, startHerd } from './support/storm.ts';
import { type StormMail, stormMails } from './support/storm-mails.ts';

/**
 * Everything real that can be, and nothing left whole: Pub/Sub's emulator → push → Firestore's emulator → a stand-in for
 * Gmail → a stand-in for Mistral → a reply that left, with three servers of which one is killed every two seconds.
 */
const MAILS = Number(process.env.STORM_MAILS ?? 40);
const KILL_EVERY_MS = 2_000;
const DELIVER_EVERY_MS = 40;
const OUTAGE_MS = 3_000;
/** Far longer than it takes; only a lost mail runs into it. */
const PATIENCE_MS = 240_000;

const here = hasCloud() ? describe : describe.skip;

here('a storm', () => {
  let cloud: Cloud;
  let herd: Herd;

  beforeAll(async () => {
    cloud = await startCloud({
      notifications: { lose: 0.1, repeat: 0.1, seed: 3 },
      habits: { seed: 5, lose: 0.05, cut: 0.02, repeat: 0.05, delay: 0.05, reorder: 0.05 },
    });
    const { bundle } = bundleInChunks('test/e2e/support/storm-worker.ts');
    herd = await startHerd(3, cloud.env, (urls) => cloud.relay.setTargets(urls), bundle);
  }, 120_000);

  afterAll(async () => {
    await herd?.stop();
    await cloud?.close();
  }, 60_000);

  test('forty mails (npm run test:long: five hundred): each recorded, each answered at most once, none lost', async () => {
    const mails = stormMails(MAILS);
    const begun = Date.now();
    const killing = new AbortController();
    const killer = killEvery(herd, KILL_EVERY_MS, killing.signal);
    await Promise.all([deliver(mails), goWrong()]);
    const { seconds, open } = await settled(begun);
    killing.abort();
    await killer;
    expect(open).toEqual([]);
    await everyPromise(mails);
    await tell(seconds);
  }, 300_000);

  /** STORM_LOG=1 shows what the README's figures are read from. */
  async function tell(seconds: number): Promise<void> {
    if (!process.env.STORM_LOG) return;
    const { records } = await everything(cloud.store);
    const states: Record<string, number> = {};
    for (const { state } of records) states[state] = (states[state] ?? 0) + 1;
    const { received, lost, repeated, cut, broken } = cloud.relay.counts();
    const { units } = await cloud.gmail.quota();
    const figures = { seconds, kills: herd.kills(), states, pushes: { received, lost, repeated, cut, broken }, units };
    process.stderr.write(`${JSON.stringify(figures)}\n`);
  }

  async function deliver(mails: readonly StormMail[]): Promise<void> {
    for (const { raw } of mails) {
      await cloud.gmail.deliver(raw);
      await sleep(DELIVER_EVERY_MS);
    }
  }

  async function goWrong(): Promise<void> {
    const { gmail } = cloud;
    const outage = async (status: number, reason: string): Promise<void> => {
      await gmail.addFault({ method: '*', kind: 'status', status, reason, times: 0 });
      await sleep(OUTAGE_MS);
      await gmail.clearFaults();
    };
    const steps: (() => Promise<void>)[] = [
      () => gmail.expireHistory(),
      () => outage(429, 'rateLimitExceeded'),
      () => gmail.addFault({ method: 'drafts.send', kind: 'drop', after: true, times: 5 }),
      () => gmail.loseNotifications(50),
      () => gmail.addFault({ method: 'drafts.create', kind: 'drop', after: true, times: 5 }),
      () => gmail.expireHistory(),
      () => outage(503, 'backendError'),
      () => gmail.addFault({ method: 'drafts.send', kind: 'status', status: 500, after: true, times: 5 }),
    ];
    for (const step of steps) {
      await sleep(OUTAGE_MS);
      await step();
    }
  }

  /** Until nothing is left to do; `open` is what still was when patience ended. */
  async function settled(begun: number): Promise<{ seconds: number; open: object[] }> {
    for (;;) {
      const { records, effects } = await everything(cloud.store);
      const open = [
        ...records.filter((r) => r.state === 'received' || r.state === 'held'),
        ...effects.filter((e) => e.nextAttemptAt !== null),
      ].map(({ id, state, attempts, nextAttemptAt }) => ({ id, state, attempts, nextAttemptAt }));
      const seconds = Math.round((Date.now() - begun) / 100) / 10;
      if (process.env.STORM_LOG) process.stderr.write(`${seconds} s: ${records.length} recorded, ${open.length} open\n`);
      if ((records.length >= MAILS && open.length === 0) || Date.now() - begun > PATIENCE_MS) return { seconds, open };
      await sleep(1_000);
    }
  }

  async function everyPromise(mails: readonly StormMail[]): Promise<void> {
    const { records } = await everything(cloud.store);
    const arrived = (await cloud.gmail.messages()).filter(({ labels }) => !labels.includes('SENT') && !labels.includes('DRAFT'));
    expect(arrived).toHaveLength(mails.length);
    expect(records.map(({ id }) => id).sort()).toEqual(arrived.map(({ id }) => id).sort());

    const answers = await answered(cloud.gmail);
    expect(new Set(answers).size).toBe(answers.length);
    const wanted = new Set(mails.filter(({ wants }) => wants === 'answer').map(({ messageId }) => messageId));
    expect(answers.filter((id) => !wanted.has(id))).toEqual([]);
    const replied = records.filter(({ state }) => state === 'replied');
    expect(replied.map(({ messageId }) => messageId).sort()).toEqual([...answers].sort());
    // Most of them left by themselves: a storm in which everything goes to people would prove little.
    expect(answers.length).toBeGreaterThan(wanted.size * 0.8);
    expect(records.filter(({ state }) => state === 'failed')).toEqual([]);
  }
});

/**
 * Two seconds after the three are whole again. By the clock alone, on two processors that are busy, no server lives long enough
 * to be let into the mailbox: the one before it was killed with the lease.
 */
async function killEvery(herd: Herd, ms: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await herd.killOne();
  }
}

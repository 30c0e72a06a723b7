import { readFileSync } from 'node:fs';
import { type Counted, countedStore } from '../support/counted-store.ts';
import { type Booted, boot } from './support/boot.ts';

const costs = readFileSync('docs/costs.md', 'utf8');
/** What docs/costs.md allows for. */
const told = (pattern: RegExp): [reads: number, writes: number] => {
  const [, reads, writes = '0'] = pattern.exec(costs) ?? [];
  return [Number(reads), Number(writes)];
};
const ANSWERED = told(/answered by themselves: (\d+) reads and (\d+) writes each/);
const SUGGESTED = told(/a suggested one: (\d+) and (\d+)\)/);
const OPENED = told(/a mail opened in the sidebar: (\d+) reads/);
const HOME = told(/its first page: (\d+)/);
const TICK = told(/ticks, one a minute: (\d+) reads each/);

const counted: Counted = { reads: 0, writes: 0, deletes: 0 };
let app: Booted;
beforeEach(async () => {
  app = await boot({ store: (store) => countedStore(store, counted), tickMs: null });
});

/** A stop finishes what is in hand: what Gmail tells of our own changes is counted as far as it has come by then. */
async function cost(work: () => Promise<unknown>): Promise<Counted> {
  const before = { ...counted };
  await work();
  await app.remove();
  const { reads, writes, deletes } = counted;
  return { reads: reads - before.reads, writes: writes - before.writes, deletes: deletes - before.deletes };
}

it.each([
  ['answered by itself', 'timetable of courses', 'replied', ANSWERED],
  ['suggested', 'fees of courses', 'suggested', SUGGESTED],
] as const)(
  'a mail %s costs no more reads and writes than the costs say, and a third of them at least',
  async (_, subject, state, most) => {
    const spent = await cost(async () => {
      const mail = await app.deliver({ subject });
      await app.until(mail.id, (record) => record.state === state && (state !== 'replied' || record.reply?.messageId !== ''));
    });
    const [reads, writes] = most;
    expect(spent.reads).toBeLessThanOrEqual(reads);
    expect(spent.reads).toBeGreaterThan(reads / 3);
    expect(spent.writes).toBeLessThanOrEqual(writes);
    expect(spent.writes).toBeGreaterThan(writes / 3);
    expect(spent.deletes).toBe(0);
  },
);

it('the sidebar reads no more than the costs say, and writes nothing', async () => {
  const mail = await app.deliver({ subject: 'fees of courses' });
  await app.untilState(mail.id, 'suggested');
  const messageId = encodeURIComponent(mail.messageId);
  // The first call of all binds the account.
  await app.api('GET', '/api/me');
  const spent = async (path: string): Promise<{ reads: number; writes: number }> => {
    const calls: { reads: number; writes: number }[] = [];
    // What Gmail tells of our own changes may fall into one of them.
    for (let n = 0; n < 6; n += 1) {
      const before = { ...counted };
      expect((await app.api('GET', path)).status).toBe(200);
      calls.push({ reads: counted.reads - before.reads, writes: counted.writes - before.writes });
    }
    return calls.reduce((least, call) => (call.reads + call.writes < least.reads + least.writes ? call : least));
  };
  // In a copy it is found by its Message-ID: one read more.
  const opened = await spent(`/api/mails/ffff00001111aaaa?choices=true&messageId=${messageId}`);
  const home = await spent('/api/home');
  await app.remove();
  expect([opened.writes, home.writes]).toEqual([0, 0]);
  expect(opened.reads).toBeLessThanOrEqual(OPENED[0]);
  expect(opened.reads).toBeGreaterThan(OPENED[0] / 2);
  expect(home.reads).toBeLessThanOrEqual(HOME[0]);
});

it('a tick with nothing to do writes nothing and reads what the costs say', async () => {
  const ticks: Counted[] = [];
  // A notification of the watch may fall into one of them.
  for (let n = 0; n < 12; n += 1) {
    const before = { ...counted };
    await app.jobs.tick();
    ticks.push({ reads: counted.reads - before.reads, writes: counted.writes - before.writes, deletes: 0 });
  }
  await app.remove();
  const [reads] = TICK;
  // With a hosted model two more: its tokens of the day.
  expect(ticks).toContainEqual({ reads: reads - 2, writes: 0, deletes: 0 });
});

import { createJobs, type Job, makeDue } from '../../server/jobs/jobs.ts';
import { type Installation, installation } from '../http/support/installation.ts';
import { type Issuer, startIssuer } from '../http/support/issuer.ts';
import { type Counted, countedStore } from '../support/counted-store.ts';

let issuer: Issuer;
let it_: Installation;
let counted: Counted;
let ran: string[];
beforeAll(async () => {
  issuer = await startIssuer();
});
beforeEach(async () => {
  it_ = await installation(issuer);
  counted = { reads: 0, writes: 0, deletes: 0 };
  ran = [];
});
afterEach(() => it_.close());
afterAll(() => issuer.close());

const EVERY = 60_000;

/** A process of its own: what it remembers no other knows. */
function process_(name: string, job: Partial<Job> = {}) {
  const ctx = { ...it_.ctx, store: countedStore(it_.ctx.store, counted) };
  return createJobs(ctx, { job: { every: EVERY, run: async () => void ran.push(name), ...job } });
}

test('a job runs once in its time, whichever process ticks, and is not asked for before', async () => {
  const [one, two] = [process_('one'), process_('two')];
  await one.tick();
  await two.tick();
  expect(ran).toEqual(['one']);
  const { reads } = counted;
  it_.clock.advance(EVERY - 1);
  for (let n = 0; n < 5; n++) await Promise.all([one.tick(), two.tick()]);
  expect([ran, counted.reads]).toEqual([['one'], reads]);
  it_.clock.advance(1);
  await two.tick();
  await one.tick();
  expect(ran).toEqual(['one', 'two']);
  it_.clock.advance(EVERY);
  await one.tick();
  expect(ran).toEqual(['one', 'two', 'one']);
});

test('one that others may make due is asked for at every tick', async () => {
  const one = process_('one', { anytime: true });
  await one.tick();
  await one.tick();
  expect(ran).toEqual(['one']);
  await makeDue(it_.ctx.store, 'job');
  await one.tick();
  expect(ran).toEqual(['one', 'one']);
});

test('after the clock was set back a job waits no longer than its time', async () => {
  const one = process_('one');
  it_.clock.advance(365 * 86_400_000);
  await one.tick();
  it_.clock.advance(-364 * 86_400_000);
  await one.tick();
  expect(ran).toEqual(['one', 'one']);
});

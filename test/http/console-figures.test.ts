import { jobsOf } from '../../server/jobs/jobs.ts';
import { keepLedger, purgeLedger } from '../../server/jobs/ledger.ts';
import { purgeRecords } from '../../server/jobs/purge.ts';
import { eachPack, leaseLedger } from '../../server/store/ledger.ts';
import { readSettings } from '../../server/store/settings.ts';
import { RehearsalView, WhatIfView } from '../../shared/api.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { addDays, dayIn } from '../../shared/local-time.ts';
import type { Policy } from '../../shared/policy.ts';
import { type ReplayRow, replayOf } from '../../shared/replay.ts';
import { withChange } from '../../shared/what-if.ts';
import { installation, testPolicy, useInstallation } from './support/installation.ts';

const it_ = useInstallation({ settings: { modes: { fees: { mode: 'automatic', since: 0 } } } });

async function rows(): Promise<ReplayRow[]> {
  const found: ReplayRow[] = [];
  for await (const pack of eachPack(it_.ctx.store, 0)) found.push(...pack);
  return found;
}

let n = 0;
const from = () => `eva${n++}@people.example`;
const take = (subject: string) => it_.take({ subject, from: `Eva <${from()}>` });
const mail = async (id: string) => (await it_.get(`/api/mails/${id}`)).body;

test('each handled mail leaves one row, which follows what becomes of it, and nothing of its words', async () => {
  const automatic = await take('fees');
  const suggested = await take('hours');
  await keepLedger(it_.ctx);
  expect((await rows()).map(({ id, state, became }) => [id, state, became])).toEqual(
    expect.arrayContaining([
      [automatic, 'held', 'open'],
      [suggested, 'suggested', 'open'],
    ]),
  );
  await it_.sendDue(`${automatic}.reply.1`);
  await it_.post(`/api/mails/${suggested}/reply`, { revision: (await mail(suggested)).revision, text: 'Passez nous voir.' });
  await keepLedger(it_.ctx);
  const after = await rows();
  expect(after).toHaveLength(2);
  expect(after.find(({ id }) => id === automatic)).toMatchObject({ became: 'automatic', by: 'automatic' });
  expect(after.find(({ id }) => id === suggested)).toMatchObject({ became: 'replaced', by: 'staff' });
  expect(JSON.stringify(after)).not.toMatch(/people\.example|Eva|Passez/);
});

test('replayed with the switches of then, every mail is decided on as it was', async () => {
  const subjects = [
    'fees',
    'hours',
    'course',
    'visa',
    'visa 0.42',
    'none',
    'fees 0.42',
    'fees several',
    'hours complaint 0.5',
    'fees en',
    'unknown',
  ];
  for (const subject of subjects) await take(subject);
  await keepLedger(it_.ctx);
  const settings = { ...(await readSettings(it_.ctx.store)), autoModeSince: 0 };
  const found = await rows();
  expect(found).toHaveLength(subjects.length);
  for (const row of found) {
    if (!row.decided) throw new Error('Not decided on.');
    const again = replayOf(row, row.decided)(settings, { today: 0, thisHour: 0, toSenderToday: 0, inThread: 0 });
    expect([row.id, again.action, [...again.reasons].sort(), again.rehearsed]).toEqual([
      row.id,
      row.decided.action,
      [...row.decided.reasons].sort(),
      row.decided.rehearsed ?? null,
    ]);
  }
});

test('an admin learns what a change would have done, and nothing is changed or asked', async () => {
  for (let i = 0; i < 4; i++) await take('hours');
  const edited = await take('hours');
  await it_.post(`/api/mails/${edited}/reply`, { revision: (await mail(edited)).revision, text: 'Passez nous voir.' });
  await keepLedger(it_.ctx);
  const before = await readSettings(it_.ctx.store);
  const body = {
    change: { modes: { hours: 'automatic' }, caps: { perDay: 4, perHour: 99, perSenderDay: 9, perThread: 9 } },
    limit: 2,
  };
  const answer = await it_.post('/api/what-if', body, 'admin');
  expect(answer.status).toBe(200);
  const view = WhatIfView.parse(answer.body);
  expect(view).toMatchObject({ rows: 5, before: 0, after: 4, more: { count: 4 }, less: { count: 0 } });
  expect(view.more.mails).toHaveLength(2);
  expect(view.categories).toEqual([
    { id: 'hours', name: 'hours (en)', before: 0, after: 4, more: 4, less: 0, corrected: view.more.corrected },
  ]);
  expect(await readSettings(it_.ctx.store)).toEqual(before);
  expect((await it_.post('/api/what-if', body, 'staff')).status).toBe(403);
  expect((await it_.post('/api/what-if', { change: { modes: { nowhere: 'automatic' } } }, 'admin')).status).toBe(400);
  expect((await it_.post('/api/what-if', { change: { holdMs: 1, retention: {} } }, 'admin')).status).toBe(400);
  expect(withChange(before, {}, 0)).toEqual(before);
});

test('a file that had expired when a mail came keeps it back in a what-if too; one that expires later is told', async () => {
  const policy = testPolicy();
  const plan = { name: 'plan.pdf', type: 'application/pdf', size: 9, blob: 'plan', sha256: '0'.repeat(64) };
  const hours = policy.templates.find(({ id }) => id === 'hours.fr');
  if (!hours) throw new Error('No template.');
  const withPlan = (validUntil: string): Policy => ({
    ...policy,
    templates: policy.templates.map((one) => (one === hours ? { ...hours, files: [{ ...plan, validUntil }] } : one)),
  });
  const modes = { hours: { mode: 'automatic', since: 0 } } as const;
  const today = dayIn('Europe/Paris', it_.ctx.now());
  const body = { change: { modes: { hours: 'automatic' } } };
  const tried = async (validUntil: string, later = 0) => {
    const there = await installation(it_.issuer, { policy: withPlan(validUntil), settings: { modes } });
    try {
      const id = await there.take({ subject: 'hours', from: 'Eva <eva@people.example>' });
      await keepLedger(there.ctx);
      there.clock.advance(later);
      const view = WhatIfView.parse((await there.post('/api/what-if', body, 'admin')).body);
      return { action: (await there.record(id)).decision?.action, after: view.after, lacking: view.lacking };
    } finally {
      await there.close();
    }
  };
  expect(await tried(today)).toEqual({ action: 'reply', after: 1, lacking: [] });
  expect(await tried(addDays(today, -1))).toEqual({ action: 'suggest', after: 0, lacking: [] });
  expect(await tried(today, 2 * DAY_MS)).toEqual({
    action: 'reply',
    after: 1,
    lacking: [{ category: { id: 'hours', name: 'hours (en)' }, language: 'fr', name: 'plan.pdf', why: 'expired' }],
  });
});

test('rehearsal: what would have been sent stands beside what staff did, with an honest interval', async () => {
  const asWas = await take('hours');
  const replaced = await take('hours');
  const other = await take('hours');
  await take('hours');
  await it_.post(`/api/mails/${asWas}/reply`, { revision: (await mail(asWas)).revision });
  await it_.post(`/api/mails/${replaced}/reply`, { revision: (await mail(replaced)).revision, text: 'Passez nous voir.' });
  await it_.call('patch', `/api/mails/${other}`, { revision: (await mail(other)).revision, categoryId: 'fees' });
  await keepLedger(it_.ctx);
  const view = RehearsalView.parse((await it_.get('/api/rehearsal?category=hours&limit=3')).body);
  expect(view.items.find(({ id }) => id === 'hours')).toMatchObject({
    mode: 'rehearsal',
    rehearsed: 4,
    asWas: 1,
    replaced: 1,
    recategorised: 1,
    open: 1,
    judged: 3,
    right: 1,
  });
  expect(view.total).toBe(4);
  expect(view.mails).toHaveLength(3);
  const pages = [
    ...view.mails,
    ...RehearsalView.parse((await it_.get('/api/rehearsal?category=hours&limit=3&offset=3')).body).mails,
  ];
  const sides = pages.find(({ id }) => id === replaced);
  expect(sides).toMatchObject({
    became: 'replaced',
    wouldHave: expect.stringContaining('Nous sommes ouverts'),
    staffSent: expect.stringContaining('Passez nous voir'),
  });
  expect(pages.find(({ id }) => id === other)).toMatchObject({ recategorised: { id: 'fees' }, wouldHave: null });
  expect(new Set(pages.map(({ id }) => id)).size).toBe(4);
});

test('an erased sender is only a count; a purged mail is one too, and is counted before it goes', async () => {
  const id = await it_.take({ subject: 'hours', from: 'Ada <ada@people.example>' });
  await keepLedger(it_.ctx);
  const [before] = await rows();
  expect(before?.decided?.sender).not.toBe('');
  await it_.call('delete', '/api/senders/ada@people.example', undefined, 'admin');
  await keepLedger(it_.ctx);
  const [erased] = await rows();
  expect(erased?.decided).toEqual({ ...before?.decided, sender: '', thread: '' });

  const late = await take('hours');
  it_.clock.advance(400 * DAY_MS);
  // Not in the figures yet: it stays.
  await purgeRecords(it_.ctx, 396);
  expect((await it_.record(late)).id).toBe(late);
  await jobsOf(1).purge?.run(it_.ctx);
  await expect(it_.record(late)).rejects.toThrow();
  await expect(it_.record(id)).rejects.toThrow();
  await purgeLedger(it_.ctx, 396);
  expect((await rows()).map((row) => row.id)).toEqual(['', '']);
  await keepLedger(it_.ctx);
  expect(await rows()).toHaveLength(2);
});

test('what happens after the clock was set back by hours stands in the figures all the same', async () => {
  const ahead = { ...it_.ctx, now: () => it_.clock.now() + 5 * 3_600_000 };
  await take('hours');
  await keepLedger(ahead);
  it_.clock.advance(60_000);
  const id = await take('hours');
  expect(await leaseLedger(it_.ctx.store, 'died', ahead.now(), 120_000)).not.toBeNull();
  await keepLedger(it_.ctx);
  expect((await rows()).map((row) => row.id)).toContain(id);
});

test('records from before the rows came are taken up, and two processes do not do it at once', async () => {
  const id = await take('hours');
  const { changedAt: _, marks: __, ...old } = await it_.record(id);
  await it_.ctx.store.transaction(async (tx) => tx.set('records', id, old));
  const { ctx } = it_;
  expect(await leaseLedger(ctx.store, 'another', ctx.now(), 60_000)).not.toBeNull();
  await keepLedger(ctx);
  expect(await rows()).toEqual([]);
  it_.clock.advance(60_001);
  await keepLedger(ctx);
  expect((await rows()).map((row) => row.id)).toEqual([id]);
});

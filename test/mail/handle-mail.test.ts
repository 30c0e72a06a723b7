import type { Brain } from '../../server/brain/brain.ts';
import { checkMailbox } from '../../server/mail/check-mailbox.ts';
import { handleMail } from '../../server/mail/handle-mail.ts';
import { effects } from '../../server/store/collections.ts';
import { AppError } from '../../shared/errors.ts';
import { eml } from '../e2e/support/eml.ts';
import { scriptedBrain } from '../e2e/support/scripted-brain.ts';
import { AUTHENTICATED, useInstallation } from '../http/support/installation.ts';

const it_ = useInstallation();

async function arrive(subject: string): Promise<string> {
  const id = it_.mailbox.deliver(eml({ subject, headers: AUTHENTICATED }));
  await checkMailbox(it_.ctx);
  return id;
}

/** A brain that goes on only when it is told to, and is not certain then; `asked` resolves when it is at work. */
function slowBrain(): { brain: Brain; asked: Promise<void>; goOn: () => void } {
  let asked = (): void => undefined;
  let goOn = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const atWork = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const brain = scriptedBrain(async (reading) => {
    asked();
    await told;
    return { ...reading, confidence: 0.5 };
  });
  return { brain, asked: atWork, goOn };
}

test('a mail that ends whoever works on it is given up after so many, with an attempt counted each time', async () => {
  const id = await arrive('hours question');
  const { leaseMs, maxAttempts } = it_.ctx.limits;
  const working: { goOn: () => void; done: Promise<boolean> }[] = [];
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const { brain, asked, goOn } = slowBrain();
    const done = handleMail({ ...it_.ctx, brain, worker: `w${attempt}` }, id);
    working.push({ goOn, done });
    await asked;
    expect(await it_.record(id)).toMatchObject({ state: 'received', attempts: attempt });
    it_.clock.advance(leaseMs);
  }
  await handleMail(it_.ctx, id);
  expect(await it_.record(id)).toMatchObject({ state: 'failed', waiting: true, nextAttemptAt: null });
  for (const { goOn, done } of working) {
    goOn();
    await done;
  }
  expect((await it_.record(id)).state).toBe('failed');
});

test('while one works on a mail nobody else does, and before its time nobody does', async () => {
  const id = await arrive('hours question');
  const { brain, asked, goOn } = slowBrain();
  const first = handleMail({ ...it_.ctx, brain }, id);
  await asked;
  await handleMail(it_.ctx, id);
  expect(await it_.record(id)).toMatchObject({ state: 'received', attempts: 1 });
  goOn();
  await first;
  expect((await it_.record(id)).state).toBe('suggested');
});

test('a worker that wakes after its lease writes nothing: one record, one mail intended', async () => {
  const id = await arrive('fees question');
  const { brain, asked, goOn } = slowBrain();
  const stalled = handleMail({ ...it_.ctx, brain, worker: 'stalled' }, id);
  await asked;
  it_.clock.advance(it_.ctx.limits.leaseMs);
  await handleMail({ ...it_.ctx, worker: 'second' }, id);
  const after = await it_.record(id);
  goOn();
  await stalled;
  expect(await it_.record(id)).toEqual(after);
  expect(await it_.ctx.store.count(effects.name, {})).toBe(1);
});

test.each(['rate-limited', 'timeout', 'config'] as const)(
  'an outage (%s) parks nothing, however long it lasts within a day; what fails for longer is given up',
  async (code) => {
    const id = await arrive('hours question');
    const away = { ...it_.mailbox, fetchRaw: () => Promise.reject(new AppError(code, 'not now')) };
    const again = async (): Promise<void> => {
      const { nextAttemptAt } = await it_.record(id);
      it_.clock.set(Math.max(it_.clock.now(), nextAttemptAt ?? Number.NaN));
      await handleMail({ ...it_.ctx, mailbox: away }, id);
    };
    for (let n = 0; n < 40; n++) await again();
    const waiting = await it_.record(id);
    expect(waiting).toMatchObject({ state: 'received', attempts: 40, lastError: code });
    expect((waiting.nextAttemptAt ?? 0) - it_.clock.now()).toBeLessThanOrEqual(300_000);

    it_.clock.advance(24 * 3_600_000);
    for (let n = 0; n <= it_.ctx.limits.maxAttempts; n++) await again();
    expect((await it_.record(id)).state).toBe('failed');
  },
);

test('a mail that was parsed and not read is known by its sender and subject, and found by them, once it is parked too', async () => {
  const id = await arrive('hours question');
  const brain = scriptedBrain(() => Promise.reject(new AppError('internal', 'not today')));
  const known = {
    subject: 'hours question',
    from: { address: expect.stringContaining('@') },
    messageId: expect.stringContaining('@'),
  };
  for (let attempt = 1; attempt <= it_.ctx.limits.maxAttempts; attempt++) {
    await handleMail({ ...it_.ctx, brain }, id);
    const record = await it_.record(id);
    expect(record).toMatchObject({ ...known, facts: null, reading: null });
    expect(record.tokens).toContain('hours');
    it_.clock.set(Math.max(it_.clock.now(), record.nextAttemptAt ?? 0));
  }
  await handleMail(it_.ctx, id);
  expect(await it_.record(id)).toMatchObject({ ...known, state: 'failed' });
});

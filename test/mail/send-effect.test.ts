import type { Context } from '../../server/mail/context.ts';
import { sendEffect } from '../../server/mail/send-effect.ts';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { changeSettings, headVersion, publishPolicy, readSettings } from '../../server/store/settings.ts';
import { AppError } from '../../shared/errors.ts';
import type { Settings } from '../../shared/policy.ts';
import { useInstallation } from '../http/support/installation.ts';

/** The moment of sending: what was decided minutes ago is looked at again, and a stalled worker sends nothing. */
const it_ = useInstallation();

const holdIsOver = () => it_.clock.advance(60_000);

/** The settings alone, as if whoever changed them had died before anything held was taken back. */
async function change(fields: Partial<Settings>): Promise<void> {
  await it_.ctx.store.transaction(async (tx) =>
    changeSettings(tx, (await readSettings(tx)).revision, (before) => ({ ...before, ...fields })),
  );
}

/** A call of the mailbox that waits for a word, before or after it had its effect. */
function stalling(method: 'createDraft' | 'sendDraft', when: 'before' | 'after') {
  let reached = (): void => undefined;
  let goOn = (): void => undefined;
  const there = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const told = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const wait = async <T>(call: () => Promise<T>): Promise<T> => {
    const early = when === 'after' ? await call() : undefined;
    reached();
    await told;
    return early ?? call();
  };
  const mailbox: Mailbox = {
    ...it_.mailbox,
    ...(method === 'createDraft'
      ? { createDraft: (raw: Uint8Array, threadId: string | null) => wait(() => it_.mailbox.createDraft(raw, threadId)) }
      : { sendDraft: (draftId: string) => wait(() => it_.mailbox.sendDraft(draftId)) }),
  };
  const ctx: Context = { ...it_.ctx, mailbox, worker: 'stalled' };
  return { ctx, reached: there, goOn };
}

test.each([
  ['createDraft', 'before'],
  ['createDraft', 'after'],
  ['sendDraft', 'before'],
  ['sendDraft', 'after'],
] as const)('a worker that stalls at %s (%s its effect) past its lease sends nothing more', async (method, when) => {
  const id = await it_.take({ subject: 'fees question' });
  holdIsOver();
  const { ctx, reached, goOn } = stalling(method, when);
  const stalled = sendEffect(ctx, `${id}.reply.1`);
  await reached;
  it_.clock.advance(it_.ctx.limits.leaseMs);
  await sendEffect({ ...it_.ctx, worker: 'second' }, `${id}.reply.1`);
  const after = await it_.record(id);
  expect(after.state).toBe('replied');
  goOn();
  await stalled;
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
  expect(it_.mailbox.draftRaws()).toHaveLength(0);
  expect((await it_.record(id)).reply).toMatchObject({ sentId: after.reply?.sentId, by: { kind: 'automatic' } });
});

test('no draft is sent before its id is stored', async () => {
  const id = await it_.take({ subject: 'fees question' });
  holdIsOver();
  const states: (string | undefined)[] = [];
  const watching: Mailbox = {
    ...it_.mailbox,
    sendDraft: async (draftId) => {
      const effect = await it_.effect(`${id}.reply.1`);
      states.push(effect?.state, effect?.draftId === draftId ? 'its own draft' : 'another draft');
      return it_.mailbox.sendDraft(draftId);
    },
  };
  await sendEffect({ ...it_.ctx, mailbox: watching }, `${id}.reply.1`);
  expect(states).toEqual(['drafted', 'its own draft']);
});

test('a person answered while the reply was held, and no notification told us: nothing leaves', async () => {
  const id = await it_.take({ subject: 'fees question' });
  it_.mailbox.writeByHand((await it_.record(id)).threadId);
  holdIsOver();
  await sendEffect(it_.ctx, `${id}.reply.1`);
  expect(await it_.record(id)).toMatchObject({ state: 'replied', reply: { by: { kind: 'outside' } } });
  expect(await it_.effect(`${id}.reply.1`)).toMatchObject({ state: 'withdrawn', withdrawnFor: 'person-replied' });
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});

test.each<[string, Partial<Settings>]>([
  ['switched-off-while-held', { autoMode: false, autoModeSince: null }],
  ['rehearsal', { modes: {} }],
  ['category-never', { modes: { fees: { mode: 'never', since: 0 } } }],
  ['low-confidence', { threshold: 0.999 }],
  ['own-mail', { ownAddresses: ['Jeanne@people.example'] }],
  ['cap-day', { caps: { perDay: 0, perHour: 10, perSenderDay: 2, perThread: 1 } }],
])('the settings count as they are when it falls due: %s', async (reason, fields) => {
  const id = await it_.take({ subject: 'fees question' });
  await change(fields);
  holdIsOver();
  await sendEffect(it_.ctx, `${id}.reply.1`);
  expect(await it_.record(id)).toMatchObject({ state: 'suggested', replyEffectId: null });
  expect((await it_.record(id)).timeline.at(-1)).toMatchObject({ what: 'withdrawn', reasons: [reason] });
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
});

test('what is held on a policy that is no longer in force does not leave', async () => {
  const id = await it_.take({ subject: 'fees question' });
  const { store, policyOf } = it_.ctx;
  const policy = await policyOf(store, await headVersion(store));
  await store.transaction((tx) => publishPolicy(tx, policy));
  holdIsOver();
  await sendEffect(it_.ctx, `${id}.reply.1`);
  expect((await it_.record(id)).timeline.at(-1)).toMatchObject({ what: 'withdrawn', reasons: ['changed-while-held'] });
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
});

test('a forward whose draft waited overnight does not go to somebody who is away by then', async () => {
  await it_.ctx.store.transaction(async (tx) => {
    const policy = await it_.ctx.policyOf(tx, await headVersion(tx));
    const absences = [{ from: '2026-11-24', until: '2026-11-30', standInId: 'marie' }];
    await publishPolicy(tx, { ...policy, people: policy.people.map((p) => (p.id === 'registrar' ? { ...p, absences } : p)) });
  });
  const id = await it_.take({ subject: 'visa question' });
  holdIsOver();
  it_.mailbox.refuseSending(new AppError('rate-limited', 'Too many.', { retryAfterMs: 1_000 }));
  await sendEffect(it_.ctx, `${id}.forward.1`);
  expect(await it_.effect(`${id}.forward.1`)).toMatchObject({ state: 'drafted', content: { to: 'registrar@ecole.example' } });
  it_.mailbox.refuseSending(null);
  it_.clock.advance(20 * 3_600_000);
  await sendEffect(it_.ctx, `${id}.forward.1`);
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
  expect(await it_.record(id)).toMatchObject({ state: 'routed', waiting: true });
});

test('the same mail by two ways gets one answer, and the other waits with that reason', async () => {
  const mail = { subject: 'fees question', messageId: 'twice@people.example', text: 'Combien ?' };
  const [one, two] = [await it_.take(mail), await it_.take(mail)];
  await change({ caps: { perDay: 9, perHour: 9, perSenderDay: 9, perThread: 9 } });
  holdIsOver();
  await sendEffect(it_.ctx, `${one}.reply.1`);
  await sendEffect(it_.ctx, `${two}.reply.1`);
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
  expect((await it_.record(two)).timeline.at(-1)?.reasons).toEqual(['duplicate']);
});

test('caps count what has left: per sender, per day', async () => {
  const from = (n: number) => ({ subject: `fees question ${n}`, from: `P${n} <p${n}@people.example>` });
  const same = [await it_.take(from(1)), await it_.take(from(1)), await it_.take(from(1))];
  const other = await it_.take(from(2));
  await change({ caps: { perDay: 3, perHour: 9, perSenderDay: 2, perThread: 9 } });
  holdIsOver();
  for (const id of [...same, other]) await sendEffect(it_.ctx, `${id}.reply.1`);
  expect((await Promise.all([...same, other].map(it_.record))).map((r) => r.state)).toEqual([
    'replied',
    'replied',
    'suggested',
    'replied',
  ]);
  const late = await it_.take(from(3));
  expect((await it_.record(late)).decision?.reasons).toEqual(['cap-day']);
});

test('a draft whose sending had no answer is looked for, not sent again', async () => {
  const id = await it_.take({ subject: 'fees question' });
  holdIsOver();
  const deaf: Mailbox = {
    ...it_.mailbox,
    sendDraft: async (draftId) => {
      await it_.mailbox.sendDraft(draftId);
      throw new AppError('unavailable', 'The connection was dropped.');
    },
  };
  await sendEffect({ ...it_.ctx, mailbox: deaf }, `${id}.reply.1`);
  it_.clock.advance(3_600_000);
  await sendEffect(it_.ctx, `${id}.reply.1`);
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
  expect(await it_.record(id)).toMatchObject({ state: 'replied', reply: { by: { kind: 'automatic' } } });
});

test('what became of it cannot be found out: a person looks, and nothing is sent again', async () => {
  const id = await it_.take({ subject: 'fees question' });
  holdIsOver();
  const gone: Mailbox = {
    ...it_.mailbox,
    sendDraft: async (draftId) => {
      await it_.mailbox.deleteDraft(draftId);
      throw new AppError('unavailable', 'The connection was dropped.');
    },
  };
  const alerts: [cause: string, about: string | undefined][] = [];
  const alert: Context['alert'] = (cause, about) => void alerts.push([cause, about?.recordId]);
  await sendEffect({ ...it_.ctx, mailbox: gone }, `${id}.reply.1`);
  for (let i = 0; i <= it_.ctx.limits.maxAttempts; i++) {
    it_.clock.advance(3_600_000);
    await sendEffect({ ...it_.ctx, alert }, `${id}.reply.1`);
  }
  expect(alerts).toEqual([['send-unknown', id]]);
  expect(await it_.effect(`${id}.reply.1`)).toMatchObject({ state: 'unknown', nextAttemptAt: null });
  expect(await it_.record(id)).toMatchObject({ state: 'failed', waiting: true, reply: null });
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
});

test('its Message-ID is read back, also where it left at the last of its attempts', async () => {
  const id = await it_.take({ subject: 'fees question' });
  holdIsOver();
  const last = it_.ctx.limits.maxAttempts;
  let attempt = 0;
  const slow: Mailbox = {
    ...it_.mailbox,
    sendDraft: async (draftId) => {
      if (attempt < last) throw new AppError('conflict', 'Another change came first.', { retryable: true });
      return it_.mailbox.sendDraft(draftId);
    },
    headersOf: async (ref) => {
      if (attempt === last) throw new AppError('internal', 'Not read.');
      return it_.mailbox.headersOf(ref);
    },
  };
  for (attempt = 1; attempt <= last + 1; attempt++) {
    await sendEffect({ ...it_.ctx, mailbox: slow }, `${id}.reply.1`);
    it_.clock.advance(3_600_000);
  }
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
  expect((await it_.record(id)).reply?.messageId).not.toBe('');
  expect(await it_.effect(`${id}.reply.1`)).toMatchObject({ state: 'sent', nextAttemptAt: null });
});

test('a process that stood still for hours between two steps looks again before it sends', async () => {
  const id = await it_.take({ subject: 'fees question' });
  holdIsOver();
  const slept: Mailbox = {
    ...it_.mailbox,
    createDraft: async (raw, threadId) => {
      const made = await it_.mailbox.createDraft(raw, threadId);
      it_.clock.advance(8 * 3_600_000);
      await change({ autoMode: false, autoModeSince: null });
      return made;
    },
  };
  await sendEffect({ ...it_.ctx, mailbox: slept }, `${id}.reply.1`);
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
  it_.clock.advance(60_000);
  await sendEffect(it_.ctx, `${id}.reply.1`);
  expect((await it_.record(id)).timeline.at(-1)).toMatchObject({ what: 'withdrawn', reasons: ['switched-off-while-held'] });
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
  expect(it_.mailbox.draftRaws()).toHaveLength(0);
});

test('a mail that has left is no suggestion again because the store refused to write that down', async () => {
  const id = await it_.take({ subject: 'fees question' });
  holdIsOver();
  const { store } = it_.ctx;
  let refused = 0;
  const refusing: Context['store'] = {
    ...store,
    transaction: async (body) => {
      if (it_.mailbox.sentRaws().length > 0 && refused++ === 0) throw new AppError('config', 'No right to the store.');
      return store.transaction(body);
    },
  };
  // Gmail shows a sent mail in its thread a moment late.
  const late: Mailbox = { ...it_.mailbox, thread: async () => [] };
  await sendEffect({ ...it_.ctx, store: refusing, mailbox: late }, `${id}.reply.1`);
  expect(refused).toBeGreaterThan(0);
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
  expect((await it_.record(id)).timeline.map(({ what }) => what)).not.toContain('withdrawn');
});

test('a person answers in Gmail while a draft waits for a mailbox that sends nothing: the mail is answered, not suggested', async () => {
  const id = await it_.take({ subject: 'fees question' });
  holdIsOver();
  const silent: Mailbox = { ...it_.mailbox, sendDraft: () => Promise.reject(new AppError('outcome-unknown', 'No answer.')) };
  await sendEffect({ ...it_.ctx, mailbox: silent }, `${id}.reply.1`);
  it_.clock.advance(60_000);
  it_.mailbox.writeByHand((await it_.record(id)).threadId);
  await sendEffect(it_.ctx, `${id}.reply.1`);
  expect(await it_.effect(`${id}.reply.1`)).toMatchObject({ state: 'withdrawn', nextAttemptAt: null });
  expect(await it_.record(id)).toMatchObject({ state: 'replied', waiting: false, reply: { by: { kind: 'outside' } } });
  expect(it_.mailbox.draftRaws()).toHaveLength(0);
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});

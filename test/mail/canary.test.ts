import { canaryStates, tendCanaries } from '../../server/mail/canary.ts';
import { changeMailbox, checkMailbox } from '../../server/mail/check-mailbox.ts';
import { handleMail } from '../../server/mail/handle-mail.ts';
import { bodies, effects, records } from '../../server/store/collections.ts';
import { AppError } from '../../shared/errors.ts';
import { eml } from '../e2e/support/eml.ts';
import { AUTHENTICATED, useInstallation } from '../http/support/installation.ts';

const it_ = useInstallation();
const MINUTE = 60_000;

let told: string[];
let beats: number;
beforeEach(() => {
  told = [];
  beats = 0;
  it_.ctx.alert = (cause) => void told.push(cause);
  it_.ctx.allClear = (cause) => void told.push(`${cause} is over`);
});

const heartbeat = async () => {
  beats += 1;
};
const tend = () => tendCanaries(it_.ctx, heartbeat);
const canaries = async () => (await canaryStates.get(it_.ctx.store, 'shared'))?.data.canaries ?? [];
const known = async () => (await records.query(it_.ctx.store, { limit: 100 })).items.map(({ data }) => data);

/** Reads what is in the mailbox and handles it. */
async function readAll(): Promise<void> {
  await checkMailbox(it_.ctx);
  for (const { id, state } of await known()) if (state === 'received') await handleMail(it_.ctx, id);
}

function brainCalls(): number {
  return Number(Reflect.get(it_.ctx.brain, 'calls'));
}

test('a canary that is read leaves no record, no body, no count, and goes to the bin; its heartbeat is told', async () => {
  await tend();
  const [{ gmailId } = { gmailId: null }] = await canaries();
  expect(gmailId).not.toBeNull();
  await readAll();
  expect(await known()).toEqual([]);
  expect(await it_.ctx.store.count(bodies.name, {})).toBe(0);
  expect(await it_.ctx.store.count(effects.name, {})).toBe(0);
  expect([it_.counted.mails, it_.counted['model-calls'], brainCalls()]).toEqual([undefined, undefined, 0]);
  await expect(it_.ctx.mailbox.fetchRaw(gmailId ?? '')).rejects.toMatchObject({ code: 'not-found' });
  expect(await canaries()).toMatchObject([{ seenAt: it_.clock.now(), binned: true }]);
  expect(told).toEqual(['canary-missed is over']);
  expect(beats).toBe(0);
  it_.clock.advance(5 * MINUTE);
  await tend();
  await tend();
  expect(beats).toBe(1);
});

test('one that is not read is missed after 15 minutes, and over when the next is read', async () => {
  await tend();
  for (let minute = 5; minute <= 20; minute += 5) {
    it_.clock.advance(5 * MINUTE);
    await tend();
  }
  expect(told).toEqual(['canary-missed', 'canary-missed']);
  expect(beats).toBe(0);
  await readAll();
  expect(told.at(-1)).toBe('canary-missed is over');
});

test('anybody can write the header: with a nonce nobody remembers it is a mail like any other', async () => {
  await tend();
  const headers = [...AUTHENTICATED, 'X-MailGPS-Canary: 0123456789abcdef0123456789abcdef'];
  const id = it_.mailbox.deliver(eml({ subject: 'hours question', headers }));
  await readAll();
  expect((await it_.record(id)).state).toBe('suggested');
  expect(await known()).toHaveLength(1);
});

test('a resync does not bring back what was read', async () => {
  await tend();
  const [{ nonce, gmailId } = { nonce: '', gmailId: '' }] = await canaries();
  const kept = it_.mailbox.trash;
  it_.mailbox.trash = async () => {
    throw new AppError('rate-limited', 'Later.');
  };
  await readAll();
  expect(await canaries()).toMatchObject([{ nonce, gmailId, binned: false, seenAt: it_.clock.now() }]);
  await changeMailbox(it_.ctx, (state) => ({ ...state, cursor: '1' }));
  it_.ctx.mailbox = { ...it_.mailbox, changes: async () => Promise.reject(new AppError('cursor-too-old', 'old')) };
  await checkMailbox(it_.ctx);
  expect(await known()).toEqual([]);
  it_.ctx.mailbox = { ...it_.mailbox, trash: kept };
  it_.clock.advance(5 * MINUTE);
  await tend();
  expect(await canaries()).toMatchObject([{ binned: true }]);
  await expect(it_.mailbox.fetchRaw(gmailId ?? '')).rejects.toMatchObject({ code: 'not-found' });
});

test('put in twice because the answer got lost: both are canaries', async () => {
  const { insert } = it_.mailbox;
  it_.ctx.mailbox = {
    ...it_.mailbox,
    insert: async (raw) => {
      await insert(raw);
      throw new AppError('timeout', 'No answer.');
    },
  };
  await expect(tend()).rejects.toMatchObject({ code: 'timeout' });
  it_.ctx.mailbox = it_.mailbox;
  it_.clock.advance(5 * MINUTE);
  await tend();
  expect(await canaries()).toHaveLength(1);
  await readAll();
  expect(await known()).toEqual([]);
  expect(told).toEqual(['canary-missed is over', 'canary-missed is over']);
});

test('read before the call that put it in was answered', async () => {
  const { insert } = it_.mailbox;
  it_.ctx.mailbox = {
    ...it_.mailbox,
    insert: async (raw) => {
      const ref = await insert(raw);
      await readAll();
      return ref;
    },
  };
  await tend();
  expect(await known()).toEqual([]);
  expect(await canaries()).toMatchObject([{ seenAt: it_.clock.now(), binned: true }]);
});

test('of two processes that look at once one puts a canary in', async () => {
  let inserted = 0;
  const { insert } = it_.mailbox;
  it_.mailbox.insert = async (raw) => {
    inserted += 1;
    return insert(raw);
  };
  await Promise.all([tend(), tendCanaries({ ...it_.ctx, worker: 'other' }, heartbeat)]);
  expect(await canaries()).toHaveLength(1);
  // The second one cannot know yet that the first was answered: the same nonce once more does no harm.
  expect(inserted).toBeLessThanOrEqual(2);
  await readAll();
  expect(await known()).toEqual([]);
});

test('a mailbox that asks for new consent is told as that, and not as a missed canary', async () => {
  await tend();
  await changeMailbox(it_.ctx, (state) => ({ ...state, reauthorise: true }));
  for (let minute = 0; minute < 120; minute += 5) {
    it_.clock.advance(5 * MINUTE);
    await tend();
  }
  expect(told).toEqual([]);
  await changeMailbox(it_.ctx, (state) => ({ ...state, reauthorise: false }));
  await tend();
  await readAll();
  expect(told.filter((cause) => cause === 'canary-missed')).toEqual([]);
  expect(await known()).toEqual([]);
});

test('a heartbeat that is not taken is called again with the next look, and nothing else suffers', async () => {
  await tend();
  await readAll();
  it_.clock.advance(5 * MINUTE);
  await tendCanaries(it_.ctx, async () => {
    throw new AppError('unavailable', 'Nobody there.');
  });
  expect(it_.logged.map(({ fields }) => fields.step)).toContain('heartbeat');
  await tend();
  expect(beats).toBe(1);
});

test('a worker that wakes after its lease leaves the canary to the one who took over', async () => {
  await tend();
  await checkMailbox(it_.ctx);
  const [record] = await known();
  const { fetchRaw } = it_.mailbox;
  it_.ctx.mailbox = {
    ...it_.mailbox,
    fetchRaw: async (id) => {
      const raw = await fetchRaw(id);
      it_.ctx.mailbox = it_.mailbox;
      it_.clock.advance(it_.ctx.limits.leaseMs);
      await handleMail({ ...it_.ctx, worker: 'second' }, id);
      return raw;
    },
  };
  await handleMail(it_.ctx, record?.id ?? '');
  expect(await known()).toEqual([]);
  expect(told).toEqual(['canary-missed is over']);
});

test('one that comes after its nonce was forgotten is set aside as what it says it is, and no brain is asked', async () => {
  await tend();
  await it_.ctx.store.delete(canaryStates.name, 'shared');
  await readAll();
  expect(await known()).toMatchObject([{ state: 'ignored', screening: { reasons: expect.arrayContaining(['auto-submitted']) } }]);
  expect(brainCalls()).toBe(0);
});

import { CATEGORY_COLUMNS, columnsOf, columnsOfFigures, PARTS } from '../../server/console/page/today/data.ts';
import { keepLedger } from '../../server/jobs/ledger.ts';
import { checkMailbox } from '../../server/mail/check-mailbox.ts';
import { work } from '../../server/mail/work.ts';
import { FiguresView } from '../../shared/api.ts';
import { SUM_FILTERS } from '../../shared/figures.ts';
import { eml } from '../e2e/support/eml.ts';
import { scriptedBrain } from '../e2e/support/scripted-brain.ts';
import { bounceOf } from './support/bounce.ts';
import { useInstallation } from './support/installation.ts';

// Each figure of the page Today leads to its mails: as many as it says.

const it_ = useInstallation({ settings: { adaptSuggestions: true } });

let n = 0;
const take = (subject: string) => it_.take({ subject, from: `Eva <eva${n++}@people.example>` });
const mail = async (id: string) => (await it_.get(`/api/mails/${id}`)).body;
async function act(id: string, action: string, body: object = {}): Promise<void> {
  const { status, body: answer } = await it_.post(`/api/mails/${id}/${action}`, { revision: (await mail(id)).revision, ...body });
  if (status >= 300) throw new Error(`${action}: ${JSON.stringify(answer)}`);
}
const recategorise = async (id: string, categoryId: string) =>
  it_.call('patch', `/api/mails/${id}`, { revision: (await mail(id)).revision, categoryId });
async function workAll(): Promise<void> {
  for (const call of it_.woken.splice(0)) await work(it_.ctx, call);
}

/** At least one mail of every kind that is counted. */
async function seed(): Promise<void> {
  it_.ctx.brain = {
    ...scriptedBrain(),
    name: 'model/1',
    read: async (asked, policy, signal, spend) => {
      spend?.(asked.subject.includes('unpriced') ? null : 0.000_2);
      return scriptedBrain().read(asked, policy, signal);
    },
    adapt: async (_mail, { text }, _signal, spend) => {
      spend?.(0.000_05);
      return text.replace('Nous sommes ouverts.', 'Oui, nous sommes bien ouverts pour vous.');
    },
  };
  const automatic = await take('fees');
  const redone = await take('fees');
  const passedOn = await take('visa');
  const passedOnThenAnswered = await take('visa');
  for (const id of [automatic, redone]) await it_.sendDue(`${id}.reply.1`);
  for (const id of [passedOn, passedOnThenAnswered]) await it_.sendDue(`${id}.forward.1`);
  it_.mailbox.deliver(bounceOf('eva0@people.example', (await it_.record(automatic)).reply?.messageId ?? ''));
  await checkMailbox(it_.ctx);
  await workAll();
  await act(redone, 'wrong');
  await act(redone, 'reply', { text: 'Pardon, voici la bonne réponse.' });
  await workAll();
  await act(passedOnThenAnswered, 'reply', { text: 'Je vous réponds moi-même.' });

  await act(await take('hours'), 'reply');
  const adapted = await take('hours');
  await workAll();
  await act(adapted, 'reply', { adapted: true });
  const edited = await take('hours');
  await act(edited, 'reply', { text: `${(await mail(edited)).suggestion.text} À bientôt.` });
  await act(await take('hours'), 'reply', { text: 'Passez donc nous voir.' });
  await recategorise(await take('hours'), 'course');
  const outside = await take('hours');
  it_.mailbox.writeByHand((await it_.record(outside)).threadId);
  await checkMailbox(it_.ctx);
  await act(await take('hours'), 'done');
  await take('fees unpriced');
  await take('none unpriced');
  await it_.take({ subject: 'Newsletter', headers: ['List-Id: <news.people.example>', 'Precedence: list'] });
  await workAll();
  const lost = it_.mailbox.deliver(eml({ subject: 'hours', from: 'Eva <lost@people.example>' }));
  await checkMailbox(it_.ctx);
  await it_.ctx.store.transaction(async (tx) => tx.set('records', lost, { ...(await it_.record(lost)), attempts: 99 }));
  await work(it_.ctx, { kind: 'record', id: lost });
  await keepLedger(it_.ctx);
}

async function listed(filter: Readonly<Record<string, string>>): Promise<number> {
  // By small pages, so that each follows on the one before.
  const ids = new Set<string>();
  let cursor: string | null = null;
  do {
    const query: string = new URLSearchParams({ limit: '3', ...filter, ...(cursor === null ? {} : { cursor }) }).toString();
    const { status, body } = await it_.get(`/api/mails?${query}`);
    if (status !== 200) throw new Error(`${query}: ${JSON.stringify(body)}`);
    for (const { id } of body.items) ids.add(id);
    cursor = body.cursor;
  } while (cursor !== null);
  return ids.size;
}

/** Follows every figure of an answer; gives how many mails each has. */
async function follow(path: string): Promise<Record<string, number>> {
  const view = FiguresView.parse((await it_.get(path)).body);
  const seen: Record<string, number> = {};
  const check = async (name: string, count: number, filter: Readonly<Record<string, string>>): Promise<void> => {
    expect([path, name, await listed(filter)]).toEqual([path, name, count]);
    seen[name] = Math.max(seen[name] ?? 0, count);
  };
  for (const [name, figure] of Object.entries(view)) {
    if (typeof figure !== 'object' || figure === null || Array.isArray(figure) || !('filter' in figure)) continue;
    await check(name, 'value' in figure ? figure.value : figure.count, figure.filter);
  }
  for (const column of columnsOf(view.days)) {
    await check('day received', column.received, column.filter);
    for (const part of PARTS) await check(`day ${part}`, column[part], { ...column.filter, ...SUM_FILTERS[part] });
  }
  for (const column of view.hours.length > 0 ? columnsOfFigures(view) : []) {
    await check('hour received', column.received, column.filter);
    for (const part of PARTS) await check(`hour ${part}`, column[part], { ...column.filter, ...SUM_FILTERS[part] });
  }
  for (const category of view.categories) {
    for (const name of CATEGORY_COLUMNS) {
      await check(`category ${name}`, category[name], { ...category.filter, ...SUM_FILTERS[name] });
    }
  }
  return seen;
}

test('each figure leads to its mails, and there is one of every kind', async () => {
  await seed();
  const seen = await follow('/api/figures?period=day');
  const { hours, received } = FiguresView.parse((await it_.get('/api/figures?period=day')).body);
  expect(hours.reduce((sum, hour) => sum + hour.received, 0)).toBe(received.value);
  expect(hours.filter(({ received: n }) => n > 0).length).toBeGreaterThan(1);
  expect((await it_.get('/api/mails?hour=3&from=2026-11-20')).status).toBe(400);
  expect(Object.keys(seen)).toHaveLength(24 + 2 * (1 + PARTS.length) + CATEGORY_COLUMNS.length);
  expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
});

test('also of a category into which others were merged: its mails are those of all of them', async () => {
  await seed();
  const before = FiguresView.parse((await it_.get('/api/figures?category=hours')).body);
  await it_.call('post', '/api/categories/hours/merge', { revision: 1, into: 'course' }, 'admin');
  await it_.call('post', '/api/categories/course/merge', { revision: 1, into: 'fees' }, 'admin');
  await follow('/api/figures');
  const fees = FiguresView.parse((await it_.get('/api/figures?category=fees')).body);
  await follow('/api/figures?category=fees');
  expect(fees.received.value).toBeGreaterThan(before.received.value + 2);
  const view = FiguresView.parse((await it_.get('/api/figures')).body);
  expect(view.categories.map(({ id }) => id)).not.toContain('hours');
  expect(view.categories.find(({ id }) => id === 'fees')?.received).toBe(fees.received.value);
  expect(await listed({ category: 'hours' })).toBe(before.received.value);
});

test('of an erased sender the figures still say what staff sent, and the list does', async () => {
  const id = await it_.take({ subject: 'hours', from: 'Ada <ada@people.example>' });
  await act(id, 'reply', { text: `${(await mail(id)).suggestion.text} À bientôt.` });
  // Before the figures have seen it.
  await it_.call('delete', '/api/senders/ada@people.example', undefined, 'admin');
  await keepLedger(it_.ctx);
  expect(await follow('/api/figures')).toMatchObject({ edited: 1, replaced: 0 });
});

test('what the model cost stands with the mails it was asked about, and is null where that is not known', async () => {
  await seed();
  const of = async (query: string) => FiguresView.parse((await it_.get(`/api/figures?${query}`)).body);
  const hours = await of('period=day&category=hours');
  const asked = hours.received.value;
  const usd = hours.cost?.usd ?? 0;
  // All were read, and some were worded.
  expect(usd).toBeGreaterThan(0.000_2 * asked);
  expect(hours.cost).toEqual({ usd: expect.any(Number), perMailUsd: usd / asked, unpriced: 0 });
  expect(hours.days[0]?.costUsd).toBe(usd);
  expect(hours.categories.find(({ id }) => id === 'hours')?.costUsd).toBe(usd);
  expect((await of('period=day&category=fees')).cost).toMatchObject({ usd: expect.closeTo(0.000_4, 9), unpriced: 1 });
  expect((await of('period=day&category=none')).cost).toEqual({ usd: null, perMailUsd: null, unpriced: 1 });
  // A wording that comes long after the mail, because a server was away in between, costs as much.
  const late = await take('hours');
  it_.clock.advance(3_600_000);
  await keepLedger(it_.ctx);
  const before = (await of('period=day&category=hours')).cost?.usd ?? 0;
  await work(it_.ctx, { kind: 'record', id: late });
  await keepLedger(it_.ctx);
  expect((await of('period=day&category=hours')).cost?.usd).toBeCloseTo(before + 0.000_05, 9);
  // In all it is what was counted of the calls: of none here.
  expect((await of('period=day')).cost).toBeNull();
  expect((await of('period=day&category=certificate')).cost).toBeNull();
});

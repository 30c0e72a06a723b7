import type { ModelHealth } from '../../server/brain/brain.ts';
import { createModelBudget } from '../../server/brain/with-model-budget.ts';
import { createJobs, type Jobs } from '../../server/jobs/jobs.ts';
import { DOWN_MS, modelJobs } from '../../server/jobs/model.ts';
import { counters } from '../../server/store/collections.ts';
import { createModelCounts, keepModelSums, modelSums } from '../../server/store/model-usage.ts';
import { dayIn } from '../../shared/local-time.ts';
import { useInstallation } from '../http/support/installation.ts';

const it_ = useInstallation();
const WELL: ModelHealth = { downSince: null, lastFailureAt: null, lastAnswerAt: null, overBudget: false };

let health: ModelHealth;
let told: string[];
let jobs: Jobs;
let budget: ReturnType<typeof createModelBudget>;
beforeEach(() => {
  told = [];
  health = WELL;
  budget = createModelBudget({ tokensPerDay: 1_000, timezone: 'Europe/Paris', now: it_.ctx.now });
  const alert = (cause: string) => void told.push(cause);
  const allClear = (cause: string) => void told.push(`over: ${cause}`);
  jobs = createJobs(
    { ...it_.ctx, alert, allClear },
    modelJobs(budget, () => health),
  );
});

const at = (): number => it_.ctx.now();

test('a model that gave nothing for ten minutes is told, and that it is back', async () => {
  health = { ...WELL, downSince: at(), lastFailureAt: at() };
  await jobs.tick();
  health = { ...health, lastFailureAt: at() + DOWN_MS - 1 };
  await jobs.tick();
  expect(told).toEqual([]);
  health = { ...health, lastFailureAt: at() + DOWN_MS };
  await jobs.tick();
  expect(told).toEqual(['model-down']);
  health = { ...WELL, lastFailureAt: health.lastFailureAt, lastAnswerAt: at() };
  await jobs.tick();
  await jobs.tick();
  expect(told).toEqual(['model-down', 'over: model-down']);
});

test('one failure in a quiet night is not told, however long nobody asks again', async () => {
  health = { ...WELL, downSince: at(), lastFailureAt: at() };
  it_.clock.advance(5 * 3_600_000);
  await jobs.tick();
  expect(told).toEqual([]);
});

test('what was told before a restart is cleared by the first answer after it', async () => {
  await jobs.tick();
  expect(told).toEqual([]);
  health = { ...WELL, lastAnswerAt: at() };
  await jobs.tick();
  await jobs.tick();
  expect(told).toEqual(['over: model-down']);
});

test('a budget that is used up is told once, and that there is one again', async () => {
  health = { ...WELL, overBudget: true };
  await jobs.tick();
  await jobs.tick();
  health = WELL;
  await jobs.tick();
  expect(told).toEqual(['model-budget', 'over: model-budget']);
});

test('every tick takes the day’s tokens to the store', async () => {
  budget.add(300);
  await Promise.all([jobs.run('model-usage'), jobs.run('model-usage')]);
  budget.add(30);
  await jobs.tick();
  const stored = await counters.query(it_.ctx.store, { limit: 10 });
  expect(stored.items.filter(({ id }) => id.startsWith('model:')).map(({ data }) => data.n)).toEqual([330]);
  expect(budget.pending().every(({ tokens }) => tokens === 0)).toBe(true);
});

test('what the calls took and cost is kept by day, over all processes, and told with the figures', async () => {
  let day = '2026-12-31';
  const [one, two] = [createModelCounts(() => day), createModelCounts(() => day)];
  const { store } = it_.ctx;
  one.add({ inputTokens: 900, outputTokens: 100, ms: 400.4, cost: 0.000_195 });
  two.add({ inputTokens: 500, outputTokens: 0, ms: 200, cost: null });
  await Promise.all([keepModelSums(store, one), keepModelSums(store, two)]);
  await keepModelSums(store, one);
  const first = { calls: 2, ms: 600, tokens: 1_500, microUsd: 195, unpriced: 1 };
  expect((await modelSums(store, '2026-12-31', '2026-12-31'))?.all).toEqual(first);
  day = '2027-01-01';
  two.add({ inputTokens: 1, outputTokens: 1, ms: 10, cost: 1 });
  const refusing = { ...store, transaction: () => Promise.reject(new Error('away')) };
  await expect(keepModelSums(refusing, two)).rejects.toThrow('away');
  await keepModelSums(store, two);
  const both = await modelSums(store, '2026-12-01', '2027-01-01');
  expect([...(both?.days ?? [])].map(([name, { calls }]) => [name, calls])).toEqual([
    ['2026-12-31', 2],
    ['2027-01-01', 1],
  ]);
  expect(both?.all).toEqual({
    ...first,
    calls: 3,
    ms: 610,
    tokens: 1_502,
    microUsd: 1_000_195,
  });
  expect(await modelSums(store, '2027-01-02', '2027-03-01')).toBeNull();

  const counts = createModelCounts(() => dayIn('Europe/Paris', at()));
  const counting = createJobs(
    it_.ctx,
    modelJobs(budget, () => health, counts),
  );
  expect((await it_.get('/api/figures')).body.model).toBeNull();
  counts.add({ inputTokens: 900, outputTokens: 100, ms: 400, cost: 0.5 });
  await counting.tick();
  const { model, cost } = (await it_.get('/api/figures')).body;
  expect(model).toEqual({ calls: 1, tokens: 1_000, meanMs: 400 });
  expect(cost).toEqual({ usd: 0.5, perMailUsd: null, unpriced: 0 });
});

import { inspect } from 'node:util';
import * as z from 'zod';
import { type CallUsage, type ChatRequest, createMistralCall, type MistralOptions } from '../../server/brain/mistral-call.ts';
import { describeError } from '../../server/log.ts';
import { AppError } from '../../shared/errors.ts';
import { type MistralStandIn, type Scripted, STAND_IN_MODEL, startMistralStandIn } from '../support/mistral-stand-in.ts';

const SECRET = 'words that only the mail holds';
const KEY = 'the-key-of-the-school';
const answer = { name: 'note', schema: z.strictObject({ word: z.string(), other: z.string().nullable() }) };

let standIn: MistralStandIn;
beforeAll(async () => {
  standIn = await startMistralStandIn({ apiKey: KEY, answer: () => ({ word: 'yes', other: null }) });
});
afterAll(() => standIn.close());

interface Outcome {
  value?: unknown;
  error?: AppError;
  usage: CallUsage;
}

/** One call, answered as scripted. */
async function ask(
  script: readonly Scripted[],
  options: Partial<MistralOptions> = {},
  request: Partial<ChatRequest<unknown>> = {},
): Promise<Outcome> {
  const told: CallUsage[] = [];
  const call = createMistralCall({
    apiKey: KEY,
    model: STAND_IN_MODEL,
    serverUrl: standIn.url,
    retryForMs: 0,
    onCall: (usage) => told.push(usage),
    ...options,
  });
  standIn.script(...script);
  const asked = call({
    purpose: 'read',
    system: 'Say yes.',
    user: SECRET,
    cacheKey: 'mailgps-0123456789abcdef',
    maxTokens: 100,
    answer,
    ...request,
  });
  const outcome = await asked.then(
    (value) => ({ value }),
    (error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      return { error };
    },
  );
  const [usage] = told;
  if (!usage) throw new Error('the call was not told');
  expect(told).toHaveLength(1);
  return { ...outcome, usage };
}

it('asks once, pinned and strict, and tells what it took', async () => {
  const before = standIn.figures().calls;
  const { value, usage } = await ask([]);
  expect(value).toEqual({ word: 'yes', other: null });
  expect(standIn.figures().calls - before).toBe(1);
  const sent = standIn.calls.at(-1);
  expect(sent).toMatchObject({ model: STAND_IN_MODEL, maxTokens: 100, user: SECRET });
  expect(usage).toMatchObject({ model: STAND_IN_MODEL, purpose: 'read', outcome: 'ok', cachedTokens: 0, retires: null });
  expect(usage.inputTokens).toBeGreaterThan(0);
  expect(usage.outputTokens).toBeGreaterThan(0);
  expect(usage.cost).toBeGreaterThan(0);
});

it('tells whoever asks what the call cost, also of one that gave nothing, and that a price is not known', async () => {
  const costs: (number | null)[] = [];
  const spend = (usd: number | null) => void costs.push(usd);
  const { usage } = await ask([], {}, { spend });
  await ask(['not-json'], {}, { spend });
  await ask([], { model: 'mistral-small-latest' }, { spend });
  expect(costs).toEqual([usage.cost, expect.any(Number), null]);
  expect(costs[1]).toBeGreaterThan(0);
});

it('tells what the API found in its cache', async () => {
  const request = { system: 'Say yes. '.repeat(100), cacheKey: 'mailgps-0123456789abcdee' };
  expect((await ask([], {}, request)).usage.cachedTokens).toBe(0);
  expect((await ask([], {}, request)).usage.cachedTokens % 64).toBe(0);
  expect((await ask([], {}, request)).usage.cachedTokens).toBeGreaterThan(0);
});

it.each<[string, Scripted]>([
  ['cut off', 'truncated'],
  ['cut off by the length of the context', { content: '{"word"', finishReason: 'model_length' }],
  ['filled with null', 'null-filled'],
  ['not JSON', 'not-json'],
  ['wrapped in other text', 'extra-text'],
  ['empty', 'empty'],
  ['without a choice', 'no-choices'],
  ['with a field too many', { content: { word: 'yes', other: null, more: 1 } }],
  ['with a field missing', { content: { word: 'yes' } }],
  ['a call of a tool', { content: '{}', finishReason: 'tool_calls' }],
  ['ended in a way not known', { content: { word: 'yes', other: null }, finishReason: 'novel' }],
  ['a form that the SDK does not know', { status: 200, body: { choices: 'none' } }],
])('an answer that is %s is invalid, and not asked for again', async (_what, how) => {
  const before = standIn.figures().calls;
  const { error, usage } = await ask([how], { retryForMs: 5_000 });
  expect(error).toMatchObject({ code: 'invalid', retryable: false });
  expect(usage.outcome).toBe('invalid');
  expect(standIn.figures().calls - before).toBe(1);
});

it('reads the text of a model that thinks aloud', async () => {
  expect((await ask(['reasoning'])).value).toEqual({ word: 'yes', other: null });
});

it.each<[Scripted, Partial<AppError>]>([
  [{ status: 401 }, { code: 'config', retryable: false }],
  [{ status: 402 }, { code: 'config', retryable: false }],
  [{ status: 403 }, { code: 'config', retryable: false }],
  [{ status: 404 }, { code: 'config', retryable: false }],
  [
    { status: 400, body: { message: 'Invalid model: x', type: 'invalid_model' } },
    { code: 'config', retryable: false },
  ],
  [
    { status: 400, body: { message: 'The model mistral-small-2506 was retired' } },
    { code: 'config', retryable: false },
  ],
  [
    { status: 400, body: { message: 'Input too long' } },
    { code: 'invalid', retryable: false },
  ],
  [
    { status: 422, body: { detail: [{ loc: ['body'], msg: 'no', type: 'x' }] } },
    { code: 'invalid', retryable: false },
  ],
  [{ status: 408 }, { code: 'timeout', retryable: true }],
  [{ status: 429 }, { code: 'rate-limited', retryable: true }],
  [
    { status: 429, retryAfter: '30' },
    { code: 'rate-limited', retryAfterMs: 30_000 },
  ],
  [
    { status: 503, retryAfter: '120' },
    { code: 'unavailable', retryAfterMs: 120_000 },
  ],
  [{ status: 500 }, { code: 'unavailable', retryable: true }],
  ['html', { code: 'unavailable', retryable: true }],
  ['dropped', { code: 'unavailable', retryable: true }],
  ['half', { code: 'unavailable', retryable: true }],
  [
    { content: '{"word"', finishReason: 'error' },
    { code: 'unavailable', retryable: true },
  ],
])('%j is told as %j', async (how, expected) => {
  expect((await ask([how])).error).toMatchObject(expected);
});

it('names MISTRAL_MODEL when the model is not known or no longer', async () => {
  const { error } = await ask([], { model: 'mistral-small-2506' });
  expect(error).toMatchObject({ code: 'config' });
  expect(error?.message).toContain('MISTRAL_MODEL');
  expect((await ask([], { apiKey: 'another' })).error?.message).toContain('MISTRAL_API_KEY');
});

it.each<[string, Scripted[]]>([
  ['a refusal', [{ status: 400, body: { message: `not this: ${SECRET}` } }]],
  ['an outage', [{ status: 500 }]],
  ['a limit', [{ status: 429, retryAfter: '9' }]],
  ['an answer of its own', [{ content: SECRET }]],
  ['a field of its own', [{ content: { word: SECRET, other: SECRET, [SECRET]: 1 } }]],
  ['a broken line', ['dropped']],
])('%s says nothing of the mail or the key', async (_what, script) => {
  const { error } = await ask(script);
  const said = `${inspect(error, { depth: 9 })} ${JSON.stringify(describeError(error))}`;
  expect(said).not.toContain(SECRET);
  expect(said).not.toContain(KEY);
});

it('asks again where the server is busy or failing, for a while', async () => {
  for (const first of [{ status: 500 }, { status: 429 }, { status: 429, retryAfter: '1' }]) {
    const before = standIn.figures().calls;
    expect((await ask([first], { retryForMs: 5_000 })).value).toEqual({ word: 'yes', other: null });
    expect(standIn.figures().calls - before).toBe(2);
  }
});

it('does not wait for who asks for long, and does not come back too early', async () => {
  const before = standIn.figures().calls;
  const inAMinute = new Date(Date.now() + 60_000).toUTCString();
  const { error } = await ask([{ status: 429, retryAfter: inAMinute }], { retryForMs: 5_000 });
  expect(error?.retryAfterMs).toBeGreaterThan(50_000);
  expect(standIn.figures().calls - before).toBe(1);
});

it('gives up in time, retries included', async () => {
  // One of its own: what was scripted for a call that ended before it was there would answer the next.
  const silent = await startMistralStandIn({ faults: [{ every: 1, with: 'silent' }] });
  const { error, usage } = await ask([], { serverUrl: silent.url, timeoutMs: 100, retryForMs: 5_000 });
  await silent.close();
  expect(error).toMatchObject({ code: 'timeout', retryable: true });
  // The server may bill what it worked on.
  expect(usage).toMatchObject({ outcome: 'timeout', outputTokens: 0 });
  expect(usage.inputTokens).toBeGreaterThan(10);
  const failing = await startMistralStandIn({ faults: [{ every: 1, with: { status: 500 } }] });
  const waiting = await ask([], { serverUrl: failing.url, timeoutMs: 400, retryForMs: 9_000 });
  expect(waiting.error?.code).toBe('timeout');
  await failing.close();
});

it('stops when the caller does', async () => {
  const silent = await startMistralStandIn({ faults: [{ every: 1, with: 'silent' }] });
  const controller = new AbortController();
  const asked = ask([], { serverUrl: silent.url }, { signal: controller.signal });
  controller.abort();
  expect((await asked).error).toMatchObject({ code: 'timeout' });
  await silent.close();
});

it('passes on that a model will be taken away, and writes nothing on the terminal', async () => {
  const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect((await ask([{ retires: '2027-01-31T00:00:00Z' }])).usage.retires).toBe('2027-01-31T00:00:00Z');
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
});

it('knows no cost of a model whose price it does not know', async () => {
  const other = await startMistralStandIn({ model: 'mistral-novel-2701', answer: () => ({ word: 'yes', other: null }) });
  const { usage } = await ask([], { model: 'mistral-novel-2701', serverUrl: other.url });
  expect(usage).toMatchObject({ outcome: 'ok', cost: null });
  await other.close();
});

it('was refused nothing by the stand-in but what the tests meant', () => {
  expect(standIn.refused).toEqual([]);
});

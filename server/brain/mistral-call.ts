import { MistralCore } from '@mistralai/mistralai/core.js';
import { chatComplete } from '@mistralai/mistralai/funcs/chatComplete.js';
import type { ChatCompletionResponse } from '@mistralai/mistralai/models/components/chatcompletionresponse.js';
import * as z from 'zod';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Spend } from './brain.ts';
import { translate } from './mistral-errors.ts';
import { deadlineOf, givenUp, LONGEST_WAIT_MS, watchedClient } from './mistral-http.ts';
import { costOf } from './mistral-prices.ts';
import { estimateTokens, TEMPLATE_TOKENS } from './mistral-tokens.ts';

export interface MistralOptions {
  apiKey: string;
  /** Pinned: aliases such as `mistral-small-latest` change behaviour and price. */
  model: string;
  serverUrl: string;
  /** Told after every call, whatever became of it. */
  onCall?: (usage: CallUsage) => void;
  /** For everything a call does, retries included. */
  timeoutMs?: number;
  /** How long a busy or failing server is asked again; 0: not at all. */
  retryForMs?: number;
  now?: () => number;
}

/** Numbers and codes only. */
export interface CallUsage {
  model: string;
  purpose: Purpose;
  /** As the API counts; where it did not say though it may have worked, the estimate of what was sent. */
  inputTokens: number;
  /** Of them, found in the API's cache. */
  cachedTokens: number;
  outputTokens: number;
  ms: number;
  outcome: 'ok' | ErrorCode;
  /** US dollars; null when the model's price is not known. */
  cost: number | null;
  /** When the API said that the model will go (its own words, a date); null otherwise. */
  retires: string | null;
}

export type Purpose = 'read' | 'adapt';

export interface ChatRequest<T> {
  purpose: Purpose;
  /** The fixed part: byte for byte the same between calls, so that the API finds it in its cache. */
  system: string;
  /** What changes: holds the mail, masked and fenced. */
  user: string;
  /** Names the same fixed part for the cache. Never personal. */
  cacheKey: string;
  /** What must come back. Its JSON schema is sent as strict, and the answer is checked by it again: use nullable, never optional. */
  answer: { name: string; schema: z.ZodType<T> };
  maxTokens: number;
  signal?: AbortSignal | undefined;
  spend?: Spend | undefined;
}

/** One checked chat call. Rejects with `unavailable`, `timeout`, `rate-limited`, `config` or `invalid`, never with an SDK's error. */
export type MistralCall = <T>(request: ChatRequest<T>) => Promise<T>;

/** Ample for a reading (a second or two); far below the lease of who waits. */
const TIMEOUT_MS = 20_000;
const RETRY_FOR_MS = 6_000;

/** The SDK logs whole requests when MISTRAL_DEBUG is set anywhere; given a logger of ours it does not. */
const SILENT = { group: () => undefined, groupEnd: () => undefined, log: () => undefined };

export function createMistralCall(options: MistralOptions): MistralCall {
  const { model, timeoutMs = TIMEOUT_MS, retryForMs = RETRY_FOR_MS, now = Date.now } = options;
  let retires: string | null = null;
  const onRetiring = (when: string): void => {
    retires = when;
  };
  const client = new MistralCore({
    apiKey: options.apiKey,
    serverURL: options.serverUrl,
    debugLogger: SILENT,
    httpClient: watchedClient(model, now, onRetiring),
  });
  const retries = retryForMs > 0 ? backoff(retryForMs) : ({ strategy: 'none' } as const);

  return async (request) => {
    if (request.signal?.aborted) throw givenUp();
    const deadline = deadlineOf(request.signal, timeoutMs);
    const began = performance.now();
    const usage: Counted = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 };
    let outcome: CallUsage['outcome'] = 'ok';
    try {
      // A signal given to the SDK replaces its own timeout, and its waits between attempts know no signal.
      const sent = chatComplete(client, bodyOf(request, model), {
        signal: deadline.signal,
        retries,
        timeoutMs,
        redirect: 'error',
      });
      const result = await Promise.race([sent, deadline.passed]);
      if (!result.ok) throw result.error;
      Object.assign(usage, countedBy(result.value));
      return parse(contentOf(result.value), request.answer.schema);
    } catch (thrown) {
      const error = deadline.why() ?? translate(thrown, model, now());
      outcome = error.code;
      // The server may have worked on it, and may bill it, though we never saw an answer.
      if (usage.inputTokens === 0 && (outcome === 'timeout' || outcome === 'unavailable'))
        usage.inputTokens = estimateOf(request);
      throw error;
    } finally {
      deadline.clear();
      const cost = costOf(model, options.serverUrl, usage);
      request.spend?.(cost);
      options.onCall?.({
        model,
        purpose: request.purpose,
        ...usage,
        ms: Math.round(performance.now() - began),
        outcome,
        cost,
        retires,
      });
    }
  };
}

type Counted = Pick<CallUsage, 'inputTokens' | 'cachedTokens' | 'outputTokens'>;

/** The SDK adds up to a second of jitter to each wait, and honours Retry-After up to the longest. */
function backoff(forMs: number) {
  const times = { initialInterval: 500, maxInterval: LONGEST_WAIT_MS, exponent: 1.5, maxElapsedTime: forMs };
  return { strategy: 'backoff', backoff: times, retryConnectionErrors: true } as const;
}

/**
 * `temperature` 0 is nearly deterministic, says the documentation, and the seed costs nothing. Which fields there are: SDK 2.7,
 * `ChatCompletionRequest`.
 */
function bodyOf<T>({ system, user, cacheKey, answer, maxTokens }: ChatRequest<T>, model: string) {
  return {
    model,
    temperature: 0,
    randomSeed: 1,
    maxTokens,
    n: 1,
    promptCacheKey: cacheKey,
    responseFormat: {
      type: 'json_schema' as const,
      jsonSchema: { name: answer.name, schemaDefinition: jsonSchema(answer.schema), strict: true },
    },
    messages: [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: user },
    ],
  };
}

const schemas = new WeakMap<z.ZodType, Record<string, unknown>>();

export function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const known = schemas.get(schema);
  if (known) return known;
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema);
  schemas.set(schema, made);
  return made;
}

/** What a request is thought to cost, its schema included: the API may count that or not. */
export function estimateOf<T>({ system, user, answer }: Pick<ChatRequest<T>, 'system' | 'user' | 'answer'>): number {
  const texts = [system, user, JSON.stringify(jsonSchema(answer.schema))];
  return texts.reduce((sum, text) => sum + estimateTokens(text), TEMPLATE_TOKENS);
}

const cached = z.object({ cached_tokens: z.number().int().nonnegative() });

/** `prompt_tokens_details` is passed on by the SDK under the API's own name. */
function countedBy({ usage }: ChatCompletionResponse): Counted {
  const details = cached.safeParse(usage.prompt_tokens_details);
  return {
    inputTokens: usage.promptTokens ?? 0,
    cachedTokens: details.success ? details.data.cached_tokens : 0,
    outputTokens: usage.completionTokens ?? 0,
  };
}

/** Text of the only choice. A model that thinks aloud answers in chunks, of which only the text counts. */
function contentOf({ choices }: ChatCompletionResponse): string {
  const [choice] = choices;
  if (choice?.finishReason === 'length' || choice?.finishReason === 'model_length') throw unusable('was cut off');
  if (choice?.finishReason === 'error') throw new AppError('unavailable', 'Mistral broke off its answer.');
  if (choice?.finishReason !== 'stop') throw unusable('has no end');
  const content = choice.message?.content;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) throw unusable('is empty');
  return content.map((chunk) => (chunk.type === 'text' && 'text' in chunk ? chunk.text : '')).join('');
}

function parse<T>(content: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw unusable('is not JSON');
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  // Names of fields are ours; the values are the mail's and stay out.
  const fields = [...new Set(checked.error.issues.map((issue) => issue.path.slice(0, 1).join('')))];
  throw unusable(`does not have the agreed form (${fields.slice(0, 5).join(', ')})`);
}

function unusable(why: string): AppError {
  return new AppError('invalid', `The answer of the model ${why}.`);
}

import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { estimateTokens } from '../../server/brain/mistral-tokens.ts';
import { readText, startLoopback } from './loopback.ts';
import { readByWords } from './mistral-answers.ts';
import { type Asked, readRequest } from './mistral-requests.ts';

/** How one call is answered. `content` stands for what the model says, an object being sent as JSON. */
export type Scripted =
  | 'valid'
  | 'truncated'
  | 'null-filled'
  | 'wrong-category'
  | 'unquoted'
  | 'reasoning'
  | 'not-json'
  | 'extra-text'
  | 'empty'
  | 'no-choices'
  | 'dropped'
  | 'half'
  | 'html'
  | 'silent'
  | { slowMs: number }
  | { status: number; retryAfter?: string; body?: unknown }
  | { content: unknown; finishReason?: string }
  | { retires: string };

export interface MistralStandInOptions {
  /** The only model it knows. */
  model?: string;
  /** Any key that is not empty, unless this is given. */
  apiKey?: string;
  /** What the model says; by words in the mail unless this is given. */
  answer?: (asked: Asked) => unknown;
  /** Before every answer. */
  latencyMs?: number;
  /** Every nth call (counted from 1) that is not scripted is answered so. */
  faults?: readonly { every: number; with: Scripted }[];
}

export interface MistralStandIn {
  url: string;
  /** Chat requests that were in order, as they came. */
  calls: Asked[];
  /** What was wrong with those that were not. */
  refused: string[];
  figures(): Figures;
  /** How the next calls are answered, one each. */
  script(...answers: Scripted[]): void;
  close(): Promise<void>;
}

/** Tokens by our own estimate, of answered calls. */
export interface Figures {
  calls: number;
  answered: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
}

export const STAND_IN_MODEL = 'mistral-small-2603';

/**
 * Mistral's API on this machine: what the product asks of it and no more. Every request is held against the SDK's own schema
 * and this project's rules, and refused with 400 where it fails them; `POST /stand-in/script` and `GET /stand-in/figures` are
 * for a stand-in in another process.
 */
export async function startMistralStandIn(options: MistralStandInOptions = {}): Promise<MistralStandIn> {
  const model = options.model ?? STAND_IN_MODEL;
  const calls: Asked[] = [];
  const refused: string[] = [];
  const scripted: Scripted[] = [];
  const figures: Figures = { calls: 0, answered: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0 };
  const prompts = new Map<string, string>();
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // as many calls may wait at once as there are

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!closing.signal.aborted) refused.push(`the stand-in failed: ${String(error)}`);
      response.destroy();
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request);
    const route = `${request.method} ${request.url}`;
    if (route === 'POST /stand-in/script') return void send(response, 204, scripted.push(...JSON.parse(body)) && null);
    if (route === 'GET /stand-in/figures') return send(response, 200, { ...figures, refused });
    const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!key || (options.apiKey !== undefined && key !== options.apiKey)) return send(response, 401, { message: 'Unauthorized' });
    if (route === 'GET /v1/models') return send(response, 200, { object: 'list', data: [card(model)] });
    if (route !== 'POST /v1/chat/completions') return send(response, 404, { message: 'no Route matched with those values' });
    await chat(JSON.parse(body), response);
  }

  async function chat(body: unknown, response: ServerResponse): Promise<void> {
    figures.calls++;
    const asked = readRequest(body);
    const wrong = typeof asked === 'string' ? asked : unlike(asked);
    if (typeof asked === 'string' || wrong !== null) {
      refused.push(wrong ?? '');
      return send(response, 400, { object: 'error', message: wrong, type: 'invalid_request', code: 'stand-in' });
    }
    if (asked.model !== model) {
      return send(response, 400, {
        object: 'error',
        message: `Invalid model: ${asked.model}`,
        type: 'invalid_model',
        code: '1500',
      });
    }
    calls.push(asked);
    const fault = options.faults?.find(({ every }) => figures.calls % every === 0)?.with;
    if (options.latencyMs) await sleep(options.latencyMs, undefined, { signal: closing.signal });
    await answer(asked, scripted.shift() ?? fault ?? 'valid', response);
  }

  /** The fixed part must be the same, byte for byte, under one cache key. */
  function unlike({ cacheKey, system }: Asked): string | null {
    const known = prompts.get(cacheKey);
    return known !== undefined && known !== system ? 'another system message under the same cache key' : null;
  }

  async function answer(asked: Asked, how: Scripted, response: ServerResponse): Promise<void> {
    if (how === 'dropped') return void response.destroy();
    if (how === 'silent') return;
    if (how === 'html') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>');
    if (typeof how === 'object' && 'status' in how) {
      const headers = how.retryAfter === undefined ? {} : { 'retry-after': how.retryAfter };
      return send(response, how.status, how.body ?? { message: 'as scripted', detail: asked.user }, headers);
    }
    if (typeof how === 'object' && 'slowMs' in how) await sleep(how.slowMs, undefined, { signal: closing.signal });
    const good = options.answer ? options.answer(asked) : readByWords(asked);
    const { content, finishReason } = said(how, good);
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const usage = count(asked, text);
    const choices = how === 'no-choices' ? [] : [choice(content, finishReason)];
    const whole = { id: `cmpl-${figures.calls}`, object: 'chat.completion', created: 1_760_000_000, model, choices, usage };
    const headers = typeof how === 'object' && 'retires' in how ? { 'x-model-deprecation-timestamp': how.retires } : {};
    if (how !== 'half') return send(response, 200, whole, headers);
    const json = JSON.stringify(whole);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) });
    response.write(json.slice(0, json.length / 2), () => response.destroy());
  }

  function count(asked: Asked, output: string): Record<string, unknown> {
    const fixed = estimateTokens(asked.system) + estimateTokens(JSON.stringify(asked.schema));
    const input = fixed + estimateTokens(asked.user) + 8;
    // The cache works in blocks of 64 tokens.
    const cached = prompts.has(asked.cacheKey) ? Math.floor(fixed / 64) * 64 : 0;
    prompts.set(asked.cacheKey, asked.system);
    const completion = estimateTokens(output);
    figures.answered++;
    figures.inputTokens += input;
    figures.cachedTokens += cached;
    figures.outputTokens += completion;
    return {
      prompt_tokens: input,
      completion_tokens: completion,
      total_tokens: input + completion,
      prompt_tokens_details: { cached_tokens: cached },
    };
  }

  const { url, close } = await startLoopback(server);
  return {
    url,
    calls,
    refused,
    figures: () => ({ ...figures }),
    script: (...answers) => void scripted.push(...answers),
    close: () => {
      closing.abort();
      return close();
    },
  };
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body === null ? '' : JSON.stringify(body));
}

function choice(content: unknown, finishReason: string): unknown {
  return { index: 0, message: { role: 'assistant', content, tool_calls: null }, finish_reason: finishReason };
}

function said(how: Scripted, good: unknown): { content: unknown; finishReason: string } {
  const text = JSON.stringify(good);
  const stop = (content: unknown) => ({ content, finishReason: 'stop' });
  if (typeof how === 'object' && 'content' in how) {
    const content = isContent(how.content) ? how.content : JSON.stringify(how.content);
    return { content, finishReason: how.finishReason ?? 'stop' };
  }
  switch (how) {
    case 'truncated':
      return { content: text.slice(0, text.length / 2), finishReason: 'length' };
    case 'null-filled':
      return stop(JSON.stringify(Object.fromEntries(Object.keys(Object(good)).map((key) => [key, null]))));
    case 'wrong-category':
      return stop(JSON.stringify({ ...Object(good), category: 'lottery' }));
    case 'unquoted':
      return stop(JSON.stringify({ ...Object(good), slots: [{ name: 'date', value: '2026-11-24', quote: 'words of nobody' }] }));
    case 'reasoning':
      return stop([
        { type: 'thinking', thinking: [{ type: 'text', text: 'They ask for something.' }] },
        { type: 'text', text },
      ]);
    case 'not-json':
      return stop('The mail asks for a certificate.');
    case 'extra-text':
      return stop(`\`\`\`json\n${text}\n\`\`\``);
    case 'empty':
      return stop(null);
    default:
      return stop(text);
  }
}

/** Text, or the chunks of a model that thinks aloud. */
function isContent(content: unknown): boolean {
  return (
    content === null || typeof content === 'string' || (Array.isArray(content) && content.every((chunk) => Object(chunk).type))
  );
}

function card(id: string): unknown {
  const capabilities = {
    completion_chat: true,
    function_calling: true,
    completion_fim: false,
    fine_tuning: false,
    vision: false,
  };
  return { id, object: 'model', created: 1_760_000_000, owned_by: 'mistralai', capabilities, type: 'base', aliases: [] };
}

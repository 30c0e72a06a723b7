import { isDeepStrictEqual } from 'node:util';
import { ChatCompletionRequest$outboundSchema } from '@mistralai/mistralai/models/components/chatcompletionrequest.js';
import * as z from 'zod';

/** One chat request as it came over the wire, found in order. */
export interface Asked {
  model: string;
  system: string;
  user: string;
  schemaName: string;
  schema: Record<string, unknown>;
  cacheKey: string;
  maxTokens: number;
}

const wire = z.strictObject({
  model: z.string(),
  temperature: z.literal(0),
  random_seed: z.int().min(0).max(1),
  max_tokens: z.int().min(50).max(2_000),
  n: z.literal(1),
  stream: z.literal(false),
  safe_prompt: z.literal(false).optional(),
  prompt_cache_key: z.string().regex(/^mailgps-[0-9a-f]{8,64}$/),
  response_format: z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name: z.string().regex(/^[\w-]{1,64}$/),
      strict: z.literal(true),
      schema: z.record(z.string(), z.unknown()),
    }),
  }),
  messages: z.tuple([
    z.strictObject({ role: z.literal('system'), content: z.string().min(1) }),
    z.strictObject({ role: z.literal('user'), content: z.string().min(1) }),
  ]),
});

/** The request, or a sentence saying what is wrong with it: by the SDK's own schema, then by the rules of this project. */
export function readRequest(body: unknown): Asked | string {
  const parsed = wire.safeParse(body);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    return `${first?.path.join('.')}: ${first?.message}`;
  }
  const { model, max_tokens, prompt_cache_key, response_format, messages } = parsed.data;
  const { json_schema } = response_format;
  const outbound = ChatCompletionRequest$outboundSchema.safeParse(asSdkHasIt(parsed.data));
  if (!outbound.success) return 'not a ChatCompletionRequest of the SDK';
  if (!isDeepStrictEqual(plain(outbound.data), plain(body))) return 'holds what the SDK would not send';
  const [system, user] = messages;
  const wrong = loose(json_schema.schema, json_schema.name) ?? personal(system.content) ?? personal(user.content);
  if (wrong) return wrong;
  return {
    model,
    system: system.content,
    user: user.content,
    schemaName: json_schema.name,
    schema: json_schema.schema,
    cacheKey: prompt_cache_key,
    maxTokens: max_tokens,
  };
}

/** Fields under the names that a caller of the SDK uses. */
function asSdkHasIt({ response_format: { type, json_schema }, ...rest }: z.infer<typeof wire>): unknown {
  const { schema, ...named } = json_schema;
  const camel = Object.entries(rest).map(([key, value]) => [key.replace(/_(\w)/g, (_, c: string) => c.toUpperCase()), value]);
  return { ...Object.fromEntries(camel), responseFormat: { type, jsonSchema: { ...named, schemaDefinition: schema } } };
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** In strict mode every object names all its fields as required and allows no others. */
function loose(schema: unknown, path: string): string | null {
  if (Array.isArray(schema)) return schema.map((item, i) => loose(item, `${path}[${i}]`)).find((found) => found !== null) ?? null;
  if (typeof schema !== 'object' || schema === null) return null;
  if ('$schema' in schema) return `${path}: names a dialect`;
  if ('type' in schema && schema.type === 'object') {
    const { properties, required, additionalProperties } = {
      properties: {},
      required: [],
      additionalProperties: true,
      ...schema,
    };
    if (additionalProperties !== false) return `${path}: allows other fields`;
    if (!isDeepStrictEqual([...required].sort(), Object.keys(properties).sort())) return `${path}: not every field is required`;
  }
  const inner = Object.entries(schema).map(([key, value]) => loose(value, `${path}.${key}`));
  return inner.find((found) => found !== null) ?? null;
}

/** Written apart from the masking it checks, and blunter. */
const PERSONAL: readonly (readonly [string, RegExp])[] = [
  ['a phone number', /(?<!\d)(?:\+\d\d?\s?(?:\(0\))?|0)[1-9](?:[\s.-]?\d\d){4}(?!\d)/],
  ['an IBAN', /\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){3,}/],
  ['a social-security number', /(?<!\d)[12][ .]?\d\d[ .]?\d\d[ .]?\d[\dAB][ .]?\d{3}[ .]?\d{3}(?!\d)/],
  ['a mail address', /[\w.-]+@[\w-]+\.\w/],
];

function personal(text: string): string | null {
  const found = PERSONAL.find(([, pattern]) => pattern.test(text));
  return found ? `a message holds ${found[0]}` : null;
}

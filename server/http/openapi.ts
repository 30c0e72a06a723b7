import * as z from 'zod';
import * as api from '../../shared/api.ts';
import type { Route, Who } from './route.ts';
import { SECURE_NAME } from './session-cookie.ts';

/** People are let in by either; the cookie of a session goes with `X-MailGPS-Csrf` where something is changed. */
const SECURITY: Readonly<Record<Who, { schemes: readonly string[]; note: string } | null>> = {
  anyone: null,
  operations: {
    schemes: ['google', 'session'],
    note: 'On the machine itself no identity is needed; elsewhere the scheduler or an administrator.',
  },
  push: { schemes: ['google'], note: 'The service account of the Pub/Sub subscription.' },
  scheduler: { schemes: ['google', 'session'], note: 'The scheduler’s service account, or an administrator.' },
  staff: { schemes: ['google', 'session'], note: 'Staff and administrators.' },
  admin: { schemes: ['google', 'session'], note: 'Administrators.' },
};

/** OpenAPI 3.1 of every route; its schemas are JSON Schema 2020-12, which is what 3.1 speaks. */
export function openApi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'MAIL GPS', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: schemas(),
      securitySchemes: {
        google: { type: 'http', scheme: 'bearer', bearerFormat: 'Google ID token (JWT)' },
        session: { type: 'apiKey', in: 'cookie', name: SECURE_NAME },
      },
    },
  };
}

/** The bodies that have a name in shared/api.ts; what comes in is described as it is sent, not as it is read. */
const NAMES = new Map<z.ZodType, string>(
  Object.entries(api).flatMap(([name, value]) => (value instanceof z.ZodType ? [[value, name] as const] : [])),
);

function schemas(): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of NAMES) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}`, unrepresentable: 'any' });
  return Object.fromEntries(Object.entries(made.schemas).map(([name, schema]) => [name, without(schema, ['$schema', '$id'])]));
}

function operation({ what, who, path, query, body, octets, answer, problems, raw }: Route): object {
  const security = SECURITY[who];
  const failures = [...new Set([...(security ? [401, 403, 429] : [429]), ...(body || query ? [400] : []), ...problems])].sort();
  const success = answer
    ? { 200: { description: 'Done', content: json(answer) } }
    : { [raw ? succeeded(path) : 204]: { description: 'Done' } };
  return {
    summary: what,
    'x-who': who,
    ...(security ? { description: security.note, security: security.schemes.map((scheme) => ({ [scheme]: [] })) } : {}),
    parameters: [...pathParameters(path), ...queryParameters(query)],
    ...(body ? { requestBody: { required: true, content: octets ? FILE : json(body) } } : {}),
    responses: {
      ...success,
      ...Object.fromEntries(failures.map((status) => [status, { description: 'Refused', content: problem() }])),
    },
  };
}

/** Routes that write their own response answer 204, but for those that are read. */
function succeeded(path: string): number {
  return path.startsWith('/push/') || path.startsWith('/jobs/') ? 204 : 200;
}

function json(schema: z.ZodType): object {
  const name = NAMES.get(schema);
  return { 'application/json': { schema: name ? { $ref: `#/components/schemas/${name}` } : inline(schema) } };
}

/** OpenAPI 3.1: bytes as they are have no schema. */
const FILE = { 'application/octet-stream': {} };

function problem(): object {
  return { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters(query: z.ZodType | null): object[] {
  const { properties = {} } = query ? inline(query) : {};
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

function inline(schema: z.ZodType): { properties?: Record<string, object> } {
  return without(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), ['$schema']);
}

function without(schema: object, names: readonly string[]): { properties?: Record<string, object> } {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !names.includes(name)));
}

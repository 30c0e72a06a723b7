import type { Request, Response } from 'express';
import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Language } from '../../shared/policy.ts';
import type { User } from '../store/users.ts';

/**
 * Who may call. `operations`: whoever is on the machine itself, the scheduler, or an admin; `anyone` needs no identity.
 */
export type Who = 'anyone' | 'operations' | 'push' | 'scheduler' | 'staff' | 'admin';
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A call as a handler sees it: checked, typed, and with nothing of HTTP in it. */
export interface Call<Q, B> {
  user: User;
  params: Readonly<Record<string, string>>;
  query: Q;
  body: B;
  language: Language;
}

interface RouteHead {
  method: Method;
  /** Express's form: '/api/mails/:id'. */
  path: string;
  who: Who;
  /** One line, for /openapi.json. */
  what: string;
  /** Bytes of a body, where it may be larger than others (HttpLimits.bodyBytes). */
  bodyBytes?: number;
  /** The body is a file and no JSON; `body` is `Octets` then. */
  octets?: boolean;
}

/** A file's bytes. No form of another site can send this type either, without the browser asking first. */
export const Octets = z.instanceof(Uint8Array);
export const OCTETS_TYPE = 'application/octet-stream';

export interface Route extends RouteHead {
  query: z.ZodType | null;
  body: z.ZodType | null;
  answer: z.ZodType | null;
  /** Statuses with a problem body that callers should expect, beside those that every route may give. */
  problems: readonly number[];
  /** Answers a call by JSON; undefined: 204. */
  answerTo: ((call: Call<unknown, unknown>) => Promise<unknown>) | null;
  /** Writes the response itself (events, metrics, push). */
  raw: ((req: Request, res: Response) => Promise<void> | void) | null;
}

/** A route whose query and body are read by their schemas; its handler's answer must be what `answer` says. */
export function route<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  spec: RouteHead & {
    query?: Q;
    body?: B;
    answer: A;
    problems?: readonly number[];
    handle: (call: Call<z.output<Q>, z.output<B>>) => Promise<z.input<A>>;
  },
): Route {
  const { query, body, handle } = spec;
  return {
    ...spec,
    query: query ?? null,
    body: body ?? null,
    problems: spec.problems ?? [],
    raw: null,
    answerTo: (call) =>
      handle({
        ...call,
        query: query ? read(query, call.query, 'query') : NOTHING_READ,
        body: body ? read(body, call.body, 'body') : NOTHING_READ,
      } as Call<z.output<Q>, z.output<B>>),
  };
}

const NOTHING_READ = undefined;

/** A route that writes its own response. */
export function rawRoute(spec: RouteHead & { body?: z.ZodType; answer?: z.ZodType; raw: NonNullable<Route['raw']> }): Route {
  return { query: null, problems: [], answerTo: null, ...spec, body: spec.body ?? null, answer: spec.answer ?? null };
}

/** What is wrong with a body or a query, place by place; never the value itself, which may be personal. */
export interface Fault {
  path: string;
  message: string;
}

const faults = new WeakMap<AppError, readonly Fault[]>();

export function faultsOf(error: AppError): readonly Fault[] | undefined {
  return faults.get(error);
}

export function read<T extends z.ZodType>(schema: T, value: unknown, where: 'query' | 'body'): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const found = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw refused(`The ${where} does not have the agreed form: see /openapi.json.`, found);
}

export function refused(message: string, found: readonly Fault[]): AppError {
  const error = new AppError('invalid', message);
  faults.set(error, found);
  return error;
}

import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import * as z from 'zod';
import { selfSigned } from './certificate.ts';

/**
 * A strict stand-in of the Apps Script API, v1 (developers.google.com/apps-script/api/reference/rest), behind a proxy: clasp
 * is given HTTPS_PROXY and NODE_EXTRA_CA_CERTS and believes to speak with Google. It knows the calls that the add-on's
 * commands need. Anything else is answered with an error and noted in `wrong`, which a test wants to be empty.
 */
export interface AppsScriptApi {
  /** What HTTPS_PROXY must be. */
  proxy: string;
  /** PEM of the certificate to be trusted. */
  cert: string;
  calls: Call[];
  /** What no client of this API may do. */
  wrong: string[];
  project: { files: File[]; versions: Version[]; deployments: Deployment[] };
  /** Answers the calls that fit with an error, so many times. */
  fail(method: string, path: RegExp, status: number, message: string, times?: number): void;
  /** Resolves with the next call that fits, counted from now. */
  next(method: string, path: RegExp): Promise<Call>;
  /** Holds calls that fit until `release` is called. */
  hold(method: string, path: RegExp): { held: Promise<void>; release(): void };
  close(): Promise<void>;
}

export interface Call {
  method: string;
  host: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
}

export type File = z.infer<typeof file>;
type Version = { scriptId: string; versionNumber: number; description: string; createTime: string; files: File[] };
type Deployment = { deploymentId: string; deploymentConfig: Config; updateTime: string };
type Config = {
  scriptId: string;
  versionNumber?: number | undefined;
  manifestFileName: string;
  description?: string | undefined;
};

const file = z.strictObject({ name: z.string(), type: z.enum(['SERVER_JS', 'HTML', 'JSON']), source: z.string() });
const content = z.strictObject({ files: z.array(file) });
const newVersion = z.strictObject({ description: z.string().optional() });
const config = z.strictObject({
  scriptId: z.string().optional(),
  versionNumber: z.number().int().positive(),
  manifestFileName: z.literal('appsscript'),
  description: z.string().optional(),
});
const update = z.strictObject({ deploymentConfig: config });

export const SCRIPT_ID = '1AbCdEfGhIjKlMnOpQrStUvWxYz_0123456789-abcdefghijklmnopqr';
export const TOKEN = 'an-access-token-of-the-tests';
export const REFRESH_TOKEN = 'a-refresh-token-of-the-tests';

/** What clasp keeps after `clasp login`; with `expired`, a token that it has to renew first. */
export function signIn(expired = false): string {
  const credentials = {
    type: 'authorized_user',
    client_id: 'client.apps.googleusercontent.com',
    client_secret: 'not-secret',
    refresh_token: REFRESH_TOKEN,
    access_token: expired ? 'an-old-token' : TOKEN,
    token_type: 'Bearer',
    expiry_date: expired ? 1 : 4_102_444_800_000,
  };
  return JSON.stringify({ tokens: { default: credentials } });
}

interface Answer {
  status: number;
  body: unknown;
}
type Handler = (call: Call, ids: string[]) => Answer | undefined;

export async function startAppsScriptApi(): Promise<AppsScriptApi> {
  const { cert, key } = selfSigned('*.googleapis.com');
  const calls: Call[] = [];
  const wrong: string[] = [];
  const project: AppsScriptApi['project'] = {
    files: [],
    versions: [],
    // Apps Script makes this one by itself: it follows the newest code.
    deployments: [
      {
        deploymentId: 'AKfycb-head',
        deploymentConfig: { scriptId: SCRIPT_ID, manifestFileName: 'appsscript' },
        updateTime: now(),
      },
    ],
  };
  const failures: { method: string; path: RegExp; answer: Answer; left: number }[] = [];
  const waiting: { method: string; path: RegExp; done: (call: Call) => void }[] = [];
  const holds: { method: string; path: RegExp; arrived: () => void; released: Promise<void> }[] = [];

  const api = createServer({ cert, key }, async (request, response) => {
    const text = await read(request);
    const url = new URL(request.url ?? '/', `https://${request.headers.host ?? ''}`);
    const call: Call = {
      method: request.method ?? '',
      host: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: bodyOf(text, request.headers['content-type'] ?? ''),
    };
    calls.push(call);
    const fits = (one: { method: string; path: RegExp }): boolean => one.method === call.method && one.path.test(call.path);
    const hold = holds.find(fits);
    hold?.arrived();
    await hold?.released;
    const answer = failing(fits) ?? authorised(request, call) ?? answered(call);
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(answer.body));
    for (const one of waiting.splice(0)) fits(one) ? one.done(call) : waiting.push(one);
  });

  function failing(fits: (one: { method: string; path: RegExp }) => boolean): Answer | undefined {
    const failure = failures.find((one) => one.left > 0 && fits(one));
    if (failure === undefined) return undefined;
    failure.left -= 1;
    return failure.answer;
  }

  function authorised(request: IncomingMessage, call: Call): Answer | undefined {
    if (call.host === 'oauth2.googleapis.com') return undefined;
    if (request.headers.authorization === `Bearer ${TOKEN}`) return undefined;
    wrong.push(`${call.method} ${call.path} without the token`);
    return refused(401, 'Request had invalid authentication credentials.');
  }

  function answered(call: Call): Answer {
    for (const [method, host, path, handle] of routes) {
      const ids = path.exec(call.path)?.slice(1);
      if (method !== call.method || host !== call.host || ids === undefined) continue;
      const answer = handle(call, ids);
      if (answer !== undefined) return answer;
      break;
    }
    wrong.push(
      `${call.method} https://${call.host}${call.path} ${JSON.stringify(call.query)} ${JSON.stringify(call.body)?.slice(0, 300)}`,
    );
    return refused(400, 'Request contains an invalid argument.');
  }

  const script = 'script.googleapis.com';
  const paged = /^(\{\}|\{"pageSize":"\d+"\})$/;
  const routes: [method: string, host: string, path: RegExp, handle: Handler][] = [
    [
      'GET',
      script,
      /^\/v1\/projects\/([\w-]+)\/content$/,
      ({ query }, [id]) => known(id) ?? plain(query, { scriptId: SCRIPT_ID, files: project.files }),
    ],
    [
      'PUT',
      script,
      /^\/v1\/projects\/([\w-]+)\/content$/,
      ({ query, body }, [id]) => {
        const { success, data } = content.safeParse(body);
        if (!success) return undefined;
        if (known(id) !== undefined) return known(id);
        // The API wants one manifest.
        if (data.files.filter(({ name, type }) => name === 'appsscript' && type === 'JSON').length !== 1) return undefined;
        project.files = data.files;
        return plain(query, { scriptId: SCRIPT_ID, files: data.files });
      },
    ],
    [
      'GET',
      script,
      /^\/v1\/projects\/([\w-]+)\/versions$/,
      ({ query }, [id]) =>
        known(id) ??
        (paged.test(JSON.stringify(query)) ? ok(emptyAsNothing({ versions: project.versions.map(withoutFiles) })) : undefined),
    ],
    [
      'POST',
      script,
      /^\/v1\/projects\/([\w-]+)\/versions$/,
      ({ query, body }, [id]) => {
        const { success, data } = newVersion.safeParse(body);
        if (!success) return undefined;
        if (known(id) !== undefined) return known(id);
        const versionNumber = Math.max(0, ...project.versions.map((version) => version.versionNumber)) + 1;
        const version = {
          scriptId: SCRIPT_ID,
          versionNumber,
          description: data.description ?? '',
          createTime: now(),
          files: project.files,
        };
        project.versions.push(version);
        return plain(query, withoutFiles(version));
      },
    ],
    [
      'GET',
      script,
      /^\/v1\/projects\/([\w-]+)\/deployments$/,
      ({ query }, [id]) =>
        known(id) ?? (paged.test(JSON.stringify(query)) ? ok(emptyAsNothing({ deployments: project.deployments })) : undefined),
    ],
    [
      'POST',
      script,
      /^\/v1\/projects\/([\w-]+)\/deployments$/,
      ({ query, body }, [id]) => {
        const { success, data } = config.safeParse(body);
        if (!success) return undefined;
        if (known(id) ?? versionMissing(data.versionNumber)) return known(id) ?? versionMissing(data.versionNumber);
        const deployment = {
          deploymentId: `AKfycb-made-${project.deployments.length}`,
          deploymentConfig: { ...data, scriptId: SCRIPT_ID },
          updateTime: now(),
        };
        project.deployments.push(deployment);
        return plain(query, deployment);
      },
    ],
    [
      'PUT',
      script,
      /^\/v1\/projects\/([\w-]+)\/deployments\/([\w-]+)$/,
      ({ query, body }, [id, deploymentId]) => {
        const { success, data } = update.safeParse(body);
        if (!success) return undefined;
        const { versionNumber } = data.deploymentConfig;
        const deployment = project.deployments.find((one) => one.deploymentId === deploymentId);
        if (deployment === undefined) return refused(404, 'Requested entity was not found.');
        if (known(id) ?? versionMissing(versionNumber)) return known(id) ?? versionMissing(versionNumber);
        deployment.deploymentConfig = { ...data.deploymentConfig, scriptId: SCRIPT_ID };
        return plain(query, deployment);
      },
    ],
    [
      'POST',
      'oauth2.googleapis.com',
      /^\/token$/,
      ({ body }) => {
        const asked = z
          .object({ grant_type: z.literal('refresh_token'), refresh_token: z.literal(REFRESH_TOKEN) })
          .safeParse(body);
        return asked.success ? ok({ access_token: TOKEN, expires_in: 3599, token_type: 'Bearer' }) : undefined;
      },
    ],
    ['GET', 'www.googleapis.com', /^\/oauth2\/v2\/userinfo$/, () => ok({ id: '1', email: 'it@ecole.example' })],
  ];

  function versionMissing(versionNumber: number): Answer | undefined {
    const found = project.versions.some((version) => version.versionNumber === versionNumber);
    return found ? undefined : refused(404, 'Requested entity was not found.');
  }

  const apiPort = await listening(api);
  const sockets = new Set<Socket>();
  const proxy = createHttpServer((request, response) => {
    wrong.push(`not through CONNECT: ${request.method} ${request.url}`);
    response.writeHead(400).end();
  });
  proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
    if (!/^[\w.-]+\.googleapis\.com:443$/.test(request.url ?? '')) {
      wrong.push(`a connection to ${request.url}`);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const there = connect(apiPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      there.pipe(socket).pipe(there);
    });
    for (const one of [socket, there]) {
      sockets.add(one);
      one.on('close', () => sockets.delete(one));
      // A client that goes away resets its connection: that is its right.
      one.on('error', () => one.destroy());
    }
  });
  const proxyPort = await listening(proxy);

  return {
    proxy: `http://127.0.0.1:${proxyPort}`,
    cert,
    calls,
    wrong,
    project,
    fail: (method, path, status, message, times = Number.POSITIVE_INFINITY) => {
      failures.push({ method, path, answer: refused(status, message), left: times });
    },
    next: (method, path) => new Promise((done) => waiting.push({ method, path, done })),
    hold: (method, path) => {
      let release = (): void => undefined;
      let arrived = (): void => undefined;
      const released = new Promise<void>((done) => {
        release = done;
      });
      const held = new Promise<void>((done) => {
        arrived = done;
      });
      const one = { method, path, arrived, released };
      holds.push(one);
      return {
        held,
        release: () => {
          holds.splice(holds.indexOf(one), 1);
          release();
        },
      };
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([closed(proxy), closed(api)]);
    },
  };
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** The calls that take no query at all. */
function plain(query: Record<string, string>, body: unknown): Answer | undefined {
  return Object.keys(query).length === 0 ? ok(body) : undefined;
}

/** As Google's errors look (google.rpc.Status in JSON). */
function refused(code: number, message: string): Answer {
  return { status: code, body: { error: { code, message, errors: [{ message, domain: 'global', reason: 'error' }] } } };
}

function known(id: string | undefined): Answer | undefined {
  return id === SCRIPT_ID ? undefined : refused(404, 'Requested entity was not found.');
}

/** The API leaves an empty list out. */
function emptyAsNothing(lists: Record<string, unknown[]>): Record<string, unknown[]> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

function withoutFiles({ files: _, ...version }: Version): Omit<Version, 'files'> {
  return version;
}

function now(): string {
  return new Date().toISOString();
}

function bodyOf(text: string, type: string): unknown {
  if (text === '') return null;
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return type.startsWith('application/json') ? JSON.parse(text) : `${type}: ${text}`;
  } catch {
    return `not JSON: ${text}`;
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function listening(server: Server | ReturnType<typeof createServer>): Promise<number> {
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      done(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function closed(server: Server | ReturnType<typeof createServer>): Promise<void> {
  return new Promise((done) => {
    server.closeAllConnections();
    server.close(() => done());
  });
}

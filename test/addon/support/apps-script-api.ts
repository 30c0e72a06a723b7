import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import {
  type Answer,
  answerOf,
  type Call,
  newProject,
  REFRESH_TOKEN,
  refused,
  type ScriptProject,
  TOKEN,
} from './apps-script-project.ts';
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
  project: ScriptProject;
  /** Answers the calls that fit with an error, so many times. */
  fail(method: string, path: RegExp, status: number, message: string, times?: number): void;
  /** Holds calls that fit until `release` is called. */
  hold(method: string, path: RegExp): { held: Promise<void>; release(): void };
  close(): Promise<void>;
}

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

export async function startAppsScriptApi(): Promise<AppsScriptApi> {
  const { cert, key } = selfSigned('*.googleapis.com');
  const calls: Call[] = [];
  const wrong: string[] = [];
  const project = newProject();
  const answerFor = answerOf(project);
  const failures: { method: string; path: RegExp; answer: Answer; left: number }[] = [];
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
    const answer = answerFor(call);
    if (answer !== undefined) return answer;
    wrong.push(
      `${call.method} https://${call.host}${call.path} ${JSON.stringify(call.query)} ${JSON.stringify(call.body)?.slice(0, 300)}`,
    );
    return refused(400, 'Request contains an invalid argument.');
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

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../shared/errors.ts';
import type { Config } from './config.ts';

/** Longer than Google's load balancers keep an idle connection (600 s), so that none is closed under a request on its way. */
const KEEP_ALIVE_MS = 620_000;
/** For the request to arrive whole. */
const REQUEST_MS = 60_000;

/** Gives the URL it listens at. Rejects with `port-in-use` or `config`. */
export async function listen(server: Server, config: Config): Promise<string> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.requestTimeout = REQUEST_MS;
  // Work behind POST /push/wake may take nine minutes before it is answered: no limit for a silent socket.
  server.timeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, config)));
    server.listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}

function listenError(error: NodeJS.ErrnoException, { port, host }: Config): AppError {
  if (error.code === 'EADDRINUSE') {
    return new AppError(
      'port-in-use',
      `Port ${port} is taken: is MAIL GPS running already? Stop it, or choose another: PORT=${port + 1} MAILGPS_DATA_DIR=./data2 npm start`,
    );
  }
  return new AppError('config', `Cannot listen on ${host}:${port} (${error.code ?? error.message}). Check HOST and PORT.`, {
    cause: error,
  });
}

/** Between listening (so that a taken port is told at once) and being ready. */
export function starting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify({ title: 'MAIL GPS is starting', status: 503, code: 'unavailable' }));
}

import { createServer, type IncomingHttpHeaders } from 'node:http';
import { readText, startLoopback } from './loopback.ts';

export interface Request {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  /** http://127.0.0.1:PORT */
  url: string;
  requests: Request[];
  /** The next answers, in their order; afterwards 200. */
  answerWith(...answers: { status: number; headers?: Record<string, string> }[]): void;
  close(): Promise<void>;
}

/** An HTTP server that keeps what it is sent and answers as it is told. */
export async function startReceiver(): Promise<Receiver> {
  const requests: Request[] = [];
  const answers: { status: number; headers?: Record<string, string> }[] = [];
  const server = createServer(async (request, response) => {
    const body = await readText(request);
    requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
    const { status, headers = {} } = answers.shift() ?? { status: 200 };
    response.writeHead(status, headers).end(status === 200 ? '{}' : '');
  });
  const { url, close } = await startLoopback(server);
  return { url, requests, answerWith: (...more) => void answers.push(...more), close };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../../shared/errors.ts';
import { type Answer, refused } from './answers.ts';

/** Loopback only: the mailbox is anyone's who can reach it. */
const HOST = '127.0.0.1';

/** Gmail takes 35 MB over its upload address, in base64 a third more. */
const LARGEST_BODY = 60 * 1024 * 1024;

/** Serves on a loopback port, 0 for a free one; an answer of null cuts the connection. Rejects with `port-in-use`. */
export async function listen(
  answer: (request: IncomingMessage, url: URL) => Promise<Answer | null>,
  port: number,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, new URL(request.url ?? '/', `http://${HOST}`)).then(
      (given) => (given === null ? request.socket.destroy() : respond(response, given)),
      (error: unknown) => respond(response, refused(500, 'backendError', error instanceof Error ? error.message : 'failed')),
    );
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message = `Port ${port} is in use: stop what listens there or choose another`;
      reject(cause.code === 'EADDRINUSE' ? new AppError('port-in-use', message, { cause }) : cause);
    });
    server.listen(port, HOST, resolve);
  });
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** null: more than is taken. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/**
 * JSON, or an upload: multipart/related with the JSON first and the mail second, or the mail alone. An uploaded mail is put
 * where the JSON form has it, in `message.raw` of a draft and in `raw` of a message. null: unreadable.
 */
export function readGmailBody(bytes: Buffer, contentType: string, isDraft: boolean): Record<string, unknown> | null {
  try {
    return parseGmailBody(bytes, contentType, isDraft);
  } catch {
    // Whatever it is, it is not what Gmail's clients send; Gmail says no more than that either.
    return null;
  }
}

function parseGmailBody(bytes: Buffer, contentType: string, isDraft: boolean): Record<string, unknown> {
  if (bytes.length === 0) return {};
  const place = (json: Record<string, unknown>, mail: Buffer) => {
    const raw = mail.toString('base64url');
    return isDraft ? { ...json, message: { ...Object(json.message), raw } } : { ...json, raw };
  };
  if (/^message\/rfc822/i.test(contentType)) return place({}, bytes);
  const boundary = /^multipart\/related;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return asObject(JSON.parse(bytes.toString('utf8')));
  const marker = Buffer.from(`--${boundary}`);
  const first = bytes.indexOf(marker);
  const second = bytes.indexOf(marker, first + marker.length);
  const end = bytes.lastIndexOf(`--${boundary}--`);
  const json = partBody(bytes.subarray(first + marker.length, second));
  const mail = partBody(bytes.subarray(second + marker.length, end));
  return place(asObject(JSON.parse(json.toString('utf8'))), mail);
}

function partBody(part: Buffer): Buffer {
  const start = part.indexOf('\r\n\r\n') + 4;
  const trimmed = part.subarray(start);
  return trimmed.subarray(-2).toString('latin1') === '\r\n' ? trimmed.subarray(0, -2) : trimmed;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function respond(response: ServerResponse, answer: Answer): void {
  const body = answer.body === undefined || answer.body === null ? '' : JSON.stringify(answer.body);
  const headers = { ...(body ? { 'content-type': 'application/json; charset=UTF-8' } : {}), ...answer.headers };
  response.writeHead(answer.status, headers).end(body);
}

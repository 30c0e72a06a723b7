import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CRC32C } from '@google-cloud/storage';

/** How one call is answered instead of properly. */
export interface Fault {
  /** Which calls it waits for: 'upload', 'download', 'delete'. */
  on: Kind;
  times: number;
  /** A status with Google's error body, a connection that is cut, or bytes that are changed on the way. */
  answer: number | 'cut' | 'damage' | 'done-then-cut';
}

type Kind = 'upload' | 'download' | 'delete';

export interface CloudStorageServer {
  url: string;
  objects: ReadonlyMap<string, Buffer>;
  calls: readonly Kind[];
  fail(fault: Fault): void;
  close(): Promise<void>;
}

/**
 * Of the Cloud Storage JSON API what is needed to put, get and delete objects of one bucket (cloud.google.com/storage/docs/
 * json_api/v1/objects). Strict: any other call is a 501, and an upload must be one multipart request whose checksum holds.
 */
export async function startCloudStorage(bucket: string): Promise<CloudStorageServer> {
  const objects = new Map<string, Buffer>();
  const calls: Kind[] = [];
  let faults: Fault[] = [];

  function faultFor(kind: Kind): Fault['answer'] | null {
    const fault = faults.find((item) => item.on === kind && item.times > 0);
    if (!fault) return null;
    fault.times -= 1;
    return fault.answer;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://x');
    const body = await bodyOf(request);
    const upload = /^\/upload\/storage\/v1\/b\/([^/]+)\/o$/.exec(url.pathname);
    const object = /^\/storage\/v1\/b\/([^/]+)\/o\/([^/]+)$/.exec(url.pathname);
    const kind = kindOf(request.method, upload, object, url);
    if (kind === null) return error(response, 501, 'notImplemented');
    calls.push(kind);
    const fault = faultFor(kind);
    if (fault === 'cut') return void request.socket.destroy();
    if (typeof fault === 'number') return error(response, fault, 'backendError');
    if ((upload ?? object)?.[1] !== bucket) return error(response, 404, 'The specified bucket does not exist.');
    const key = upload ? (url.searchParams.get('name') ?? '') : decodeURIComponent(object?.[2] ?? '');
    if (kind === 'upload') {
      const parts = multipart(request.headers['content-type'] ?? '', body);
      if (parts === null) return error(response, 400, 'Malformed multipart body.');
      objects.set(key, fault === 'damage' ? changed(parts.media) : parts.media);
    } else if (!objects.has(key)) return error(response, 404, `No such object: ${bucket}/${key}`);
    if (kind === 'delete') objects.delete(key);
    if (fault === 'done-then-cut') return void request.socket.destroy();
    if (kind === 'delete') return void response.writeHead(204).end();
    const stored = objects.get(key) ?? Buffer.alloc(0);
    const sums = checksums(stored);
    if (kind === 'upload')
      return json(response, 200, { kind: 'storage#object', bucket, name: key, size: `${stored.length}`, ...sums });
    const hash = `crc32c=${sums.crc32c},md5=${sums.md5Hash}`;
    response.writeHead(200, {
      'x-goog-hash': hash,
      'x-goog-stored-content-encoding': 'identity',
      'content-length': stored.length,
    });
    response.end(fault === 'damage' ? changed(stored) : stored);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((failure: unknown) => error(response, 500, String(failure)));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    objects,
    calls,
    fail: (fault) => {
      faults = [...faults, { ...fault }];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function kindOf(method: string | undefined, upload: unknown, object: unknown, url: URL): Kind | null {
  if (method === 'POST' && upload && url.searchParams.get('uploadType') === 'multipart') return 'upload';
  if (method === 'GET' && object && url.searchParams.get('alt') === 'media') return 'download';
  return method === 'DELETE' && object ? 'delete' : null;
}

/** The JSON part and the bytes; null when it is not two parts or a checksum that was given does not hold. */
function multipart(contentType: string, body: Buffer): { media: Buffer } | null {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!contentType.startsWith('multipart/related') || boundary === undefined) return null;
  const text = body.toString('latin1');
  const [head, description = '', media = '', end] = text.split(`--${boundary}`);
  if (head !== '' || end?.trim() !== '--') return null;
  const content = (part: string) => part.slice(part.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, '');
  const { crc32c, md5Hash } = JSON.parse(content(description)) as { crc32c?: string; md5Hash?: string };
  const bytes = Buffer.from(content(media), 'latin1');
  const sums = checksums(bytes);
  if ((crc32c !== undefined && crc32c !== sums.crc32c) || (md5Hash !== undefined && md5Hash !== sums.md5Hash)) return null;
  return { media: bytes };
}

function checksums(bytes: Buffer): { crc32c: string; md5Hash: string } {
  const sum = new CRC32C();
  sum.update(bytes);
  return { crc32c: sum.toString(), md5Hash: createHash('md5').update(bytes).digest('base64') };
}

function changed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[0] = (copy[0] ?? 0) ^ 1;
  return copy;
}

function error(response: ServerResponse, code: number, message: string): void {
  json(response, code, { error: { code, message, errors: [{ message, domain: 'global', reason: message }] } });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

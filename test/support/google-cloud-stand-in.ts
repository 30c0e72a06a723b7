import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readText, startLoopback } from './loopback.ts';

type Json = Record<string, unknown>;

/** What is asked wrongly, as Google says it. */
interface Refusal {
  status: number;
  /** google.rpc.ErrorInfo's */
  reason?: string;
  message?: string;
  consumer?: string;
}

export interface GoogleCloudStandIn {
  url: string;
  project: string;
  /** As the Admin API has them; null: there is none. */
  database: Json | null;
  bucket: Json | null;
  indexes: Json[];
  /** By 'collectionGroup/field'. */
  fields: Map<string, Json>;
  /** Of the project, and of the bucket. */
  bindings: { role: string; members: string[] }[];
  bucketBindings: { role: string; members: string[] }[];
  /** 'METHOD path?query' of every call that changes something. */
  changes: string[];
  /** Calls that no API of Google's knows: none in a test that went well. */
  unknown: string[];
  /** From now on every call whose path begins so is refused; null: none. */
  refuse(prefix: string, refusal: Refusal | null): void;
  /** What takes long at Google's is done now. */
  finish(): void;
  close(): Promise<void>;
}

const DATABASE = '(default)';

/**
 * Firestore's administration, the buckets of Cloud Storage and the projects, as their REST references have them: as far as
 * `cli setup` calls them, and strictly. What is not called like this is answered with 501 and noted.
 */
export async function startGoogleCloudStandIn(project = 'school-1'): Promise<GoogleCloudStandIn> {
  const refusals = new Map<string, Refusal>();
  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => answer(response, 500, { error: { message: String(error) } }));
  });
  const loopback = await startLoopback(server);
  const root = `/v1/projects/${project}/databases`;

  const standIn: GoogleCloudStandIn = {
    url: loopback.url,
    project,
    database: null,
    bucket: null,
    indexes: [],
    fields: new Map(),
    bindings: [],
    bucketBindings: [],
    changes: [],
    unknown: [],
    refuse(prefix, refusal) {
      if (refusal) refusals.set(prefix, refusal);
      else refusals.delete(prefix);
    },
    finish() {
      standIn.indexes = standIn.indexes.map((index) => ({ ...index, state: 'READY' }));
      for (const field of standIn.fields.values()) if (field.ttlConfig) field.ttlConfig = { state: 'ACTIVE' };
    },
    close: loopback.close,
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readText(request);
    const url = new URL(request.url ?? '/', loopback.url);
    const path = decodeURIComponent(url.pathname);
    const body: Json = text === '' ? {} : JSON.parse(text);
    const [, refusal] = [...refusals].find(([prefix]) => path.startsWith(prefix)) ?? [];
    if (refusal) return answer(response, refusal.status, errorOf(refusal));
    if (!request.headers.authorization?.startsWith('Bearer ')) return answer(response, 401, errorOf({ status: 401 }));
    if (request.method !== 'GET' && !path.endsWith(':getIamPolicy'))
      standIn.changes.push(`${request.method} ${path}${decodeURIComponent(url.search)}`);
    const made = respond(`${request.method} ${path}`, path, url.searchParams, body);
    if (made === undefined) standIn.unknown.push(`${request.method} ${path}${url.search}`);
    const { status, body: said } = made ?? { status: 501, body: errorOf({ status: 501 }) };
    answer(response, status, said);
  }

  function respond(at: string, path: string, query: URLSearchParams, body: Json): { status: number; body: Json } | undefined {
    const fine = (said: Json) => ({ status: 200, body: said });
    const missing = { status: 404, body: errorOf({ status: 404 }) };
    const wrong = (message: string) => ({ status: 400, body: errorOf({ status: 400, message }) });
    if (at === `GET /v3/projects/${project}`) return fine({ name: 'projects/123456789012', projectId: project });
    if (at === `POST /v3/projects/${project}:getIamPolicy`) return fine({ bindings: standIn.bindings });

    if (at === `POST ${root}`) {
      if (query.get('databaseId') !== DATABASE) return wrong('databaseId');
      if (!only(body, ['type', 'locationId', 'deleteProtectionState'])) return wrong('fields of a database');
      if (standIn.database) return { status: 409, body: errorOf({ status: 409 }) };
      standIn.database = { ...body, name: `projects/${project}/databases/${DATABASE}` };
      return fine({ name: 'operations/1', done: false });
    }
    if (path.startsWith(root)) {
      const { database } = standIn;
      if (database === null) return missing;
      if (at === `GET ${root}/${DATABASE}`) return fine(database);
      if (at === `PATCH ${root}/${DATABASE}`) {
        if (query.get('updateMask') !== 'deleteProtectionState') return wrong('updateMask');
        standIn.database = { ...database, deleteProtectionState: body.deleteProtectionState };
        return fine({ name: 'operations/2', done: true });
      }
      return ofFirestore(at, path.slice(`${root}/${DATABASE}/collectionGroups/`.length), query, body, { fine, wrong });
    }

    if (at === 'POST /storage/v1/b') {
      if (query.get('project') !== project) return wrong('project');
      standIn.bucket = { ...body, location: String(body.location).toUpperCase() };
      return fine(standIn.bucket);
    }
    if (path.startsWith('/storage/v1/b/')) {
      if (standIn.bucket === null || path.split('/')[4] !== standIn.bucket.name) return missing;
      if (at.endsWith('/iam')) return fine({ bindings: standIn.bucketBindings });
      if (at.startsWith('GET ')) return fine(standIn.bucket);
      if (at.startsWith('PATCH ')) {
        standIn.bucket = { ...standIn.bucket, ...body };
        return fine(standIn.bucket);
      }
    }
    return undefined;
  }

  function ofFirestore(
    at: string,
    rest: string,
    query: URLSearchParams,
    body: Json,
    {
      fine,
      wrong,
    }: { fine: (said: Json) => { status: number; body: Json }; wrong: (why: string) => { status: number; body: Json } },
  ): { status: number; body: Json } | undefined {
    const [group = '', kind = '', field = ''] = rest.split('/');
    if (at.startsWith('GET ') && kind === 'indexes' && group === '-') return fine(paged(standIn.indexes, query));
    if (at.startsWith('POST ') && kind === 'indexes') {
      const fields = body.fields;
      if (!only(body, ['queryScope', 'fields']) || !Array.isArray(fields) || fields.length < 2) return wrong('an index');
      const last: unknown = fields.at(-1);
      const order = (typeof last === 'object' && last !== null && Reflect.get(last, 'order')) || 'ASCENDING';
      const name = `projects/${project}/databases/${DATABASE}/collectionGroups/${group}/indexes/I${standIn.indexes.length}`;
      standIn.indexes.push({ ...body, fields: [...fields, { fieldPath: '__name__', order }], name, state: 'CREATING' });
      return fine({ name: 'operations/3', done: false });
    }
    if (at.startsWith('GET ') && kind === 'fields' && group === '-') {
      const filter = query.get('filter');
      if (filter !== 'indexConfig.usesAncestorConfig:false' && filter !== 'ttlConfig:*') return wrong('filter');
      const ttl = filter === 'ttlConfig:*';
      return fine({
        fields: [...standIn.fields.values()].filter(({ ttlConfig, indexConfig }) => (ttl ? ttlConfig : indexConfig)),
      });
    }
    if (at.startsWith('PATCH ') && kind === 'fields') {
      const name = `projects/${project}/databases/${DATABASE}/collectionGroups/${group}/fields/${field}`;
      const mask = query.get('updateMask')?.split(',') ?? [];
      if (body.name !== name || !only(body, ['name', ...mask]) || mask.some((m) => !['indexConfig', 'ttlConfig'].includes(m)))
        return wrong('a field');
      const before = standIn.fields.get(`${group}/${field}`) ?? {};
      const ttl = mask.includes('ttlConfig') ? { ttlConfig: { state: 'CREATING' } } : {};
      const indexConfig = mask.includes('indexConfig') ? { indexConfig: body.indexConfig } : {};
      standIn.fields.set(`${group}/${field}`, { ...before, name, ...indexConfig, ...ttl });
      return fine({ name: 'operations/4', done: false });
    }
    return undefined;
  }

  return standIn;
}

/** Two to a page, so that the second page is asked for. */
function paged(indexes: readonly Json[], query: URLSearchParams): Json {
  const from = Number(query.get('pageToken') ?? 0);
  const next = from + 2 < indexes.length ? { nextPageToken: String(from + 2) } : {};
  return { indexes: indexes.slice(from, from + 2), ...next };
}

function only(body: Json, names: readonly string[]): boolean {
  return Object.keys(body).every((name) => names.includes(name));
}

function errorOf({ status, reason, message = 'refused', consumer }: Refusal): Json {
  const details =
    reason === undefined ? [] : [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, metadata: { consumer } }];
  return { error: { code: status, message, status: reason ?? 'REFUSED', details } };
}

function answer(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

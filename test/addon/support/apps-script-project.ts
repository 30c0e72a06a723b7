import * as z from 'zod';

/**
 * One script project, as the Apps Script API, v1, keeps and shows it (developers.google.com/apps-script/api/reference/rest),
 * and the two other addresses of Google that clasp asks. Strict: whatever is not known here gives no answer.
 */
export interface ScriptProject {
  files: File[];
  versions: Version[];
  deployments: Deployment[];
}

export interface Call {
  method: string;
  host: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
}

export interface Answer {
  status: number;
  body: unknown;
}

export type File = z.infer<typeof file>;
interface Version {
  scriptId: string;
  versionNumber: number;
  description: string;
  createTime: string;
  files: File[];
}
interface Deployment {
  deploymentId: string;
  deploymentConfig: Config;
  updateTime: string;
}
interface Config {
  scriptId: string;
  versionNumber?: number | undefined;
  manifestFileName: string;
  description?: string | undefined;
}

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

type Handler = (call: Call, ids: string[]) => Answer | undefined;

export function newProject(): ScriptProject {
  return {
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
}

/** What Google answers; undefined where no client of these addresses should ever have asked so. */
export function answerOf(project: ScriptProject): (call: Call) => Answer | undefined {
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

  return (call) => {
    for (const [method, host, path, handle] of routes) {
      const ids = path.exec(call.path)?.slice(1);
      if (method === call.method && host === call.host && ids !== undefined) return handle(call, ids);
    }
    return undefined;
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
export function refused(code: number, message: string): Answer {
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

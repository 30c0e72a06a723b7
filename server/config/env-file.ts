import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, ENV_KEY, type Env, SECRETS } from './secret-files.ts';

/** What `.env` of the working directory says. */
export interface EnvFile {
  /** Decrypted. What the real environment gives wins and stands here too. */
  values: Readonly<Record<string, string>>;
  problems: readonly string[];
  /** Secrets that stand in it in clear. */
  inClear: readonly string[];
  /** What opens it was found in `.env.keys` beside it. */
  keyBeside: boolean;
  /** Others on the machine may read `.env.keys`. */
  keyOpen: boolean;
}

export const NO_ENV_FILE: EnvFile = { values: {}, problems: [], inClear: [], keyBeside: false, keyOpen: false };

const ENCRYPTED = 'encrypted:';
/** dotenvx would print these itself, with the first letters of the key. */
const TOLD_BY_US = [
  'MISSING_PRIVATE_KEY',
  'INVALID_PRIVATE_KEY',
  'WRONG_PRIVATE_KEY',
  'MALFORMED_ENCRYPTED_DATA',
  'DECRYPTION_FAILED',
];

/** dotenvx is loaded only where there is a file: it takes 150 ms. */
export async function readEnvFile(folder: string, env: Env): Promise<EnvFile> {
  const file = join(folder, '.env');
  const source = await textOf(file);
  if (source === null) return NO_ENV_FILE;
  if (typeof source !== 'string') return { ...NO_ENV_FILE, problems: [`.env: ${file} cannot be read${source.why}`] };
  const { parse } = await import('@dotenvx/dotenvx');
  const given = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
  const keysFile = join(folder, '.env.keys');
  const keys = given[ENV_KEY] === undefined ? await textOf(keysFile) : null;
  const privateKey = given[ENV_KEY] ?? (typeof keys === 'string' ? parse(keys, { processEnv: {} })[ENV_KEY] : undefined);
  // `ignore` is read by parse() and missing from its type.
  const options = { processEnv: given, ...(privateKey ? { privateKey } : {}), ignore: TOLD_BY_US };
  const values = parse(source, options);
  const closed = Object.keys(values).filter((name) => values[name]?.startsWith(ENCRYPTED));
  return {
    values,
    problems: closed.map(
      (name) => `${name}: encrypted in .env, and not opened by ${privateKey ? 'the key given' : 'any key'}. ${HINT}`,
    ),
    inClear: SECRETS.filter((name) => standsInClear(name, source)),
    keyBeside: typeof keys === 'string',
    keyOpen: typeof keys === 'string' && ((await stat(keysFile)).mode & 0o077) !== 0,
  };
}

const HINT = `Give its key as ${ENV_KEY}, or in .env.keys.`;

/** A command or another variable, `$(…)` or `${…}`, is no secret. */
function standsInClear(name: string, source: string): boolean {
  const lines = source.matchAll(new RegExp(`^[^\\S\\n]*(?:export[^\\S\\n]+)?${name}[^\\S\\n]*=[^\\S\\n]*(["'\`]?)(.*)$`, 'gm'));
  return [...lines].some(([, quote = '', rest = '']) => {
    const value = rest.trim();
    const empty = value === '' || value === quote || (quote === '' && value.startsWith('#'));
    return !empty && !value.startsWith(ENCRYPTED) && !/^\$[({]/.test(value);
  });
}

async function textOf(file: string): Promise<string | null | { why: string }> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const why = codeOf(error);
    return why === ' (ENOENT)' ? null : { why };
  }
}

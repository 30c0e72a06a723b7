import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NO_ENV_FILE, readEnvFile } from '../../server/config/env-file.ts';
import { DISK, type Env, resolveSecrets } from '../../server/config/secret-files.ts';
import { loadSources, readConfig } from '../../server/config.ts';
import { isAppError } from '../../shared/errors.ts';

const DOTENVX = resolve('node_modules/@dotenvx/dotenvx/src/cli/dotenvx.js');
const PLAIN = `MISTRAL_API_KEY=mk-secret\nexport SENTRY_DSN="https://k@sentry.example/1" # ours\nPORT=8123\nEMPTY=\n`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailgps-env-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const write = (name: string, text: string): void => writeFileSync(at(name), text, { mode: 0o600 });

/** As the product's own message says; in a home of its own, so that no key of this machine is used or made. */
function encrypt(): void {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, DOTENVX_NO_ARMOR: 'true', DOTENVX_NO_NATIVE: 'true' };
  execFileSync(process.execPath, [DOTENVX, 'encrypt'], { cwd: folder, env, stdio: 'ignore' });
}

function keyOf(): string {
  return /DOTENV_PRIVATE_KEY="?([0-9a-f]+)/.exec(readFileSync(at('.env.keys'), 'utf8'))?.[1] ?? '';
}

/** What the process writes meanwhile: dotenvx would tell of keys. */
async function quietly<T>(run: () => Promise<T>): Promise<T> {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0),
  );
  const logs = (['log', 'error', 'warn', 'info'] as const).map((name) =>
    jest.spyOn(console, name).mockImplementation((...words) => void written.push(words.join(' '))),
  );
  try {
    return await run();
  } finally {
    for (const spy of [...spies, ...logs]) spy.mockRestore();
    expect(written.filter((text) => text !== '')).toEqual([]);
  }
}

const read = (env: Env = {}) => quietly(() => readEnvFile(folder, env));

it('asks for nothing where there is no .env', async () => {
  expect(await read()).toEqual(NO_ENV_FILE);
});

it('reads one in clear, and names the secrets in it', async () => {
  write('.env', PLAIN);
  const found = await read();
  expect(found.values).toMatchObject({ MISTRAL_API_KEY: 'mk-secret', PORT: '8123', EMPTY: '' });
  expect(found.inClear).toEqual(['MISTRAL_API_KEY', 'SENTRY_DSN']);
  expect(found.problems).toEqual([]);
});

it.each([
  ['a comment', '# MISTRAL_API_KEY=mk'],
  ['no value', 'MISTRAL_API_KEY=\nMAILGPS_TOKEN_KEY=""\nSENTRY_DSN= # later'],
  ['a command', 'MISTRAL_API_KEY="$(printf mk)"\nSENTRY_DSN=$(printf x)'],
  ['what is no secret', 'MAILGPS_ADDRESS=contact@school.example'],
])('takes %s for no secret in clear', async (_what, text) => {
  write('.env', `${text}\n`);
  expect((await read()).inClear).toEqual([]);
});

it('lets the real environment win, unless it is empty', async () => {
  write('.env', PLAIN);
  expect((await read({ PORT: '1', MISTRAL_API_KEY: '' })).values).toMatchObject({ PORT: '1', MISTRAL_API_KEY: 'mk-secret' });
});

it('tells one that cannot be read', async () => {
  mkdirSync(at('.env'));
  expect((await read()).problems).toEqual([`.env: ${at('.env')} cannot be read (EISDIR)`]);
});

describe('at start', () => {
  it('its values are the environment’s where that has none, for libraries too; its secrets only the configuration’s', async () => {
    write('.env', `${PLAIN}FIRESTORE_EMULATOR_HOST=127.0.0.1:8081\nMAILGPS_BRAIN=mistral\n`);
    const env: Record<string, string | undefined> = { PORT: '1', MAILGPS_BRAIN: '' };
    const loaded = await quietly(() => loadSources(folder, env));
    expect(env).toEqual({ PORT: '1', MAILGPS_BRAIN: 'mistral', FIRESTORE_EMULATOR_HOST: '127.0.0.1:8081', EMPTY: '' });
    const config = readConfig(loaded.env, loaded.sources);
    expect(config).toMatchObject({
      port: 1,
      mistral: { apiKey: 'mk-secret' },
      alerts: { sentryDsn: 'https://k@sentry.example/1' },
    });
    expect(config.warnings.join()).toContain('MISTRAL_API_KEY, SENTRY_DSN');
  });

  it('without one nothing is loaded and nothing is changed', async () => {
    const env = { PORT: '1' };
    expect(await loadSources(folder, env)).toMatchObject({ env: { PORT: '1' }, sources: { envFile: NO_ENV_FILE } });
    expect(env).toEqual({ PORT: '1' });
  });

  it('a key that cannot be read is told, and what it would have opened is left alone', async () => {
    write('.env', PLAIN);
    encrypt();
    rmSync(at('.env.keys'));
    const env: Record<string, string | undefined> = { DOTENV_PRIVATE_KEY_FILE: at('none') };
    const { sources } = await quietly(() => loadSources(folder, env));
    expect(sources.envFile?.problems[0]).toBe(`DOTENV_PRIVATE_KEY_FILE: ${at('none')} cannot be read (ENOENT)`);
    expect(env.PORT).toBeUndefined();
  });
});

describe('encrypted by dotenvx', () => {
  beforeEach(() => {
    write('.env', PLAIN);
    encrypt();
    expect(readFileSync(at('.env'), 'utf8')).not.toContain('mk-secret');
  });

  it('is opened by .env.keys beside it', async () => {
    const found = await read();
    expect(found.values).toMatchObject({ MISTRAL_API_KEY: 'mk-secret', SENTRY_DSN: 'https://k@sentry.example/1', PORT: '8123' });
    expect(found).toMatchObject({ problems: [], inClear: [], keyBeside: true, keyOpen: false });
    chmodSync(at('.env.keys'), 0o644);
    expect((await read()).keyOpen).toBe(true);
  });

  it('is opened by DOTENV_PRIVATE_KEY, or the file that holds it', async () => {
    const key = keyOf();
    rmSync(at('.env.keys'));
    expect((await read({ DOTENV_PRIVATE_KEY: key })).values.MISTRAL_API_KEY).toBe('mk-secret');
    write('key', `${key}\n`);
    const { env } = resolveSecrets({ DOTENV_PRIVATE_KEY_FILE: at('key') }, DISK, ['DOTENV_PRIVATE_KEY']);
    expect(await read(env)).toMatchObject({ values: { MISTRAL_API_KEY: 'mk-secret' }, keyBeside: false });
  });

  it.each([
    ['without a key', {}, 'any key'],
    ['with another key', { DOTENV_PRIVATE_KEY: 'a'.repeat(64) }, 'the key given'],
    ['with what is no key', { DOTENV_PRIVATE_KEY: 'x' }, 'the key given'],
  ])('%s is a problem that names the variable, and no value', async (_what, env, by) => {
    rmSync(at('.env.keys'));
    const found = await read(env);
    expect(found.problems).toContain(
      `MISTRAL_API_KEY: encrypted in .env, and not opened by ${by}. Give its key as DOTENV_PRIVATE_KEY, or in .env.keys.`,
    );
    let told = '';
    try {
      readConfig({ ...env, ...found.values, MAILGPS_BRAIN: 'mistral' }, { envFile: found });
    } catch (error) {
      told = isAppError(error, 'config') ? error.message : '';
    }
    expect(told).toContain('MISTRAL_API_KEY: encrypted in .env');
    expect(told).not.toContain('encrypted:');
    expect(told.match(/^ {2}- PORT/gm)).toHaveLength(1);
  });
});

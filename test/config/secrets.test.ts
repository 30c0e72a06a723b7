import { type EnvFile, NO_ENV_FILE } from '../../server/config/env-file.ts';
import { machineFiles, SECRETS } from '../../server/config/secret-files.ts';
import { readConfig, type Sources } from '../../server/config.ts';
import { isAppError } from '../../shared/errors.ts';

const KEY = 'k'.repeat(40);
const GMAIL = { MAILGPS_MAILBOX: 'gmail', MAILGPS_ADDRESS: 'contact@school.example', MAILGPS_TOKEN_KEY: KEY };

function refusal(env: Record<string, string>, sources: Sources = {}): string {
  try {
    readConfig(env, sources);
  } catch (error) {
    if (isAppError(error, 'config')) return error.message;
    throw error;
  }
  throw new Error('The configuration was taken');
}

function disk(files: Record<string, string>, clear: readonly string[] = []): Sources {
  return {
    files: {
      read: (path) => {
        const text = files[path];
        if (text === undefined) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
        return text;
      },
      inClear: (path) => clear.includes(path),
    },
  };
}

const envFile = (change: Partial<EnvFile>): Sources => ({ envFile: { ...NO_ENV_FILE, ...change } });

describe('a secret in a file', () => {
  it.each(SECRETS)('%s_FILE is taken in its place, without the line end', (name) => {
    const value = name.includes('KEY') || name.includes('SECRET') ? KEY : 'https://user:word@host.example/x';
    const told = JSON.stringify(
      readConfig(
        { [`${name}_FILE`]: '/s/x', MAILGPS_BRAIN: name === 'MISTRAL_API_KEY' ? 'mistral' : '' },
        disk({ '/s/x': `${value}\r\n` }),
      ),
    );
    expect(told).toContain(JSON.stringify(value));
  });

  it('counts as given where one is needed', () => {
    const config = readConfig({ MAILGPS_BRAIN: 'mistral', MISTRAL_API_KEY_FILE: '/s/x' }, disk({ '/s/x': 'key\n' }));
    expect(config.mistral?.apiKey).toBe('key');
  });

  it.each([
    ['that is not there', { MISTRAL_API_KEY_FILE: '/s/none' }, 'MISTRAL_API_KEY_FILE: /s/none cannot be read (ENOENT)'],
    ['that is empty', { MISTRAL_API_KEY_FILE: '/s/empty' }, 'MISTRAL_API_KEY_FILE: /s/empty is empty'],
    [
      'beside the value',
      { MISTRAL_API_KEY_FILE: '/s/x', MISTRAL_API_KEY: 'a' },
      'MISTRAL_API_KEY_FILE: MISTRAL_API_KEY is given too',
    ],
    ['that holds what cannot be used', { MAILGPS_TOKEN_KEY_FILE: '/s/x' }, 'MAILGPS_TOKEN_KEY: must have at least 32'],
  ])('refuses one %s', (_what, env, told) => {
    expect(refusal(env, disk({ '/s/x': 'hunter2', '/s/empty': '\n' }))).toContain(told);
  });

  it('is told once, not also as missing, and never by what it holds', () => {
    const told = refusal({ MAILGPS_BRAIN: 'mistral', MISTRAL_API_KEY_FILE: '/s/none' }, disk({}));
    expect(told.match(/MISTRAL_API_KEY/g)).toHaveLength(1);
    expect(refusal({ MAILGPS_TOKEN_KEY_FILE: '/s/x' }, disk({ '/s/x': 'hunter2' }))).not.toContain('hunter2');
  });

  it('is no name for what is not a secret', () => {
    expect(refusal({ MAILGPS_ADDRESS_FILE: '/s/x' }, disk({ '/s/x': 'a@b.example' }))).toContain('there is no such setting');
  });

  it('in clear on a disk: refused for a real mailbox, taken for the emulated one', () => {
    const sources = disk({ '/etc/key': KEY }, ['/etc/key']);
    const env = { MAILGPS_TOKEN_KEY_FILE: '/etc/key' };
    expect(refusal({ ...GMAIL, MAILGPS_TOKEN_KEY: '', ...env }, sources)).toContain(
      'MAILGPS_TOKEN_KEY_FILE: names a file in clear',
    );
    expect(readConfig(env, sources).tokenKey).toBe(KEY);
  });
});

describe('a file counts as a mounted secret', () => {
  const EXT4 = 0xef53;
  it.each([
    ['in memory, as Kubernetes and Docker mount it', '/etc/mailgps/key', 0x01021994, {}, true],
    ['in memory, as systemd mounts it', '/somewhere/key', 0x858458f6, {}, true],
    ['where Docker puts it', '/run/secrets/key', EXT4, {}, true],
    ['where systemd puts it', '/run/credentials/mailgps.service/key', EXT4, {}, true],
    ['on Cloud Run', '/secrets/key', EXT4, { K_SERVICE: 'mail' }, true],
    ['not on a disk', '/etc/mailgps/key', EXT4, {}, false],
    ['not in an image', '/app/key', 0x794c7630, {}, false],
    ['not by its name alone', '/home/x/run/secrets/key', EXT4, {}, false],
    ['not by way of such a folder', '/run/secrets/../../etc/key', EXT4, {}, false],
  ])('%s', (_what, path, type, env, mounted) => {
    expect(machineFiles(() => type).inClear(path, env)).toBe(!mounted);
  });
});

describe('a real mailbox', () => {
  it('needs a key that its tokens are encrypted with', () => {
    const told = refusal({ MAILGPS_MAILBOX: 'gmail', MAILGPS_ADDRESS: 'contact@school.example' });
    expect(told).toContain('MAILGPS_TOKEN_KEY: needed with MAILGPS_MAILBOX=gmail');
  });

  it('may be reached from outside, on a server', () => {
    expect(readConfig({ ...GMAIL, HOST: '0.0.0.0', K_SERVICE: 'mail' })).toMatchObject({ mailbox: 'gmail', host: '0.0.0.0' });
  });

  it('takes no secret that stands in .env in clear', () => {
    const told = refusal(GMAIL, envFile({ inClear: ['MISTRAL_API_KEY', 'SENTRY_DSN'] }));
    expect(told).toContain('MISTRAL_API_KEY: stands in .env in clear. Encrypt the file: npx dotenvx encrypt');
    expect(told).toContain('SENTRY_DSN: stands in .env');
  });

  it('takes no key of its .env from a file in clear', () => {
    expect(refusal(GMAIL, { inClear: ['DOTENV_PRIVATE_KEY_FILE'] })).toContain('DOTENV_PRIVATE_KEY_FILE: names a file in clear');
  });

  it('takes no key that others may read, and warns of one beside what it opens', () => {
    expect(refusal(GMAIL, envFile({ keyBeside: true, keyOpen: true }))).toContain('chmod 600 .env.keys');
    expect(readConfig(GMAIL, envFile({ keyBeside: true })).warnings.join()).toContain('.env.keys lies beside');
    expect(readConfig(GMAIL).warnings).toEqual([]);
  });
});

describe('an emulated mailbox', () => {
  it('warns of a secret in clear and goes on', () => {
    const { warnings } = readConfig({}, envFile({ inClear: ['MISTRAL_API_KEY', 'SENTRY_DSN'], keyBeside: true, keyOpen: true }));
    expect(warnings).toEqual(['.env holds in clear: MISTRAL_API_KEY, SENTRY_DSN. Encrypt the file: npx dotenvx encrypt']);
  });

  it('is not in every build: one line says so and what to set', () => {
    const told = refusal({}, { emulated: false });
    expect(told).toContain('MAILGPS_MAILBOX: the emulated mailbox is not in this build. Set MAILGPS_MAILBOX=gmail');
    expect(readConfig(GMAIL, { emulated: false }).mailbox).toBe('gmail');
  });
});

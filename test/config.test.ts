import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EMULATED_ADDRESS, readConfig } from '../server/config.ts';
import { isAppError } from '../shared/errors.ts';

const example = readFileSync('.env.example', 'utf8');
const written = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(
  ([, name = '', value = '']) => [name, value] as const,
);

/** The names as they stand in the source: the schema is the only list there is. */
function knownNames(): string[] {
  const schema =
    /const VARIABLES = z\.object\(\{\n([\s\S]*?)\n\}\);/.exec(readFileSync('server/config/variables.ts', 'utf8'))?.[1] ?? '';
  return [...schema.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name = '']) => name);
}

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (isAppError(error, 'config')) return error.message;
    throw error;
  }
  throw new Error('The configuration was taken');
}

describe('.env.example', () => {
  it('names every setting, each once, and no other', () => {
    expect(knownNames().length).toBeGreaterThan(20);
    expect(written.map(([name]) => name).sort()).toEqual(knownNames().sort());
  });

  it('holds the defaults', () => {
    expect(readConfig(Object.fromEntries(written))).toEqual(readConfig({}));
  });
});

describe('readConfig', () => {
  it('needs nothing: an emulated mailbox, on this machine only', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      mailbox: 'emulated',
      store: 'sqlite',
      mistral: null,
      wake: 'in-process',
      address: EMULATED_ADDRESS,
      timezone: 'Europe/Paris',
      dataDir: resolve('data'),
      push: null,
      schedulerAccount: null,
      tokenKey: null,
    });
  });

  it('reads what is given', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '::1',
      MAILGPS_DATA_DIR: '/srv/mail',
      MAILGPS_ADDRESS: 'Contact@School.Example',
      MAILGPS_TIMEZONE: 'America/Montreal',
      MAILGPS_PUSH_AUDIENCE: 'https://a.example/push/gmail',
      MAILGPS_PUSH_ACCOUNT: 'push@p.iam.gserviceaccount.com',
      MAILGPS_ADDON_AUDIENCE: 'addon',
      MAILGPS_CONSOLE_CLIENT_ID: 'console',
      MAILGPS_HOSTED_DOMAINS: 'school.example, other.example',
    });
    expect(config).toMatchObject({
      port: 0,
      host: '::1',
      dataDir: '/srv/mail',
      address: 'contact@school.example',
      timezone: 'America/Montreal',
      push: { audience: 'https://a.example/push/gmail', account: 'push@p.iam.gserviceaccount.com' },
      people: { audiences: ['addon', 'console'], hostedDomains: ['school.example', 'other.example'] },
    });
  });

  it('takes an empty value for none', () => {
    expect(readConfig({ PORT: '', MAILGPS_MAILBOX: '', MAILGPS_ADDRESS: '', SENTRY_DSN: '' })).toEqual(readConfig({}));
  });

  it('lets names be that are not ours', () => {
    expect(readConfig({ PATH: '/bin', MAIL: 'x', NODE_ENV: 'test' })).toEqual(readConfig({}));
  });

  it.each([
    ['an unknown name', { MAILGPS_MAILBX: 'gmail' }, 'MAILGPS_MAILBX: there is no such setting'],
    ['a port that is none', { PORT: 'http' }, 'PORT: '],
    ['a port out of range', { PORT: '70000' }, 'PORT: '],
    ['half a port', { PORT: '80.5' }, 'PORT: '],
    ['an unknown time zone', { MAILGPS_TIMEZONE: 'Europe/Lutetia' }, 'MAILGPS_TIMEZONE: is not a time zone name'],
    ['an address that is none', { MAILGPS_ADDRESS: 'contact' }, 'MAILGPS_ADDRESS: '],
    ['a short key', { MAILGPS_TOKEN_KEY: 'short' }, 'MAILGPS_TOKEN_KEY: must have at least 32 characters'],
    ['a value that is not among the choices', { MAILGPS_STORE: 'postgres' }, 'MAILGPS_STORE: '],
    ['a URL that is none', { MAILGPS_ALERT_WEBHOOK: 'hooks' }, 'MAILGPS_ALERT_WEBHOOK: '],
    [
      'an emulated mailbox that others could reach',
      { HOST: '0.0.0.0' },
      'HOST: an emulated mailbox listens on this machine only',
    ],
    ['a name for it that is not loopback', { HOST: 'server.example' }, 'HOST: an emulated mailbox'],
    ['a name that only begins like loopback', { HOST: '127.0.0.1.example' }, 'HOST: an emulated mailbox'],
    ['a real mailbox without its address', { MAILGPS_MAILBOX: 'gmail' }, 'MAILGPS_ADDRESS: needed with MAILGPS_MAILBOX=gmail'],
    ['an unknown brain', { MAILGPS_BRAIN: 'gpt' }, 'MAILGPS_BRAIN: is offline or mistral'],
    ['Mistral without a key', { MAILGPS_BRAIN: 'mistral' }, 'MISTRAL_API_KEY: needed with MAILGPS_BRAIN=mistral'],
    [
      'traces of what is asked',
      { MAILGPS_BRAIN: 'mistral', MISTRAL_API_KEY: 'k', MISTRAL_SDK_TELEMETRY: 'global' },
      'MISTRAL_SDK_TELEMETRY: would have',
    ],
    ['Firestore without a project', { MAILGPS_STORE: 'firestore' }, 'GOOGLE_CLOUD_PROJECT: needed with MAILGPS_STORE=firestore'],
    ['Pub/Sub without its account', { MAILGPS_WAKE: 'pubsub' }, 'MAILGPS_PUSH_ACCOUNT: needed with MAILGPS_WAKE=pubsub'],
    [
      'a stand-in for Google elsewhere',
      { GMAIL_ROOT_URL: 'https://gmail.example/' },
      'GMAIL_ROOT_URL: a stand-in for Google runs on',
    ],
    [
      'a way to Mistral that others can read on',
      { MISTRAL_SERVER_URL: 'http://models.example/' },
      'MISTRAL_SERVER_URL: mail goes there: https',
    ],
    ['no mail address', { MAILGPS_ADDRESS: 'contact' }, 'MAILGPS_ADDRESS: must be a mail address such as'],
    ['no whole address', { MAILGPS_ALERT_SMTP_URL: 'mail.school.example' }, 'MAILGPS_ALERT_SMTP_URL: must be a whole address'],
    ['a domain with an @', { MAILGPS_HOSTED_DOMAINS: 'school.example, @b.example' }, 'MAILGPS_HOSTED_DOMAINS: must be domains'],
    [
      'domains parted by something else',
      { MAILGPS_HOSTED_DOMAINS: 'school.example;other.example' },
      'MAILGPS_HOSTED_DOMAINS: must be domains such as school.example, separated by commas',
    ],
    ['a domain for an address', { MAILGPS_ALLOWED_ADDRESSES: 'school.example' }, 'MAILGPS_ALLOWED_ADDRESSES: must be mail'],
    ['a name before an address', { MAILGPS_ALERT_TO: 'IT <it@school.example>' }, 'MAILGPS_ALERT_TO: must be mail'],
    ['a real mailbox that Cloud Run cannot reach', { MAILGPS_MAILBOX: 'gmail', K_SERVICE: 'mail' }, 'Set HOST=0.0.0.0'],
    [
      'a store that forgets, beside a real mailbox',
      { MAILGPS_MAILBOX: 'gmail', MAILGPS_STORE: 'firestore', FIRESTORE_EMULATOR_HOST: '127.0.0.1:8081' },
      'FIRESTORE_EMULATOR_HOST: an emulator is for tests',
    ],
    [
      'an emulated Pub/Sub beside a real mailbox',
      { MAILGPS_MAILBOX: 'gmail', MAILGPS_WAKE: 'pubsub', PUBSUB_EMULATOR_HOST: '127.0.0.1:8085' },
      'PUBSUB_EMULATOR_HOST: an emulator is for tests',
    ],
    [
      'an emulated bucket beside a real mailbox',
      { MAILGPS_MAILBOX: 'gmail', MAILGPS_BUCKET: 'files', STORAGE_EMULATOR_HOST: 'http://127.0.0.1:9199' },
      'STORAGE_EMULATOR_HOST: an emulator is for tests',
    ],
    [
      'a stand-in for Google on a server',
      { MAILGPS_MAILBOX: 'gmail', GMAIL_ROOT_URL: 'http://127.0.0.1:1/', K_SERVICE: 'mail' },
      'GMAIL_ROOT_URL: a stand-in is for tests, and K_SERVICE says',
    ],
  ])('refuses %s', (_what, env, told) => {
    expect(refusal(env)).toContain(told);
  });

  it.each(['K_SERVICE', 'GAE_ENV', 'FUNCTION_TARGET', 'KUBERNETES_SERVICE_HOST', 'DYNO', 'AWS_EXECUTION_ENV'])(
    'refuses an emulated mailbox where %s says that this is a server',
    (name) => {
      expect(refusal({ [name]: 'x' })).toContain(`${name} says that this is a server`);
      expect(refusal({ [name]: 'x', MAILGPS_MAILBOX: 'emulated', HOST: '127.0.0.1' })).toContain(name);
    },
  );

  it('lists every problem at once, each on a line of its own, and says where to look', () => {
    const lines = refusal({ MAILGPS_X: '1', MAILGPS_Y: '1', PORT: 'a', MAILGPS_TIMEZONE: 'Nowhere', MAILGPS_STORE: 'x' }).split(
      '\n',
    );
    expect(lines).toHaveLength(7);
    for (const name of ['MAILGPS_X', 'MAILGPS_Y', 'PORT', 'MAILGPS_TIMEZONE', 'MAILGPS_STORE']) {
      expect(lines.filter((line) => line.startsWith(`  - ${name}: `))).toHaveLength(1);
    }
    expect(lines.at(-1)).toContain('.env.example');
  });

  it('tells a value that contradicts another together with an unknown name', () => {
    const told = refusal({ MAILGPS_X: '1', HOST: '0.0.0.0', K_SERVICE: 'mail' });
    for (const name of ['MAILGPS_X: ', 'HOST: ', 'K_SERVICE']) expect(told).toContain(name);
  });
});

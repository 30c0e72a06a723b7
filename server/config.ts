import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../shared/errors.ts';

/** Everything that can be set from outside, read once at start. This file alone reads the environment. */
export interface Config {
  port: number;
  host: string;
  mailbox: 'emulated' | 'gmail';
  store: 'sqlite' | 'firestore';
  brain: 'offline' | 'mistral';
  wake: 'in-process' | 'pubsub';
  dataDir: string;
  /** The shared mailbox, lower-cased. */
  address: string;
  timezone: string;
  /** Of an API stand-in; null: Google's own. */
  gmailRootUrl: string | null;
  push: { audience: string; account: string } | null;
  schedulerAccount: string | null;
  people: { audiences: string[]; hostedDomains: string[] };
  /** Keys the hashes that counts and tombstones stand under. */
  tokenKey: string | null;
  /** Names this process in leases. */
  worker: string;
}

/** The addresses an emulated installation uses: nothing of it leaves the machine. */
export const EMULATED_ADDRESS = 'contact@ecole.example';

const optional = z.string().trim().min(1).optional();

const PORT_RANGE = 'must be a whole number from 0 to 65535';

const VARIABLES = z.object({
  PORT: z.coerce.number(PORT_RANGE).int(PORT_RANGE).min(0, PORT_RANGE).max(65_535, PORT_RANGE).default(8080),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  MAILGPS_MAILBOX: z
    .enum(['emulated', 'gmail'], 'is not one that this version knows: leave it out, or set emulated')
    .default('emulated'),
  MAILGPS_STORE: z
    .enum(['sqlite', 'firestore'], 'is not one that this version knows: leave it out, or set sqlite')
    .default('sqlite'),
  MAILGPS_BRAIN: z
    .enum(['offline', 'mistral'], 'is not one that this version knows: leave it out, or set offline')
    .default('offline'),
  MAILGPS_WAKE: z
    .enum(['in-process', 'pubsub'], 'is not one that this version knows: leave it out, or set in-process')
    .default('in-process'),
  MAILGPS_DATA_DIR: z.string().trim().min(1).default('./data'),
  MAILGPS_ADDRESS: z.email().optional(),
  MAILGPS_TIMEZONE: z.string().refine(isTimezone, 'is not a time zone name such as Europe/Paris').default('Europe/Paris'),
  MISTRAL_API_KEY: optional,
  MISTRAL_MODEL: optional,
  MISTRAL_SERVER_URL: z.url().optional(),
  GMAIL_ROOT_URL: z.url().optional(),
  MAILGPS_TOKEN_KEY: z.string().min(32, 'must have at least 32 characters: openssl rand -base64 32').optional(),
  GOOGLE_CLOUD_PROJECT: optional,
  FIRESTORE_EMULATOR_HOST: optional,
  PUBSUB_EMULATOR_HOST: optional,
  MAILGPS_PUSH_AUDIENCE: optional,
  MAILGPS_PUSH_ACCOUNT: optional,
  MAILGPS_SCHEDULER_ACCOUNT: optional,
  MAILGPS_ADDON_AUDIENCE: optional,
  MAILGPS_CONSOLE_CLIENT_ID: optional,
  MAILGPS_HOSTED_DOMAINS: optional,
  MAILGPS_ALERT_SMTP_URL: optional,
  MAILGPS_ALERT_WEBHOOK: z.url().optional(),
  MAILGPS_HEARTBEAT_URL: z.url().optional(),
  SENTRY_DSN: z.url().optional(),
});

type Variables = z.infer<typeof VARIABLES>;

/** Set by platforms on which other people could reach an emulated installation. */
const PLATFORMS = [
  'K_SERVICE',
  'GAE_ENV',
  'FUNCTION_TARGET',
  'KUBERNETES_SERVICE_HOST',
  'DYNO',
  'AWS_EXECUTION_ENV',
  'WEBSITE_INSTANCE_ID',
  'FLY_APP_NAME',
];

/** Throws one `config` error that lists every problem, each on a line of its own with what to do. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems = unknownNames(env);
  const given = Object.fromEntries(Object.keys(VARIABLES.shape).map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const parsed = VARIABLES.safeParse(given);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  else problems.push(...conflicts(parsed.data, env));
  if (!parsed.success || problems.length > 0) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    throw new AppError('config', `The configuration cannot be used:\n${list}\nAll names and values are in .env.example.`);
  }
  return configOf(parsed.data);
}

function unknownNames(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('MAILGPS_') && !(name in VARIABLES.shape))
    .map((name) => `${name}: there is no such setting`);
}

function conflicts(v: Variables, env: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  if (v.MAILGPS_MAILBOX === 'emulated') {
    const platform = PLATFORMS.find((name) => env[name]);
    if (platform)
      problems.push(
        `MAILGPS_MAILBOX: emulated is for a developer's own machine, and ${platform} says that this is a server. This version runs on your own machine only.`,
      );
    if (!isLoopback(v.HOST)) problems.push(`HOST: an emulated mailbox listens on this machine only. Leave it at 127.0.0.1.`);
  } else if (!v.MAILGPS_ADDRESS) {
    problems.push('MAILGPS_ADDRESS: needed with MAILGPS_MAILBOX=gmail (the shared mailbox, such as contact@school.example)');
  }
  for (const [name, value, works] of [
    ['MAILGPS_MAILBOX', v.MAILGPS_MAILBOX, 'emulated'],
    ['MAILGPS_STORE', v.MAILGPS_STORE, 'sqlite'],
    ['MAILGPS_BRAIN', v.MAILGPS_BRAIN, 'offline'],
    ['MAILGPS_WAKE', v.MAILGPS_WAKE, 'in-process'],
  ] as const) {
    if (value !== works) problems.push(`${name}: ${value} does not come with this version. Set ${works}, or leave it out.`);
  }
  return problems;
}

function configOf(v: Variables): Config {
  const emulated = v.MAILGPS_MAILBOX === 'emulated';
  const { MAILGPS_PUSH_AUDIENCE: audience, MAILGPS_PUSH_ACCOUNT: account } = v;
  return {
    port: v.PORT,
    host: v.HOST,
    mailbox: v.MAILGPS_MAILBOX,
    store: v.MAILGPS_STORE,
    brain: v.MAILGPS_BRAIN,
    wake: v.MAILGPS_WAKE,
    dataDir: resolve(v.MAILGPS_DATA_DIR),
    address: (v.MAILGPS_ADDRESS ?? (emulated ? EMULATED_ADDRESS : '')).toLowerCase(),
    timezone: v.MAILGPS_TIMEZONE,
    gmailRootUrl: v.GMAIL_ROOT_URL ?? null,
    push: audience && account ? { audience, account } : null,
    schedulerAccount: v.MAILGPS_SCHEDULER_ACCOUNT ?? null,
    people: {
      audiences: [v.MAILGPS_ADDON_AUDIENCE, v.MAILGPS_CONSOLE_CLIENT_ID].filter((id): id is string => id !== undefined),
      hostedDomains: (v.MAILGPS_HOSTED_DOMAINS ?? '').split(/[\s,]+/).filter((domain) => domain !== ''),
    },
    tokenKey: v.MAILGPS_TOKEN_KEY ?? null,
    worker: `${hostname()}-${process.pid}`,
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
